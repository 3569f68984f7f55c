/** Styles what stands in the host page, in a shadow root: neither side's rules reach the other. */

/** An important rule of a shadow root's own host beats every rule of the page, important ones included. */
const RULES = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  right: 20px !important;
  bottom: 20px !important;
  z-index: 2147483647 !important;
}
button {
  position: relative;
  box-sizing: border-box;
  display: grid;
  place-items: center;
  width: 56px;
  height: 56px;
  margin: 0;
  padding: 0;
  border: 2px solid #fff;
  border-radius: 50%;
  background: #0b5cad;
  color: #fff;
  cursor: pointer;
  box-shadow: 0 2px 10px rgb(0 0 0 / 35%);
}
button:hover { background: #084a8c; }
button:focus-visible { outline: 3px solid #0b5cad; outline-offset: 2px; box-shadow: 0 0 0 8px #fff; }
svg { width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; }
.badge {
  position: absolute;
  top: -6px;
  right: -6px;
  min-width: 24px;
  height: 24px;
  box-sizing: border-box;
  padding: 0 6px;
  border: 2px solid #fff;
  border-radius: 12px;
  background: #b3261e;
  color: #fff;
  font: bold 13px/20px system-ui, sans-serif;
  text-align: center;
}
[hidden] { display: none !important; }
iframe {
  position: fixed;
  right: 20px;
  bottom: 88px;
  width: min(380px, calc(100vw - 40px));
  height: min(620px, calc(100vh - 108px));
  border: 1px solid rgb(0 0 0 / 25%);
  border-radius: 12px;
  background: #fff;
  box-shadow: 0 6px 28px rgb(0 0 0 / 30%);
}
/* Not display: none, so that the frame keeps its layout and its place in the transcript. */
iframe.away { visibility: hidden; }
@media (max-width: 480px), (max-height: 420px) {
  iframe { inset: 0; width: 100%; height: 100%; height: 100dvh; border: 0; border-radius: 0; }
  .open button { display: none; }
}
@media (prefers-color-scheme: dark) {
  iframe { background: #1b1b1f; border-color: rgb(255 255 255 / 30%); }
}
@media (forced-colors: active) {
  button { border-color: ButtonText; }
}
@media print {
  :host { display: none !important; }
}
`;

/** A constructed sheet is no inline style, so a strict policy of the host page lets it pass. */
export function dress(root: ShadowRoot): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(RULES);
    root.adoptedStyleSheets = [sheet];
  } else {
    const style = document.createElement("style");
    style.textContent = RULES;
    (root as ShadowRoot).append(style);
  }
}
