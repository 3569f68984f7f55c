/** Tells what the worker does with what pages say, what people click, and what nobody says any more. */

import { beforeEach, expect, test } from "vitest";
import { Board } from "./board";
import { FakeWindow, FakeWorld, offerTold } from "./fakes";
import { type FromPage, type FromWorker, type OfferTold, type Unversioned, VERSION } from "./protocol";

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
  void board.hear({ ...message, v: VERSION } as FromPage, from);
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
  await new Board(world).hear({ v: VERSION, t: "over", ids: [] }, null);
  expect([...world.up]).toEqual([]);
  expect(world.now).toBe(4_000);
});

test("without a server it is closed when its time is over", async () => {
  await tell(offerTold({ expiresAtMs: 9_500 }));
  world.open = [];
  delete world.answers["/api/offers/o1"];
  await new Board(world).hear({ v: VERSION, t: "over", ids: [] }, null);
  expect([[...world.up], world.now]).toEqual([[], 9_500]);
});

test("whoever signs in next finds nothing of the person before, who finds it again", async () => {
  await tell(offerTold());
  const theirs = offerTold({ id: "o2", userId: "bo" });
  await say({ t: "hello", userId: "bo" });
  expect([...world.up]).toEqual([]);
  await tell(theirs);
  await tell(offerTold(), theirs);
  expect([...world.up.keys()]).toEqual(["offer-o2"]);
  await say({ t: "hello", userId: "ann" });
  await tell(offerTold());
  expect([...world.up.keys()]).toEqual(["offer-o1"]);
});

test("what the server says to be over stays away when the next offer is told", async () => {
  await say({ t: "hello", userId: "ann" });
  await tell(offerTold());
  world.answers["/api/offers/o1"] = { status: 200, body: { out: false } };
  await say({ t: "hello", userId: "ann" });
  expect([...world.up]).toEqual([]);
  await tell(offerTold({ id: "o2" }));
  expect([...world.up.keys()]).toEqual(["offer-o2"]);
});

test("whoever is signed out is shown nothing, and what is out still when they are back", async () => {
  await tell(offerTold());
  world.answers["/api/offers/o1"] = { status: 401, body: null };
  await board.review();
  expect([...world.up]).toEqual([]);
  await tell(offerTold());
  expect([...world.up.keys()]).toEqual(["offer-o1"]);
});

test("an end is not kept waiting by a server that does not answer", async () => {
  await tell(offerTold());
  world.ask = () => new Promise(() => undefined);
  await say({ t: "hello", userId: "ann" });
  await say({ t: "over", ids: ["o1"] });
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
  expect(heard(page).at(-1)).toEqual({
    t: "answered",
    userId: "ann",
    id: "o1",
    conversationId: "c1",
    answer: "accept",
    outcome: "done",
  });
});

test("somebody else's session is not opened by what was offered to another person", async () => {
  await tell(offerTold({ userId: "bo" }));
  await board.onClick(popup(), "accept");
  expect(world.asked.map((one) => one.path)).toEqual(["/api/me"]);
  expect(heard(page).at(-1)).toMatchObject({ t: "answered", userId: "bo", outcome: "offer_over" });
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
  expect(popup().title, "it may be out still").toBe(offerTold().title);
  await board.onClick(popup("unsent-o1"), "");
  expect(page.focused).toBe(true);
});

test("what says so goes with its offer, and with its person", async () => {
  const [mine, theirs] = [offerTold(), offerTold({ id: "o2", userId: "bo" })];
  delete world.answers["/api/me"];
  await tell(mine, theirs);
  for (const tag of ["offer-o1", "offer-o2"]) await board.onClick(popup(tag), "reject");
  await say({ t: "over", ids: ["o1"] });
  expect([...world.up.keys()].sort()).toEqual(["offer-o2", "unsent-o2"]);
  await say({ t: "hello", userId: "ann" });
  expect([...world.up.keys()]).toEqual([]);
});

test("a Reject that is refused is said, and what is out still is shown again", async () => {
  await tell(offerTold());
  const ask = world.ask.bind(world);
  let refuse = () => {};
  world.ask = (path) =>
    path.endsWith("/reject")
      ? new Promise((done) => {
          refuse = () => done({ status: 403, body: { code: "not_allowed" } });
        })
      : ask(path);
  const pressing = board.onClick(popup(), "reject");
  await tell(offerTold());
  expect([...world.up.keys()], "not while it is under way").toEqual([]);
  refuse();
  await pressing;
  expect([...world.up.keys()]).toEqual(["offer-o1"]);
  expect([page.focused, heard(page).at(-1)]).toEqual([
    false,
    {
      t: "answered",
      userId: "ann",
      id: "o1",
      conversationId: "c1",
      answer: "reject",
      outcome: "not_allowed",
    },
  ]);
});

test.each([
  ["by the answer", { status: 409, body: { code: "offer_over" } }],
  ["by asking", { status: 403, body: { code: "not_allowed" } }],
])("a Reject that came too late, known %s, is said and shown no more", async (_, refused) => {
  await tell(offerTold());
  world.answers["/api/offers/o1/reject"] = refused;
  world.answers["/api/offers/o1"] = { status: 200, body: { out: false } };
  await board.onClick(popup(), "reject");
  await tell(offerTold());
  expect([...world.up]).toEqual([]);
  expect(heard(page).at(-1)).toMatchObject({ answer: "reject", outcome: refused.body.code });
});

test("of a refused Reject a new window is told where there is none", async () => {
  await tell(offerTold());
  world.open = [];
  world.answers["/api/offers/o1/reject"] = { status: 403, body: { code: "not_allowed" } };
  await board.onClick(popup(), "reject");
  expect(world.open.map(heard)).toEqual([[expect.objectContaining({ outcome: "not_allowed" })]]);
});

test("signed out, the sign-in page is opened and told why", async () => {
  await tell(offerTold());
  world.open = [];
  world.answers["/api/me"] = { status: 204, body: null };
  await board.onClick(popup(), "reject");
  expect(world.open.map(heard)).toEqual([[expect.objectContaining({ outcome: "not_signed_in" })]]);
});

test("[N4 body] its body brings the window forward; always on, it does not come back", async () => {
  await tell(offerTold({ mode: "always" }));
  await board.onClick(popup(), "");
  expect(page.focused).toBe(true);
  expect(heard(page).slice(1)).toEqual([
    { t: "dismissed", id: "o1" },
    { t: "opened", userId: "ann", id: "o1" },
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
