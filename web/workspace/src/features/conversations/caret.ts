/** Puts text where the caret is, so that the browser's own undo takes it back. */

export function insertAtCaret(box: HTMLTextAreaElement, text: string): void {
  box.focus();
  // The old command is the only one that browsers write into their undo history.
  if (document.execCommand?.("insertText", false, text)) return;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
}
