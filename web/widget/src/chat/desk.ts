/** Holds what the customer is about to send: the draft, the answers in the form, and their consent. */

import { DRAFT, FORM, type Keep } from "../keep/keep";
import type { Settings } from "../settings/settings";
import { keptAnswers } from "./first_message";
import { type Answers, answered } from "./form";
import type { HeldState } from "./held_state";

export class Desk {
  #keep: Keep;
  #held: HeldState;
  /** The draft is of this tab, and not only laid here as another one left it. */
  #own = false;

  constructor(keep: Keep, held: HeldState) {
    this.#keep = keep;
    this.#held = held;
  }

  /** As it was left, perhaps on another page. */
  lay(): void {
    this.#held.patch({ draft: this.#keep.get(DRAFT) ?? "", answers: keptAnswers(this.#keep) });
  }

  setDraft(draft: string): void {
    this.#own = true;
    this.#keep.set(DRAFT, draft || null);
    this.#held.patch({ draft });
  }

  /** An answer in the pre-chat form. */
  answer(name: string, value: string): void {
    const answers = { ...this.#held.state.answers, [name]: value };
    this.#keep.set(FORM, JSON.stringify(answers));
    this.#held.patch({ answers });
  }

  agree(agreed: boolean): void {
    this.#held.patch({ agreed, renewed: false });
  }

  /** Puts a text and answers where the customer can look at them, change them and send them. */
  prepare(text: string, answers: Answers): void {
    const { draft, settings } = this.#held.state;
    if (!draft.includes(text)) this.putBack([draft, text], "");
    for (const { name, value } of answered(settings.questions, answers)) this.answer(name, value);
  }

  /** Texts that never went out come back as the draft. */
  putBack(texts: readonly string[], draft = this.#held.state.draft): void {
    this.setDraft([...texts, draft].filter(Boolean).join("\n"));
  }

  /** The customer has to look at notice and form as they are now. */
  async renew(reading: Promise<Settings>): Promise<void> {
    // Should it not come, the old text stays; sending asks for the new one again.
    const settings = await reading.catch(() => this.#held.state.settings);
    this.#held.patch({ settings, agreed: false, renewed: true });
  }

  /** What was sent in another tab is no reason to forget what is written here. */
  forgottenElsewhere(): void {
    if (!this.#own) this.#held.patch({ draft: "" });
    else if (this.#held.state.draft) this.#keep.set(DRAFT, this.#held.state.draft);
  }
}
