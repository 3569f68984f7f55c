/** Draws the header with Minimise and End, and asks before ending. */

import { useEffect, useRef, useState } from "preact/hooks";
import { type ChatState, canEnd } from "../chat/state";
import { useSurroundings } from "./context";

export function Header({ state }: { state: ChatState }) {
  const { words, minimise } = useSurroundings();
  const [asking, setAsking] = useState(false);
  const endable = canEnd(state);
  return (
    <header class="header">
      <h1>{words.title}</h1>
      {endable && (
        <button type="button" class="plain" onClick={() => setAsking(true)}>
          {words.end}
        </button>
      )}
      {minimise && (
        <button
          type="button"
          class="plain icon"
          onClick={minimise}
          aria-label={words.minimise}
          title={words.minimise}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M5 9l7 7 7-7" />
          </svg>
        </button>
      )}
      {asking && endable && <EndQuestion close={() => setAsking(false)} />}
    </header>
  );
}

function EndQuestion({ close }: { close: () => void }) {
  const { chat, words } = useSurroundings();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const end = () => {
    chat.end();
    dialog.current?.close();
  };
  // Escape belongs to the dialog while it is open; the frame stays.
  const keep = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    dialog.current?.close();
  };
  return (
    <dialog
      ref={dialog}
      onClose={close}
      onKeyDown={keep}
      aria-labelledby="end-question"
      aria-describedby="end-more"
    >
      <h2 id="end-question">{words.end_question}</h2>
      <p id="end-more">{words.end_explanation}</p>
      <div class="choices">
        <button type="button" class="plain" onClick={() => dialog.current?.close()}>
          {words.end_no}
        </button>
        <button type="button" class="main" onClick={end}>
          {words.end_yes}
        </button>
      </div>
    </dialog>
  );
}
