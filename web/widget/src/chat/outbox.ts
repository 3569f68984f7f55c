/** Keeps what the customer has said until the server has it, and sends it with the same id every time. */

import { type Keep, OUTBOX_PREFIX } from "../keep/keep";
import { retryDelayMs } from "../realtime/backoff";
import type { Chance, Clock } from "../realtime/ports";
import type { Detail, NoticeShown } from "../wire";

/** Answers take milliseconds; a lost one on a good connection is asked for again. */
const ANSWER_LIMIT_MS = 20_000;
/** Another tab wrote it and sends it by itself; this one steps in when that tab is gone. */
const OTHER_TAB_MS = 5_000;

export interface Item {
  readonly id: string;
  /** `start` begins a conversation with its text; `end` is the customer's wish to end it. */
  readonly kind: "message" | "start" | "end";
  /** Null while there is no conversation yet. */
  readonly conversation_id: string | null;
  readonly text: string;
  readonly visitor_name: string;
  readonly details: readonly Detail[];
  /** The notice of monitoring that stood above it. */
  readonly notice: NoticeShown | null;
  readonly written_at_ms: number;
  /** Code of a refusal that trying again can't help; null while there is hope. */
  readonly failed: string | null;
}

interface Slot {
  item: Item;
  dueMs: number;
  mine: boolean;
  refusals: number;
  /** The server has it; it is shown from here until the transcript shows it. */
  accepted: boolean;
}

export interface Shown {
  readonly item: Item;
  readonly accepted: boolean;
}

export class Outbox {
  #keep: Keep;
  #clock: Clock;
  #chance: Chance;
  #slots = new Map<string, Slot>();

  constructor(keep: Keep, clock: Clock, chance: Chance) {
    this.#keep = keep;
    this.#clock = clock;
    this.#chance = chance;
    for (const key of keep.keys()) {
      if (key.startsWith(OUTBOX_PREFIX)) this.#load(key, keep.get(key), true);
    }
  }

  /** Oldest first. */
  all(): Shown[] {
    return this.#sorted().map(({ item, accepted }) => ({ item, accepted }));
  }

  find(id: string): Item | null {
    return this.#slots.get(id)?.item ?? null;
  }

  /** Whatever still waits for the server, oldest first. */
  pending(): Item[] {
    return this.#open().map((slot) => slot.item);
  }

  put(item: Item): void {
    const slot = this.#slots.get(item.id);
    const dueMs = this.#clock.nowMs();
    this.#slots.set(item.id, { mine: true, refusals: 0, accepted: false, ...slot, item, dueMs });
    this.#keep.set(OUTBOX_PREFIX + item.id, JSON.stringify(item));
  }

  /** The one to send now; null when none is due. */
  next(): Item | null {
    const nowMs = this.#clock.nowMs();
    return this.#candidates().find((slot) => slot.dueMs <= nowMs)?.item ?? null;
  }

  /** When `next` has something again; null when nothing waits. */
  nextDueMs(): number | null {
    const dues = this.#candidates().map((slot) => slot.dueMs);
    return dues.length > 0 ? Math.min(...dues) : null;
  }

  sent(id: string): void {
    this.#delay(id, ANSWER_LIMIT_MS);
  }

  /** Refused for now: the same again later, by itself. */
  later(id: string): void {
    const slot = this.#slots.get(id);
    if (slot) this.#delay(id, retryDelayMs(slot.refusals++, this.#chance));
  }

  /** A new connection: what was under way may have been lost with the old one. */
  sendAllAgain(): void {
    for (const slot of this.#slots.values()) if (slot.mine) slot.dueMs = this.#clock.nowMs();
  }

  accept(id: string): void {
    const slot = this.#slots.get(id);
    if (slot) slot.accepted = true;
    this.#keep.set(OUTBOX_PREFIX + id, null);
  }

  fail(id: string, code: string): void {
    const item = this.find(id);
    if (item) this.put({ ...item, failed: code });
  }

  /** Takes every failed one for waiting again, with its old id: a refused one left nothing. */
  hopeAgain(): void {
    for (const { item } of this.#sorted()) if (item.failed) this.put({ ...item, failed: null });
  }

  remove(id: string): void {
    this.#slots.delete(id);
    this.#keep.set(OUTBOX_PREFIX + id, null);
  }

  /** Of all that the transcript shows; true when there was any. */
  forget(isSeen: (id: string) => boolean): boolean {
    const seen = [...this.#slots.keys()].filter(isSeen);
    for (const id of seen) this.remove(id);
    return seen.length > 0;
  }

  /** Empties the outbox and gives back the texts that the server never took. */
  takeBack(): string[] {
    const left = this.#sorted().filter((slot) => !slot.accepted && slot.item.kind !== "end");
    for (const id of [...this.#slots.keys()]) this.remove(id);
    return left.map((slot) => slot.item.text);
  }

  changedElsewhere(key: string, value: string | null): void {
    const id = key.slice(OUTBOX_PREFIX.length);
    if (value === null) this.#slots.delete(id);
    else this.#load(key, value, false);
  }

  #load(key: string, value: string | null, mine: boolean): void {
    const item = readItem(value);
    if (!item || key !== OUTBOX_PREFIX + item.id) return;
    const dueMs = this.#clock.nowMs() + (mine ? 0 : OTHER_TAB_MS);
    this.#slots.set(item.id, {
      mine,
      refusals: 0,
      accepted: false,
      dueMs,
      ...this.#slots.get(item.id),
      item,
    });
  }

  /** One's own go strictly in order, so only the first of them; then what other tabs left behind. */
  #candidates(): Slot[] {
    const ready = this.#open().filter((slot) => isAddressed(slot.item));
    return [...ready.filter((slot) => slot.mine).slice(0, 1), ...ready.filter((slot) => !slot.mine)];
  }

  #delay(id: string, delayMs: number): void {
    const slot = this.#slots.get(id);
    if (slot) slot.dueMs = this.#clock.nowMs() + delayMs;
  }

  #open(): Slot[] {
    return this.#sorted().filter((slot) => !slot.accepted && slot.item.failed === null);
  }

  /** Ids begin with their time, so their order is that of writing. */
  #sorted(): Slot[] {
    return [...this.#slots.values()].sort((a, b) => (a.item.id < b.item.id ? -1 : 1));
  }
}

function isAddressed(item: Item): boolean {
  return item.kind === "start" || item.conversation_id !== null;
}

function readItem(value: string | null): Item | null {
  try {
    const item = JSON.parse(value ?? "null") as Partial<Item> | null;
    const whole =
      typeof item?.id === "string" && typeof item.text === "string" && Array.isArray(item.details);
    return whole ? (item as Item) : null;
  } catch {
    return null;
  }
}
