/** Draws button, invitation and frame into the host page, and moves the focus between them. */

import { fill } from "../language/fill";
import type { Look } from "../settings/settings";
import { Invitation, type InvitationWords } from "./invitation";
import { make } from "./make";
import { dress } from "./style";

export interface LauncherWords extends InvitationWords {
  unread: string;
}

export class Launcher {
  #page: Document;
  #words: LauncherWords;
  #frameUrl: string;
  #host: HTMLElement;
  #box: HTMLElement;
  #button: HTMLButtonElement;
  #badge: HTMLElement;
  #frame: HTMLIFrameElement | null = null;
  #shown = false;
  #unread = 0;
  readonly invitation: Invitation;

  constructor(page: Document, words: LauncherWords, frameUrl: string, pressed: () => void) {
    this.#page = page;
    this.#words = words;
    this.#frameUrl = frameUrl;
    this.#host = make(page, "div");
    this.#box = make(page, "div");
    this.#button = make(page, "button", "launcher");
    this.#button.type = "button";
    this.#button.addEventListener("click", pressed);
    this.#badge = make(page, "span", "badge");
    this.#badge.setAttribute("aria-hidden", "true");
    this.#button.append(this.#badge);
    this.invitation = new Invitation(page, pressed, () => this.#button.focus());
    this.#box.append(this.invitation.element, this.#button);
    this.#draw();
  }

  get shown(): boolean {
    return this.#shown;
  }

  /** The frame's window; null before the frame was needed. */
  get window(): Window | null {
    return this.#frame?.contentWindow ?? null;
  }

  putInto(body: HTMLElement, look: Look, page: Window): void {
    const root = this.#host.attachShadow({ mode: "open" });
    dress(root, look, page);
    root.append(this.#box);
    body.append(this.#host);
  }

  /** Loads the frame, hidden until it is shown; false when it was loaded before. */
  load(): boolean {
    if (this.#frame) return false;
    this.#frame = make(this.#page, "iframe", "away");
    this.#frame.allow = "clipboard-write";
    this.#frame.src = this.#frameUrl;
    this.#box.append(this.#frame);
    this.#draw();
    return true;
  }

  /** Loads it anew, for it never came. */
  reload(): void {
    if (this.#frame) this.#frame.src = this.#frameUrl;
  }

  show(focus: boolean): void {
    this.#shown = true;
    this.invitation.hide();
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

  setWords(words: LauncherWords): void {
    this.#words = words;
    this.#draw();
  }

  #draw(): void {
    const { title, unread } = this.#words;
    const news = this.#unread > 0 ? `. ${fill(unread, { count: this.#unread })}` : "";
    this.#button.setAttribute("aria-label", title + news);
    this.#button.setAttribute("aria-expanded", String(this.#shown));
    this.#badge.hidden = this.#unread === 0;
    this.#badge.textContent = this.#unread > 9 ? "9+" : String(this.#unread);
    this.#box.className = this.#shown ? "open" : "";
    this.invitation.setWords(this.#words);
    if (!this.#frame) return;
    this.#frame.title = title;
    this.#frame.className = this.#shown ? "" : "away";
  }
}
