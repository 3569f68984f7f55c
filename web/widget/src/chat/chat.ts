/** Runs the customer's conversation: connection, stream, outbox and what is kept. */

import { CONVERSATION, DRAFT, FORM, type Keep, NAME, OUTBOX_PREFIX, OVER, TOKEN } from "../keep/keep";
import { IdMaker } from "../realtime/client_id";
import { Connection } from "../realtime/connection";
import type { FromServer, Welcome } from "../wire";
import { Attention } from "./attention";
import { Beginning } from "./beginning";
import { Desk } from "./desk";
import { knownFirst, NOTHING_MORE } from "./first_message";
import { Happenings } from "./happenings";
import { HeldState } from "./held_state";
import { type Item, Outbox } from "./outbox";
import type { ChatPorts } from "./ports";
import { Reader } from "./reader";
import { Sender } from "./sender";
import { VisitRefused } from "./server";
import { BLANK, canEnd, type Trouble } from "./state";
import { EMPTY, hasMessage, type News, type Transcript } from "./transcript";
import { Typing } from "./typing";

export class Chat extends HeldState {
  readonly desk: Desk;
  #ports: ChatPorts;
  #keep: Keep;
  #outbox: Outbox;
  #sender: Sender;
  #connection: Connection;
  #ids: IdMaker;
  #reader: Reader | null = null;
  #beginning: Beginning;
  #happenings: Happenings;
  #attention: Attention;
  #typing: Typing;
  /** The token that the connection began with; another tab may have got a different one since. */
  #usedToken: string | null = null;

  constructor(ports: ChatPorts) {
    super();
    this.#ports = ports;
    this.#keep = ports.keep;
    this.#outbox = new Outbox(ports.keep, ports.clock, ports.chance);
    this.#ids = new IdMaker(ports.clock, ports.randomBytes);
    this.#connection = this.#makeConnection();
    this.desk = new Desk(ports.keep, this);
    this.#beginning = new Beginning(ports, () => this.#go());
    this.#sender = this.#makeSender();
    this.#happenings = new Happenings((what, facts) => ports.tellHost(what, facts));
    this.#attention = new Attention(ports.clock, this, (frame) => this.#connection.send(frame));
    this.#typing = new Typing(ports.clock, this, (frame) => this.#connection.send(frame));
    this.#keep.onChange((key, value) => this.#changedElsewhere(key, value));
  }

