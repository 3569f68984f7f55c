/** Puts into the page what screen readers shall say; mounted once, before anything is to be said. */

import { useStore } from "zustand";
import { announcements } from "./announce";
import { useHidden } from "./hidden";

export function Announcer() {
  const hidden = useHidden();
  const { polite, assertive } = useStore(announcements);
  return (
    <div className={hidden} data-testid="announcer">
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
    </div>
  );
}
