/** Tells how one connection lives: hello, beats, silence, loss, and the end. */

import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Connection, type End, WELCOME_WITHIN_MS } from "./connection";
import { FakeLine, recorder } from "./fake_line";
import { event, type FakeWorld, welcome } from "./fakes";

let line: FakeLine;
let world: FakeWorld;
let connection: Connection;

beforeEach(() => {
  line = new FakeLine();
  ({ world, connection } = line);
});

describe("greeting", () => {
  test("hello is the first frame, and it names the version", () => {
    connection.start();
    expect(world.socket.sent).toEqual([]);
    world.socket.open();
    expect(world.socket.sent).toEqual([{ t: "hello", v: 1 }]);
  });

  test("nothing else is sent before the welcome", () => {
    connection.start();
    world.socket.open();
    connection.subscribe("queue:q1", recorder().listener);
    void connection.do({ name: "report_visible" });
    expect(world.socket.sent.map((frame) => frame.t)).toEqual(["hello"]);
    world.socket.say(welcome());
    expect(world.socket.sent.map((frame) => frame.t)).toEqual(["hello", "subscribe", "do"]);
  });

  test("a welcome that does not come in time is a lost connection", () => {
    connection.start();
    world.socket.open();
    world.clock.pass(WELCOME_WITHIN_MS);
    expect(world.sockets[0]?.closed).toBe(true);
    world.clock.pass(1_000);
    expect(world.sockets).toHaveLength(2);
  });

  test("the server's clock is known from the welcome", () => {
    connection.start();
    world.welcome({ now_ms: world.clock.nowMs() + 5_000 });
    world.clock.pass(100);
    expect(connection.serverNowMs()).toBe(world.clock.nowMs() + 5_000);
  });
});

describe("beats and silence", () => {
  test("a beat is answered at once", () => {
    connection.start();
    world.welcome().say({ t: "beat" });
    expect(world.socket.sent.at(-1)).toEqual({ t: "beat" });
  });

  test("silence ends a connection although its socket says nothing of a close", () => {
    line.follow();
    world.clock.pass(11_999);
    expect(line.status).toBe("live");
    world.clock.pass(1);
    expect(line.status).toBe("offline");
    expect(world.sockets[0]?.closed).toBe(true);
  });

  test("every frame counts as a sign of life", () => {
    line.follow();
    for (let beat = 0; beat < 10; beat += 1) {
      world.clock.pass(5_000);
      world.socket.say({ t: "beat" });
    }
    expect(line.status).toBe("live");
  });

  test("a timer that was throttled gives frames in the line a moment before it judges", () => {
    line.follow();
    world.clock.sleep(60_000);
    expect(line.status).toBe("live");
    world.socket.say({ t: "beat" });
    world.clock.pass(5_000);
    expect(line.status).toBe("live");
  });

  test("a machine that slept and hears nothing more connects again", () => {
    line.follow();
    world.clock.sleep(60_000);
    world.clock.pass(1_000);
    expect(line.status).toBe("offline");
  });

  test("what an abandoned socket still says is not heard", () => {
    const seen = line.follow();
    const old = world.socket;
    world.clock.pass(12_000);
    old.say(event(6));
    old.drop();
    expect(seen).toEqual(["snapshot 5"]);
    world.clock.pass(1_000);
    expect(world.sockets).toHaveLength(2);
  });
});

describe("coming back", () => {
  test("waits grow from attempt to attempt and have an upper bound", () => {
    connection.start();
    const gapsMs: number[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const before = world.clock.nowMs();
      const count = world.sockets.length;
      world.socket.drop();
      while (world.sockets.length === count) world.clock.pass(50);
      gapsMs.push(world.clock.nowMs() - before);
    }
    expect(gapsMs[0]).toBeLessThanOrEqual(400);
    expect(gapsMs).toEqual([...gapsMs].sort((a, b) => a - b));
    expect(gapsMs.at(-1)).toBeLessThanOrEqual(15_050);
  });

  test("a network that is back is used at once", () => {
    line.follow();
    connection.networkLost();
    expect(line.status).toBe("offline");
    connection.wake();
    expect(world.sockets).toHaveLength(2);
  });

  test("a page that is looked at again after missed beats does not wait for the watchdog", () => {
    line.follow();
    world.clock.pass(10_500);
    connection.wake();
    world.clock.pass(0);
    expect(world.sockets).toHaveLength(2);
  });

  test("a bye with a wait is obeyed, with a random part on top", () => {
    line.follow();
    world.socket.say({ t: "bye", reason: "drain", retry_after_ms: 2_000 });
    world.clock.pass(2_999);
    expect(world.sockets).toHaveLength(1);
    world.clock.pass(1);
    expect(world.sockets).toHaveLength(2);
  });

  test.each<[string, number | string, End]>([
    ["a lost sign-in ends it for good", 4401, "signed out"],
    ["another protocol version ends it for good", 4410, "reload"],
    ["a bye for a sign-out ends it for good", "signed_out", "signed out"],
  ])("%s", (_, cause, end) => {
    line.follow();
    const heard = vi.fn();
    connection.onEnd(heard);
    if (typeof cause === "number") world.socket.drop(cause);
    else world.socket.say({ t: "bye", reason: cause, retry_after_ms: 0 });
    expect(heard).toHaveBeenCalledWith(end);
    world.clock.pass(600_000);
    expect(world.sockets).toHaveLength(1);
  });

  test("a bye for a reload says nothing yet: the close code tells an old page from a spoilt conversation", () => {
    line.follow();
    world.socket.say({ t: "bye", reason: "reload", retry_after_ms: 0 });
    world.socket.drop(4400);
    world.clock.pass(1_000);
    expect(world.sockets).toHaveLength(2);
    world.welcome().say({ t: "bye", reason: "reload", retry_after_ms: 0 });
    world.socket.drop(4410);
    world.clock.pass(600_000);
    expect(world.sockets).toHaveLength(2);
    expect(connection.state.getState().outdated).toBe(true);
  });

  test("a bye without a wait is followed by the usual backoff, not by a storm", () => {
    line.follow();
    world.socket.say({ t: "bye", reason: "slow", retry_after_ms: 0 });
    world.clock.pass(0);
    expect(world.sockets).toHaveLength(1);
    world.clock.pass(400);
    expect(world.sockets).toHaveLength(2);
  });

  test("a stopped connection stays stopped", () => {
    line.follow();
    connection.stop();
    world.clock.pass(600_000);
    connection.wake();
    expect(world.sockets).toHaveLength(1);
  });
});

describe("what the page shows", () => {
  test("catching up at first, live when every stream is there, offline when lost", () => {
    expect(line.status).toBe("catching up");
    line.follow();
    expect(line.status).toBe("live");
    world.socket.drop();
    expect(line.status).toBe("offline");
    world.clock.pass(1_000);
    expect(line.status).toBe("offline");
    world.welcome();
    expect(line.status).toBe("catching up");
    world.socket.say({ t: "caught_up", stream: "queue:q1", n: 5 });
    expect(line.status).toBe("live");
  });

  test("broken and unknown lines are left out, the rest of the message counts", () => {
    const seen = line.follow();
    world.socket.sayText(`{"t": "from the future"}\n{broken\n\n${JSON.stringify(event(6))}`);
    expect(seen.at(-1)).toBe("event 6");
  });
});
