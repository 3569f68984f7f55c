/** Tells how keys are read on different keyboards, which can be taken, and where they do nothing. */

import { expect, test } from "vitest";
import { ACTIONS } from "./actions";
import { actionOf, keysFrom, reset, wish } from "./choice";
import { ariaKey, keyOf, keyText, type Press, whyNot } from "./keys";
import { askedFor, type Place } from "./listening";

function press(key: string, changes: Partial<Press> = {}): Press {
  const place = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, altGraph: false };
  return { key, code: place, ...none, ...changes };
}

const ALT = { altKey: true };

test.each([
  ["a letter with Alt", press("a", ALT), "Alt+A"],
  ["Option on a Mac", press("å", { ...ALT, code: "KeyA" }), "Alt+A"],
  ["a Thai keyboard", press("ฟ", { ...ALT, code: "KeyA" }), "Alt+A"],
  ["a French keyboard, where letters are elsewhere", press("a", { ...ALT, code: "KeyQ" }), "Alt+A"],
  ["a digit of a French keyboard", press("&", { ...ALT, code: "Digit1" }), "Alt+1"],
  ["a question mark, however it is typed", press("?", { shiftKey: true, code: "Slash" }), "?"],
  ["an arrow", press("ArrowDown", ALT), "Alt+ArrowDown"],
  ["Shift with more", press("A", { ...ALT, shiftKey: true }), "Alt+Shift+A"],
  ["the number pad, which types by number", press("1", { ...ALT, code: "Numpad1" }), "Alt+Numpad1"],
  ["a modifier alone", press("Alt", ALT), null],
])("%s is read as %o", (_, pressed, key) => {
  expect(keyOf(pressed)).toBe(key);
});

test("no default is a key that can't be taken, and no two actions have the same", () => {
  const keys = ACTIONS.map((action) => action.key);
  expect(keys.filter((key) => whyNot(key) !== null)).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each(["Tab", "Enter", "Ctrl+T", "Ctrl+C", "F5", "Alt+F4", "Alt+ArrowLeft", "Ctrl+Alt+A", "Meta+K"])(
  "%s can't be taken",
  (key) => {
    expect(wish({}, "accept_offer", key).is).toBe("refused");
  },
);

test("a free key is taken, and only what differs from the defaults is kept", () => {
  expect(wish({}, "accept_offer", "F9")).toEqual({ is: "granted", chosen: { accept_offer: "F9" } });
  expect(wish({ accept_offer: "F9" }, "accept_offer", "Alt+A")).toEqual({ is: "granted", chosen: {} });
});

test("a key that has a use is not taken silently; both can be swapped", () => {
  expect(wish({}, "accept_offer", "Alt+R")).toEqual({
    is: "taken",
    by: "reject_offer",
    swapped: { accept_offer: "Alt+R", reject_offer: "Alt+A" },
  });
});

test("a key can be taken away, and given back", () => {
  const none = wish({}, "show_shortcuts", "");
  expect(none).toEqual({ is: "granted", chosen: { show_shortcuts: "" } });
  expect(reset({ show_shortcuts: "" }, "show_shortcuts")).toEqual({});
});

test("giving a default back takes it from whoever has it now", () => {
  const chosen = { accept_offer: "F9", reject_offer: "Alt+A" };
  expect(keysFrom(reset(chosen, "accept_offer"))).toMatchObject({ accept_offer: "Alt+A", reject_offer: "" });
});

test.each([
  ["two actions with one key", { accept_offer: "F9", reject_offer: "F9" }],
  ["a default that was given away", { accept_offer: "Alt+R" }],
  ["keys that can't be taken, actions that are not known", { accept_offer: "F5", dance: "Alt+Q" }],
])("%s in the preferences never makes one key do two things", (_, chosen) => {
  const used = Object.values(keysFrom(chosen)).filter((key) => key !== "");
  expect(new Set(used).size).toBe(used.length);
  expect(used.filter((key) => whyNot(key) !== null)).toEqual([]);
});

const FREE: Place = { inDialog: false, writing: false, choosing: false, mac: false };
/** On Swedish, German and American keyboards of Macs. */
const OPTION_TYPES = [
  ["ā", "KeyA"],
  ["@", "Digit2"],
  ["[", "Digit5"],
  ["|", "Digit7"],
  ["®", "KeyR"],
  ["†", "KeyT"],
  ["𝄞", "KeyA"],
] as const;
const QUESTION = press("?", { shiftKey: true });

test.each<[string, Press, Partial<Place>, string | null]>([
  ["anywhere", press("a", ALT), {}, "accept_offer"],
  ["while writing", press("a", ALT), { writing: true }, "accept_offer"],
  ["in a dialog, above which offers lie", press("a", ALT), { inDialog: true }, "accept_offer"],
  ["in a dialog, to the offers", press("F8"), { inDialog: true }, "go_to_offers"],
  ["behind a dialog", press("w", ALT), { inDialog: true }, null],
  [
    "with AltGr, which writes",
    press("a", { ...ALT, ctrlKey: true, altGraph: true }),
    { writing: true },
    null,
  ],
  ["a character where nobody writes", QUESTION, {}, "show_shortcuts"],
  ["a character while writing", QUESTION, { writing: true }, null],
  ["a character in a menu, where it searches", QUESTION, { choosing: true }, null],
  ["an arrow that opens a list", press("ArrowDown", ALT), { choosing: true }, null],
  ["an arrow in a text on a Mac", press("ArrowDown", ALT), { mac: true, writing: true }, null],
  ...OPTION_TYPES.map(([key, code]): [string, Press, Partial<Place>, string | null] => [
    `that types ${key} with Option on a Mac`,
    press(key, { ...ALT, code }),
    { mac: true, writing: true },
    null,
  ]),
  ["the same beside the text", press("ā", { ...ALT, code: "KeyA" }), { mac: true }, "accept_offer"],
  ["a sign beside the text", press("@", { ...ALT, code: "Digit2" }), { mac: true }, "session_2"],
  ["a sign where Alt types none", press("2", { ...ALT, code: "Digit2" }), { writing: true }, "session_2"],
])("a key %s means what it should there", (_, pressed, place, id) => {
  expect(askedFor(keysFrom({}), pressed, { ...FREE, ...place })).toBe(id);
});

test("keys are written as keyboards print them, and as screen readers expect", () => {
  expect(keyText("Alt+ArrowDown", false)).toBe("Alt+↓");
  expect(keyText("Alt+A", true)).toBe("⌥ A");
  expect(ariaKey("Ctrl+F9")).toBe("Control+F9");
  expect(ariaKey("")).toBeUndefined();
  expect(actionOf(keysFrom({}), "F2")).toBeNull();
});
