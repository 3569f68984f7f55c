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

describe("refusals", () => {
  test("not now: the same message goes out again by itself with the same id, and the order is kept", async () => {
    const tab = await world.talking();
    server.fault = ({ t }) => (t === "send" ? "not_now" : "none");
    tab.chat.write("one");
    tab.chat.write("two");
    await world.pass(30_000);
    expect(tab.lines).toEqual(["Hello?", "one [sending]", "two [sending]"]);
    const ids = server.frames.flatMap((frame) => (frame.t === "send" ? [frame.id] : []));
    expect(ids.length).toBeGreaterThan(3);
    expect(new Set(ids).size).toBe(1);
    server.fault = () => "none";
    await world.pass(15_000);
    expect(tab.lines).toEqual(["Hello?", "one", "two"]);
  });

  test("for good: the message is shown as not sent, survives a reload, and can be sent again", async () => {
    const before = await world.talking();
    server.refuseWith = "too_large";
    before.chat.write("long");
    await world.pass(100);
    server.refuseWith = null;
    const tab = world.reload(before);
    await world.pass(60_000);
    expect(tab.lines).toEqual(["Hello?", "long [too_large]"]);
    const failed = tab.chat.state.outbox[0]?.item.id ?? "";
    tab.chat.writeAgain(failed);
    await world.pass(100);
    expect(tab.lines).toEqual(["Hello?", "long"]);
  });

  test("a form that asks more by now: the first message is back in the composer, with the new form", async () => {
    const tab = world.tab();
    server.refuseWith = "invalid";
    server.current = { ...server.current, questions: [{ name: "email", kind: "line", required: true }] };
    tab.chat.write("Hello?");
    await world.pass(1_000);
    expect(tab.lines).toEqual([]);
    expect(tab.chat.state.draft).toBe("Hello?");
    expect(tab.chat.state.renewed).toBe(true);
    expect(tab.chat.state.settings.questions.map(({ name }) => name)).toEqual(["email"]);
    server.refuseWith = null;
    tab.chat.desk.answer("email", "ada@example.org");
    tab.chat.write(tab.chat.state.draft);
    await world.pass(1_000);
    expect(server.texts).toEqual(["Hello?"]);
  });

  test("a refused message doesn't hold up the next one", async () => {
    const { chat } = await world.talking();
    server.refuseWith = "too_large";
    chat.write("long");
    await world.pass(100);
    server.refuseWith = null;
    chat.write("short");
    await world.pass(100);
    expect(server.texts).toEqual(["Hello?", "short"]);
  });

  test("a blocked visitor is told, keeps the message, and may try again", async () => {
    const tab = world.tab();
    server.refuseWith = "blocked";
    tab.chat.write("Hello?");
    await world.pass(1_000);
    expect(tab.chat.state.trouble).toBe("blocked");
    expect(tab.lines).toEqual(["Hello? [blocked]"]);
    server.refuseWith = null;
    tab.chat.tryAgain();
    await world.pass(1_000);
    expect(tab.lines).toEqual(["Hello?"]);
  });

  test("a visit that is refused stops the attempts until the customer tries again", async () => {
    const tab = world.tab();
    server.refuseVisits = "not_found";
    tab.chat.write("Hello?");
    await world.pass(60_000);
    expect(tab.chat.state.trouble).toBe("unavailable");
    server.refuseVisits = null;
    tab.chat.tryAgain();
    await world.pass(1_000);
    expect(tab.lines).toEqual(["Hello?"]);
  });
});

describe("the token", () => {
  test("an expired one is replaced when there is nothing to lose", async () => {
    world.stored.set("token", "expired");
    const tab = world.tab();
    tab.chat.write("Hello?");
    await world.pass(2_000);
    expect(server.visits).toBe(1);
    expect(tab.lines).toEqual(["Hello?"]);
  });

  test("with a conversation at stake the customer is told, and decides", async () => {
    const before = await world.talking();
    before.chat.write("on its way");
    server.kill();
    server.forgetTokens();
    server.up = true;
    const tab = world.reload(before);
    await world.pass(5_000);
    expect(tab.chat.state.trouble).toBe("lost");
    expect(server.visits).toBe(1);
    tab.chat.startNew();
    expect(tab.chat.state.trouble).toBeNull();
    expect(tab.chat.state.draft).toBe("on its way");
    tab.chat.write("Hello again");
    await world.pass(5_000);
    expect(server.visits).toBe(2);
    expect(stageOf(tab.chat.state)).toBe("queued");
  });

  test("a conversation that the server doesn't give is said to be lost", async () => {
    const before = await world.talking();
    world.stored.set("conversation", "c999");
    const tab = world.reload(before);
    await world.pass(1_000);
    expect(tab.chat.state.trouble).toBe("lost");
  });

  test("an outdated page is told so once", async () => {
    const tab = await world.talking();
    server.closeAll(4410);
    await world.pass(10_000);
    expect(tab.outdated).toBe(1);
  });
});
