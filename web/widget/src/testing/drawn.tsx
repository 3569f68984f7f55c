/** Draws the whole frame for a customer of the fake server, and does what a customer does to it. */

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, vi } from "vitest";
import { App } from "../frame/app";
import { surround } from "../frame/context";
import type { Language } from "../language/language";
import type { Words } from "../language/words";
import words from "../locales/en.json";
import { type Settings, USUAL } from "../settings/settings";
import { type Tab, World } from "./world";

export let world: World;
export let tab: Tab;
export let root: HTMLElement;
export const minimise = vi.fn();

/** To be called once in a file of tests: each has a world, a customer and a drawn frame of its own. */
export function drawForEach(): void {
  beforeEach(async () => {
    world = new World();
    tab = world.tab();
    root = document.createElement("div");
    document.body.replaceChildren(root);
    minimise.mockClear();
    await draw();
  });
  afterEach(() => render(null, root));
}

export async function draw(
  changes: { words?: Words; language?: Language; keeps?: boolean } = {},
): Promise<void> {
  const { chat, keep } = tab;
  surround({ chat, keep, words, language: "en", locale: "en-GB", minimise, keeps: true, ...changes });
  await act(() => render(<App />, root));
}

/** Another customer, in a page whose server has these settings. */
export async function withSettings(settings: Partial<Settings>): Promise<void> {
  render(null, root);
  world = new World();
  world.server.current = { ...USUAL, ...settings };
  tab = world.tab();
  await draw();
}

export async function pass(ms: number): Promise<void> {
  await act(() => world.pass(ms));
}

export function find<T extends HTMLElement>(selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
}

export function button(name: string): HTMLButtonElement {
  const all = [...root.querySelectorAll("button")];
  const found = all.find((one) => one.textContent?.trim() === name || one.title === name);
  if (!found) throw new Error(`there is no button ${name}`);
  return found;
}

export async function type(selector: string, text: string): Promise<void> {
  const field = find<HTMLInputElement>(selector);
  await act(() => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export async function press(selector: string, init: KeyboardEventInit): Promise<void> {
  await act(() => {
    find(selector).dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
  });
}

export async function click(name: string): Promise<void> {
  await act(() => button(name).click());
}

export async function talk(): Promise<void> {
  await type("#message", "Hello?");
  await press("#message", { key: "Enter" });
  await pass(100);
}

/** So many messages of the agent come while nothing is drawn. */
export async function talkAndReload(count: number): Promise<void> {
  await talk();
  render(null, root);
  for (let n = 0; n < count; n++) world.server.agentWrites("c1", `m${n}`);
  await reload();
  await pass(100);
}

export const status = () => find(".status").textContent;
export const texts = () => [...root.querySelectorAll(".text")].map((one) => one.textContent);

/** The customer loads the page anew. */
export async function reload(): Promise<void> {
  render(null, root);
  tab = world.reload(tab);
  await draw();
}
