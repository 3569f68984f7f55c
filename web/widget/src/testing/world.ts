/** A customer's browser, with tabs that come and go, against a fake server. */

import { Chat } from "../chat/chat";
import { type Line, linesOf } from "../chat/lines";
import { MirroredKeep } from "../keep/keep";
import type { Alone } from "../realtime/alone";
import type { Clock, OpenSocket, Socket } from "../realtime/ports";
import { FakeClock } from "./fake_clock";
import { FakeServer } from "./fake_server";

export class Tab {
  readonly told: string[] = [];
  readonly keep: MirroredKeep;
  readonly chat: Chat;
  outdated = 0;
  alive = true;
  #sockets: Socket[] = [];

  constructor(world: World) {
    this.keep = new MirroredKeep(Object.fromEntries(world.stored), (key, value) =>
      world.store(this, key, value),
    );
    this.chat = new Chat({
      clock: this.#clock(world.clock),
      chance: () => world.chance(),
      randomBytes: (bytes) => void bytes.set(bytes.map(() => world.chance() * 256)),
      openSocket: this.#openSocket(world.server.open),
      keep: this.keep,
      server: world.server,
      workstreamId: "ws_web",
      settings: world.server.current,
      language: () => "en",
      alone: world.alone(this),
      details: async () => [{ name: "page", value: "https://shop.example/" }],
      tellHost: (what, { conversation_id, ...facts }) =>
        void this.told.push([what, conversation_id, ...Object.values(facts)].join(" ").trim()),
      welcomed: () => {},
      outdated: () => void this.outdated++,
    });
  }

  /** The lock of the browser falls when the tab is closed. */
  closed: () => void = () => {};

  /** Gone at once, without a chance to say anything. */
  close(): void {
    this.alive = false;
    this.closed();
    for (const socket of this.#sockets) socket.close();
  }

  /** What the customer reads, oldest first; what is not "sent" says so. */
  get lines(): string[] {
    return linesOf(this.chat.state.transcript, this.chat.state.outbox).map(shown);
  }

  #clock(clock: FakeClock): Clock {
    const ifAlive = (run: () => void) => () => {
      if (this.alive) run();
    };
    return { nowMs: () => clock.nowMs(), after: (delayMs, run) => clock.after(delayMs, ifAlive(run)) };
  }

  #openSocket(open: OpenSocket): OpenSocket {
    return (events) => {
      const socket = open(events);
      this.#sockets.push(socket);
      if (!this.alive) socket.close();
      return socket;
    };
  }
}

export class World {
  readonly clock = new FakeClock();
  readonly server = new FakeServer(this.clock);
  /** The host page's storage, which outlives every tab. */
  readonly stored = new Map<string, string>();
  readonly #tabs: Tab[] = [];
  /** How long another tab takes to hear of what was stored. */
  storageTakesMs = 0;
  /** An old browser has no locks. */
  hasLocks = true;
  #lock: Promise<void> = Promise.resolve();
  #seed: number;

  constructor(seed = 1) {
    this.#seed = seed * 7_919;
  }

  /** Loads the page; what was stored is there. */
  tab({ shown = true } = {}): Tab {
    const tab = new Tab(this);
    this.#tabs.push(tab);
    tab.chat.setShown(shown);
    tab.chat.begin();
    return tab;
  }

  reload(tab: Tab): Tab {
    tab.close();
    return this.tab();
  }

  /** A tab whose customer has begun a conversation, which is `c1`. */
  async talking(): Promise<Tab> {
    const tab = this.tab();
    tab.chat.desk.answer("name", "Ada");
    tab.chat.write("Hello?");
    await this.pass(100);
    return tab;
  }

  pass(ms: number): Promise<void> {
    return this.clock.pass(ms);
  }

  /** The same numbers in every run. */
  chance(): number {
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return this.#seed / 2 ** 31;
  }

  /** One lock for all tabs, in the order in which they asked. */
  alone(tab: Tab): Alone {
    return (work) => {
      if (!this.hasLocks) return void work();
      const gone = new Promise<void>((closed) => {
        tab.closed = closed;
      });
      this.#lock = this.#lock.then(() => (tab.alive ? Promise.race([work(), gone]) : undefined));
    };
  }

  store(from: Tab, key: string, value: string | null): void {
    if (!from.alive) return;
    if (value === null) this.stored.delete(key);
    else this.stored.set(key, value);
    const tell = () => {
      for (const tab of this.#tabs) if (tab !== from && tab.alive) tab.keep.changedElsewhere(key, value);
    };
    if (this.storageTakesMs > 0) this.clock.after(this.storageTakesMs, tell);
    else tell();
  }
}

function shown(line: Line): string {
  if (line.kind === "notice") return `(${line.code})`;
  const delivery = line.delivery === "sent" ? "" : ` [${line.code ?? line.delivery}]`;
  return `${line.side === "agent" ? `${line.name}: ` : ""}${line.text}${delivery}`;
}
