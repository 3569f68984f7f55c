/** Tells how long the worker shows what was assigned by itself, and what pressing it does. */

import { beforeEach, expect, test } from "vitest";
import { Board } from "./board";
import { FakeWindow, FakeWorld, offerTold } from "./fakes";
import { type FromPage, type OfferTold, type Unversioned, VERSION } from "./protocol";

let world: FakeWorld;
let board: Board;
let page: FakeWindow;

beforeEach(() => {
  world = new FakeWorld();
  board = new Board(world);
  page = new FakeWindow();
  world.open = [page];
});

/** A page says something; the watch that follows waits for ever. */
async function say(message: Unversioned<FromPage>, from: FakeWindow = page): Promise<void> {
  const before = world.sleep;
  world.sleep = () => new Promise(() => undefined);
  void board.hear({ ...message, v: VERSION } as FromPage, from);
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  world.sleep = before;
}

const tell = (...offers: OfferTold[]) => say({ t: "offers", offers });

test("what was assigned is shown till it is looked at, its end put off while pages tell it", async () => {
  await tell(offerTold({ mode: "always" }));
  await tell(offerTold({ mode: "always", assigned: true, expiresAtMs: 150_000 }));
  world.answers["/api/offers/o1"] = { status: 200, body: { out: false } };
  board = new Board(world);
  world.onTime = (now) => {
    if (now === 180_000) void board.hear({ v: VERSION, t: "over", ids: ["o1"] }, page);
    else expect([...world.up.keys()]).toEqual(["offer-o1"]);
  };
  const longer = offerTold({ mode: "always", assigned: true, expiresAtMs: 210_000 });
  await board.hear({ v: VERSION, t: "offers", offers: [longer] }, page);
  expect(world.showings).toEqual(["offer-o1"]);
  expect([world.now, ...world.up]).toEqual([180_000]);
});

test.each(["accept", ""])("what was assigned is opened by %j, button or body", async (action) => {
  world.answers["/api/offers/o1/accept"] = { status: 409, body: { code: "offer_over" } };
  await tell(offerTold());
  await tell(offerTold({ assigned: true }));
  const popup = world.up.get("offer-o1");
  if (popup === undefined) throw new Error("nothing is shown");
  await board.onClick(popup, action);
  expect(page.focused).toBe(true);
  expect(page.heard.at(-1)).toMatchObject({ t: "answered", answer: "accept", outcome: "offer_over" });
  await tell(offerTold({ assigned: true }));
  expect([...world.up]).toEqual([]);
});

test("a page that opens and knows nothing of what was assigned closes it; who knows brings it back", async () => {
  await tell(offerTold());
  await tell(offerTold({ assigned: true }));
  const opened = new FakeWindow();
  world.open.push(opened);
  await say({ t: "hello", userId: "ann" }, opened);
  expect([...world.up]).toEqual([]);
  await tell(offerTold({ assigned: true }));
  expect([...world.up.keys()]).toEqual(["offer-o1"]);
});
