/** Decides how a pressed key is written, and which keys can't be taken for a shortcut. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** The part of a keyboard event that is needed. */
export interface Press {
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  /** The key of many layouts that types a third character; Windows reports it as Ctrl and Alt. */
  altGraph: boolean;
}

const MODIFIERS = new Set(["Alt", "AltGraph", "Control", "Shift", "Meta", "CapsLock", "Fn", "OS"]);

/** Return the press as a text such as "Alt+A"; null while only modifiers are down. */
export function keyOf(press: Press): string | null {
  if (MODIFIERS.has(press.key)) return null;
  const name = nameOf(press);
  const printable = name.length === 1;
  const bare = !press.altKey && !press.ctrlKey && !press.metaKey;
  const parts = [
    press.ctrlKey && "Ctrl",
    press.altKey && "Alt",
    press.metaKey && "Meta",
    // Shift is how the character came to be: "?" is "?" on every layout.
    press.shiftKey && !(printable && bare) && "Shift",
    name,
  ];
  return parts.filter((part) => part !== false).join("+");
}

function nameOf({ key, code, altKey, ctrlKey, metaKey }: Press): string {
  if (key === " ") return "Space";
  if (!altKey && !ctrlKey && !metaKey) return key;
  // Alt with digits of the number pad is how Windows types characters by their number.
  if (code.startsWith("Numpad")) return code;
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  // Option on macOS, Thai letters and the digits of a French keyboard: what counts is the key's place.
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  return place ?? key;
}

/** On a Mac, Option moves the caret by words and paragraphs and types letters and signs: "@" in Swedish. */
export function writesOnMac(press: Press): boolean {
  if (!press.altKey || press.ctrlKey || press.metaKey) return false;
  return /^(Arrow|Backspace|Delete|Dead)/.test(press.key) || [...press.key].length === 1;
}

const TEXT_KEY = msg`This key is needed to move and to write.`;
const BROWSER_KEY = msg`Browsers use this key themselves.`;
const SYSTEM_KEY = msg`The system uses this key itself.`;
const ALTGR_KEY = msg`On many keyboards Ctrl and Alt together type a character.`;

const MOVING = "Escape|Tab|Enter|Home|End|PageUp|PageDown|Arrow\\w+|ContextMenu";
const WRITING = "Space|Backspace|Delete|Insert|Dead|Process|Unidentified";
const FOR_TEXT = new RegExp(`^(Shift\\+)?(${MOVING}|${WRITING})$`);
const FOR_BROWSERS =
  /^(Shift\+)?F(1|3|5|6|7|10|11|12)$|^Ctrl\+|^Alt\+(F4|D|F|ArrowLeft|ArrowRight|Home|End)$/;
const FOR_SYSTEMS = /Meta\+|^Alt\+(Shift\+)?(Tab|Space|Escape|Enter|Dead|F\d+)$/;

/** Return why a key can't be taken, null if it can. */
export function whyNot(key: string): MessageDescriptor | null {
  if (key === "") return null;
  if (/^Ctrl\+Alt\+/.test(key)) return ALTGR_KEY;
  if (FOR_TEXT.test(key)) return TEXT_KEY;
  if (FOR_SYSTEMS.test(key)) return SYSTEM_KEY;
  if (FOR_BROWSERS.test(key)) return BROWSER_KEY;
  return null;
}

/** WCAG 2.1.4: a single character is a shortcut only where nobody writes. */
export function isCharacter(key: string): boolean {
  return key.length === 1;
}

const SHOWN: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
const SHOWN_ON_MAC: Record<string, string> = { Alt: "⌥", Shift: "⇧", Ctrl: "⌃" };

/** Write a key the way that it is printed on keyboards. */
export function keyText(key: string, mac: boolean): string {
  if (isCharacter(key)) return key;
  const parts = key.split("+").map((part) => SHOWN[part] ?? (mac ? SHOWN_ON_MAC[part] : undefined) ?? part);
  return parts.join(mac ? " " : "+");
}

/** Write a key as `aria-keyshortcuts` wants it; undefined for none. */
export function ariaKey(key: string): string | undefined {
  return key === "" ? undefined : key.replace(/^Ctrl\b/, "Control");
}