  /** Goes on with what was kept; with nothing kept, the server hears nothing. */
  begin(): void {
    const conversationId = this.#keep.get(CONVERSATION);
    this.desk.lay();
    this.patch({ settings: this.#ports.settings });
    if (conversationId) this.#resume(conversationId);
    else if (this.#outbox.pending().length > 0) this.#beginning.ask();
    this.patch({ outbox: this.#outbox.all() });
  }

  write(text: string): void {
    this.#sender.put(this.#item("message", text));
    this.desk.setDraft("");
    this.#typing.done();
    if (this.state.conversationId) this.#connection.start();
    else this.#beginning.ask();
  }

  end(): void {
    if (canEnd(this.state)) this.#sender.put(this.#item("end", ""));
  }

  /** Sends a refused message as a new one. */
  writeAgain(id: string): void {
    const item = this.#outbox.find(id);
    if (!item) return;
    this.#outbox.remove(id);
    this.write(item.text);
  }

  /** Leaves the conversation behind; texts that never went out come back as the draft. */
  startNew(): void {
    if (this.state.trouble === "lost") this.#keep.set(TOKEN, null);
    this.#keep.set(CONVERSATION, null);
    this.desk.putBack(this.#outbox.takeBack());
    this.#leave();
  }

  /** Tries again after trouble that may have passed. */
  tryAgain(): void {
    this.patch({ trouble: null });
    this.#outbox.hopeAgain();
    this.#go();
  }

  /** The customer changed what is in the composer. */
  typed(draft: string): void {
    this.desk.setDraft(draft);
    if (draft) this.#typing.typed();
  }

  /** The network is back, or the customer looks again. */
  hurry(): void {
    this.#connection.hurry();
  }

  setShown(shown: boolean): void {
    this.#attention.setShown(shown);
  }

  /** Fetches older entries; throws when that fails, and leaves the transcript as it is. */
  async showEarlier(): Promise<void> {
    await this.#reader?.showEarlier(this.#ports.server, this.#keep.get(TOKEN) ?? "");
  }

  #makeConnection(): Connection {
    return new Connection(
      { ...this.#ports, token: () => this.#token() },
      {
        welcomed: (welcome) => this.#welcomed(welcome),
        received: (frame) => this.#hear(frame),
        changed: (phase) => this.patch({ phase }),
        turnedAway: () => this.#turnedAway(),
        outdated: () => this.#ports.outdated(),
      },
    );
  }

  #makeSender(): Sender {
    return new Sender({
      ...this.#ports,
      outbox: this.#outbox,
      ids: this.#ids,
      connection: this.#connection,
      beginning: this.#beginning,
      conversationId: () => this.state.conversationId,
      started: (conversationId) => this.#started(conversationId),
      delivered: () => this.#happenings.tell("message:sent"),
      // Nothing was begun: the message goes back on the desk.
      outOfDate: () => {
        this.desk.putBack(this.#outbox.takeBack());
        this.desk.renew(this.#ports.server.settings(this.#ports.workstreamId));
      },
      blocked: () => this.#suffer("blocked"),
      changed: () => this.#sendingChanged(),
    });
  }

  #item(kind: Item["kind"], text: string): Item {
    const [id, written_at_ms] = [this.#ids.make(), this.#ports.clock.nowMs()];
    const conversation_id = this.state.conversationId;
    const known = conversation_id ? NOTHING_MORE : knownFirst(this.state, this.#ports.language());
    if (known.visitor_name) this.#keep.set(NAME, known.visitor_name);
    return { id, kind, conversation_id, text, ...known, written_at_ms, failed: null };
  }

  #sendingChanged(): void {
    const begins = this.#outbox.pending().some((item) => item.conversation_id === null);
    if (this.state.conversationId || !begins) this.#beginning.done();
    this.patch({ outbox: this.#outbox.all() });
  }

  #go(): void {
    this.#connection.start();
    this.#sender.pump();
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
    if (this.state.conversationId || begun) {
      this.#suffer("lost");
      return false;
    }
    this.#keep.set(TOKEN, null);
    return true;
  }

  #stopFor(trouble: Trouble): void {
    this.#connection.stop();
    this.#suffer(trouble);
  }

  #suffer(trouble: Trouble): void {
    this.patch({ trouble });
    this.#happenings.tell("error", { code: trouble });
  }

  #welcomed(welcome: Welcome): void {
    this.#ids.hearTime(welcome.now_ms);
    this.#reader?.ask();
    this.#sender.connected();
    this.#attention.marker.connected();
    this.#ports.welcomed(welcome);
  }

  #hear(frame: FromServer): void {
    if (this.#reader?.hear(frame)) return;
    if (frame.t === "result") this.#sender.result(frame);
    else if (frame.t === "refused") this.#sender.refused(frame);
    else if ("conversation_id" in frame && frame.conversation_id !== this.state.conversationId) return;
    else if (frame.t === "marks") this.#reader?.setMarks(frame.marks);
    else if (frame.t === "place") this.#attention.stand(frame.place);
    else if (frame.t === "typing" && frame.author.role === "agent")
      this.#typing.heard(frame.author.name ?? "");
  }

  #started(conversationId: string): void {
    this.#keep.set(CONVERSATION, conversationId);
    this.#keep.set(FORM, null);
    this.#happenings.started(conversationId);
    this.#follow(conversationId);
  }

  #follow(conversationId: string): void {
    this.#reader?.leave();
    this.#attention.reset();
    this.patch({ conversationId, transcript: EMPTY, renewed: false });
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
    this.#typing.stopped();
    const { phase, draft, settings } = this.state;
    this.patch({ ...BLANK, phase, draft, settings, outbox: this.#outbox.all() });
    this.desk.lay();
  }

  /** What the transcript shows needs no second place in the outbox. */
  #read(transcript: Transcript): void {
    this.patch({ transcript });
    this.#attention.look();
    this.#happenings.read(transcript);
    if (this.#outbox.forget((id) => hasMessage(transcript, id))) this.#sender.pump();
  }

  #announce(news: News, count: number): void {
    this.#typing.stopped();
    this.patch({ news });
    this.#happenings.tell("message:received", { count });
  }

  #noteEnd(): void {
    if (this.#keep.get(OVER)) return;
    this.#keep.set(OVER, "1");
    this.#typing.stopped();
    this.#happenings.ended(this.state.transcript);
  }

  #changedElsewhere(key: string, value: string | null): void {
    if (key.startsWith(OUTBOX_PREFIX)) {
      this.#outbox.changedElsewhere(key, value);
      // Should that tab be closed before it could begin, this one does.
      if (value && !this.state.conversationId) this.#beginning.ask();
      this.#sender.pump();
    } else if (key === DRAFT && !value) this.desk.forgottenElsewhere();
    else if (key === TOKEN && value && value !== this.#usedToken && this.#connection.phase !== "stopped") {
      this.#connection.stop();
      this.#connection.start();
    } else if (key === CONVERSATION && value !== this.state.conversationId) this.#goElsewhere(value);
  }

  #goElsewhere(conversationId: string | null): void {
    this.#leave();
    if (!conversationId) return;
    this.#resume(conversationId);
    this.#sender.pump();
  }

  /** It began before this page was loaded, or in another tab. */
  #resume(conversationId: string): void {
    this.#happenings.restored(conversationId);
    this.#follow(conversationId);
    this.#connection.start();
  }
}
