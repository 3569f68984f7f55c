/** Draws the presence history: what the agent showed, since when, how long, why and by whose doing. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  PresenceBadge,
  Spinner,
  Text,
  tokens,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useId } from "react";
import type { AgentView } from "../../api";
import { useLink } from "../../realtime";
import { momentText, NARROW, refusalText, useNow } from "../../ui";
import { causeText } from "./causes";
import { durationText, type Line, linesOf } from "./history";
import { badgeOf, presenceName } from "./names";
import { type History, useHistory } from "./useHistory";

/** How often the newest line's duration is drawn anew. */
const TICK_MS = 10_000;

const useStyles = makeStyles({
  surface: { maxWidth: "720px" },
  // The dialog keeps its height while pages come, so that nothing jumps.
  content: {
    display: "flex",
    flexDirection: "column",
    alignItems: "stretch",
    gap: "12px",
    minHeight: "min(320px, 50vh)",
    padding: "8px",
    margin: "0 -8px",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  table: { width: "100%", borderCollapse: "collapse", tableLayout: "auto" },
  head: {
    textAlign: "start",
    verticalAlign: "bottom",
    padding: "4px 8px",
    fontWeight: tokens.fontWeightSemibold,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    [NARROW]: { padding: "4px" },
  },
  cell: {
    textAlign: "start",
    verticalAlign: "top",
    padding: "6px 8px",
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: "anywhere",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { padding: "6px 4px" },
  },
  presence: { display: "flex", alignItems: "baseline", gap: "6px", minWidth: "5.5em" },
  // The name says it all; on a phone its words need the room.
  badge: { flexShrink: 0, [NARROW]: { display: "none" } },
  quiet: { color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
  more: { alignSelf: "center" },
});

export function HistoryDialog({ agent, onClose }: { agent: AgentView; onClose(): void }) {
  const { t } = useLingui();
  const styles = useStyles();
  const id = useId();
  const toContent = useCallback(() => document.getElementById(id)?.focus(), [id]);
  // What is to be read has the focus, so that arrows scroll it. By its id: Fluent's type takes no reference.
  useEffect(toContent, [toContent]);
  return (
    <Dialog open onOpenChange={(_, data) => data.open || onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t`Presence history`}</DialogTitle>
          <DialogContent id={id} className={styles.content} tabIndex={0}>
            <Changes agent={agent} onWhole={toContent} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>{t`Close`}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Drawn only while the dialog is open. `onWhole` takes the focus when the last page leaves nothing to press. */
function Changes({ agent, onWhole }: { agent: AgentView; onWhole(): void }) {
  const { t } = useLingui();
  const { connection } = useLink();
  const found = useHistory(agent.id, `${agent.since_ms} ${agent.presence_id} ${agent.cause}`);
  const nowMs = useNow(
    useCallback(() => connection.serverNowMs(), [connection]),
    TICK_MS,
  );
  const { history } = found;
  if (history === null)
    return found.failed === null ? <Spinner label={t`Loading …`} /> : <Failure {...found} />;
  if (history.changes.length === 0) {
    return <Text>{t`Nothing yet. Every change of your presence will stand here.`}</Text>;
  }
  return (
    <>
      <Table agentId={agent.id} lines={linesOf(history.changes, nowMs)} nowMs={nowMs} />
      {found.failed !== null && <Failure {...found} />}
      {history.more && found.failed === null && <Older {...found} onWhole={onWhole} />}
    </>
  );
}

function Table({ agentId, lines, nowMs }: { agentId: string; lines: readonly Line[]; nowMs: number }) {
  const { t } = useLingui();
  const styles = useStyles();
  return (
    <table className={styles.table} aria-label={t`Presence history`}>
      <thead>
        <tr>
          {[t`Since`, t`Presence`, t`Lasted`, t`Why`].map((name) => (
            <th key={name} scope="col" className={styles.head}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.change.n} agentId={agentId} line={line} nowMs={nowMs} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ agentId, line, nowMs }: { agentId: string; line: Line; nowMs: number }) {
  const { i18n } = useLingui();
  const { me } = useLink();
  const styles = useStyles();
  const { change, lastedMs } = line;
  return (
    <tr>
      <th scope="row" className={styles.cell}>
        <time dateTime={new Date(change.at_ms).toISOString()}>
          {momentText(change.at_ms, nowMs, i18n.locale)}
        </time>
      </th>
      <td className={styles.cell}>
        <span className={styles.presence}>
          <PresenceBadge
            size="extra-small"
            className={styles.badge}
            status={badgeOf(change.base)}
            aria-hidden
          />
          <bdi>{presenceName(i18n, change.presence_id, me.presences)}</bdi>
        </span>
      </td>
      <td className={`${styles.cell} ${styles.quiet}`}>{durationText(lastedMs, i18n.locale)}</td>
      <td dir="auto" className={styles.cell}>
        {i18n._(causeText(change, agentId))}
      </td>
    </tr>
  );
}

function Older({ isLoading, older, onWhole }: History & { onWhole(): void }) {
  const { t } = useLingui();
  const styles = useStyles();
  useEffect(() => onWhole, [onWhole]);
  return (
    <Button className={styles.more} disabledFocusable={isLoading} onClick={older}>
      {isLoading ? t`Loading …` : t`Show earlier changes`}
    </Button>
  );
}

function Failure({ failed, retry }: History) {
  const { t, i18n } = useLingui();
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        {t`The presence history could not be fetched.`} {refusalText(i18n, failed ?? "")}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={retry}>{t`Try again`}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
