// @vitest-environment happy-dom

import { render } from "preact";
import { describe, expect, test } from "vitest";
import words from "../locales/en.json";
import sv from "../locales/sv.json";
import {
  click,
  draw,
  drawForEach,
  find,
  minimise,
  pass,
  press,
  root,
  status,
  tab,
  talk,
  talkAndReload,
  texts,
  type,
  world,
} from "../testing/drawn";

drawForEach();

describe("before the conversation", () => {
  test("there is a greeting, an optional name and a place to write", () => {
    expect(find("h2").textContent).toBe(words.greeting);
    expect(find("label[for=q0]").textContent).toBe("Your name (optional)");
    expect(find("label[for=message]").textContent).toBe(words.message_label);
    expect(status()).toBe("");
  });

  test("a message of white space is not sent", async () => {
    await type("#message", "  \n ");
    await press("#message", { key: "Enter" });
    await pass(1_000);
    expect(world.server.visits).toBe(0);
  });

  test("Enter sends, and name and greeting make room for the conversation", async () => {
    await type("#q0", " Ada ");
    await talk();
    expect(world.server.frames.find(({ t }) => t === "start")).toMatchObject({ visitor_name: "Ada" });
    expect(texts()).toEqual(["Hello?"]);
    expect(root.querySelector("#q0")).toBeNull();
    expect(root.querySelector("h2")).toBeNull();
    expect(status()).toBe(words.queued);
  });

  test("a text that is too long is not sent and says why", async () => {
    await type("#message", "x".repeat(28_000));
    await press("#message", { key: "Enter" });
    expect(find("[role=alert]").textContent).toBe(words.too_long);
    expect(tab.chat.state.outbox).toEqual([]);
  });
});

test("a language is changed without losing what was written", async () => {
  await type("#message", "half a");
  await draw({ words: sv, language: "sv" });
  expect(find("h2").textContent).toBe(sv.greeting);
  expect(find<HTMLTextAreaElement>("#message").value).toBe("half a");
});

test("where nothing can be kept, that is said", async () => {
  render(null, root);
  await draw({ keeps: false });
  expect(find(".greeting").textContent).toContain(words.forgetful);
});

test("of a long conversation some hundred lines are drawn, and the others on demand", async () => {
  world.server.snapshotSize = 1_000;
  await talkAndReload(650);
  expect([texts().length, texts().at(-1)]).toEqual([300, "m649"]);
  for (let step = 0; step < 4; step++) await click(words.earlier);
  expect([texts()[0], texts().length]).toEqual(["Hello?", 300]);
  for (let step = 0; step < 4; step++) await click(words.later);
  expect(texts().at(-1)).toBe("m649");
});

test("one's own new message brings the end back, however far up one has read", async () => {
  world.server.snapshotSize = 1_000;
  await talkAndReload(650);
  await click(words.earlier);
  await click(words.earlier);
  expect(texts().at(-1)).toBe("m449");
  await type("#message", "enough");
  await press("#message", { key: "Enter" });
  await pass(100);
  expect(texts().at(-1)).toBe("enough");
});

describe("in the conversation", () => {
  test("the agent's name, messages and typing are shown", async () => {
    await talk();
    world.server.change("c1", { status: "active", agent_name: "Anna" });
    world.server.agentTypes("c1");
    await pass(100);
    expect(status()).toBe("You are chatting with Anna.");
    expect(find(".typing").textContent).toBe("Anna is typing …");
    world.server.agentWrites("c1", "Hi");
    await pass(100);
    expect(texts()).toEqual(["Hello?", "Hi"]);
    expect(root.querySelector(".typing")).toBeNull();
  });

  test("a text with markup is shown as it was written", async () => {
    await talk();
    const nasty = '<img src=x onerror="alert(1)"> & <b>bold</b>';
    world.server.agentWrites("c1", nasty);
    await pass(100);
    expect(texts()[1]).toBe(nasty);
    expect(root.querySelector("img, b")).toBeNull();
  });

  test("a new message of the agent is announced once, and history is not", async () => {
    await talk();
    const news = () => find("[role=log]").textContent;
    expect(news()).toBe("");
    world.server.agentWrites("c1", "Hi");
    await pass(100);
    expect(news()).toBe("Anna: Hi");
    expect(find("[role=log]").children).toHaveLength(1);
  });

  test("one's own message says how far it has come", async () => {
    await talk();
    expect(find(".delivery").textContent).toContain(words.sent);
    world.server.kill();
    await type("#message", "still here?");
    await press("#message", { key: "Enter" });
    expect(find(".sending .delivery").textContent).toContain(words.sending);
  });

  test("and that the agent has read it", async () => {
    await talk();
    world.server.agentReads("c1");
    await pass(100);
    expect(find(".delivery").textContent).toContain(words.read);
  });

  test("a place in the queue is shown until somebody takes over", async () => {
    await talk();
    world.server.tellPlace("c1", 4);
    await pass(100);
    expect(status()).toBe("Your place in the queue: 4");
    world.server.tellPlace("c1", 1);
    await pass(14_000);
    expect(status()).toBe("Your place in the queue: 4");
    await pass(1_500);
    expect(status()).toBe(words.next);
    world.server.change("c1", { status: "active", agent_name: "Anna" });
    await pass(100);
    expect(status()).toBe("You are chatting with Anna.");
  });

  test("a refused message can be sent again", async () => {
    await talk();
    world.server.refuseWith = "too_many";
    await type("#message", "again");
    await press("#message", { key: "Enter" });
    await pass(100);
    expect(find(".failed .delivery").textContent).toContain(words.not_sent_too_many);
    world.server.refuseWith = null;
    await click(words.send_again);
    await pass(100);
    expect(root.querySelector(".failed")).toBeNull();
    expect(texts()).toEqual(["Hello?", "again"]);
  });
});

describe("ending", () => {
  test("asks first, and keeping on changes nothing", async () => {
    await talk();
    await click(words.end);
    expect(find<HTMLDialogElement>("dialog").open).toBe(true);
    await click(words.end_no);
    await pass(100);
    expect(root.querySelector("dialog")).toBeNull();
    expect(status()).toBe(words.queued);
  });

  test("says that it has ended and offers a new one", async () => {
    await talk();
    await click(words.end);
    await click(words.end_yes);
    await pass(100);
    expect(status()).toBe(words.ended);
    expect(root.querySelector("#message")).toBeNull();
    await click(words.start_new);
    expect(find("h2").textContent).toBe(words.greeting);
    expect(document.activeElement).toBe(find("#message"));
    expect(texts()).toEqual([]);
  });
});

describe("leaving with Escape", () => {
  test("minimises the frame", async () => {
    await press("#message", { key: "Escape" });
    expect(minimise).toHaveBeenCalledOnce();
  });

  test("belongs to the question while it is asked", async () => {
    await talk();
    await click(words.end);
    await press("dialog", { key: "Escape" });
    expect(minimise).not.toHaveBeenCalled();
    expect(root.querySelector("dialog")).toBeNull();
  });

  test("belongs to the input method while it composes", async () => {
    await press("#message", { key: "Escape", isComposing: true });
    expect(minimise).not.toHaveBeenCalled();
  });
});
