/** Is the door of `shortcuts`. */

export { ACTIONS, type Action, type ActionId, SESSION_NUMBERS } from "./actions";
export { handlerOf, useAction } from "./handlers";
export { type Shortcut, useKeys, useListening, useShortcut, withKey } from "./hooks";
export { ariaKey, keyText } from "./keys";
export { onMac } from "./listening";
export { ShortcutList } from "./ShortcutList";
