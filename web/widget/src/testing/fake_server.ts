/** A small server that keeps the protocol's promises, durable over its own crashes, with faults on demand. */

import { type Availability, type Server, VisitRefused } from "../chat/server";
import type { OpenSocket, SocketEvents } from "../realtime/ports";
import { type Settings, USUAL } from "../settings/settings";
import type { Entry, FromClient, FromServer, Marks, TalkView } from "../wire";
import type { FakeClock } from "./fake_clock";
import { type FakeTalk, newTalk, refusal, snapshotOf } from "./fake_talk";
import { welcome } from "./scripted_socket";

const WAY_MS = 5;
const BEAT_MS = 5_000;

type Body = Entry["body"];

/** What can happen to one frame of a client. */
export type Fault = "none" | "lost" | "answer_lost" | "not_now";

interface Line {
  events: SocketEvents;
  token: string;
  streams: Set<string>;
  /** A dead line carries nothing in either direction, and nobody says so. */
  dead: boolean;
}

export class FakeServer implements Server {
  readonly talks = new Map<string, FakeTalk>();
  readonly frames: FromClient[] = [];
  visits = 0;
  /** The settings as they are now; pages may have older ones. */
  current: Settings = USUAL;
  up = true;
  /** Code with which everything is refused for good. */
  refuseWith: string | null = null;
  refuseVisits: string | null = null;
  fault: (frame: FromClient) => Fault = () => "none";
  /** How far the customer's clock is behind the server's. */
  clockAheadMs = 0;
  /** How many entries a snapshot carries. */
  snapshotSize = 100;
  #clock: FakeClock;
  #tokens = new Set<string>();
  #answers = new Map<string, FromServer>();
  #lines = new Set<Line>();

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  readonly open: OpenSocket = (events) => {
    const line: Line = { events, token: "", streams: new Set(), dead: false };
    this.#lines.add(line);
    this.#carry(line, () => (this.up ? events.opened() : this.#close(line, 1006)));
    this.#beat(line);
    return {
      send: (text) => this.#carry(line, () => this.#hear(line, JSON.parse(text) as FromClient)),
      close: () => this.#lines.delete(line),
    };
  };

  async visit(): Promise<string> {
    if (!this.up) throw new Error("unreachable");
    if (this.refuseVisits) throw new VisitRefused(this.refuseVisits);
    this.visits += 1;
    const token = `token${this.visits}`;
    this.#tokens.add(token);
    return token;
  }

  async earlier(conversationId: string, token: string, before: number): Promise<Entry[]> {
    const talk = this.talks.get(conversationId);
    if (!this.up || talk?.owner !== token) throw new Error("not now");
    return talk.entries.filter(({ n }) => n < before).slice(-50);
  }

  async settings(): Promise<Settings> {
    if (!this.up) throw new Error("unreachable");
    return this.current;
  }

  async availability(): Promise<Availability> {
    return { available: this.connected > 0, place: this.talks.size + 1 };
  }

  get connected(): number {
    return [...this.#lines].filter((line) => line.token && !line.dead).length;
  }

  /** Every message that is stored, as its text, in the order of the streams. */
  get texts(): string[] {
    const all = [...this.talks.values()].flatMap(({ entries }) => entries);
    return all.flatMap(({ body }) => (body.kind === "message" ? [body.text] : []));
  }

  /** The sockets close; what is stored stays. */
  kill(): void {
    this.up = false;
    for (const line of [...this.#lines]) this.#close(line, 1006);
  }

  /** The network goes without a word. */
  goDead(): void {
    for (const line of this.#lines) line.dead = true;
  }

  forgetTokens(): void {
    this.#tokens.clear();
  }

  agentWrites(conversationId: string, text: string): void {
    const author = { role: "agent", id: "a1", name: "Anna" } as const;
    this.#append(conversationId, { kind: "message", author, client_id: `agent${text}`, text });
  }

  agentTypes(conversationId: string): void {
    const author = { role: "agent", id: "a1", name: "Anna" } as const;
    this.#tellReaders(`conversation:${conversationId}`, {
      t: "typing",
      conversation_id: conversationId,
      author,
    });
  }

  agentReads(conversationId: string): void {
    const talk = this.#talk(conversationId);
    this.#mark(conversationId, { agent_read: talk.entries.length });
  }

  tellPlace(conversation_id: string, place: number): void {
    this.#tellReaders(`conversation:${conversation_id}`, { t: "place", conversation_id, place });
  }

  notice(conversationId: string, code: string): void {
    this.#append(conversationId, { kind: "notice", code, name: "Anna" });
  }

  change(conversationId: string, changes: Partial<TalkView>): void {
    const talk = this.#talk(conversationId);
    talk.talk = { ...talk.talk, ...changes };
    this.#append(conversationId, { kind: "talk", talk: talk.talk });
  }

  tellAll(frame: FromServer): void {
    for (const line of this.#lines) this.#say(line, frame);
  }

  closeAll(code: number): void {
    for (const line of [...this.#lines]) this.#close(line, code);
  }

  #hear(line: Line, frame: FromClient): void {
    this.frames.push(frame);
    if (frame.t === "hello") this.#greet(line, frame.token ?? "");
    else if (frame.t === "subscribe") this.#subscribe(line, frame.stream, frame.after ?? null);
    else if (frame.t === "unsubscribe") line.streams.delete(frame.stream);
    else if (frame.t === "mark")
      this.#mark(frame.conversation_id, { customer_delivered: frame.delivered, customer_read: frame.read });
    else if ("id" in frame) this.#answer(line, frame);
  }

  #answer(line: Line, frame: FromClient & { id: string }): void {
    const fault = this.fault(frame);
    if (fault === "lost") {
      this.#close(line, 1006);
      return;
    }
    const answer = fault === "not_now" ? refusal(frame.id, "read_only", true) : this.#judge(line, frame);
    if (fault === "answer_lost") this.#close(line, 1006);
    else this.#say(line, answer);
  }

  #greet(line: Line, token: string): void {
    if (this.#tokens.has(token)) {
      line.token = token;
      this.#say(line, welcome({ now_ms: this.#clock.nowMs() + this.clockAheadMs }));
    } else this.#close(line, 4401);
  }

  #subscribe(line: Line, stream: string, after: number | null): void {
    const talk = this.talks.get(stream.replace("conversation:", ""));
    if (talk?.owner !== line.token) this.#say(line, { t: "ended", stream, code: "not_found" });
    else this.#sendStream(line, stream, talk, after);
  }

  /** Marks only grow, and every reader hears of it. */
  #mark(conversation_id: string, more: Marks): void {
    const talk = this.#talk(conversation_id);
    for (const [name, n] of Object.entries(more) as [keyof Marks, number][])
      talk.marks[name] = Math.max(talk.marks[name], n);
    const marks = { ...talk.marks };
    this.#tellReaders(`conversation:${conversation_id}`, { t: "marks", conversation_id, marks });
  }

