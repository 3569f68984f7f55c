/** Decides what screen readers hear of new messages: texts where somebody is, elsewhere only how many. */

import type { MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";

export interface AnnouncingPorts {
  say(text: MessageDescriptor): void;
  after(delayMs: number, run: () => void): () => void;
}

/** What comes so soon after each other is said together. */
export const HERE_GATHERED_MS = 700;
/** Counts from other conversations disturb: at most this often. */
export const ELSEWHERE_EVERY_MS = 10_000;
/** More than so many at once are only counted. */
const TEXTS_SAID = 3;
/** Of a long text the beginning is said; the rest is read in the transcript. */
export const SAID_LENGTH = 160;

export class Announcing {
  private shownId: string | null = null;
  private here: { name: string; text: string }[] = [];
  private elsewhere = 0;
  private isElsewhereResting = false;

  constructor(private readonly ports: AnnouncingPorts) {}

  /** Another conversation is shown now, or none: what was about to be said of the last one is counted. */
  show(conversationId: string | null): void {
    if (conversationId === this.shownId) return;
    this.shownId = conversationId;
    const count = this.here.length;
    this.here = [];
    if (count > 0) this.hearElsewhere(count);
  }

  hear(conversationId: string, name: string, text: string): void {
    if (conversationId !== this.shownId) {
      this.hearElsewhere(1);
      return;
    }
    this.here.push({ name, text });
    if (this.here.length === 1) this.ports.after(HERE_GATHERED_MS, () => this.sayHere());
  }

  /** Nobody is there any more who shall hear. */
  forget(): void {
    this.here = [];
    this.elsewhere = 0;
  }

  private hearElsewhere(count: number): void {
    this.elsewhere += count;
    if (this.isElsewhereResting) return;
    this.isElsewhereResting = true;
    this.ports.after(HERE_GATHERED_MS, () => this.sayElsewhere());
  }

  private sayHere(): void {
    const heard = this.here;
    this.here = [];
    const name = heard[0]?.name ?? "";
    if (heard.length > TEXTS_SAID) this.ports.say(manyFrom(name, heard.length));
    else for (const one of heard) this.ports.say(messageFrom(one.name, shortened(one.text)));
  }

  private sayElsewhere(): void {
    const count = this.elsewhere;
    this.elsewhere = 0;
    if (count === 0) {
      this.isElsewhereResting = false;
      return;
    }
    this.ports.say(manyElsewhere(count));
    this.ports.after(ELSEWHERE_EVERY_MS, () => this.sayElsewhere());
  }
}

/** Cut between words where there are any, never within a sign that is made of several. */
export function shortened(text: string): string {
  if (text.length <= SAID_LENGTH) return text;
  const signs = [...text.slice(0, 2 * SAID_LENGTH)].slice(0, SAID_LENGTH).join("");
  const space = signs.lastIndexOf(" ");
  return `${space > SAID_LENGTH / 2 ? signs.slice(0, space) : signs} …`;
}

function messageFrom(name: string, text: string): MessageDescriptor {
  return msg`${name}: ${text}`;
}

function manyFrom(name: string, count: number): MessageDescriptor {
  return msg`${plural(count, { one: "# new message", other: "# new messages" })} from ${name}`;
}

function manyElsewhere(count: number): MessageDescriptor {
  return msg`${plural(count, { one: "# new message", other: "# new messages" })} in other conversations`;
}
