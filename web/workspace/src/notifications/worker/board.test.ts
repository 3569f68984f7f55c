/** Tells what the worker does with what pages say, what people click, and what nobody says any more. */

import { beforeEach, expect, test } from "vitest";
import { Board } from "./board";
import { FakeWindow, FakeWorld, offerTold } from "./fakes";
import type { FromPage, FromWorker, OfferTold, Unversioned } from "./protocol";

let world: FakeWorld;
let board: Board;
let page: FakeWindow;

beforeEach(() => {
  world = new FakeWorld();
  board = new Board(world);
  page = new FakeWindow();
  world.open = [page];
  world.answers["/api/offers/o1"] = { status: 200, body: { out: true } };
});

/** A page says something; it is not waited for, since the worker watches until the end. */
async function say(message: Unversioned<FromPage>, from: FakeWindow = page): Promise<void> {
  const before = world.sleep;
  // Time stands still while the message is worked on.
  world.sleep = () => new Promise(() => undefined);
  void board.hear({ ...message, v: 1 } as FromPage, from);
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  world.sleep = before;
}

const tell = (...offers: OfferTold[]) => say({ t: "offers", offers });

function popup(tag = "offer-o1") {
  const shown = world.up.get(tag);
  if (shown === undefined) throw new Error(`${tag} is not shown: ${[...world.up.keys()]}`);
  return shown;
}

function heard(window: FakeWindow): Unversioned<FromWorker>[] {
  return window.heard.map(({ v: _, ...message }) => message);
}

test("the same offer told by two tabs makes one notification, and both hear that it is shown", async () => {
  const second = new FakeWindow();
  world.open.push(second);
  await tell(offerTold());
  await say({ t: "offers", offers: [offerTold()] }, second);
  expect(world.showings).toEqual(["offer-o1"]);
  expect([heard(page), heard(second)]).toEqual([[{ t: "shown", id: "o1" }], [{ t: "shown", id: "o1" }]]);
});

test("without permission nothing is shown and nothing said to be (mission decision 11)", async () => {
  world.permission = false;
  await tell(offerTold());
  expect([world.showings, page.heard]).toEqual([[], []]);
  world.permission = true;
  await tell(offerTold());
  expect(world.showings).toEqual(["offer-o1"]);
});

test("an end closes it, and a tab that is behind does not bring it back", async () => {
  await tell(offerTold());
  await say({ t: "over", ids: ["o1"] });
  expect([...world.up]).toEqual([]);
  await tell(offerTold());
  expect([...world.up]).toEqual([]);
});

test("a worker that forgot everything keeps what stands there, and closes it when it ends", async () => {
  await tell(offerTold());
  board = new Board(world);
  await tell(offerTold({ id: "o2" }));
  expect([...world.up.keys()]).toEqual(["offer-o1", "offer-o2"]);
  page.focused = true;
  await tell();
  expect([...world.up]).toEqual([]);
});

test("with no window left the server is asked, and what is over is closed", async () => {
  await tell(offerTold());
  world.open = [];
  world.onTime = (now) => {
    if (now >= 4_000) world.answers["/api/offers/o1"] = { status: 200, body: { out: false } };
  };
  await new Board(world).hear({ v: 1, t: "over", ids: [] }, null);
  expect([...world.up]).toEqual([]);
  expect(world.now).toBe(4_000);
});

test("without a server it is closed when its time is over", async () => {
  await tell(offerTold({ expiresAtMs: 9_500 }));
  world.open = [];
  delete world.answers["/api/offers/o1"];
  await new Board(world).hear({ v: 1, t: "over", ids: [] }, null);
  expect([[...world.up], world.now]).toEqual([[], 9_500]);
});

test("whoever signs in next finds nothing of the person before", async () => {
  await tell(offerTold());
  await say({ t: "hello", userId: "bo" });
  expect([...world.up]).toEqual([]);
});

test("[N4 accept] Accept brings a window forward and sends the answer of the person who is signed in", async () => {
  await tell(offerTold());
  world.answers["/api/offers/o1/accept"] = { status: 200, body: {} };
  await board.onClick(popup(), "accept");
  expect(page.focused).toBe(true);
  expect(world.asked.at(-1)).toEqual({
    path: "/api/offers/o1/accept",
    headers: { "X-CSRF-Token": "token", "Idempotency-Key": "key-a" },
    body: { epoch: 3 },
  });
  expect(heard(page).at(-1)).toEqual({ t: "answered", id: "o1", conversationId: "c1", outcome: "done" });
});

test("somebody else's session is not opened by what was offered to another person", async () => {
  await tell(offerTold({ userId: "bo" }));
  await board.onClick(popup(), "accept");
  expect(world.asked.map((one) => one.path)).toEqual(["/api/me"]);
  expect(heard(page).at(-1)).toMatchObject({ t: "answered", outcome: "offer_over" });
});

test("[N4 reject] Reject leaves the windows alone", async () => {
  await tell(offerTold());
  world.answers["/api/offers/o1/reject"] = { status: 200, body: {} };
  await board.onClick(popup(), "reject");
  expect([page.focused, [...world.up]]).toEqual([false, []]);
  expect(world.asked.at(-1)?.path).toBe("/api/offers/o1/reject");
});

test("a Reject that does not get through is tried again, then said", async () => {
  await tell(offerTold());
  delete world.answers["/api/me"];
  await board.onClick(popup(), "reject");
  expect(world.asked).toHaveLength(4);
  expect(popup("unsent-o1").title).toBe("Not sent");
  await board.onClick(popup("unsent-o1"), "");
  expect(page.focused).toBe(true);
});

test("signed out, the sign-in page is opened", async () => {
  await tell(offerTold());
  world.open = [];
  world.answers["/api/me"] = { status: 401, body: null };
  await board.onClick(popup(), "reject");
  expect(world.open).toHaveLength(1);
});

test("[N4 body] its body brings the window forward; always on, it does not come back", async () => {
  await tell(offerTold({ mode: "always" }));
  await board.onClick(popup(), "");
  expect(page.focused).toBe(true);
  expect(heard(page).slice(1)).toEqual([
    { t: "dismissed", id: "o1" },
    { t: "opened", id: "o1" },
  ]);
});

test("closed by hand it stays closed; closed by the system after a click it may come back", async () => {
  await tell(offerTold());
  const first = popup();
  await board.onClick(first, "");
  await board.onDismissed(first);
  page.focused = false;
  await tell(offerTold());
  expect([...world.up.keys()]).toEqual(["offer-o1"]);
  world.now += 5_000;
  const second = popup();
  second.close();
  await board.onDismissed(second);
  await tell(offerTold());
  expect([...world.up]).toEqual([]);
});
