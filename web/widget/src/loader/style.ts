/** Styles what stands in the host page, in a shadow root: neither side's rules reach the other. */

import type { Look } from "../settings/settings";

/**
 * The frame that is away isn't `display: none`, so that it keeps its layout and its place in the transcript.
 * An important rule of a shadow root's own host beats every rule of the page, important ones included.
 */
function rules({ accent, position }: Look): string {
  return `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  ${position}: 20px !important;
  bottom: calc(20px + env(safe-area-inset-bottom)) !important;
  z-index: 2147483647 !important;
  --accent: ${accent};
  --on: lch(from ${accent} calc((49.44 - l) * infinity) 0 0);
  color-scheme: light dark !important;
}
* { box-sizing: border-box; }
button { margin: 0; border: 2px solid #fff; background: var(--accent); color: var(--on); cursor: pointer; }
button:hover {
  background: color-mix(in srgb, var(--accent) 82%, lch(from ${accent} calc((l - 49.44) * infinity) 0 0));
}
button:focus-visible {
  outline: 3px solid var(--on);
  outline-offset: -7px;
  box-shadow: 0 0 0 4px var(--accent), 0 0 0 6px #fff;
}
.launcher {
  position: relative;
  display: grid;
  place-items: center;
  width: 60px;
  height: 60px;
  padding: 0;
  border-radius: 50%;
  box-shadow: 0 6px 20px rgb(0 0 0 / 25%);
}
.launcher::before {
  content: "";
  width: 28px;
  height: 28px;
  background: currentColor;
  clip-path: path("M14 2a12 10 0 0 1 0 20q-2 0-4-.6L4 26v-6.4A12 10 0 0 1 14 2Z");
  forced-color-adjust: none;
}
.open .launcher::before { clip-path: path("M5 3 14 12 23 3 25 5 16 14 25 23 23 25 14 16 5 25 3 23 12 14 3 5Z"); }
.badge {
  position: absolute;
  top: -6px;
  right: -6px;
  min-width: 24px;
  height: 24px;
  padding: 0 6px;
  border: 2px solid #fff;
  border-radius: 12px;
  background: #b3261e;
  color: #fff;
  font: bold 13px/20px system-ui, sans-serif;
  text-align: center;
}
[hidden] { display: none !important; }
iframe, .invitation {
  position: fixed;
  ${position}: 20px;
  bottom: calc(92px + env(safe-area-inset-bottom));
  border: 0;
  border-radius: 16px;
  background: Canvas;
  color: CanvasText;
  box-shadow: 0 0 0 1px rgb(0 0 0 / 15%), 0 16px 48px rgb(0 0 0 / 25%);
}
iframe { width: min(400px, calc(100vw - 40px)); height: min(680px, calc(100vh - 112px)); }
.invitation {
  display: flex;
  flex-wrap: wrap;
  justify-content: flex-end;
  gap: 8px;
  width: min(320px, calc(100vw - 40px));
  max-height: calc(100vh - 112px);
  overflow: auto;
  padding: 16px;
  font: 16px/1.4 system-ui, sans-serif;
}
p { width: 100%; margin: 0 0 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
.invitation button { min-height: 36px; padding: 4px 14px; border-radius: 18px; font: inherit; }
iframe.away { visibility: hidden; }
@media (max-width: 480px), (max-height: 420px) {
  iframe {
    inset: var(--top, 0) 0 auto;
    width: 100%;
    height: var(--height, 100dvh);
    padding: env(safe-area-inset-top) env(safe-area-inset-right)
      env(safe-area-inset-bottom) env(safe-area-inset-left);
    border-radius: 0;
  }
  .open .launcher { display: none; }
}
@media (forced-colors: active) {
  button { border-color: ButtonText; }
  .launcher::before { background: ButtonText; }
  iframe, .invitation { border: 2px solid CanvasText; }
}
@media print {
  :host { display: none !important; }
}
`;
}

/** Constructed sheets are no inline style, so a strict policy of the host page lets them pass. */
export function dress(root: ShadowRoot, look: Look, page: Window): void {
  const [sheet, room] = [new CSSStyleSheet(), new CSSStyleSheet()];
  sheet.replaceSync(rules(look));
  root.adoptedStyleSheets = [sheet, room];
  const view = page.visualViewport;
  if (!view) return;
  // A phone's keyboard covers the page: the frame takes what is left.
  // Who has zoomed in moves the page instead.
  const fit = () => {
    const vars = view.scale > 1.01 ? "" : `--top: ${view.offsetTop}px; --height: ${view.height}px`;
    room.replaceSync(`iframe { ${vars} }`);
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
  fit();
}
