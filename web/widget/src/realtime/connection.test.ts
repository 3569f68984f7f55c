import { beforeEach, describe, expect, test } from "vitest";
import { ConnectionBench } from "../testing/connection_bench";
import { welcome } from "../testing/scripted_socket";

let bench: ConnectionBench;
let clock: ConnectionBench["clock"];
let sockets: ConnectionBench["sockets"];
let connection: ConnectionBench["connection"];

beforeEach(() => {
  bench = new ConnectionBench();
  ({ clock, sockets, connection } = bench);
});

describe("opening a connection", () => {
  test("nothing is opened before it is asked for", async () => {
    await clock.pass(60_000);
    expect(sockets.all).toHaveLength(0);
  });

  test("the first frame is hello with the token, and welcome makes it live", async () => {
    connection.start();
    await clock.pass(0);
    sockets.last.open();
    expect(sockets.last.sent).toEqual([{ t: "hello", v: 1, token: "t1" }]);
    expect(connection.phase).toBe("connecting");
    sockets.last.say(welcome());
    expect(bench.phases).toEqual(["connecting", "live"]);
    expect(bench.welcomes).toBe(1);
  });

  test("nothing is sent before the welcome", async () => {
    connection.start();
    await clock.pass(0);
    sockets.last.open();
    expect(connection.send({ t: "typing", conversation_id: "c1" })).toBe(false);
  });

  test("a second start changes nothing", async () => {
    await bench.goLive();
    connection.start();
    await clock.pass(0);
    expect(sockets.all).toHaveLength(1);
  });

  test("a token that can't be had is asked for again", async () => {
    let asked = 0;
    bench.token = async () => {
      if (++asked < 3) throw new Error("no network");
      return "t2";
    };
    connection.start();
    await clock.pass(10_000);
    expect(asked).toBe(3);
    expect(sockets.all).toHaveLength(1);
  });

  test("a server that never says welcome is given up after fifteen seconds", async () => {
    connection.start();
    await clock.pass(0);
    sockets.last.open();
    await clock.pass(14_900);
    expect(sockets.all).toHaveLength(1);
    await clock.pass(1_000);
    expect(sockets.all[0]?.closed).toBe(true);
    expect(sockets.all).toHaveLength(2);
  });
});

describe("beats and silence", () => {
  test("a beat is answered at once from the handler", async () => {
    await bench.goLive();
    sockets.last.say({ t: "beat" });
    expect(sockets.last.sent).toEqual([{ t: "beat" }]);
  });

  test("several frames in one message are all heard, in order", async () => {
    await bench.goLive();
    sockets.last.say({ t: "beat" }, { t: "resync", stream: "a" }, { t: "resync", stream: "b" });
    expect(bench.heard).toEqual([
      { t: "resync", stream: "a" },
      { t: "resync", stream: "b" },
    ]);
  });

  test("a malformed line changes nothing", async () => {
    await bench.goLive();
    sockets.last.sayText("{nonsense\nnull\n[]");
    expect(connection.phase).toBe("live");
  });

  test("beats keep a connection alive for as long as they come", async () => {
    await bench.goLive();
    for (let beat = 0; beat < 20; beat++) {
      await clock.pass(5_000);
      sockets.last.say({ t: "beat" });
    }
    expect(sockets.all).toHaveLength(1);
  });

  test("silence ends it though no close ever comes", async () => {
    await bench.goLive();
    await clock.pass(12_000);
    expect(sockets.all[0]?.closed).toBe(true);
    expect(connection.phase).toBe("waiting");
    await clock.pass(500);
    expect(sockets.all).toHaveLength(2);
  });

  test("what a given-up socket says later is not heard", async () => {
    await bench.goLive();
    await clock.pass(12_500);
    sockets.all[0]?.say({ t: "resync", stream: "late" });
    sockets.all[0]?.drop(1006);
    expect(bench.heard).toEqual([]);
    expect(connection.phase).toBe("connecting");
  });

  test("after a sleep the frames that waited are read before the silence counts", async () => {
    await bench.goLive();
    clock.sleep(600_000);
    await clock.pass(500);
    sockets.last.say({ t: "beat" });
    await clock.pass(5_000);
    expect(connection.phase).toBe("live");
  });

  test("after a sleep a dead connection is still found within a second", async () => {
    await bench.goLive();
    clock.sleep(600_000);
    await clock.pass(1_000);
    expect(connection.phase).toBe("waiting");
  });

  test("a clock that is set back doesn't hide a silence", async () => {
    await bench.goLive();
    clock.sleep(-3_600_000);
    await clock.pass(3_600_000 + 13_000);
    expect(sockets.all.length).toBeGreaterThan(1);
  });
});
