/** Tells when this window gets and loses the focus: a desktop notification is decided by it (mission N3). */

export interface Focus {
  has(): boolean;
  /** Tell each change, maybe twice; the answer stops it. */
  onChange(run: () => void): () => void;
}

/** Between two of our windows neither has it for a moment: that is no reason to show anything. */
export const FOCUS_SETTLES_MS = 250;
/** The worker asks the browser, which may hear of a change later than the page: it is told twice. */
const TOLD_AGAIN_AFTER_MS = 1_000;
/** How often it is looked at besides: a window that lost it from within a frame is not told. */
const LOOK_EVERY_MS = 1_000;

export const browserFocus: Focus = {
  has: () => document.hasFocus(),
  onChange: (run) => {
    let had = document.hasFocus();
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      if (document.hasFocus() === had) return;
      had = !had;
      run();
      clearTimeout(again);
      again = setTimeout(run, TOLD_AGAIN_AFTER_MS);
    };
    let settling: ReturnType<typeof setTimeout> | undefined;
    const lookSoon = () => {
      clearTimeout(settling);
      settling = setTimeout(look, FOCUS_SETTLES_MS);
    };
    window.addEventListener("focus", look);
    window.addEventListener("blur", lookSoon);
    const looking = setInterval(look, LOOK_EVERY_MS);
    return () => {
      window.removeEventListener("focus", look);
      window.removeEventListener("blur", lookSoon);
      clearTimeout(settling);
      clearTimeout(again);
      clearInterval(looking);
    };
  },
};
