import { beforeEach, describe, expect, test } from "vitest";
import type { FakeServer } from "../testing/fake_server";
import { World } from "../testing/world";
import { canEnd, stageOf } from "./state";

let world: World;
let server: FakeServer;

beforeEach(() => {
  world = new World();
  server = world.server;
});

describe("beginning", () => {
  test("opening the widget asks the server for nothing", async () => {
    const { chat } = world.tab();
    await world.pass(60_000);
    expect(server.visits).toBe(0);
    expect(server.connected).toBe(0);
    expect(stageOf(chat.state)).toBe("new");
  });

  test("the first message gets a token and begins a conversation with name and details", async () => {
    const tab = await world.talking();
    const start = server.frames.find(({ t }) => t === "start");
    expect(start).toMatchObject({
      text: "Hello?",
      visitor_name: "Ada",
      workstream_id: "ws_web",
      details: [
        { name: "name", value: "Ada" },
        { name: "page", value: "https://shop.example/" },
      ],
      notice: null,
    });
    expect(stageOf(tab.chat.state)).toBe("queued");
    expect(tab.lines).toEqual(["Hello?"]);
    expect(tab.told).toEqual(["chat:started c1", "message:sent c1", "chat:queued c1"]);
  });

  test("the message is seen as being sent from the first moment on", () => {
    const tab = world.tab();
    tab.chat.write("Hello?");
    expect(tab.lines).toEqual(["Hello? [sending]"]);
    expect(stageOf(tab.chat.state)).toBe("starting");
  });

  test("messages written before the conversation has begun follow in order", async () => {
    const tab = world.tab();
    for (const text of ["one", "two", "three"]) tab.chat.write(text);
    await world.pass(200);
    expect(server.talks.size).toBe(1);
    expect(server.texts).toEqual(["one", "two", "three"]);
    expect(tab.lines).toEqual(["one", "two", "three"]);
  });

  test("a start whose answer is lost goes out again with the same id and begins nothing twice", async () => {
    let lost = 0;
    server.fault = ({ t }) => (t === "start" && lost++ === 0 ? "answer_lost" : "none");
    const tab = await world.talking();
    await world.pass(2_000);
    const ids = server.frames.flatMap((frame) => (frame.t === "start" ? [frame.id] : []));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(server.talks.size).toBe(1);
    expect(tab.lines).toEqual(["Hello?"]);
  });

  test("a start whose answer is lost is settled by a reload", async () => {
    server.fault = () => "answer_lost";
    const before = await world.talking();
    server.fault = () => "none";
    const tab = world.reload(before);
    await world.pass(1_000);
    expect(server.talks.size).toBe(1);
    expect(server.texts).toEqual(["Hello?"]);
    expect(stageOf(tab.chat.state)).toBe("queued");
  });

  test.each([-30, 30])("a customer whose clock is %i days off can talk and end", async (days) => {
    server.clockAheadMs = days * 86_400_000;
    const tab = world.tab();
    for (const text of ["one", "two"]) tab.chat.write(text);
    await world.pass(1_000);
    tab.chat.write("three");
    await world.pass(1_000);
    expect(tab.lines).toEqual(["one", "two", "three"]);
    tab.chat.end();
    await world.pass(1_000);
    expect(stageOf(tab.chat.state)).toBe("ended");
  });

  test("a server that is down is waited for", async () => {
    server.up = false;
    const tab = world.tab();
    tab.chat.write("Hello?");
    await world.pass(60_000);
    expect(tab.lines).toEqual(["Hello? [sending]"]);
    server.up = true;
    await world.pass(11_000);
    expect(tab.lines).toEqual(["Hello?"]);
  });
});

