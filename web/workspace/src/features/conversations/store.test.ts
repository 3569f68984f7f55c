/** Tells what is kept of conversations outside components, and when it is let go. */

import { beforeEach, expect, test } from "vitest";
import { Http } from "../../api";
import { Connection } from "../../realtime";
import { FakeWorld } from "../../realtime/fakes";
import { messageEvent, talkSnapshot } from "../fixtures";
import { Talks } from "./store";
import { TYPING_SHOWN_MS } from "./talk";

let world: FakeWorld;
let talks: Talks;

beforeEach(() => {
  world = new FakeWorld();
  const connection = new Connection(world.outside);
  talks = new Talks(connection, new Http(async () => new Response("{}")));
  connection.start();
  world.welcome();
  talks.follow("c1");
});

function snapshot(...texts: string[]): void {
  const stream = "conversation:c1";
  const entries = texts.map((text, index) => messageEvent(index + 1, text, "agent"));
  const n = entries.length;
  world.socket.say({ t: "snapshot", stream, n, body: talkSnapshot(entries) }, { t: "caught_up", stream, n });
}

test("a conversation that was forgotten while its customer typed does not come back", () => {
  snapshot("hello");
  const author = { role: "customer", id: "v1" } as const;
  world.socket.say({ t: "typing", conversation_id: "c1", author });
  expect(talks.store.getState().c1?.typingUntilMs).toBeGreaterThan(0);
  talks.forget("c1");
  world.clock.pass(TYPING_SHOWN_MS);
  expect(talks.store.getState()).toEqual({});
});

test("where somebody was reading is kept while the conversation is, and not after it was forgotten", () => {
  const place = { span: { from: 0, to: 1, following: false }, key: "n1", topPx: 4, unseenFrom: 1 };
  snapshot("hello");
  talks.leaveAt("c1", place);
  expect(talks.places.get("c1")).toBe(place);
  talks.leaveAt("c1", null);
  expect(talks.places.size).toBe(0);
  talks.forget("c1");
  talks.leaveAt("c1", place);
  expect(talks.places.size).toBe(0);
});

test("own messages are told as they come in, also those that a later snapshot brings, and history is not", () => {
  const told: string[] = [];
  talks.onWritten((_, { body }) => body.kind === "message" && told.push(body.text));
  snapshot("history");
  expect(told).toEqual([]);
  world.socket.say(messageEvent(2, "live", "agent"));
  snapshot("history", "live", "missed");
  expect(told).toEqual(["live", "missed"]);
});
