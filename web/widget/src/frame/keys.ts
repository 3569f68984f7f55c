/** Says what keys mean in the composer. */

/** How browsers report a key pressed inside an input method, also where isComposing is already false. */
const KEY_CODE_OF_COMPOSING = 229;

/** Enter sends; with Shift it is a new line, and within an input method it takes the suggestion. */
export function isSendKey(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "isComposing" | "keyCode">,
): boolean {
  if (event.isComposing || event.keyCode === KEY_CODE_OF_COMPOSING) return false;
  return event.key === "Enter" && !event.shiftKey;
}
