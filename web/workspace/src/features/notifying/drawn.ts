/** Waits until something stands in the document: what a notification opens may not be drawn yet. */

/** What is not drawn by then was taken away again. */
const DRAWN_WITHIN_MS = 5_000;

export function whenDrawn(selector: string, run: (element: HTMLElement) => void): void {
  const find = () => document.querySelector<HTMLElement>(selector);
  const here = find();
  if (here !== null) {
    run(here);
    return;
  }
  const stop = () => {
    clearTimeout(timer);
    observer.disconnect();
  };
  const timer = setTimeout(() => stop(), DRAWN_WITHIN_MS);
  const observer = new MutationObserver(() => {
    const drawn = find();
    if (drawn === null) return;
    stop();
    run(drawn);
  });
  observer.observe(document.body, { childList: true, subtree: true, attributes: true });
}
