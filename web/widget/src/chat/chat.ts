/** Runs the customer's conversation: connection, stream, outbox and what is kept. */

import { CONVERSATION, DRAFT, type Keep, NAME, OUTBOX_PREFIX, OVER, TOKEN } from "../keep/keep";
import { IdMaker } from "../realtime/client_id";
import { Connection } from "../realtime/connection";
import type { FromServer, Welcome } from "../wire";
import { type Item, Outbox } from "./outbox";
import type { ChatPorts } from "./ports";
import { Reader } from "./reader";
import { Sender } from "./sender";
import { VisitRefused } from "./server";
import { BLANK, type ChatState, type Trouble } from "./state";
import { EMPTY, firstNumber, hasMessage, type News, type Transcript } from "./transcript";
import { TypingListener, TypingTeller } from "./typing";

export class Chat {
  #ports: ChatPorts;
  #keep: Keep;
  #outbox: Outbox;
  #sender: Sender;
  #connection: Connection;
  #ids: IdMaker;
  #reader: Reader | null = null;
  #teller: TypingTeller;
  #listener: TypingListener;
  #state: ChatState = BLANK;
  #hearers = new Set<() => void>();
  #shown = false;
  /** The token that the connection began with; another tab may have got a different one since. */
  #usedToken: string | null = null;

  constructor(ports: ChatPorts) {
    this.#ports = ports;
    this.#keep = ports.keep;
    this.#outbox = new Outbox(ports.keep, ports.clock, ports.chance);
    this.#ids = new IdMaker(ports.clock, ports.randomBytes);
    this.#connection = this.#makeConnection();
    this.#sender = this.#makeSender();
    this.#teller = new TypingTeller(ports.clock, () => this.#sayTyping());
    this.#listener = new TypingListener(ports.clock, (typist) => this.#patch({ typist }));
    this.#keep.onChange((key, value) => this.#changedElsewhere(key, value));
  }

  get state(): ChatState {
    return this.#state;
  }

  /** What is returned stops it. */
  onChange(hear: () => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  /** Goes on with what was kept; with nothing kept, the server hears nothing. */
  begin(): void {
    const conversationId = this.#keep.get(CONVERSATION);
    if (conversationId) this.#follow(conversationId);
    if (conversationId || this.#outbox.pending().length > 0) this.#connection.start();
    this.#patch({ outbox: this.#outbox.all(), draft: this.#keep.get(DRAFT) ?? "" });
  }

  write(text: string, visitorName = ""): void {
    if (visitorName) this.#keep.set(NAME, visitorName);
    this.#sender.put(this.#item("message", text, visitorName));
    this.#setDraft("");
    this.#teller.done();
    this.#connection.start();
  }

  end(): void {
    if (this.#state.conversationId) this.#sender.put(this.#item("end", "", ""));
  }

  /** Sends a refused message as a new one. */
  writeAgain(id: string): void {
    const item = this.#outbox.find(id);
    if (!item) return;
    this.#outbox.remove(id);
    this.write(item.text, item.visitor_name);
  }

  /** Leaves the conversation behind; texts that never went out come back as the draft. */
  startNew(): void {
    if (this.#state.trouble === "lost") this.#keep.set(TOKEN, null);
    const texts = this.#outbox.takeBack();
    this.#keep.set(CONVERSATION, null);
    this.#leave();
    this.#setDraft([...texts, this.#state.draft].filter(Boolean).join("\n"));
  }

  /** Tries again after trouble that may have passed. */
  tryAgain(): void {
    this.#patch({ trouble: null });
    this.#outbox.hopeAgain();
    this.#connection.start();
    this.#sender.pump();
  }

  /** The customer changed what is in the composer. */
  typed(draft: string): void {
    this.#setDraft(draft);
    if (draft) this.#teller.typed();
  }

  /** The network is back, or the customer looks again. */
  hurry(): void {
    this.#connection.hurry();
  }

  setShown(shown: boolean): void {
    this.#shown = shown;
    if (shown) this.#patch({ unread: 0 });
  }

  /** Fetches older entries; throws when that fails, and leaves the transcript as it is. */
  async showEarlier(): Promise<void> {
    const { conversationId, transcript } = this.#state;
    const token = this.#keep.get(TOKEN);
    const reader = this.#reader;
    if (!conversationId || !token) return;
    const earlier = await this.#ports.server.earlier(conversationId, token, firstNumber(transcript));
    if (reader === this.#reader) reader?.addEarlier(earlier);
  }

  #makeConnection(): Connection {
    return new Connection(
      { ...this.#ports, token: () => this.#token() },
      {
        welcomed: (welcome) => this.#welcomed(welcome),
        received: (frame) => this.#hear(frame),
        changed: (phase) => this.#patch({ phase }),
        turnedAway: () => this.#turnedAway(),
        outdated: () => this.#ports.outdated(),
      },
    );
  }

  #makeSender(): Sender {
    return new Sender({
      clock: this.#ports.clock,
      outbox: this.#outbox,
      ids: this.#ids,
      workstreamId: this.#ports.workstreamId,
      isLive: () => this.#connection.phase === "live",
      send: (frame) => this.#connection.send(frame),
      conversationId: () => this.#state.conversationId,
      started: (conversationId) => this.#started(conversationId),
      blocked: () => this.#patch({ trouble: "blocked" }),
      changed: () => this.#patch({ outbox: this.#outbox.all() }),
    });
  }

  #item(kind: Item["kind"], text: string, visitor_name: string): Item {
    const written_at_ms = this.#ports.clock.nowMs();
    const id = this.#ids.make();
    const conversation_id = this.#state.conversationId;
    const details = conversation_id === null ? this.#ports.details() : [];
    return { id, kind, conversation_id, text, visitor_name, details, written_at_ms, failed: null };
  }

  async #token(): Promise<string> {
    try {
      const token = this.#keep.get(TOKEN) ?? (await this.#ports.server.visit(this.#ports.workstreamId));
      this.#keep.set(TOKEN, token);
      this.#usedToken = token;
      return token;
    } catch (error) {
      if (error instanceof VisitRefused) this.#stopFor(error.code === "blocked" ? "blocked" : "unavailable");
      throw error;
    }
  }

  /** A new token makes a new visitor, who could not read the old one's conversation. */
  #turnedAway(): boolean {
    const begun = this.#outbox.pending().some((item) => item.kind === "start");
    if (this.#state.conversationId || begun) {
      this.#patch({ trouble: "lost" });
      return false;
    }
    this.#keep.set(TOKEN, null);
    return true;
  }

  #stopFor(trouble: Trouble): void {
    this.#connection.stop();
    this.#patch({ trouble });
  }

