/** Draws the agent's own notes on a session: kept like a message that is being typed (mission S9). */

import { Field, makeStyles, Textarea, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { useStore } from "zustand";
import { useLink } from "../../realtime";
import { CopyButton } from "../customers";
import { useDraft, useDrafts } from "../drafts";
import { DraftConflict } from "./DraftConflict";
import { noteState } from "./notes";
import { useTakingOver } from "./useTakingOver";

const useStyles = makeStyles({
  notes: { display: "flex", flexDirection: "column", gap: "8px", minWidth: 0 },
  // Fluent's own narrowest box is wider than a phone's column with large letters.
  box: { minWidth: 0, minHeight: "88px", "& textarea": { minHeight: "88px", maxHeight: "320px" } },
  hint: { color: tokens.colorNeutralForeground2 },
});

/** `lost`: somebody else ended the session; what was noted can be read and copied. */
export function Notepad({ conversationId, lost }: { conversationId: string; lost: boolean }) {
  const styles = useStyles();
  return (
    <div className={styles.notes}>
      {lost ? <Left conversationId={conversationId} /> : <Pad conversationId={conversationId} />}
    </div>
  );
}

function Pad({ conversationId }: { conversationId: string }) {
  const { t } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const draft = useDraft(conversationId, "notepad");
  const drafts = useDrafts("notepad");
  useTakingOver(conversationId, "notepad");
  const state = useStateText(conversationId);
  // By its id: Fluent's type takes no reference.
  const id = useId();
  return (
    <>
      {draft.other !== null && (
        <DraftConflict
          conversationId={conversationId}
          field="notepad"
          draft={draft}
          onChosen={() => document.getElementById(id)?.focus()}
        />
      )}
      <Field
        label={t`Notes to yourself`}
        hint={t`Only you read this. It goes when the session has ended.`}
        validationState={state.isWrong ? "warning" : "none"}
        validationMessage={state.text}
      >
        <Textarea
          id={id}
          className={styles.box}
          value={draft.text}
          dir="auto"
          resize="vertical"
          onChange={(_, data) => drafts.type(conversationId, data.value, connection.serverNowMs())}
        />
      </Field>
    </>
  );
}

/** Return all that is noted on a session, both versions where there are two; empty is nothing. */
export function useNotes(conversationId: string): string {
  const { text, other } = useDraft(conversationId, "notepad");
  return [text, other ?? ""].filter((one) => one.trim() !== "").join("\n\n");
}

function useStateText(conversationId: string): { text: string; isWrong: boolean } {
  const { t } = useLingui();
  const { connection } = useLink();
  const isOffline = useStore(connection.state, ({ status }) => status === "offline");
  const state = noteState(useDraft(conversationId, "notepad"), isOffline);
  const texts = {
    empty: "",
    saved: t`Saved`,
    saving: t`Saving …`,
    offline: t`Not saved yet: no connection`,
    choose: t`Not saved yet: choose a version`,
    "too long": t`Not saved: the notes are too long. Shorten them.`,
  };
  return { text: texts[state], isWrong: !["empty", "saved", "saving"].includes(state) };
}

function Left({ conversationId }: { conversationId: string }) {
  const { t } = useLingui();
  const notes = useNotes(conversationId);
  return (
    <>
      <Field label={t`Notes to yourself`}>
        <Textarea readOnly value={notes} dir="auto" />
      </Field>
      <div>
        <CopyButton text={notes} label={t`Copy the notes`} />
      </div>
    </>
  );
}
