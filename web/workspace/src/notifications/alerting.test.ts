/** Tells what sounds when, on a clock that is moved by hand. */

import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "../realtime/fakes";
import { Alerting, MESSAGE_REST_MS, OFFER_EVERY_MS, SETTLED_MS, UNREAD_EVERY_MS } from "./alerting";
import { SOUND_DEFAULTS, type SoundEvent, type SoundsWanted, type SoundWish } from "./soundsWanted";

let clock: FakeClock;
let wanted: SoundsWanted;
let myTurn: boolean;
let played: SoundEvent[];
let sounding: number;
let unread: Record<string, boolean>;
let alerting: Alerting;

beforeEach(() => {
  clock = new FakeClock();
  wanted = structuredClone(SOUND_DEFAULTS);
  myTurn = true;
  played = [];
  sounding = 0;
  unread = {};
  alerting = new Alerting({
    wanted: () => wanted,
    isMyTurn: () => myTurn,
    play,
    isUnread: (id) => unread[id] ?? null,
    serverNowMs: () => clock.nowMs(),
    after: (delayMs, run) => clock.after(delayMs, run),
  });
});

function play(wish: SoundWish): () => void {
  played.push((Object.keys(wanted) as SoundEvent[]).find((event) => wanted[event] === wish) ?? "alert");
  sounding += 1;
  let over = false;
  return () => {
    if (!over) sounding -= 1;
    over = true;
  };
}

function offer(id = "o1", displayed = false, seconds = 60) {
  return { id, displayed, expires_at_ms: clock.nowMs() + seconds * 1000 };
}

test("an offer sounds when it comes and again until it is answered, and then there is silence", () => {
  alerting.setOffers([offer()]);
  expect(played).toEqual(["offer"]);
  alerting.setOffers([offer("o1", true)]);
  clock.pass(2 * OFFER_EVERY_MS);
  expect(played).toHaveLength(3);
  expect(sounding).toBe(1);
  alerting.setOffers([]);
  expect(sounding).toBe(0);
  clock.pass(5 * OFFER_EVERY_MS);
  expect(played).toHaveLength(3);
});

test("the answer to one of two offers leaves the other one sounding, a third is heard at once", () => {
  alerting.setOffers([offer("o1"), offer("o2")]);
  expect(played).toHaveLength(1);
  alerting.setOffers([offer("o2", true)]);
  clock.pass(OFFER_EVERY_MS - 1);
  alerting.setOffers([offer("o2", true), offer("o3")]);
  expect(played).toHaveLength(2);
  clock.pass(OFFER_EVERY_MS - 1);
  expect(played).toHaveLength(2);
  clock.pass(1);
  expect(played).toHaveLength(3);
});

test("a page that is loaded during an offer goes on with it and does not begin anew", () => {
  wanted.offer.repeat = false;
  alerting.setOffers([offer("o1", true)]);
  clock.pass(2 * OFFER_EVERY_MS);
  expect(played).toEqual([]);
  wanted.offer.repeat = true;
  clock.pass(OFFER_EVERY_MS);
  expect(played).toEqual(["offer"]);
});

test("when the tab that sounded is closed, another one goes on", () => {
  myTurn = false;
  alerting.setOffers([offer()]);
  clock.pass(OFFER_EVERY_MS);
  expect(played).toEqual([]);
  myTurn = true;
  clock.pass(OFFER_EVERY_MS);
  expect(played).toEqual(["offer"]);
});

test("an offer whose time is over sounds no more, though nobody has said that it ended", () => {
  alerting.setOffers([offer("o1", false, 5)]);
  clock.pass(OFFER_EVERY_MS);
  expect(played).toHaveLength(2);
  clock.pass(5 * OFFER_EVERY_MS);
  expect(played).toHaveLength(2);
});

test("signing out ends everything at once and for good", () => {
  unread = { c1: true };
  alerting.setOffers([offer()]);
  alerting.hear("alert");
  alerting.hearMessage("c1");
  expect(sounding).toBe(2);
  alerting.stop();
  expect(sounding).toBe(0);
  clock.pass(10 * UNREAD_EVERY_MS);
  expect(played).toEqual(["offer", "alert"]);
});

test("a message sounds by whether somebody has seen it in the meantime, on any page", () => {
  wanted.message_here.on = true;
  unread = { c1: true, c2: false };
  alerting.hearMessage("c1");
  alerting.hearMessage("c2");
  alerting.hearMessage("no session");
  expect(played).toEqual([]);
  clock.pass(SETTLED_MS);
  expect(played).toEqual(["message_elsewhere", "message_here"]);
});

test("in a session that is looked at nothing sounds unless somebody wants it", () => {
  unread = { c1: false };
  alerting.hearMessage("c1");
  clock.pass(SETTLED_MS);
  expect(played).toEqual([]);
});

test("somebody who writes line by line is one sound", () => {
  unread = { c1: true };
  for (let line = 0; line < 5; line += 1) {
    alerting.hearMessage("c1");
    clock.pass(MESSAGE_REST_MS / 5);
  }
  expect(played).toEqual(["message_elsewhere"]);
});

test("unread messages sound again until they are read, where somebody wants it", () => {
  wanted.message_elsewhere.repeat = true;
  unread = { c1: true };
  alerting.hearMessage("c1");
  clock.pass(SETTLED_MS + 2 * UNREAD_EVERY_MS);
  expect(played).toHaveLength(3);
  unread = { c1: false };
  clock.pass(5 * UNREAD_EVERY_MS);
  expect(played).toHaveLength(3);
});

test("what is switched off is silent", () => {
  for (const wish of Object.values(wanted)) wish.on = false;
  unread = { c1: true };
  alerting.setOffers([offer()]);
  alerting.hear("assigned");
  alerting.hear("alert");
  alerting.hearMessage("c1");
  clock.pass(10 * UNREAD_EVERY_MS);
  expect(played).toEqual([]);
});
