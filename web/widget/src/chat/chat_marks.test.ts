import { beforeEach, describe, expect, test } from "vitest";
import type { FakeServer } from "../testing/fake_server";
import { World } from "../testing/world";

let world: World;
let server: FakeServer;

beforeEach(() => {
  world = new World();
  server = world.server;
});

describe("how far it was read", () => {
  const marks = () => server.frames.filter((frame) => frame.t === "mark");

  test("what is shown is read, and said at most once a second, the last of it surely", async () => {
    await world.talking();
    for (let n = 0; n < 30; n++) {
      server.agentWrites("c1", `m${n}`);
      await world.pass(100);
    }
    await world.pass(2_000);
    expect(marks().length).toBeLessThan(6);
    expect(server.talks.get("c1")?.marks).toMatchObject({ customer_delivered: 31, customer_read: 31 });
  });

  test("what is not shown is delivered, not read, until somebody looks", async () => {
    const tab = await world.talking();
    tab.chat.setShown(false);
    server.agentWrites("c1", "Hi");
    await world.pass(2_000);
    expect(server.talks.get("c1")?.marks).toMatchObject({ customer_delivered: 2, customer_read: 1 });
    tab.chat.setShown(true);
    await world.pass(2_000);
    expect(server.talks.get("c1")?.marks.customer_read).toBe(2);
  });

  test("what was read just before it is put away is said at once: the page may be left", async () => {
    const tab = await world.talking();
    server.agentWrites("c1", "a");
    await world.pass(100);
    server.agentWrites("c1", "b");
    await world.pass(100);
    tab.chat.setShown(false);
    await world.pass(10);
    tab.close();
    expect(server.talks.get("c1")?.marks.customer_read).toBe(3);
  });

  test("a mark that went with the connection is said again", async () => {
    await world.talking();
    await world.pass(2_000);
    const before = marks().length;
    server.goDead();
    await world.pass(20_000);
    expect(marks().length).toBe(before + 1);
  });

  test("what one tab has shown is unread in none", async () => {
    const first = await world.talking();
    first.chat.setShown(false);
    const second = world.tab({ shown: false });
    await world.pass(1_000);
    for (const text of ["a", "b"]) server.agentWrites("c1", text);
    await world.pass(2_000);
    expect([first.chat.state.unread, second.chat.state.unread]).toEqual([2, 2]);
    second.chat.setShown(true);
    await world.pass(2_000);
    expect([first.chat.state.unread, second.chat.state.unread]).toEqual([0, 0]);
  });
});
