/** Listens to the keyboard, once for the whole page, and does what the pressed key stands for. */

import { modalOnTop } from "../../ui";
import { ACTIONS, type ActionId } from "./actions";
import { actionOf, type Keys } from "./choice";
import { handlerOf } from "./handlers";
import { isCharacter, keyOf, type Press, writesOnMac } from "./keys";

/** What the page is like where the key was pressed. */
export interface Place {
  /** A dialog waits for an answer: nothing behind it can be reached, offers alone lie above it. */
  inDialog: boolean;
  /** In a field that takes text. */
  writing: boolean;
  /** In a menu or a list that opens, where letters and arrows choose. */
  choosing: boolean;
  mac: boolean;
}

/** An offer waits for nobody, least of all for a dialog to be closed. */
const ABOVE_DIALOGS: readonly ActionId[] = ["accept_offer", "reject_offer", "go_to_offers"];

/** Return the action that a press asks for, null when it means something else where it was pressed. */
export function askedFor(keys: Keys, press: Press, place: Place): ActionId | null {
  if (press.altGraph) return null;
  const key = keyOf(press);
  if (key === null) return null;
  if (isCharacter(key) && (place.writing || place.choosing)) return null;
  if (place.choosing && /Arrow/.test(key)) return null;
  if (place.mac && place.writing && writesOnMac(press)) return null;
  const id = actionOf(keys, key);
  return place.inDialog && id !== null && !ABOVE_DIALOGS.includes(id) ? null : id;
}

/** Follow the keyboard; the answer stops it. */
export function listenToKeys(keys: () => Keys): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const id = askedFor(keys(), pressOf(event), placeOf(event));
    if (id === null) return;
    // Also where there is nothing to do: Alt with a letter would open a menu of the browser's.
    event.preventDefault();
    const repeats = ACTIONS.some((action) => action.id === id && action.repeats);
    if (!event.repeat || repeats) handlerOf(id)?.();
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

export function pressOf(event: KeyboardEvent): Press {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey } = event;
  // Firefox calls Option on macOS so, too; there it is Alt.
  const altGraph = !onMac() && (event.getModifierState?.("AltGraph") || (ctrlKey && altKey));
  return { key, code, altKey, ctrlKey, metaKey, shiftKey, altGraph };
}

export function onMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

const WRITING = "input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='textbox']";
const CHOOSING = "[role='menu'], [role='listbox'], [role='combobox'], select";
const NO_TEXT = new Set([
  "button",
  "checkbox",
  "color",
  "file",
  "image",
  "radio",
  "range",
  "reset",
  "submit",
]);

function placeOf(event: KeyboardEvent): Place {
  const target = event.target instanceof Element ? event.target : null;
  const field = target?.closest(WRITING) ?? null;
  return {
    inDialog: modalOnTop() !== null,
    writing: field !== null && !(field instanceof HTMLInputElement && NO_TEXT.has(field.type)),
    choosing: target?.closest(CHOOSING) != null,
    mac: onMac(),
  };
}
