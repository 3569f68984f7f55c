/** Tells that of two machines the last to change a field wins, in whatever order requests arrive. */

import { expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import { FakeClock, FakeKeep, settled } from "../../realtime/fakes";
import { Preferring, SAVE_AFTER_MS } from "./keeping";
import { DEFAULTS, known, type PreferenceName, type Preferences, THEMES } from "./preferences";

const CHOICES = {
  theme: (n: number) => THEMES[n % THEMES.length],
  communicationWidth: (n: number) => n + 1,
  dashboard: (n: number) => (n % 4 === 0 ? null : `d${n}`),
  shortcuts: (n: number) => ({ [`action${n % 3}`]: `F${n}` }),
  myWork: (n: number) => (n % 4 === 0 ? {} : { text: `${n}` }),
} satisfies { [K in PreferenceName]?: unknown };
const CHOSEN = Object.keys(CHOICES) as (keyof typeof CHOICES)[];
const BEFORE = {
  communicationWidth: 700,
  dashboard: "some",
  openWork: { sort: "age" },
  hat: "a newer page's",
};

/** Return what gives always the same numbers for a seed, from 0 to below a limit. */
function chanceOf(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return (state >> 8) % limit;
  };
}

/** The server, and everything that is on its way to it or back. */
class FarServer {
  body: object = BEFORE;
  ways: (() => void)[] = [];
  losesAnswers = false;

  fetch(): Promise<object> {
    return this.across(() => this.body);
  }

  change(fields: object): Promise<object> {
    return this.across(() => {
      this.body = { ...this.body, ...fields };
      return this.body;
    });
  }

  private async across(run: () => object): Promise<object> {
    await this.travel();
    const answer = run();
    await this.travel();
    if (this.losesAnswers) throw new Error("no answer");
    return answer;
  }

  private travel(): Promise<void> {
    return new Promise((arrive) => this.ways.push(arrive));
  }
}

class Machine {
  readonly store = createStore<Preferences>(() => DEFAULTS);
  readonly keeping = new Preferring(this.store, new FakeKeep());
  /** The last choices of the person before it. */
  readonly chosen: Record<string, unknown> = {};

  constructor(server: FarServer, clock: FakeClock) {
    void this.keeping.signIn({
      userId: "ann",
      fetch: () => server.fetch(),
      change: (fields) => {
        expect(Object.keys(this.chosen)).toEqual(expect.arrayContaining(Object.keys(fields)));
        return server.change(fields);
      },
      after: (delayMs, run) => clock.after(delayMs, run),
    });
  }

  choose(name: keyof typeof CHOICES, n: number): void {
    const value = CHOICES[name](n);
    if (this.store.getState()[name] === value) return;
    this.chosen[name] = value;
    this.store.setState({ [name]: value });
  }
}

test.each(Array.from({ length: 100 }, (_, seed) => [seed]))("as seed %i has it", async (seed) => {
  const chance = chanceOf(seed);
  const [server, clock] = [new FarServer(), new FakeClock()];
  const machines = [new Machine(server, clock), new Machine(server, clock)] as const;
  const move = async (steps: number) => {
    for (let step = 0; step < steps; step += 1) {
      clock.pass(chance(SAVE_AFTER_MS));
      const [arrive] = server.ways.splice(chance(server.ways.length || 1), 1);
      arrive?.();
      await settled();
    }
  };
  for (let n = 0; n < 12; n += 1) {
    const { keeping } = machines[chance(2) as 0 | 1];
    machines[chance(2) as 0 | 1].choose(CHOSEN[chance(CHOSEN.length)] ?? "theme", n);
    if (chance(4) === 0) void keeping.compare();
    server.losesAnswers = chance(4) === 0;
    await move(chance(6));
  }
  server.losesAnswers = false;
  for (const round of [1, 2]) {
    for (const { keeping } of machines) void keeping.compare();
    await move(60 * round);
  }
  expect(server.ways).toEqual([]);
  for (const { store } of machines) expect(store.getState()).toMatchObject(known(server.body));
  for (const [name, value] of Object.entries(server.body)) {
    const last = machines.flatMap(({ chosen }) => (name in chosen ? [chosen[name]] : []));
    const untouched = (BEFORE as Record<string, unknown>)[name];
    expect(last.length === 0 ? [untouched] : last).toContainEqual(value);
  }
  for (const name of machines.flatMap(({ chosen }) => Object.keys(chosen))) {
    expect(server.body).toHaveProperty(name);
  }
});
