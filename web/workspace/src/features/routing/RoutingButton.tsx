/** Draws the button and the dialog that say, when asked, why the agent got this conversation. */

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
  Spinner,
  Subtitle2,
  Text,
  tokens,
  useRestoreFocusTarget,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useId, useState } from "react";
import type { RoutingStory, WhatIf } from "../../api";
import { useLink } from "../../realtime";
import { momentText, refusalText } from "../../ui";
import { useStory } from "./useStory";
import { nearLines, type Step, stepSentences, whatIfSentence } from "./words";

const useStyles = makeStyles({
  surface: { maxWidth: "640px" },
  // The dialog keeps its height while the answer comes, so that nothing jumps.
  content: {
    display: "flex",
    flexDirection: "column",
    gap: "16px",
    minHeight: "min(240px, 50vh)",
    // Room between the text and the outline of the focus.
    padding: "8px",
    margin: "0 -8px",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "12px",
  },
  step: { display: "flex", flexDirection: "column", gap: "4px", overflowWrap: "anywhere" },
  gist: { fontWeight: tokens.fontWeightSemibold },
  near: { margin: 0, paddingInlineStart: "20px" },
  time: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  heading: { margin: "0 0 4px" },
});

export function RoutingButton({ conversationId }: { conversationId: string }) {
  const { t } = useLingui();
  const [isOpen, setIsOpen] = useState(false);
  // Where the focus goes back to when the dialog closes.
  const focusTarget = useRestoreFocusTarget();
  return (
    <>
      <Button size="small" aria-haspopup="dialog" {...focusTarget} onClick={() => setIsOpen(true)}>
        {t`Why me?`}
      </Button>
      {isOpen && <RoutingDialog conversationId={conversationId} onClose={() => setIsOpen(false)} />}
    </>
  );
}

export function RoutingDialog({ conversationId, onClose }: { conversationId: string; onClose(): void }) {
  const { t } = useLingui();
  const styles = useStyles();
  const id = useId();
  // What is to be read has the focus, so that arrows scroll it. By its id: Fluent's type takes no reference.
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  return (
    <Dialog open onOpenChange={(_, data) => data.open || onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t`Routing`}</DialogTitle>
          <DialogContent id={id} className={styles.content} tabIndex={0}>
            <Story conversationId={conversationId} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>{t`Close`}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Drawn only while the dialog is open: it is fetched anew each time. */
function Story({ conversationId }: { conversationId: string }) {
  const { t, i18n } = useLingui();
  const { story, failed, retry } = useStory(conversationId);
  if (failed !== null) {
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          {t`The routing could not be fetched.`} {refusalText(i18n, failed)}
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={retry}>{t`Try again`}</Button>
        </MessageBarActions>
      </MessageBar>
    );
  }
  if (story === null) return <Spinner label={t`Loading …`} />;
  if (story.steps.length === 0) return <Text>{t`Nothing is known of how it was routed.`}</Text>;
  return <Told story={story} />;
}

function Told({ story }: { story: RoutingStory }) {
  const { t } = useLingui();
  const styles = useStyles();
  return (
    <>
      {story.more && <Text>{t`Older steps are left out.`}</Text>}
      <ol className={styles.list} aria-label={t`Steps of the routing`}>
        {story.steps.map((step, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once and never changes
          <StepText key={n} step={step} />
        ))}
      </ol>
      {story.what_if.length > 0 && <Now whatIfs={story.what_if} />}
    </>
  );
}

function StepText({ step }: { step: Step }) {
  const { i18n } = useLingui();
  const { connection } = useLink();
  const styles = useStyles();
  const [gist = "", ...more] = stepSentences(i18n, step);
  const near = nearLines(i18n, step);
  const whatIf = step.code === "offered" ? step.what_if : null;
  return (
    <li className={styles.step}>
      <time className={styles.time} dateTime={new Date(step.at_ms).toISOString()}>
        {momentText(step.at_ms, connection.serverNowMs(), i18n.locale)}
      </time>
      <span dir="auto" className={styles.gist}>
        {gist}
      </span>
      {more.length > 0 && <span dir="auto">{more.join(" ")}</span>}
      {near.length > 0 && <Nearest lines={near} />}
      {whatIf !== null && <span dir="auto">{whatIfSentence(i18n, whatIf)}</span>}
    </li>
  );
}

function Nearest({ lines }: { lines: readonly string[] }) {
  const { t } = useLingui();
  const styles = useStyles();
  const id = useId();
  return (
    <>
      <span id={id}>{t`Nearest to it:`}</span>
      <ul aria-labelledby={id} className={styles.near}>
        {lines.map((line, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same; the list never changes
          <li key={n} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </>
  );
}

function Now({ whatIfs }: { whatIfs: readonly WhatIf[] }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Subtitle2 as="h3" id={id} className={styles.heading}>{t`What would change it`}</Subtitle2>
      <ul className={styles.list}>
        {whatIfs.map((one) => (
          <li key={one.text} dir="auto">
            {whatIfSentence(i18n, one)}
          </li>
        ))}
      </ul>
    </section>
  );
}
