/** Moves the outbox to the server, one message at a time and in order, and takes the answers. */

import type { IdMaker } from "../realtime/client_id";
import type { Connection } from "../realtime/connection";
import type { Clock } from "../realtime/ports";
import type { Detail, FromClient, Refused, Result } from "../wire";
import type { Beginning } from "./beginning";
import type { Item, Outbox } from "./outbox";

/** As many as the server takes. */
const DETAILS_LIMIT = 20;

export interface SenderPorts {
  clock: Clock;
  outbox: Outbox;
  ids: IdMaker;
  workstreamId: string;
  connection: Pick<Connection, "phase" | "send">;
  beginning: Pick<Beginning, "may" | "details">;
  /** The conversation that messages go to; null before one has begun. */
  conversationId(): string | null;
  started(conversationId: string): void;
  /** The server has a message. */
  delivered(): void;
  /** The notice of monitoring, or the form, has changed since it was read. */
  outOfDate(): void;
  blocked(): void;
  /** The outbox changed. */
  changed(): void;
}

export class Sender {
  #ports: SenderPorts;
  #callOff: () => void = () => {};

  constructor(ports: SenderPorts) {
    this.#ports = ports;
  }

  put(item: Item): void {
    this.#ports.outbox.put(item);
    this.pump();
  }

  /** A new connection: what was under way on the old one goes out again, with the same ids. */
  connected(): void {
    this.#ports.outbox.sendAllAgain();
    this.pump();
  }

  /** Without a connection nothing moves; the next one begins with this. */
  pump(): void {
    if (this.#ports.connection.phase === "live") this.#sendNext();
    this.#ports.changed();
  }

  result({ id, conversation_id }: Result): void {
    const { outbox } = this.#ports;
    const kind = outbox.find(id)?.kind;
    if (kind === "end") outbox.remove(id);
    else outbox.accept(id);
    if (kind === "start" && conversation_id) this.#ports.started(conversation_id);
    if (kind && kind !== "end") this.#ports.delivered();
    this.pump();
  }

  refused({ id, code, again }: Refused): void {
    const item = this.#ports.outbox.find(id);
    if (!item) return;
    if (item.kind === "start" && this.#ports.conversationId()) this.#readdress(item);
    // The notice or the form reads otherwise by now.
    else if (code === "consent_needed" || (item.kind === "start" && code === "invalid"))
      this.#ports.outOfDate();
    else if (again) this.#ports.outbox.later(id);
    // Whoever can't end it any more finds it ended.
    else if (item.kind === "end") this.#ports.outbox.remove(id);
    else this.#ports.outbox.fail(id, code);
    if (code === "blocked") this.#ports.blocked();
    this.pump();
  }

  /** Another tab was faster: what should have begun a conversation goes into that one. */
  #readdress(item: Item): void {
    this.#ports.outbox.put({ ...item, kind: "message", conversation_id: this.#ports.conversationId() });
  }

  #sendNext(): void {
    const { outbox, workstreamId } = this.#ports;
    this.#address();
    const item = outbox.next();
    if (item) {
      this.#ports.connection.send(frameFor(item, workstreamId));
      outbox.sent(item.id);
    }
    this.#lookAgain();
  }

  /** Says of each message where it goes; kept before it goes out, so that it never changes afterwards. */
  #address(): void {
    const { outbox } = this.#ports;
    const conversation_id = this.#ports.conversationId();
    const waiting = outbox
      .pending()
      .filter((item) => item.conversation_id === null && item.kind === "message");
    if (conversation_id) {
      for (const item of waiting) outbox.put({ ...item, conversation_id });
    } else if (
      waiting[0] &&
      this.#ports.beginning.may &&
      !outbox.pending().some((item) => item.kind === "start")
    ) {
      this.#begin(waiting[0]);
    }
  }

  /** It has never gone out, so it may still get another id where the first one tells a wrong time. */
  #begin(item: Item): void {
    const { outbox, ids } = this.#ports;
    const id = ids.clockIsWrong ? ids.make() : item.id;
    if (id !== item.id) outbox.remove(item.id);
    const details = [...item.details, ...this.#ports.beginning.details].slice(0, DETAILS_LIMIT);
    outbox.put({ ...item, id, kind: "start", details });
  }

  #lookAgain(): void {
    this.#callOff();
    const dueMs = this.#ports.outbox.nextDueMs();
    if (dueMs === null) return;
    const delayMs = Math.max(0, dueMs - this.#ports.clock.nowMs());
    this.#callOff = this.#ports.clock.after(delayMs, () => this.pump());
  }
}

function frameFor(
  { id, kind, text, visitor_name, details, notice, ...item }: Item,
  workstream_id: string,
): FromClient {
  const conversation_id = item.conversation_id ?? "";
  switch (kind) {
    case "start":
      return { t: "start", id, workstream_id, text, visitor_name, details: details as Detail[], notice };
    case "end":
      return { t: "do", id, command: { name: "end_by_customer", conversation_id } };
    case "message":
      return { t: "send", id, conversation_id, text };
  }
}
