/** Keeps every message that was written until the server has it: over lost networks, reloads and crashes. */

import { createStore } from "zustand/vanilla";
import type { Result } from "../api";
import { codeOf } from "../api";
import type { CommandFrame } from "./frames";
import type { Keep } from "./ports";

export interface OutboxMessage {
  /** Also the command's id, and the `client_id` of the message's own event. */
  id: string;
  conversationId: string;
  text: string;
  writtenAtMs: number;
  /** Null while it is on its way; the code of the refusal when the server will not take it. */
  refusal: string | null;
}

export interface OutboxPorts {
  keep: Keep;
  userId: string;
  /** `unwanted` withdraws it: it is rejected then, and not sent again. */
  request(frame: CommandFrame, unwanted: AbortSignal): Promise<Result>;
  makeId(): string;
  nowMs(): number;
}

/** More than this can't be typed; what is older in a full browser's storage would be lost otherwise. */
export const OUTBOX_LIMIT = 500;
/** The server has another text under this id (docs/protocol.md). */
const ID_REUSED = "id_reused";
/** A message's own event may come after its result: so many of the latest are still known as this page's. */
const SENT_KNOWN = 100;

export class Outbox {
  /** Every message without a result, in the order of writing. */
  readonly state = createStore<{ messages: OutboxMessage[] }>(() => ({ messages: [] }));
  /** By conversation: what withdraws the one that is sent just now. */
  private readonly onItsWay = new Map<string, { id: string; withdraw(): void }>();
  /** Ids of messages that stand in the storage, unless another window removed them. */
  private readonly stored = new Set<string>();
  /** Ids that were sent from here, oldest first. */
  private readonly sent = new Set<string>();
  private readonly sentListeners = new Set<(message: OutboxMessage, result: Result) => void>();
  private readonly prefix: string;

  constructor(private readonly ports: OutboxPorts) {
    this.prefix = `cordboard.outbox.${ports.userId}.`;
    const messages = kept(ports.keep, this.prefix);
    for (const { id } of messages) this.stored.add(id);
    this.state.setState({ messages });
  }

  /** Begin to send what an earlier page left. */
  start(): void {
    for (const id of new Set(this.messages().map((message) => message.conversationId))) this.sendNext(id);
  }

  /** Keep a message and send it; false when the outbox is full. */
  write(conversationId: string, text: string): boolean {
    if (this.messages().length >= OUTBOX_LIMIT) return false;
    const id = this.ports.makeId();
    const message = { id, conversationId, text, writtenAtMs: this.ports.nowMs(), refusal: null };
    this.put(message);
    this.sendNext(conversationId);
    return true;
  }

  /**
   * Send a refused message again: under its id, so that the server takes it once though several windows or
   * repetitions ask for it; under a new one where the refusal was about the id.
   */
  retry(id: string): void {
    const message = this.messages().find((one) => one.id === id);
    if (message === undefined || message.refusal === null) return;
    if (this.isRemovedElsewhere(id)) this.remove(id);
    else if (message.refusal === ID_REUSED) {
      this.remove(id);
      this.write(message.conversationId, message.text);
    } else {
      this.put({ ...message, refusal: null });
      this.sendNext(message.conversationId);
    }
  }

  discard(id: string): void {
    if (this.messages().some((one) => one.id === id && one.refusal !== null)) this.remove(id);
  }

  /** Another window of this browser wrote under `key`, or removed it: what was sent there, or thrown away. */
  takeStored(key: string): void {
    const id = key.slice(this.prefix.length);
    if (!key.startsWith(this.prefix) || !this.isRemovedElsewhere(id)) return;
    this.remove(id);
    for (const one of this.onItsWay.values()) if (one.id === id) one.withdraw();
  }

  /** Return whether a message was sent from this page, or will be. */
  knows(id: string): boolean {
    return this.sent.has(id) || this.messages().some((message) => message.id === id);
  }

  onSent(listener: (message: OutboxMessage, result: Result) => void): () => void {
    this.sentListeners.add(listener);
    return () => this.sentListeners.delete(listener);
  }

  /** One at a time in each conversation, so that messages can't overtake each other when one is repeated. */
  private sendNext(conversationId: string): void {
    if (this.onItsWay.has(conversationId)) return;
    const waiting = this.messages().filter((one) => one.conversationId === conversationId);
    const next = waiting.find((one) => one.refusal === null && !this.isRemovedElsewhere(one.id));
    if (next === undefined) return;
    const unwanted = new AbortController();
    this.onItsWay.set(conversationId, { id: next.id, withdraw: () => unwanted.abort() });
    const frame = { t: "send", id: next.id, conversation_id: conversationId, text: next.text } as const;
    this.ports.request(frame, unwanted.signal).then(
      (result) => this.onResult(next, result),
      (reason: unknown) => this.onRefusal(next, codeOf(reason)),
    );
  }

  private onResult(message: OutboxMessage, result: Result): void {
    this.sent.add(message.id);
    for (const id of [...this.sent].slice(0, -SENT_KNOWN)) this.sent.delete(id);
    this.remove(message.id);
    for (const listener of this.sentListeners) listener(message, result);
    this.goOn(message.conversationId);
  }

  private onRefusal(message: OutboxMessage, code: string): void {
    if (this.isRemovedElsewhere(message.id)) this.remove(message.id);
    else if (this.knows(message.id)) this.put({ ...message, refusal: code });
    this.goOn(message.conversationId);
  }

  private goOn(conversationId: string): void {
    this.onItsWay.delete(conversationId);
    this.sendNext(conversationId);
  }

  private messages(): OutboxMessage[] {
    return this.state.getState().messages;
  }

  private put(message: OutboxMessage): void {
    if (store(this.ports.keep, this.prefix + message.id, message)) this.stored.add(message.id);
    const others = this.messages();
    const known = others.some((one) => one.id === message.id);
    const messages = known
      ? others.map((one) => (one.id === message.id ? message : one))
      : [...others, message];
    this.state.setState({ messages });
  }

  private remove(id: string): void {
    this.ports.keep.removeItem(this.prefix + id);
    this.stored.delete(id);
    this.state.setState({ messages: this.messages().filter((one) => one.id !== id) });
  }

  /** What another window has sent, or thrown away, must not go out from here any more. */
  private isRemovedElsewhere(id: string): boolean {
    return this.stored.has(id) && this.ports.keep.getItem(this.prefix + id) === null;
  }
}

function kept(keep: Keep, prefix: string): OutboxMessage[] {
  const keys = Array.from({ length: keep.length }, (_, index) => keep.key(index) ?? "");
  const messages = keys.filter((key) => key.startsWith(prefix)).flatMap((key) => read(keep, key));
  return messages.sort((a, b) => a.writtenAtMs - b.writtenAtMs || (a.id < b.id ? -1 : 1));
}

function read(keep: Keep, key: string): OutboxMessage[] {
  try {
    const message = JSON.parse(keep.getItem(key) ?? "null") as OutboxMessage | null;
    return typeof message?.text === "string" && typeof message.id === "string" ? [message] : [];
  } catch {
    // Not ours or half written: there is nothing in it that could be sent.
    return [];
  }
}

/** Return whether it is in the storage now. */
function store(keep: Keep, key: string, message: OutboxMessage): boolean {
  try {
    keep.setItem(key, JSON.stringify(message));
    return true;
  } catch {
    // The storage is full: the message is still sent from memory, only a reload would lose it.
    return false;
  }
}
