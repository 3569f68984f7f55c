/** Tells what a page says to the worker, and what it makes of the worker's words. */

import { beforeEach, expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import type { OfferView } from "../api";
import { offerView } from "../features/fixtures";
import { Connection } from "../realtime";
import { FakeWorld, settled } from "../realtime/fakes";
import { DesktopOffers } from "./desktop";
import { DesktopLine, type ToWorker, type Workers } from "./desktop_line";
import { openPermission, type Permission } from "./permission";
import type { FromWorker } from "./worker/protocol";

let world: FakeWorld;
let offers: OfferView[];
let changed: () => void;
let hear: (message: FromWorker) => void;
let said: ToWorker[];
let accepted: string[];
let desktop: DesktopOffers;

const inBackground = (changes: Partial<OfferView> = {}) =>
  offerView({ ...changes, notification: { ...offerView().notification, desktop: "background" } });

beforeEach(() => {
  world = new FakeWorld();
  offers = [];
  said = [];
  accepted = [];
  const connection = new Connection(world.outside);
  connection.start();
  desktop = new DesktopOffers({
    userId: "ann",
    connection,
    line: {
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
    wordsOf: () => ({
      title: "Somebody new",
      lines: [],
      icon: "/chat.png",
      acceptText: "Accept",
      rejectText: null,
      silent: false,
      notSent: { title: "", body: "" },
    }),
    onAccepted: (_, conversationId, outcome) => accepted.push(`${conversationId} ${outcome}`),
    onOpened: () => undefined,
    onSample: () => undefined,
  });
});

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
  hear({ v: 1, t: "shown", id: "o1" });
  expect(confirmed()).toEqual(["confirm_displayed"]);
  put(inBackground({ id: "o1", displayed: true }));
  hear({ v: 1, t: "shown", id: "o1" });
  put();
  hear({ v: 1, t: "shown", id: "o1" });
  expect(confirmed()).toHaveLength(1);
});

test("closed by hand it is told no more", () => {
  put(inBackground({ id: "o1" }));
  hear({ v: 1, t: "dismissed", id: "o1" });
  changed();
  expect(said).toHaveLength(1);
});

test("what a worker says before anybody listens is kept, other versions are ignored", async () => {
  let tell: (event: { data: unknown }) => void = () => undefined;
  const workers = {
    register: async () => {
      throw new DOMException("no storage", "SecurityError");
    },
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
  tell({ data: { v: 1, t: "opened", id: "o1" } });
  tell({ data: { v: 2, t: "opened", id: "o2" } });
  tell({ data: "something else" });
  const heard: FromWorker[] = [];
  line.onMessageFrom((message) => heard.push(message));
  expect(heard).toEqual([{ v: 1, t: "opened", id: "o1" }]);
  await line.start();
  await settled();
  expect(line.state.getState()).toMatchObject({
    status: "failed",
    fault: expect.stringContaining("no storage"),
  });
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
