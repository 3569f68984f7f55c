/** Draws an invitation beside the launcher: something to read and two buttons, in nobody's way. */

import { make } from "./make";

export interface InvitationWords {
  title: string;
  chat_now: string;
  dismiss: string;
}

export class Invitation {
  #bubble: HTMLElement;
  #text: HTMLElement;
  #yes: HTMLButtonElement;
  #no: HTMLButtonElement;
  #timer = 0;

  /** `accepted` is told that the customer wants to talk; `left` that the focus has lost its place. */
  constructor(page: Document, accepted: () => void, left: () => void) {
    this.#bubble = make(page, "div", "invitation");
    this.#bubble.hidden = true;
    // There before its words are: a screen reader reads what changes in it.
    this.#text = make(page, "p");
    this.#text.setAttribute("role", "status");
    this.#text.dir = "auto";
    const dismiss = () => {
      this.hide();
      left();
    };
    this.#no = this.#button(page, dismiss);
    this.#yes = this.#button(page, () => {
      this.hide();
      accepted();
    });
    this.#bubble.setAttribute("role", "region");
    this.#bubble.append(this.#text, this.#no, this.#yes);
    this.#bubble.addEventListener("keydown", (event) => {
      if (event.key === "Escape") dismiss();
    });
  }

  get element(): HTMLElement {
    return this.#bubble;
  }

  setWords({ title, chat_now, dismiss }: InvitationWords): void {
    this.#bubble.setAttribute("aria-label", title);
    this.#yes.textContent = chat_now;
    this.#no.textContent = dismiss;
  }

  show(text: string, seconds: number): void {
    this.#bubble.hidden = false;
    this.#text.textContent = text;
    this.#wait(seconds * 1_000);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#bubble.hidden = true;
    this.#text.textContent = "";
  }

  /** It stays while somebody reads or is about to press. */
  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#bubble.matches(":hover, :focus-within")) this.#wait(ms);
      else this.hide();
    }, ms) as unknown as number;
  }

  #button(page: Document, pressed: () => void): HTMLButtonElement {
    const button = make(page, "button");
    button.type = "button";
    button.addEventListener("click", pressed);
    return button;
  }
}
