// @vitest-environment happy-dom

import { describe, expect, test, vi } from "vitest";
import words from "../locales/en.json";
import {
  button,
  click,
  drawForEach,
  find,
  minimise,
  pass,
  press,
  root,
  talkAndReload,
  texts,
  withSettings,
  world,
} from "../testing/drawn";

drawForEach();

describe("the menu", () => {
  test("copies the whole conversation and says so", async () => {
    const written = vi.fn(async (_text: string) => {});
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: written } });
    world.server.snapshotSize = 5;
    await talkAndReload(200);
    await click(words.more);
    await click(words.copy);
    await pass(100);
    const lines = String(written.mock.calls[0]?.[0]).split("\n");
    expect(lines).toHaveLength(201);
    expect(lines[0]).toMatch(/^\[.*\] You: Hello\?$/);
    expect(find(".said").textContent).toBe(words.copied);
    vi.unstubAllGlobals();
  });

  test("prints all of it, not only what is drawn", async () => {
    world.server.snapshotSize = 1_000;
    await talkAndReload(350);
    expect(texts().length).toBe(300);
    let printed = 0;
    vi.stubGlobal("print", () => {
      printed = texts().length;
    });
    await click(words.more);
    await click(words.print);
    await pass(0);
    expect(printed).toBe(351);
    await pass(0);
    expect(texts().length).toBe(300);
    vi.unstubAllGlobals();
  });

  test("turns the sound off and remembers it; Escape closes the menu only", async () => {
    await click(words.more);
    await click(words.sound_off);
    expect(world.stored.get("muted")).toBe("1");
    await click(words.more);
    expect(button(words.sound_on)).toBeTruthy();
    await press(".menu", { key: "Escape" });
    expect(button(words.more).getAttribute("aria-expanded")).toBe("false");
    expect(minimise).not.toHaveBeenCalled();
  });

  test("has nothing that the settings don't allow", async () => {
    await withSettings({ sound: false, transcript: false });
    expect(root.querySelector(".menu")).toBeNull();
  });
});
