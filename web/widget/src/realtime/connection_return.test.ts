import { beforeEach, describe, expect, test } from "vitest";
import { ConnectionBench } from "../testing/connection_bench";

let bench: ConnectionBench;
let clock: ConnectionBench["clock"];
let sockets: ConnectionBench["sockets"];
let connection: ConnectionBench["connection"];

beforeEach(() => {
  bench = new ConnectionBench();
  ({ clock, sockets, connection } = bench);
});

describe("coming back", () => {
  test("a close leads to another attempt within half a second", async () => {
    await bench.goLive();
    sockets.last.drop(1006);
    expect(connection.phase).toBe("waiting");
    await clock.pass(500);
    expect(sockets.all).toHaveLength(2);
  });

  test("failed attempts are spaced out more and more", async () => {
    await bench.goLive();
    for (let attempt = 0; attempt < 6; attempt++) {
      sockets.last.drop(1006);
      await clock.pass(10_000);
    }
    const before = sockets.all.length;
    sockets.last.drop(1006);
    await clock.pass(4_900);
    expect(sockets.all).toHaveLength(before);
    await clock.pass(5_100);
    expect(sockets.all).toHaveLength(before + 1);
  });

  test("a server that greets and drops at once is not hammered", async () => {
    await bench.goLive();
    for (let attempt = 0; attempt < 100; attempt++) {
      sockets.last.drop(1006);
      await clock.pass(600);
      if (connection.phase === "connecting") bench.greet();
    }
    expect(sockets.all.length).toBeLessThan(20);
  });

  test("after a good connection the first wait is short again", async () => {
    await bench.goLive();
    for (let attempt = 0; attempt < 5; attempt++) {
      sockets.last.drop(1006);
      await clock.pass(10_000);
    }
    bench.greet();
    await clock.pass(10_000);
    sockets.last.drop(1006);
    const before = sockets.all.length;
    await clock.pass(500);
    expect(sockets.all).toHaveLength(before + 1);
  });

  test("when the network is back it doesn't wait", async () => {
    await bench.goLive();
    for (let attempt = 0; attempt < 6; attempt++) {
      sockets.last.drop(1006);
      await clock.pass(10_000);
    }
    sockets.last.drop(1006);
    const before = sockets.all.length;
    connection.hurry();
    await clock.pass(0);
    expect(sockets.all).toHaveLength(before + 1);
  });

  test("hurrying a live connection changes nothing", async () => {
    await bench.goLive();
    connection.hurry();
    await clock.pass(0);
    expect(sockets.all).toHaveLength(1);
  });

  test("bye with a time is waited for, plus a random part, even when the network comes back", async () => {
    await bench.goLive();
    sockets.last.say({ t: "bye", reason: "drain", retry_after_ms: 2_000 });
    sockets.last.drop(1012);
    connection.hurry();
    await clock.pass(2_900);
    expect(sockets.all).toHaveLength(1);
    await clock.pass(200);
    expect(sockets.all).toHaveLength(2);
  });

  test("bye without a close is not waited for longer than a second", async () => {
    await bench.goLive();
    sockets.last.say({ t: "bye", reason: "slow", retry_after_ms: 0 });
    await clock.pass(1_000);
    expect(sockets.all[0]?.closed).toBe(true);
    await clock.pass(500);
    expect(sockets.all).toHaveLength(2);
  });

  test("bye without a time to wait is not answered in a hurry over and over", async () => {
    await bench.goLive();
    for (let round = 0; round < 50; round++) {
      sockets.last.say({ t: "bye", reason: "slow", retry_after_ms: 0 });
      sockets.last.drop(4409);
      await clock.pass(300);
      if (connection.phase === "connecting") bench.greet();
    }
    expect(sockets.all.length).toBeLessThan(12);
  });

  test("bye that says reload with another close code is an attempt that failed, no newer protocol", async () => {
    await bench.goLive();
    sockets.last.say({ t: "bye", reason: "reload", retry_after_ms: 0 });
    sockets.last.drop(4400);
    await clock.pass(500);
    expect(bench.outdated).toBe(0);
    expect(sockets.all).toHaveLength(2);
  });

  test("a stopped connection stays stopped", async () => {
    await bench.goLive();
    connection.stop();
    await clock.pass(60_000);
    expect(sockets.all).toHaveLength(1);
    expect(sockets.all[0]?.closed).toBe(true);
    expect(connection.phase).toBe("stopped");
  });
});

describe("closes that say why", () => {
  test.each([4400, 4408, 4409, 1012, 1006])("%i is followed by another attempt", async (code) => {
    await bench.goLive();
    sockets.last.drop(code);
    await clock.pass(1_000);
    expect(sockets.all).toHaveLength(2);
  });

  test("4401 stops when the owner doesn't want another attempt", async () => {
    await bench.goLive();
    sockets.last.drop(4401);
    await clock.pass(60_000);
    expect(connection.phase).toBe("stopped");
    expect(sockets.all).toHaveLength(1);
  });

  test("4401 goes on with a new token when the owner says so, but not in a hurry", async () => {
    bench.tryAgainWhenTurnedAway = true;
    await bench.goLive();
    for (let round = 0; round < 50; round++) {
      sockets.last.drop(4401);
      await clock.pass(300);
    }
    expect(sockets.all.length).toBeGreaterThan(1);
    expect(sockets.all.length).toBeLessThan(12);
  });

  test("bye for a token that ended counts like 4401", async () => {
    await bench.goLive();
    sockets.last.say({ t: "bye", reason: "signed_out", retry_after_ms: 0 });
    await clock.pass(1_000);
    expect(connection.phase).toBe("stopped");
  });

  test("4410 asks for a reload, once, and tries again only after a minute", async () => {
    await bench.goLive();
    sockets.last.drop(4410);
    await clock.pass(59_000);
    expect(bench.outdated).toBe(1);
    expect(sockets.all).toHaveLength(1);
    await clock.pass(2_000);
    expect(sockets.all).toHaveLength(2);
  });
});
