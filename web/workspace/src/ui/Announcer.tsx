/** Puts into the page what screen readers shall say; mounted once, before anything is to be said. */

import { createPortal } from "react-dom";
import { useStore } from "zustand";
import { announcements } from "./announce";
import { useHidden } from "./hidden";

export function Announcer() {
  const hidden = useHidden();
  const { polite, assertive } = useStore(announcements);
  // Beside the whole page, and named to Tabster: an open dialog hides all else from screen readers.
  return createPortal(
    <div className={hidden} data-testid="announcer" data-tabster-never-hide="">
      <div aria-live="polite">
        {polite.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
      <div aria-live="assertive">
        {assertive.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
    </div>,
    document.body,
  );
}
