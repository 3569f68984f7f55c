/** Draws a question or a text that stands before everything else until it is answered. */

import type { ComponentChildren } from "preact";
import { stateful, useEffect, useRef } from "./hooks";

interface Props {
  title: string;
  text: ComponentChildren;
  close: () => void;
  /** Gets what closes the dialog; the focus goes back to where it was. */
  children: (leave: () => void) => ComponentChildren;
}

export const Dialog = stateful(function Dialog({ title, text, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const leave = () => dialog.current?.close();
  // Escape belongs to the dialog while it is open; the frame stays.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    leave();
  };
  return (
    <dialog
      ref={dialog}
      onClose={close}
      onKeyDown={onKey}
      aria-labelledby="asked"
      aria-describedby="asked-more"
    >
      <h2 id="asked">{title}</h2>
      <p id="asked-more">{text}</p>
      <div class="choices">{children(leave)}</div>
    </dialog>
  );
});
