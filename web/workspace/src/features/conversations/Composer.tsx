/** Draws the box in which an agent writes: Enter sends, what is typed survives everything (mission S9). */

import { Button, Field, makeStyles, tokens } from "@fluentui/react-components";
import { SendRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { useLink } from "../../realtime";
import { useDraft, useDrafts } from "../drafts";
import { useAction } from "../shortcuts";
import { isTypingDue, type Measured, measured, sendsBy, TEXT_LIMIT_BYTES } from "./composing";
import { DraftConflict } from "./DraftConflict";
import { EmojiButton } from "./EmojiButton";
import { useTakingOver } from "./useTakingOver";

const useStyles = makeStyles({
  composer: { display: "flex", flexDirection: "column", gap: "8px", padding: "4px 16px 12px", flexShrink: 0 },
  row: { display: "flex", gap: "4px", alignItems: "flex-end" },
  field: { flexGrow: 1, minWidth: 0 },
  box: {
    width: "100%",
    boxSizing: "border-box",
    resize: "none",
    minHeight: "56px",
    maxHeight: "min(40vh, 320px)",
    padding: "8px",
    font: "inherit",
    overflowWrap: "anywhere",
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    fieldSizing: "content",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-1px" },
  },
});

export function Composer({ conversationId }: { conversationId: string }) {
  const { t } = useLingui();
  const styles = useStyles();
  const draft = useDraft(conversationId, "message");
  const { box, send, type } = useComposing(conversationId);
  const measure = measured(draft.text);

  function onKeyDown(event: KeyboardEvent) {
    const { key, shiftKey } = event;
    if (!sendsBy({ key, shiftKey, isComposing: event.nativeEvent.isComposing })) return;
    event.preventDefault();
    send();
  }

  return (
    <section aria-label={t`Write`} className={styles.composer} data-clear-of-toasts="composer">
      {draft.other !== null && (
        <DraftConflict
          conversationId={conversationId}
          field="message"
          draft={draft}
          onChosen={() => box.current?.focus()}
        />
      )}
      <div className={styles.row}>
        <Field className={styles.field} label={t`Message`} {...useRoom(measure)}>
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
        <EmojiButton box={box} />
        <Button
          appearance="primary"
          icon={<SendRegular />}
          disabledFocusable={measure.sendable !== "yes"}
          onClick={send}
        >
          {t`Send`}
        </Button>
      </div>
    </section>
  );
}

/** Return what the field says of its length: nothing while there is room. */
function useRoom({ sendable, bytes }: Measured) {
  const { t, i18n } = useLingui();
  if (bytes === null) return {};
  const used = i18n.number(bytes);
  const limit = i18n.number(TEXT_LIMIT_BYTES);
  if (sendable !== "too long") return { hint: t`${used} of ${limit} bytes` };
  return {
    validationMessage: t`The text is too long to be sent: ${used} of ${limit} bytes. Shorten it, or send it in parts.`,
  };
}

function useComposing(conversationId: string) {
  const { connection, outbox } = useLink();
  const drafts = useDrafts("message");
  const { text } = useDraft(conversationId, "message");
  const box = useRef<HTMLTextAreaElement>(null);
  const typingSentMs = useRef(0);
  useGrowing(box, text);
  useAction("go_to_composer", () => box.current?.focus());
  // Whoever opened a conversation wants to write in it, unless a dialog or an alert is being answered.
  useEffect(() => {
    if (!isBusyElsewhere()) box.current?.focus();
  }, []);
  useTakingOver(conversationId, "message");

  function type(value: string) {
    drafts.type(conversationId, value, connection.serverNowMs());
    if (!isTypingDue(typingSentMs.current, connection.nowMs())) return;
    typingSentMs.current = connection.nowMs();
    connection.mention({ t: "typing", conversation_id: conversationId });
  }

  function send() {
    const { text: now } = drafts.draft(conversationId);
    if (measured(now).sendable !== "yes" || !outbox.write(conversationId, now)) return;
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

/** Let the box be as high as its text, where the browser does not by itself. */
function useGrowing(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || globalThis.CSS?.supports?.("field-sizing", "content")) return;
    element.style.height = "auto";
    // An empty box has the height of its rows.
    if (text !== "") element.style.height = `${element.scrollHeight + 2}px`;
  }, [box, text]);
}