  #sendStream(line: Line, stream: string, { talk, entries, marks }: FakeTalk, after: number | null): void {
    const n = entries.length;
    const latest = entries.slice(-this.snapshotSize);
    if (after !== null) for (const entry of entries.slice(after)) this.#say(line, entry);
    else this.#say(line, { t: "snapshot", stream, n, body: snapshotOf(talk, latest, marks) });
    this.#say(line, { t: "caught_up", stream, n });
    this.#say(line, { t: "marks", conversation_id: talk.id, marks: { ...marks } });
    line.streams.add(stream);
  }

  /** Remembers the first answer to each id; a refused command left nothing and is judged anew. */
  #judge(line: Line, frame: FromClient & { id: string }): FromServer {
    const known = this.#answers.get(frame.id);
    if (known) return known;
    const answer = this.refuseWith ? refusal(frame.id, this.refuseWith, false) : this.#do(line, frame);
    if (answer.t === "result") this.#answers.set(frame.id, answer);
    return answer;
  }

  #do(line: Line, frame: FromClient & { id: string }): FromServer {
    if (frame.t !== "send" && this.#isOfAnotherDay(frame.id)) return refusal(frame.id, "invalid", false);
    if (frame.t === "start") {
      const { notice } = this.current;
      const agreed = frame.notice?.agreed && frame.notice.version === notice?.version;
      if (notice?.consent && !agreed) return refusal(frame.id, "consent_needed", false);
      return this.#start(line, frame.id, frame.text);
    }
    if (frame.t === "send") return this.#take(line, frame.id, frame.conversation_id, frame.text);
    if (frame.t !== "do" || frame.command.name !== "end_by_customer")
      return refusal(frame.id, "invalid", false);
    this.change(frame.command.conversation_id, { status: "ended", can_end: false });
    return { t: "result", id: frame.id };
  }

  #isOfAnotherDay(id: string): boolean {
    const madeAtMs = Number.parseInt(id.split("-")[0] ?? "", 36);
    return Math.abs(madeAtMs - this.#clock.nowMs() - this.clockAheadMs) > 86_400_000;
  }

  #start(line: Line, id: string, text: string): FromServer {
    const conversation_id = `c${this.talks.size + 1}`;
    this.talks.set(conversation_id, newTalk(conversation_id, line.token, this.#clock.nowMs()));
    this.#customerWrites(conversation_id, id, text);
    return { t: "result", id, conversation_id, n: 1 };
  }

  #take(line: Line, id: string, conversation_id: string, text: string): FromServer {
    const talk = this.talks.get(conversation_id);
    if (talk?.owner !== line.token) return refusal(id, "not_found", false);
    if (talk.talk.status === "ended") return refusal(id, "closed", false);
    this.#customerWrites(conversation_id, id, text);
    return { t: "result", id, n: talk.entries.length };
  }

  #customerWrites(conversationId: string, client_id: string, text: string): void {
    const author = { role: "customer", id: "v1", name: "" } as const;
    this.#append(conversationId, { kind: "message", author, client_id, text });
  }

  #append(conversationId: string, body: Body): void {
    const { entries } = this.#talk(conversationId);
    const stream = `conversation:${conversationId}`;
    const entry: Entry = { t: "event", stream, n: entries.length + 1, at_ms: this.#clock.nowMs(), body };
    entries.push(entry);
    this.#tellReaders(stream, entry);
  }

  #tellReaders(stream: string, frame: FromServer): void {
    for (const line of this.#lines) if (line.streams.has(stream)) this.#say(line, frame);
  }

  #talk(conversationId: string): FakeTalk {
    const talk = this.talks.get(conversationId);
    if (!talk) throw new Error(`there is no ${conversationId}`);
    return talk;
  }

  #say(line: Line, frame: FromServer): void {
    this.#carry(line, () => line.events.received(`${JSON.stringify(frame)}\n`));
  }

  /** Either direction takes a moment, in order, and a line that broke meanwhile carries nothing. */
  #carry(line: Line, run: () => void): void {
    this.#clock.after(WAY_MS, () => {
      if (this.#lines.has(line) && !line.dead) run();
    });
  }

  #close(line: Line, code: number): void {
    if (!this.#lines.delete(line) || line.dead) return;
    this.#clock.after(WAY_MS, () => line.events.closed(code));
  }

  #beat(line: Line): void {
    this.#clock.after(BEAT_MS, () => {
      if (!this.#lines.has(line)) return;
      this.#say(line, { t: "beat" });
      this.#beat(line);
    });
  }
}
