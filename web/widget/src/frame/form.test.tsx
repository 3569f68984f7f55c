// @vitest-environment happy-dom

import { act } from "preact/test-utils";
import { beforeEach, describe, expect, test } from "vitest";
import words from "../locales/en.json";
import type { Settings } from "../settings/settings";
import { USUAL } from "../settings/settings";
import {
  click,
  drawForEach,
  find,
  pass,
  press,
  reload,
  root,
  talk,
  texts,
  type,
  withSettings,
  world,
} from "../testing/drawn";

drawForEach();

describe("the form before the conversation", () => {
  const questions: Settings["questions"] = [
    { name: "name", required: true },
    { name: "email", label: { en: "Where do we write to?" } },
    { name: "topic", kind: "choice", options: [{ value: "bill", label: { en: "A bill" } }] },
    { name: "story", kind: "lines" },
    { name: "terms", kind: "consent", required: true, label: { en: "I accept https://shop.example/terms." } },
  ];

  beforeEach(() => withSettings({ questions }));

  test("draws each kind of question with its label and what helps to fill it in", () => {
    const labels = [...root.querySelectorAll(".field > label")].map((one) => one.textContent);
    expect(labels).toEqual([
      "Your name",
      "Where do we write to? (optional)",
      "topic (optional)",
      "story (optional)",
      "I accept https://shop.example/terms.",
    ]);
    expect(find<HTMLInputElement>("#q1").type).toBe("email");
    expect(find("#q1").getAttribute("autocomplete")).toBe("email");
    expect([...find("#q2").children].map((one) => one.textContent)).toEqual([words.choose, "A bill"]);
    expect(find("#q3").tagName).toBe("TEXTAREA");
    expect(find<HTMLInputElement>("#q4").checked).toBe(false);
  });

  test("what is missing is said beside it, the first of it gets the focus, and nothing is sent", async () => {
    await type("#q1", "nobody");
    await talk();
    expect(world.server.visits).toBe(0);
    expect(document.activeElement).toBe(find("#q0"));
    const problem = (id: string) => find(`#${find(id).getAttribute("aria-describedby")}`).textContent;
    expect([problem("#q0"), problem("#q1"), problem("#q4")]).toEqual([
      words.needed,
      words.bad_email,
      words.needed_tick,
    ]);
    await type("#q0", "Ada");
    expect(find("#q0").getAttribute("aria-invalid")).toBe("false");
  });

  test("outlives a reload, and goes with the first message", async () => {
    await type("#q0", "Ada");
    await type("#q3", "It began last week.");
    await reload();
    expect(find<HTMLInputElement>("#q0").value).toBe("Ada");
    await act(() => find("#q4").click());
    await talk();
    const start = world.server.frames.find(({ t }) => t === "start");
    expect(start).toMatchObject({ visitor_name: "Ada" });
    expect(start?.t === "start" && start.details).toEqual([
      { name: "name", value: "Ada" },
      { name: "story", value: "It began last week." },
      { name: "terms", value: "yes" },
      { name: "page", value: "https://shop.example/" },
    ]);
    expect(world.stored.has("form")).toBe(false);
  });
});

describe("the notice of monitoring", () => {
  const notice = {
    version: "v1",
    text: { en: "We may listen." },
    link: "https://shop.example/p",
    consent: true,
  };

  beforeEach(() => withSettings({ notice }));

  test("stands above the first message, with its link, and nothing is ticked beforehand", () => {
    expect(find(".monitoring").textContent).toContain("We may listen.");
    expect(find(".monitoring a").getAttribute("rel")).toContain("noopener");
    expect(find<HTMLInputElement>("#agree").checked).toBe(false);
  });

  test("without the tick nothing is sent, with it the version that was read is named", async () => {
    await talk();
    expect(world.server.visits).toBe(0);
    expect(document.activeElement).toBe(find("#agree"));
    await act(() => find("#agree").click());
    await talk();
    expect(world.server.frames.find(({ t }) => t === "start")).toMatchObject({
      notice: { version: "v1", language: "en", agreed: true },
    });
    expect(root.querySelector(".monitoring")).toBeNull();
  });

  test("that changed meanwhile is shown anew, not ticked, and the message is back", async () => {
    await act(() => find("#agree").click());
    world.server.current = { ...USUAL, notice: { ...notice, version: "v2", text: { en: "We do listen." } } };
    await talk();
    expect(find(".monitoring [role=alert]").textContent).toBe(words.renewed);
    expect(find(".monitoring").textContent).toContain("We do listen.");
    expect(find<HTMLInputElement>("#agree").checked).toBe(false);
    expect(find<HTMLTextAreaElement>("#message").value).toBe("Hello?");
    await act(() => find("#agree").click());
    await press("#message", { key: "Enter" });
    await pass(1_000);
    expect(texts()).toEqual(["Hello?"]);
    expect(world.server.texts).toEqual(["Hello?"]);
  });

  test("can be read again later", async () => {
    await act(() => find("#agree").click());
    await talk();
    await click(words.more);
    await click(words.monitoring);
    expect(find("dialog").textContent).toContain("We may listen.");
    await click(words.done);
    expect(root.querySelector("dialog")).toBeNull();
  });
});
