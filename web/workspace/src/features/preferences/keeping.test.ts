/** Tells what becomes of preferences on two devices, in two tabs, offline and without storage. */

import { beforeEach, expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import { FakeClock, FakeKeep, settled } from "../../realtime/fakes";
import { KEY, Preferring, SAVE_AFTER_MS } from "./keeping";
import { DEFAULTS, known, type Preferences } from "./preferences";

let keep: FakeKeep;
let clock: FakeClock;
let saved: object[];
let onServer: object;
let reachable: boolean;
let readable: boolean;

beforeEach(() => {
  keep = new FakeKeep();
  clock = new FakeClock();
  saved = [];
  onServer = {};
  reachable = true;
  readable = true;
});

function open() {
  const store = createStore<Preferences>(() => DEFAULTS);
  return { store, keeping: new Preferring(store, keep) };
}

function server(userId = "ann") {
  const answer = async <T>(run: () => T): Promise<T> => {
    if (!reachable) throw new Error("unreachable");
    return run();
  };
  return {
    userId,
    fetch: () => answer(() => (readable ? onServer : Promise.reject(new Error("fault")))),
    change: (fields: object) =>
      answer(() => {
        saved.push(fields);
        onServer = { ...onServer, ...fields };
        return onServer;
      }),
    after: (delayMs: number, run: () => void) => clock.after(delayMs, run),
  };
}

test("the browser's copy is there for the first paint, the server's wins at sign-in", async () => {
  open().store.setState({ theme: "dark", density: "compact" });
  const { store, keeping } = open();
  expect(store.getState()).toMatchObject({ theme: "dark", density: "compact" });
  await keeping.signIn(server());
  clock.pass(SAVE_AFTER_MS);
  await settled();
  onServer = { theme: "light" };
  await keeping.compare();
  expect(store.getState()).toMatchObject({ theme: "light", density: "compact" });
});

test("several changes in a row are saved once, as the last one", async () => {
  const { store, keeping } = open();
  await keeping.signIn(server());
  for (const communicationWidth of [300, 310, 320]) store.setState({ communicationWidth });
  clock.pass(SAVE_AFTER_MS);
  await settled();
  expect(saved).toEqual([{ communicationWidth: 320 }]);
});

test("what was changed while the server was away is kept, and not undone by the server's older copy", async () => {
  const first = open();
  reachable = false;
  await first.keeping.signIn(server());
  first.store.setState({ theme: "contrast" });
  clock.pass(SAVE_AFTER_MS);
  await settled();
  reachable = true;
  onServer = { theme: "light", density: "compact" };
  const later = open();
  await later.keeping.signIn(server());
  expect(later.store.getState()).toMatchObject({ theme: "contrast", density: "compact" });
  clock.pass(SAVE_AFTER_MS);
  await settled();
  expect(saved).toEqual([{ theme: "contrast" }]);
});

test("what another machine changed meanwhile is taken, and not written over", async () => {
  const { store, keeping } = open();
  await keeping.signIn(server());
  onServer = { theme: "dark", hat: "of a newer version" };
  store.setState({ density: "compact" });
  clock.pass(SAVE_AFTER_MS);
  await settled();
  expect(saved).toEqual([{ density: "compact" }]);
  expect(store.getState()).toMatchObject({ theme: "dark", density: "compact" });
});

test("a server that can't be read is sent what was changed, and nothing else", async () => {
  const { store, keeping } = open();
  readable = false;
  onServer = { theme: "light", communicationWidth: 700 };
  await keeping.signIn(server());
  store.setState({ density: "compact" });
  clock.pass(SAVE_AFTER_MS);
  await settled();
  expect(saved).toEqual([{ density: "compact" }]);
  expect(store.getState()).toMatchObject({ theme: "light", communicationWidth: 700, density: "compact" });
});

test("requests go one after the other: no late answer shows again what is past", async () => {
  const { store, keeping } = open();
  const slow: (() => void)[] = [];
  const slowly = async (body: object) => {
    await new Promise<void>((done) => slow.push(done));
    return body;
  };
  const change = (fields: object) => {
    onServer = { ...onServer, ...fields };
    return slowly(onServer);
  };
  onServer = { theme: "light" };
  void keeping.signIn({ ...server(), fetch: () => slowly(onServer), change });
  const seen: string[] = [];
  store.subscribe(({ theme, density }) => seen.push(`${theme}, ${density}`));
  for (const choice of [{ theme: "dark" }, { density: "compact" }] as const) {
    store.setState(choice);
    clock.pass(SAVE_AFTER_MS);
    await settled();
  }
  for (let turn = 0; turn < 3; turn += 1) {
    expect(slow).toHaveLength(turn + 1);
    slow[turn]?.();
    await settled();
  }
  expect(onServer).toEqual({ theme: "dark", density: "compact" });
  expect([...new Set(seen)]).toEqual(["dark, comfortable", "dark, compact"]);
});

test("who signs out leaves nothing behind that is sent in the next one's name", async () => {
  const { store, keeping } = open();
  const hangs = () => new Promise<never>(() => undefined);
  await Promise.race([keeping.signIn({ ...server("ann"), fetch: hangs }), settled()]);
  store.setState({ theme: "dark" });
  clock.pass(SAVE_AFTER_MS);
  keeping.signOut();
  await keeping.signIn(server("bob"));
  clock.pass(SAVE_AFTER_MS);
  await settled();
  expect(saved).toEqual([]);
  expect(store.getState().theme).toBe("system");
});

test("another person at the same browser does not inherit the first one's taste", async () => {
  const first = open();
  await first.keeping.signIn(server("ann"));
  first.store.setState({ theme: "dark" });
  const second = open();
  await second.keeping.signIn(server("bob"));
  expect(second.store.getState().theme).toBe("system");
});

test("other tabs follow, and don't save again what they were told", async () => {
  const here = open();
  await here.keeping.signIn(server());
  const there = open();
  there.store.setState({ theme: "dark" });
  here.keeping.take(keep.getItem(KEY));
  expect(here.store.getState().theme).toBe("dark");
  clock.pass(SAVE_AFTER_MS);
  await settled();
  expect(saved).toEqual([]);
});

test("a storage that is full loses nothing that is seen", () => {
  const { store } = open();
  keep.setItem = () => {
    throw new Error("full");
  };
  store.setState({ theme: "dark" });
  expect(store.getState().theme).toBe("dark");
});

test.each([
  ["no JSON", "{"],
  ["a number", "7"],
  ["another shape", '{"values": [], "unsaved": "x"}'],
  ["values of other kinds", '{"values": {"theme": "pink", "density": 3, "communicationWidth": -1}}'],
])("%s in the storage is as good as nothing", (_, text) => {
  keep.setItem(KEY, text);
  expect(open().store.getState()).toEqual(DEFAULTS);
});

test("what a newer version keeps is left out, what is known is taken", () => {
  expect(known({ theme: "dark", hat: "red", shortcuts: { accept_offer: "F9", x: 3 } })).toEqual({
    theme: "dark",
    shortcuts: { accept_offer: "F9" },
  });
});

test("of list choices what is short enough to be one is taken", () => {
  const long = "x".repeat(65);
  expect(
    known({
      myWork: { sort: "customer", text: "Māra", channel: 7, hat: "red" },
      openWork: [],
      closedWork: { text: long },
    }),
  ).toEqual({ myWork: { sort: "customer", text: "Māra" }, closedWork: {} });
});
