import { beforeEach, describe, expect, test } from "vitest";
import type { FakeServer } from "../testing/fake_server";
import { World } from "../testing/world";
import { stageOf } from "./state";

let world: World;
let server: FakeServer;

beforeEach(() => {
  world = new World();
  server = world.server;
});

describe("several tabs", () => {
  test("that write their first message at the same time begin one conversation", async () => {
    world.storageTakesMs = 50;
    const [one, other] = [world.tab(), world.tab()];
    one.chat.write("from one");
    other.chat.write("from the other");
    await world.pass(5_000);
    expect(server.visits).toBe(1);
    expect(server.talks.size).toBe(1);
    expect([...server.texts].sort()).toEqual(["from one", "from the other"]);
    expect(one.lines).toEqual(other.lines);
  });

  test("without locks each gets through, and no message is lost", async () => {
    world.hasLocks = false;
    const [one, other] = [world.tab(), world.tab()];
    one.chat.write("from one");
    other.chat.write("from the other");
    await world.pass(20_000);
    expect([...server.texts].sort()).toEqual(["from one", "from the other"]);
  });

  test("a first message whose tab was closed at once is sent by the other one", async () => {
    const other = world.tab();
    const one = world.tab();
    server.up = false;
    one.chat.write("and gone");
    await world.pass(100);
    one.close();
    server.up = true;
    await world.pass(30_000);
    expect(server.texts).toEqual(["and gone"]);
    expect(other.lines).toEqual(["and gone"]);
  });

  test("don't fight over drafts: what is sent in one takes nothing from the other", async () => {
    const one = await world.talking();
    const other = world.tab();
    await world.pass(1_000);
    other.chat.typed("half a thought");
    one.chat.typed("whole");
    one.chat.write("whole");
    await world.pass(1_000);
    expect(other.chat.state.draft).toBe("half a thought");
    expect(world.reload(other).chat.state.draft).toBe("half a thought");
  });

  test("a draft that another tab only found there doesn't come back after it was sent", async () => {
    const one = await world.talking();
    one.chat.typed("Where is my par");
    const other = world.tab();
    expect(other.chat.state.draft).toBe("Where is my par");
    one.chat.typed("Where is my parcel?");
    one.chat.write("Where is my parcel?");
    await world.pass(1_000);
    expect(other.chat.state.draft).toBe("");
    expect(world.reload(one).chat.state.draft).toBe("");
  });

  test("a second tab shows the same conversation", async () => {
    await world.talking();
    const second = world.tab();
    await world.pass(1_000);
    expect(second.lines).toEqual(["Hello?"]);
    expect(server.visits).toBe(1);
  });

  test("a tab that was open before follows the one that begins", async () => {
    const first = world.tab();
    await world.talking();
    await world.pass(1_000);
    expect(first.lines).toEqual(["Hello?"]);
    first.chat.write("from the other tab");
    await world.pass(1_000);
    expect(server.texts).toEqual(["Hello?", "from the other tab"]);
  });

  test("a message whose tab was closed is sent by the other one, once", async () => {
    const first = await world.talking();
    const second = world.tab();
    await world.pass(1_000);
    server.fault = () => "not_now";
    first.chat.write("then I closed the tab");
    await world.pass(500);
    first.close();
    server.fault = () => "none";
    await world.pass(20_000);
    expect(server.texts).toEqual(["Hello?", "then I closed the tab"]);
    expect(second.lines).toEqual(["Hello?", "then I closed the tab"]);
  });

  test("starting anew in one tab leaves the old conversation in the other, too", async () => {
    const first = await world.talking();
    const second = world.tab();
    await world.pass(1_000);
    first.chat.end();
    await world.pass(1_000);
    first.chat.startNew();
    expect(stageOf(second.chat.state)).toBe("new");
    first.chat.write("again");
    await world.pass(1_000);
    expect(second.lines).toEqual(["again"]);
  });
});
