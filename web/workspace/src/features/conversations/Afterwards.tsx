/** Draws what stands in the composer's place when nothing can be written any more. */

import { Button, Field, MessageBar, MessageBarBody, makeStyles, Textarea } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { SessionView } from "../../api";
import { CopyButton } from "../customers";
import { useDraft } from "../drafts";
import { whyLost } from "./lost";
import { RemainingTime } from "./RemainingTime";
import { useTalk } from "./store";

const useStyles = makeStyles({
  after: {
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    padding: "8px 16px 16px",
    maxHeight: "50%",
    overflowY: "auto",
    flexShrink: 0,
  },
  unsent: { display: "flex", flexDirection: "column", gap: "8px" },
  actions: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

interface AfterwardsProps {
  session: SessionView;
  lost: boolean;
  /** Why it was lost, as the server said it. */
  reason: string | null;
  onClose(): void;
}

export function Afterwards({ session, lost, reason, onClose }: AfterwardsProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const talk = useTalk(session.conversation_id);
  const { text, other } = useDraft(session.conversation_id, "message");
  const unsent = [text, other ?? ""].filter((one) => one.trim() !== "");
  return (
    <section aria-label={t`After the conversation`} className={styles.after}>
      <MessageBar intent={lost ? "warning" : "info"} layout="multiline">
        <MessageBarBody>
          {lost
            ? i18n._(whyLost(talk, reason))
            : t`The conversation has ended for the customer. Finish your work on it, then close it.`}
        </MessageBarBody>
      </MessageBar>
      {!lost && session.item.state === "wrap_up" && <RemainingTime session={session} />}
      {unsent.length > 0 && <UnsentText text={unsent.join("\n\n")} />}
      <div>
        <Button appearance="primary" onClick={onClose}>
          {lost ? t`Close session` : t`Close the conversation`}
        </Button>
      </div>
    </section>
  );
}

function UnsentText({ text }: { text: string }) {
  const { t } = useLingui();
  const styles = useStyles();
  return (
    <div className={styles.unsent}>
      <Field label={t`Your text that was not sent`}>
        <Textarea readOnly value={text} dir="auto" />
      </Field>
      <div className={styles.actions}>
        <CopyButton text={text} label={t`Copy the text`} />
      </div>
    </div>
  );
}