  #welcomed(welcome: Welcome): void {
    this.#ids.hearTime(welcome.now_ms);
    this.#reader?.ask();
    this.#sender.connected();
    this.#ports.welcomed(welcome);
  }

  #hear(frame: FromServer): void {
    if (this.#reader?.hear(frame)) return;
    if (frame.t === "result") this.#sender.result(frame);
    else if (frame.t === "refused") this.#sender.refused(frame);
    else if (frame.t === "typing" && frame.author.role === "agent")
      this.#listener.heard(frame.author.name ?? "");
  }

  #started(conversationId: string): void {
    this.#keep.set(CONVERSATION, conversationId);
    this.#follow(conversationId);
    this.#ports.tellHost("started", conversationId);
  }

  #follow(conversationId: string): void {
    this.#reader?.leave();
    this.#patch({ conversationId, transcript: EMPTY });
    this.#reader = new Reader(conversationId, (frame) => this.#connection.send(frame), {
      changed: (transcript) => this.#read(transcript),
      news: (news, count) => this.#announce(news, count),
      ended: () => this.#noteEnd(),
      lost: () => this.#stopFor("lost"),
    });
    this.#reader.ask();
  }

  #leave(): void {
    this.#reader?.leave();
    this.#reader = null;
    this.#keep.set(OVER, null);
    this.#listener.stopped();
    const { phase, draft } = this.#state;
    this.#patch({ ...BLANK, phase, draft, outbox: this.#outbox.all() });
  }

  /** What the transcript shows needs no second place in the outbox. */
  #read(transcript: Transcript): void {
    this.#patch({ transcript });
    const seen = this.#outbox.all().filter(({ item }) => hasMessage(transcript, item.id));
    for (const { item } of seen) this.#outbox.remove(item.id);
    if (seen.length > 0) this.#sender.pump();
  }

  #announce(news: News, count: number): void {
    this.#listener.stopped();
    this.#patch({ news, unread: this.#shown ? 0 : this.#state.unread + count });
    this.#ports.tellHost("message", this.#state.conversationId ?? "");
  }

  #noteEnd(): void {
    if (this.#keep.get(OVER)) return;
    this.#keep.set(OVER, "1");
    this.#listener.stopped();
    this.#ports.tellHost("ended", this.#state.conversationId ?? "");
  }

  #changedElsewhere(key: string, value: string | null): void {
    if (key.startsWith(OUTBOX_PREFIX)) {
      this.#outbox.changedElsewhere(key, value);
      this.#sender.pump();
    } else if (key === TOKEN && value && value !== this.#usedToken && this.#connection.phase !== "stopped") {
      this.#connection.stop();
      this.#connection.start();
    } else if (key === CONVERSATION && value !== this.#state.conversationId) {
      this.#conversationElsewhere(value);
    }
  }

  #conversationElsewhere(conversationId: string | null): void {
    this.#leave();
    if (!conversationId) return;
    this.#follow(conversationId);
    this.#connection.start();
    this.#sender.pump();
  }

  #setDraft(draft: string): void {
    this.#keep.set(DRAFT, draft || null);
    this.#patch({ draft });
  }

  #sayTyping(): void {
    const { conversationId } = this.#state;
    if (conversationId) this.#connection.send({ t: "typing", conversation_id: conversationId });
  }

  #patch(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    for (const hear of this.#hearers) hear();
  }
}
