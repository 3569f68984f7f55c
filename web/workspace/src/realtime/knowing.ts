/** Keeps what a page was told of its person up to date: asks again when it has changed, and takes it over. */

import { createStore } from "zustand/vanilla";
import type { Me } from "../api";
import type { Connection } from "./connection";
import type { Chance } from "./ports";

/** Whether the person became an agent, or is none any more, since the page was loaded. */
export type AgentRole = "given" | "taken";

export interface Known {
  me: Me;
  /** Null while the page is the right one; its streams and pages are others with the role and without it. */
  agentRole: AgentRole | null;
}

interface KnowingPorts {
  connection: Connection;
  chance: Chance;
  /** Null where nobody is signed in any more, or somebody else. */
  fetch(): Promise<Me | null>;
  /** Read what the person may read now; called also where that is as before. */
  follow(me: Me, before: Me): void;
}

/** Every page hears of a change at the same moment: each asks at one of its own within this time. */
export const SPREAD_MS = 1_000;
/** How long after a failure is asked again. */
export const ASK_AGAIN_MS = 3_000;

export class Knowing {
  readonly store;
  private cancel: (() => void) | null = null;
  /** Which question is the last one; the answers to others are too old. */
  private asked = 0;
  private readonly stops: (() => void)[];

  constructor(
    me: Me,
    private readonly ports: KnowingPorts,
  ) {
    this.store = createStore<Known>(() => ({ me, agentRole: null }));
    const { connection } = ports;
    this.stops = [
      connection.onWelcome(({ me_version }) => this.hear(me_version)),
      connection.onMeChanged(({ version }) => this.hear(version)),
    ];
  }

  stop(): void {
    for (const stop of this.stops) stop();
    this.cancel?.();
    this.asked += 1;
  }

  /** Compare with what the server has now; one of before this frame has no version. */
  private hear(version: string | undefined): void {
    const { me, agentRole } = this.store.getState();
    if (version === undefined || agentRole !== null) return;
    // Streams that were ended meanwhile may be this person's again.
    if (version === me.version) this.ports.follow(me, me);
    else this.askAfter(this.ports.chance.fraction() * SPREAD_MS);
  }

  /** One question is enough for all that has changed until it is asked. */
  private askAfter(delayMs: number): void {
    this.cancel?.();
    this.cancel = this.ports.connection.after(delayMs, () => {
      this.cancel = null;
      void this.ask();
    });
  }

  private async ask(): Promise<void> {
    this.asked += 1;
    const question = this.asked;
    const isLast = () => question === this.asked;
    try {
      const fresh = await this.ports.fetch();
      if (fresh !== null && isLast()) this.take(fresh);
    } catch {
      // Whatever it was, the page goes on with what it knows, and tries again.
      if (isLast() && this.cancel === null) this.askAfter(ASK_AGAIN_MS);
    }
  }

  private take(fresh: Me): void {
    const before = this.store.getState().me;
    if ((fresh.agent === null) !== (before.agent === null)) {
      this.store.setState({ agentRole: fresh.agent === null ? "taken" : "given" });
      return;
    }
    // The page's own build stays: it is what a newer one of the server's is compared with.
    const me = { ...fresh, build: before.build };
    this.store.setState({ me });
    this.ports.follow(me, before);
  }
}
