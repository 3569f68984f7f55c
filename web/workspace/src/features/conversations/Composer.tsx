/** Draws the box in which an agent writes: Enter sends, what is typed survives everything (mission S9). */

import { Button, Field, makeStyles, tokens } from "@fluentui/react-components";
import { SendRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import { useLink } from "../../realtime";
import { useDraft, useDrafts } from "../drafts";
import { isTypingDue, sendable, sendsBy } from "./composing";
import { OtherDraft } from "./OtherDraft";

const useStyles = makeStyles({
  composer: { display: "flex", flexDirection: "column", gap: "8px", padding: "8px 16px 16px" },
  row: { display: "flex", gap: "8px", alignItems: "flex-end" },
  field: { flexGrow: 1 },
  box: {
    width: "100%",
    boxSizing: "border-box",
    resize: "none",
    minHeight: "56px",
    maxHeight: "40vh",
    padding: "8px",
    font: "inherit",
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

export function Composer({ conversationId }: { conversationId: string }) {
  const { t } = useLingui();
  const styles = useStyles();
  const drafts = useDrafts();
  const draft = useDraft(conversationId);
  const { box, send, type } = useComposing(conversationId);
  const verdict = sendable(draft.text);
  const problem = verdict === "too long" ? { validationMessage: t`The text is too long.` } : {};

  function onKeyDown(event: KeyboardEvent) {
    const { key, shiftKey } = event;
    if (!sendsBy({ key, shiftKey, isComposing: event.nativeEvent.isComposing })) return;
    event.preventDefault();
    send();
  }

  return (
    <section aria-label={t`Write`} className={styles.composer}>
      <div className={styles.row}>
        <Field className={styles.field} label={t`Message`} {...problem}>
          {(control) => (
            <textarea
              {...control}
              ref={box}
              className={styles.box}
              value={draft.text}
              dir="auto"
              rows={2}
              onChange={(event) => type(event.target.value)}
              onKeyDown={onKeyDown}
            />
          )}
        </Field>
        <Button
          appearance="primary"
          icon={<SendRegular />}
          disabledFocusable={verdict !== "yes"}
          onClick={send}
        >
          {t`Send`}
        </Button>
      </div>
      {draft.other !== null && (
        <OtherDraft
          text={draft.other}
          onTake={() => drafts.takeOther(conversationId)}
          onDrop={() => drafts.dropOther(conversationId)}
        />
      )}
    </section>
  );
}

function useComposing(conversationId: string) {
  const { connection, outbox } = useLink();
  const drafts = useDrafts();
  const { text } = useDraft(conversationId);
  const box = useRef<HTMLTextAreaElement>(null);
  const typingSentMs = useRef(0);
  useGrowing(box, text);
  // Whoever opened a conversation wants to write in it, unless a dialog or an alert is being answered.
  useEffect(() => {
    if (!isBusyElsewhere()) box.current?.focus();
  }, []);

  function type(value: string) {
    drafts.type(conversationId, value);
    if (!isTypingDue(typingSentMs.current, connection.nowMs())) return;
    typingSentMs.current = connection.nowMs();
    connection.mention({ t: "typing", conversation_id: conversationId });
  }

  function send() {
    const { text: now } = drafts.draft(conversationId);
    if (sendable(now) !== "yes" || !outbox.write(conversationId, now)) return;
    typingSentMs.current = 0;
    drafts.handOver(conversationId);
    box.current?.focus();
  }

  return { box, send, type };
}

function isBusyElsewhere(): boolean {
  const active = document.activeElement;
  return active?.closest("[role=dialog], [role=alertdialog]") != null;
}

/** Let the box be as high as its text, up to its largest height. */
function useGrowing(box: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    element.style.height = "auto";
    // An empty box has the height of its rows.
    if (text !== "") element.style.height = `${element.scrollHeight + 2}px`;
  }, [box, text]);
}
