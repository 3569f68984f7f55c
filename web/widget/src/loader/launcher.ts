/** Draws the launcher's button and the frame into the host page, and moves the focus between them. */

import { fill } from "../language/fill";
import { dress } from "./style";

export interface LauncherWords {
  open: string;
  close: string;
  title: string;
  unread: string;
}

const BUBBLE = "M21 12a8 8 0 0 1-8 8H4l2-3.5A8 8 0 1 1 21 12Z";
const CROSS = "M6 6 18 18M18 6 6 18";

export class Launcher {
  #page: Document;
  #words: LauncherWords;
  #frameUrl: string;
  #host: HTMLElement;
  #box: HTMLElement;
  #button: HTMLButtonElement;
  #path: SVGPathElement;
  #badge: HTMLElement;
  #frame: HTMLIFrameElement | null = null;
  #shown = false;
  #unread = 0;

  constructor(page: Document, words: LauncherWords, frameUrl: string, pressed: () => void) {
    this.#page = page;
    this.#words = words;
    this.#frameUrl = frameUrl;
    this.#host = page.createElement("div");
    this.#box = page.createElement("div");
    this.#button = page.createElement("button");
    this.#button.type = "button";
    this.#button.addEventListener("click", pressed);
    this.#path = this.#icon();
    this.#badge = page.createElement("span");
    this.#badge.className = "badge";
    this.#badge.setAttribute("aria-hidden", "true");
    this.#button.append(this.#badge);
    this.#box.append(this.#button);
    this.#draw();
  }

  get shown(): boolean {
    return this.#shown;
  }

  /** The frame's window; null before the frame was needed. */
  get window(): Window | null {
    return this.#frame?.contentWindow ?? null;
  }

  putInto(body: HTMLElement): void {
    const root = this.#host.attachShadow({ mode: "open" });
    dress(root);
    root.append(this.#box);
    body.append(this.#host);
  }

  /** Loads the frame, hidden until it is shown; false when it was loaded before. */
  load(): boolean {
    if (this.#frame) return false;
    const frame = this.#page.createElement("iframe");
    frame.title = this.#words.title;
    frame.className = "away";
    frame.src = this.#frameUrl;
    this.#frame = frame;
    this.#box.append(frame);
    return true;
  }

  /** Loads it anew, for it never came. */
  reload(): void {
    if (this.#frame) this.#frame.src = this.#frameUrl;
  }

  show(focus: boolean): void {
    this.#shown = true;
    this.#draw();
    if (focus) this.#frame?.focus();
  }

  /** The focus goes back to the button if it was in the frame; elsewhere it is left alone. */
  hide(): void {
    const focused = this.#page.activeElement === this.#host;
    this.#shown = false;
    this.#draw();
    if (focused) this.#button.focus();
  }

  setUnread(count: number): void {
    this.#unread = count;
    this.#draw();
  }

  #draw(): void {
    const { open, close, unread } = this.#words;
    const label = this.#shown ? close : open;
    const news = this.#unread > 0 ? `. ${fill(unread, { count: this.#unread })}` : "";
    this.#button.setAttribute("aria-label", label + news);
    this.#button.setAttribute("aria-expanded", String(this.#shown));
    this.#badge.hidden = this.#unread === 0;
    this.#badge.textContent = this.#unread > 9 ? "9+" : String(this.#unread);
    this.#path.setAttribute("d", this.#shown ? CROSS : BUBBLE);
    this.#box.className = this.#shown ? "open" : "";
    this.#frame?.classList.toggle("away", !this.#shown);
  }

  #icon(): SVGPathElement {
    const svg = this.#page.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = this.#page.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.append(path);
    this.#button.append(svg);
    return path;
  }
}