describe("talking", () => {
  test("the agent's messages arrive, are told to the host page and to screen readers once", async () => {
    const tab = await world.talking();
    server.change("c1", { status: "active", agent_name: "Anna" });
    server.agentWrites("c1", "สวัสดีค่ะ 👋");
    await world.pass(100);
    expect(stageOf(tab.chat.state)).toBe("active");
    expect(tab.lines).toEqual(["Hello?", "Anna: สวัสดีค่ะ 👋"]);
    expect(tab.told.slice(3)).toEqual(["chat:accepted c1 Anna", "message:received c1 1"]);
    expect(tab.chat.state.news?.text).toBe("สวัสดีค่ะ 👋");
  });

  test("history is not announced", async () => {
    const before = await world.talking();
    server.agentWrites("c1", "Hi");
    await world.pass(100);
    const tab = world.reload(before);
    await world.pass(1_000);
    expect(tab.lines).toEqual(["Hello?", "Anna: Hi"]);
    expect(tab.chat.state.news).toBeNull();
    expect(tab.told).toEqual(["chat:restored c1"]);
  });

  test("what came while the connection was away is announced", async () => {
    const tab = await world.talking();
    server.goDead();
    server.agentWrites("c1", "Still there?");
    await world.pass(15_000);
    expect(tab.lines).toEqual(["Hello?", "Anna: Still there?"]);
    expect(tab.chat.state.news?.text).toBe("Still there?");
  });

  test("messages that come while the widget is minimised are counted until it is shown", async () => {
    const tab = await world.talking();
    tab.chat.setShown(false);
    for (const text of ["a", "b"]) server.agentWrites("c1", text);
    await world.pass(100);
    expect(tab.chat.state.unread).toBe(2);
    tab.chat.setShown(true);
    expect(tab.chat.state.unread).toBe(0);
  });

  test("the agent's typing is shown for five seconds, and not beyond their message", async () => {
    const { chat } = await world.talking();
    server.agentTypes("c1");
    await world.pass(100);
    expect(chat.state.typist).toBe("Anna");
    await world.pass(5_000);
    expect(chat.state.typist).toBeNull();
    server.agentTypes("c1");
    server.agentWrites("c1", "Done");
    await world.pass(100);
    expect(chat.state.typist).toBeNull();
  });

  test("one's own typing is told at most every three seconds", async () => {
    const { chat } = await world.talking();
    for (let key = 0; key < 61; key++) {
      chat.typed("x".repeat(key + 1));
      await world.pass(100);
    }
    expect(server.frames.filter(({ t }) => t === "typing")).toHaveLength(3);
  });

  test("the draft outlives a reload and goes with the message", async () => {
    const before = await world.talking();
    before.chat.typed("I was about to");
    const tab = world.reload(before);
    expect(tab.chat.state.draft).toBe("I was about to");
    tab.chat.write("I was about to say");
    expect(tab.chat.state.draft).toBe("");
    expect(world.reload(tab).chat.state.draft).toBe("");
  });

  test("older entries are fetched on demand and put in front", async () => {
    const before = await world.talking();
    for (let n = 0; n < 20; n++) server.agentWrites("c1", `m${n}`);
    server.snapshotSize = 5;
    const tab = world.reload(before);
    await world.pass(1_000);
    expect(tab.lines).toHaveLength(5);
    await tab.chat.showEarlier();
    expect(tab.lines).toHaveLength(21);
    expect(tab.lines[0]).toBe("Hello?");
  });
});

describe("ending", () => {
  test("the customer ends it, and the end outlives a lost connection", async () => {
    const { chat } = await world.talking();
    server.kill();
    chat.end();
    expect(canEnd(chat.state)).toBe(false);
    await world.pass(5_000);
    server.up = true;
    await world.pass(15_000);
    expect(stageOf(chat.state)).toBe("ended");
    expect(chat.state.outbox).toEqual([]);
  });

  test("the agent ends it: the customer is told and a message on its way is not lost", async () => {
    const tab = await world.talking();
    server.kill();
    tab.chat.write("one more thing");
    server.change("c1", { status: "ended", can_end: false });
    server.up = true;
    await world.pass(15_000);
    expect(stageOf(tab.chat.state)).toBe("ended");
    expect(tab.lines).toEqual(["Hello?", "one more thing [closed]"]);
    expect(tab.told.slice(3)).toEqual(["chat:ended c1 system"]);
    tab.chat.startNew();
    expect(tab.lines).toEqual([]);
    expect(tab.chat.state.draft).toBe("one more thing");
    tab.chat.write("one more thing");
    await world.pass(1_000);
    expect(server.talks.size).toBe(2);
    expect(server.visits).toBe(1);
  });

  test("after the end, nothing is left that would load the frame in the background", async () => {
    const { chat } = await world.talking();
    chat.end();
    await world.pass(1_000);
    expect(world.stored.get("over")).toBe("1");
    expect([...world.stored.keys()].filter((key) => key.startsWith("out:"))).toEqual([]);
  });
});

describe("what the host page prepares", () => {
  test("is put where the customer can send it, and is not sent", async () => {
    const tab = world.tab();
    tab.chat.typed("I wrote");
    tab.chat.desk.prepare("Where is order 7?", { name: "Ada", unknown: "x" });
    tab.chat.desk.prepare("Where is order 7?", {});
    await world.pass(5_000);
    expect(tab.chat.state.draft).toBe("I wrote\nWhere is order 7?");
    expect(tab.chat.state.answers).toEqual({ name: "Ada" });
    expect(server.visits).toBe(0);
  });
});
