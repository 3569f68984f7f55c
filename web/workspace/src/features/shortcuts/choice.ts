/** Decides which key does what: a person's own choice before the defaults, no key for two things. */

import type { MessageDescriptor } from "@lingui/core";
import { ACTIONS, type ActionId } from "./actions";
import { whyNot } from "./keys";

/** As kept in the preferences; may hold actions and keys that this version doesn't know. */
export type Chosen = Readonly<Record<string, string>>;
export type Keys = Readonly<Record<ActionId, string>>;

/** Return the key of each action; a default that somebody gave to another action is no key any more. */
export function keysFrom(chosen: Chosen): Keys {
  const keys = {} as Record<ActionId, string>;
  const taken = new Set<string>();
  for (const { id } of ACTIONS) {
    const own = chosen[id];
    if (own === undefined || whyNot(own) !== null) continue;
    keys[id] = taken.has(own) ? "" : own;
    if (own !== "") taken.add(own);
  }
  for (const { id, key } of ACTIONS) {
    if (keys[id] !== undefined) continue;
    keys[id] = taken.has(key) ? "" : key;
    taken.add(key);
  }
  return keys;
}

/** Return the action of a key, null when it does nothing. */
export function actionOf(keys: Keys, key: string): ActionId | null {
  return ACTIONS.find(({ id }) => keys[id] === key)?.id ?? null;
}

export type Wish =
  | { is: "granted"; chosen: Chosen }
  | { is: "refused"; why: MessageDescriptor }
  /** The key does something else; `swapped` is the choice in which both change keys. */
  | { is: "taken"; by: ActionId; swapped: Chosen };

/** Give `key` to an action; an empty text takes its key away. */
export function wish(chosen: Chosen, id: ActionId, key: string): Wish {
  const why = whyNot(key);
  if (why !== null) return { is: "refused", why };
  const keys = keysFrom(chosen);
  const by = key === "" ? null : actionOf(keys, key);
  if (by === null || by === id) return { is: "granted", chosen: chosenFrom({ ...keys, [id]: key }) };
  return { is: "taken", by, swapped: chosenFrom({ ...keys, [id]: key, [by]: keys[id] }) };
}

/** Give an action its default key back; whoever has it now loses it. */
export function reset(chosen: Chosen, id: ActionId): Chosen {
  const key = defaultKey(id);
  const keys = { ...keysFrom(chosen) };
  const by = actionOf(keys, key);
  if (by !== null) keys[by] = "";
  return chosenFrom({ ...keys, [id]: key });
}

export function isDefault(keys: Keys, id: ActionId): boolean {
  return keys[id] === defaultKey(id);
}

function defaultKey(id: ActionId): string {
  return ACTIONS.find((action) => action.id === id)?.key ?? "";
}

/** Only what differs is kept, so that a better default of a later version reaches everybody else. */
function chosenFrom(keys: Keys): Chosen {
  const differing = ACTIONS.filter(({ id, key }) => keys[id] !== key);
  return Object.fromEntries(differing.map(({ id }) => [id, keys[id]]));
}
