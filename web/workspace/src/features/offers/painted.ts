/** Decides when an alert counts as displayed: painted, in a page that can be seen (mission decision 11). */

export interface Screen {
  isVisible(): boolean;
  /** Run before the next paint; the answer cancels it. */
  beforePaint(run: () => void): () => void;
  /** Tell every change of visibility; the answer stops it. */
  onVisibility(run: () => void): () => void;
}

/**
 * Run once as soon as what stands in the document now was painted in a visible page; the answer cancels it.
 * The frame after the next one begins when the next one was painted.
 */
export function whenPainted(screen: Screen, run: () => void): () => void {
  let cancelFrame = () => {};
  const attempt = () => {
    cancelFrame();
    if (!screen.isVisible()) return;
    cancelFrame = screen.beforePaint(() => {
      cancelFrame = screen.beforePaint(finish);
    });
  };
  const stopListening = screen.onVisibility(attempt);
  const finish = () => {
    // Hidden in between: the paint may not have happened; the next change of visibility tries again.
    if (!screen.isVisible()) return;
    stopListening();
    run();
  };
  attempt();
  return () => {
    stopListening();
    cancelFrame();
  };
}

export const browserScreen: Screen = {
  isVisible: () => document.visibilityState === "visible",
  beforePaint: (run) => {
    const frame = requestAnimationFrame(run);
    return () => cancelAnimationFrame(frame);
  },
  onVisibility: (run) => {
    document.addEventListener("visibilitychange", run);
    return () => document.removeEventListener("visibilitychange", run);
  },
};
