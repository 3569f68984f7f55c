// @vitest-environment happy-dom

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import words from "../locales/en.json";
import { type Tab, World } from "../testing/world";
import { App } from "./app";
import { SurroundingsProvider } from "./context";

let world: World;
let tab: Tab;
let root: HTMLElement;
const minimise = vi.fn();

beforeEach(async () => {
  world = new World();
  tab = world.tab();
  root = document.createElement("div");
  document.body.replaceChildren(root);
  await draw();
});

afterEach(() => render(null, root));

async function draw(): Promise<void> {
  const surroundings = { chat: tab.chat, words, locale: "en-GB", minimise, visitorName: "" };
  await act(() => {
    render(
      <SurroundingsProvider value={surroundings}>
        <App />
      </SurroundingsProvider>,
      root,
    );
  });
}

async function pass(ms: number): Promise<void> {
  await act(() => world.pass(ms));
}

function find<T extends HTMLElement>(selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
}

function button(name: string): HTMLButtonElement {
  const all = [...root.querySelectorAll("button")];
  const found = all.find(
    (one) => one.textContent?.trim() === name || one.getAttribute("aria-label") === name,
  );
  if (!found) throw new Error(`there is no button ${name}`);
  return found;
}

async function type(selector: string, text: string): Promise<void> {
  const field = find<HTMLInputElement>(selector);
  await act(() => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

async function press(selector: string, init: KeyboardEventInit): Promise<void> {
  await act(() => {
    find(selector).dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
  });
}

async function click(name: string): Promise<void> {
  await act(() => button(name).click());
}

async function talk(): Promise<void> {
  await type("#message", "Hello?");
  await press("#message", { key: "Enter" });
  await pass(100);
}

const status = () => find("[role=status]").textContent;
const texts = () => [...root.querySelectorAll(".text")].map((one) => one.textContent);

describe("before the conversation", () => {
  test("there is a greeting, an optional name and a place to write", () => {
    expect(find("h2").textContent).toBe(words.greeting);
    expect(find("label[for=name]").textContent).toBe(words.name_label);
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
    await type("#name", " Ada ");
    await talk();
    expect(world.server.frames.find(({ t }) => t === "start")).toMatchObject({ visitor_name: "Ada" });
    expect(texts()).toEqual(["Hello?"]);
    expect(root.querySelector("#name")).toBeNull();
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
    minimise.mockClear();
    await press("#message", { key: "Escape" });
    expect(minimise).toHaveBeenCalledOnce();
  });

  test("belongs to the question while it is asked", async () => {
    minimise.mockClear();
    await talk();
    await click(words.end);
    await press("dialog", { key: "Escape" });
    expect(minimise).not.toHaveBeenCalled();
    expect(root.querySelector("dialog")).toBeNull();
  });

  test("belongs to the input method while it composes", async () => {
    minimise.mockClear();
    await press("#message", { key: "Escape", isComposing: true });
    expect(minimise).not.toHaveBeenCalled();
  });
});
