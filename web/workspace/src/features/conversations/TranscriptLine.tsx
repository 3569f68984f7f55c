/** Draws one line of a transcript; text is shown as written and never as markup. */

import { Button, makeStyles, mergeClasses, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useLink } from "../../realtime";
import { momentText, refusalText } from "../../ui";
import { noticeText } from "./notices";
import type { MessageLine, NoticeLine } from "./transcript";

const useStyles = makeStyles({
  message: {
    maxWidth: "80%",
    alignSelf: "flex-start",
    display: "flex",
    flexDirection: "column",
    padding: "8px 12px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  mine: { alignSelf: "flex-end", backgroundColor: tokens.colorBrandBackground2 },
  head: { color: tokens.colorNeutralForeground2 },
  text: { whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  notice: { alignSelf: "center", color: tokens.colorNeutralForeground2, textAlign: "center" },
  actions: { display: "flex", gap: "8px", alignItems: "center", flexWrap: "wrap" },
  refused: { color: tokens.colorStatusDangerForeground1 },
});

export function MessageRow({ line }: { line: MessageLine }) {
  const { t } = useLingui();
  const styles = useStyles();
  const mine = line.side === "agent";
  return (
    <li
      className={mergeClasses(styles.message, mine && styles.mine)}
      data-side={line.side}
      data-state={line.state}
    >
      <Text size={200} className={styles.head}>
        <strong>{line.author}</strong> <Moment atMs={line.atMs} />
      </Text>
      <span className={styles.text} dir="auto" data-testid="text">
        {line.text}
      </span>
      {line.state === "sending" && <Text size={200} className={styles.head}>{t`Sending …`}</Text>}
      {line.state === "not sent" && <NotSent line={line} />}
    </li>
  );
}

function NotSent({ line }: { line: MessageLine }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { outbox } = useLink();
  return (
    <div className={styles.actions}>
      <Text size={200} className={styles.refused}>
        {t`Not sent.`} {refusalText(i18n, line.refusal ?? "")}
      </Text>
      <Button size="small" onClick={() => outbox.retry(line.key)}>{t`Send again`}</Button>
      <Button size="small" onClick={() => outbox.discard(line.key)}>{t`Discard`}</Button>
    </div>
  );
}

export function NoticeRow({ line }: { line: NoticeLine }) {
  const { i18n } = useLingui();
  const styles = useStyles();
  return (
    <li className={styles.notice}>
      <Text size={200}>
        {noticeText(i18n, line)} <Moment atMs={line.atMs} />
      </Text>
    </li>
  );
}

function Moment({ atMs }: { atMs: number }) {
  const { i18n } = useLingui();
  const { connection } = useLink();
  return (
    <time dateTime={new Date(atMs).toISOString()}>
      {momentText(atMs, connection.serverNowMs(), i18n.locale)}
    </time>
  );
}
