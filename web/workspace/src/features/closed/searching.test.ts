/** Tells how a search is asked, goes on and fails. */

import { beforeEach, expect, test } from "vitest";
import { Http } from "../../api";
import { FakeClock, settled } from "../../realtime/fakes";
import { closedView } from "../fixtures";
import { EMPTY_PAGES, LOOK_AGAIN_MS, Searching } from "./searching";
import { NO_WISH } from "./wish";

let asked: URLSearchParams[];
let answers: unknown[];
let holds: (() => void)[] | null;
let clock: FakeClock;
let searching: Searching;

beforeEach(() => {
  asked = [];
  answers = [];
  holds = null;
  const http = new Http(async (path) => {
    asked.push(new URL(path, "https://x").searchParams);
    const answer = answers.shift();
    const gates = holds;
    if (gates !== null) await new Promise<void>((go) => gates.push(go));
    return answer === undefined ? new Response("", { status: 503 }) : new Response(JSON.stringify(answer));
  });
  clock = new FakeClock();
  const after = (delayMs: number, run: () => void) => clock.after(delayMs, run);
  searching = new Searching({ http, after }, NO_WISH);
});

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await settled();
}

function page(ids: string[], next: string | null = null) {
  return { conversations: ids.map((id) => closedView({ id })), next };
}

function found(): string[] {
  return searching.store.getState().results.map(({ id }) => id);
}

test("pages come one after the other, as long as there are any", async () => {
  answers = [page(["a", "b"], "9"), page(["c"])];
  searching.change({ text: "flute", queueId: "q1", mine: true });
  await searching.ask();
  expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({ text: "flute", queue_id: "q1", mine: "true" });
  await searching.more();
  expect(asked[1]?.get("before")).toBe("9");
  expect(found()).toEqual(["a", "b", "c"]);
  expect(searching.store.getState().next).toBeNull();
});

test("a wish that can't be asked leaves what was found", async () => {
  answers = [page(["a"])];
  searching.change({ text: "flute" });
  await searching.ask();
  searching.change({ text: "f" });
  await searching.ask();
  expect(asked).toHaveLength(1);
  expect(found()).toEqual(["a"]);
});

test("a failed page leaves the others, and trying again goes on from there", async () => {
  answers = [page(["a"], "9"), undefined, page(["b"])];
  searching.change({ text: "flute" });
  await searching.ask();
  await searching.more();
  expect(searching.store.getState()).toMatchObject({ failed: "unreachable", loading: false });
  await searching.more();
  expect(found()).toEqual(["a", "b"]);
  expect(asked.map((one) => one.get("before"))).toEqual([null, "9", "9"]);
});

test("an answer to an older question is nobody's answer", async () => {
  const gates: (() => void)[] = [];
  holds = gates;
  answers = [page(["old"]), page(["new"])];
  searching.change({ text: "flute" });
  void searching.ask();
  searching.change({ text: "drum" });
  void searching.ask();
  await quiet();
  gates[1]?.();
  await quiet();
  gates[0]?.();
  await quiet();
  expect(found()).toEqual(["new"]);
});

test("pages without anything are passed by, but not for ever", async () => {
  answers = [page([], "1"), page([], "2"), page(["a"])];
  searching.change({ text: "flute" });
  await searching.ask();
  expect(found()).toEqual(["a"]);
  answers = Array.from({ length: EMPTY_PAGES + 1 }, (_, n) => page([], `${n}`));
  await searching.ask();
  expect(searching.store.getState()).toMatchObject({ next: `${EMPTY_PAGES - 1}`, loading: false });
});

test("what was closed just now is found without asking twice, and it is looked for once more only", async () => {
  answers = [page([]), page(["late"]), page(["never asked for"])];
  searching.change({ text: "flute" });
  await searching.ask();
  expect(searching.store.getState()).toMatchObject({ results: [], looksAgain: true });
  clock.pass(LOOK_AGAIN_MS);
  expect(searching.store.getState().loading).toBe(false);
  await quiet();
  expect(found()).toEqual(["late"]);
  answers = [page([]), page([]), page(["never asked for"])];
  await searching.ask();
  for (let look = 0; look < 3; look += 1) {
    clock.pass(LOOK_AGAIN_MS);
    await quiet();
  }
  expect(searching.store.getState()).toMatchObject({ results: [], looksAgain: false });
  expect(asked).toHaveLength(4);
});

test("a second look is nobody's answer once something else was asked, and one that fails changes nothing", async () => {
  answers = [page([]), page(["new"]), page([])];
  searching.change({ text: "flute" });
  await searching.ask();
  searching.change({ text: "drum" });
  await searching.ask();
  clock.pass(LOOK_AGAIN_MS);
  await quiet();
  expect(asked).toHaveLength(2);
  expect(found()).toEqual(["new"]);
  await searching.ask();
  clock.pass(LOOK_AGAIN_MS);
  await quiet();
  expect(searching.store.getState()).toMatchObject({ results: [], failed: null, looksAgain: false });
});
