/** Tells what a page says to the worker, and what it makes of the worker's words. */

import { beforeEach, expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import type { OfferView } from "../api";
import { offerView } from "../features/fixtures";
import { Connection } from "../realtime";
import { FakeKeep, FakeWorld } from "../realtime/fakes";
import { DesktopOffers } from "./desktop";
import { keptDismissed } from "./desktop_dismissed";
import { DesktopLine, type ToWorker, type Workers } from "./desktop_line";
import { openPermission, type Permission } from "./permission";
import { type FromWorker, VERSION } from "./worker/protocol";

let world: FakeWorld;
let offers: OfferView[];
let changed: () => void;
let hear: (message: FromWorker) => void;
let said: ToWorker[];
let answered: string[];
let opened: string[];
let starts: number;
let keep: FakeKeep;
let connection: Connection;
let desktop: DesktopOffers;

const inBackground = (changes: Partial<OfferView> = {}) =>
  offerView({ ...changes, notification: { ...offerView().notification, desktop: "background" } });

beforeEach(() => {
  world = new FakeWorld();
  offers = [];
  said = [];
  answered = [];
  opened = [];
  starts = 0;
  keep = new FakeKeep();
  connection = new Connection(world.outside);
  connection.start();
  desktop = openDesktop();
});

function openDesktop(): DesktopOffers {
  return new DesktopOffers({
    userId: "ann",
    connection,
    line: {
      start: async () => {
        starts += 1;
      },
      say: async (message) => void said.push(message),
      onReady: () => () => undefined,
      onMessageFrom: (listener) => {
        hear = listener;
        return () => undefined;
      },
    },
    focus: { has: () => false, onChange: () => () => undefined },
    permission: createStore<{ permission: Permission }>(() => ({ permission: "granted" })),
    offers: {
      now: () => offers,
      subscribe: (run) => {
        changed = run;
        return () => undefined;
      },
    },
    dismissed: keptDismissed(keep),
    wordsOf: () => ({
      title: "Somebody new",
      lines: [],
      icon: "/chat.png",
      acceptText: "Accept",
      rejectText: null,
      silent: false,
      notSent: { title: "", body: "" },
    }),
    onAnswered: ({ answer, id, outcome }) => answered.push(`${answer} ${id} ${outcome}`),
    onOpened: (offerId) => opened.push(offerId),
    onSample: () => undefined,
  });
}

function put(...now: OfferView[]): void {
  offers = now;
  changed();
}

test("an offer is told with the end by this machine's clock, and again with the same ids", () => {
  world.welcome();
  put(inBackground({ id: "o1" }));
  put(inBackground({ id: "o1" }));
  const [first, second] = said;
  expect(first).toMatchObject({ t: "offers", offers: [{ id: "o1", mode: "background", userId: "ann" }] });
  expect(second).toEqual(first);
});

test("[N3 never] what is never shown is not even told", () => {
  put(offerView({ notification: { ...offerView().notification, desktop: "never" } }));
  expect(said).toEqual([]);
});

test("an end is told, and whoever leaves takes the notifications with them", () => {
  put(inBackground({ id: "o1" }), inBackground({ id: "o2" }));
  put(inBackground({ id: "o2" }));
  expect(said[1]).toEqual({ t: "over", ids: ["o1"] });
  desktop.close();
  expect(said.at(-1)).toEqual({ t: "over", ids: ["o2"] });
});

test("what the system shows is confirmed once, and not after its end", () => {
  const confirmed = () => world.socket.sentOf("do").map((frame) => frame.command.name);
  world.welcome();
  put(inBackground({ id: "o1" }));
  hear({ v: VERSION, t: "shown", id: "o1" });
  expect(confirmed()).toEqual(["confirm_displayed"]);
  put(inBackground({ id: "o1", displayed: true }));
  hear({ v: VERSION, t: "shown", id: "o1" });
  put();
  hear({ v: VERSION, t: "shown", id: "o1" });
  expect(confirmed()).toHaveLength(1);
});

test("closed by hand it is told no more, nor after a reload", () => {
  put(inBackground({ id: "o1" }));
  hear({ v: VERSION, t: "dismissed", id: "o1" });
  changed();
  expect(said).toHaveLength(1);
  openDesktop();
  put(inBackground({ id: "o1" }), inBackground({ id: "o2" }));
  expect(said.slice(1)).toMatchObject([{ offers: [{ id: "o2" }] }]);
});

test("where the storage is full a reload forgets it, and nothing breaks", () => {
  keep.full = true;
  put(inBackground({ id: "o1" }));
  expect(() => hear({ v: VERSION, t: "dismissed", id: "o1" })).not.toThrow();
});

const pressed = { v: VERSION, t: "answered", userId: "ann", id: "o1", conversationId: "c1" } as const;

test("what was pressed is acted on when the page is up to date, and not for the next person", () => {
  hear({ ...pressed, answer: "reject", outcome: "offer_over" });
  hear({ ...pressed, userId: "bo", answer: "accept", outcome: "done" });
  hear({ v: VERSION, t: "opened", userId: "bo", id: "o2" });
  hear({ v: VERSION, t: "opened", userId: "ann", id: "o3" });
  expect([answered, opened]).toEqual([[], []]);
  world.welcome();
  expect([answered, opened]).toEqual([["reject o1 offer_over"], ["o3"]]);
});

test("what was pressed before somebody left is not done when the connection is back", () => {
  hear({ ...pressed, answer: "accept", outcome: "done" });
  desktop.close();
  world.welcome();
  expect(answered).toEqual([]);
});

test("the worker is started again with each connection", () => {
  expect(starts).toBe(1);
  world.welcome().drop();
  world.clock.pass(1_000);
  world.welcome();
  expect(starts).toBe(3);
});

test("what a worker says before anybody listens is kept, other versions are ignored", async () => {
  let tell: (event: { data: unknown }) => void = () => undefined;
  const workers = {
    register: async () => undefined,
    ready: new Promise<never>(() => undefined),
    startMessages: () => undefined,
    addEventListener: (name: string, run: (event: { data: unknown }) => void) => {
      if (name === "message") tell = run;
    },
  } as Workers;
  const line = new DesktopLine(
    () => workers,
    () => 0,
  );
  line.listen();
  tell({ data: { v: VERSION, t: "opened", userId: "ann", id: "o1" } });
  tell({ data: { v: VERSION + 1, t: "opened", userId: "ann", id: "o2" } });
  tell({ data: "something else" });
  const heard: FromWorker[] = [];
  line.onMessageFrom((message) => heard.push(message));
  expect(heard).toEqual([{ v: VERSION, t: "opened", userId: "ann", id: "o1" }]);
});

test("a worker that could not be started is started at the next occasion", async () => {
  let registered = 0;
  const workers = {
    register: async () => {
      registered += 1;
      if (registered === 1) throw new DOMException("no storage", "SecurityError");
    },
    ready: Promise.resolve({ active: null }),
    startMessages: () => undefined,
    addEventListener: () => undefined,
  } as Workers;
  const line = new DesktopLine(
    () => workers,
    () => 0,
  );
  await line.start();
  expect(line.state.getState()).toMatchObject({
    status: "failed",
    fault: expect.stringContaining("no storage"),
  });
  await line.start();
  expect(line.state.getState()).toEqual({ status: "ready", fault: "" });
  await line.start();
  expect(registered).toBe(2);
});

test("[N7] permission is known for what it is, and a later change is noticed", async () => {
  let look = () => {};
  const notification = { permission: "default", requestPermission: async () => "denied" };
  const browser = {
    isSecureContext: true,
    notification: notification as typeof notification | null,
    hasWorkers: true,
    onChange: (run: () => void) => {
      look = run;
      return () => undefined;
    },
  };
  const desk = openPermission(browser);
  const state = () => desk.store.getState().permission;
  desk.follow();
  expect(state()).toBe("default");
  notification.permission = "granted";
  look();
  expect(state()).toBe("granted");
  browser.notification = null;
  look();
  expect(state()).toBe("unsupported");
  browser.isSecureContext = false;
  look();
  expect(state()).toBe("insecure");
});
