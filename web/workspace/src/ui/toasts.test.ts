/** Tells what becomes of things that can be undone for a while. */

import { beforeEach, expect, test, vi } from "vitest";
import { actOn, dismissAll, dismissToast, showToast, showTogether, toastStore } from "./toasts";

const text = { id: "x", message: "x" };

beforeEach(() => dismissAll());

function undoable() {
  const action = { name: text, run: vi.fn(), otherwise: vi.fn() };
  showToast("info", text, action);
  return { ...action, id: toastStore.getState().toasts.at(-1)?.id ?? 0 };
}

test("Undo undoes, and then nothing is done for good", () => {
  const one = undoable();
  actOn(one.id);
  actOn(one.id);
  dismissToast(one.id);
  expect(one.run).toHaveBeenCalledOnce();
  expect(one.otherwise).not.toHaveBeenCalled();
});

test("a toast that leaves does for good what could be undone, once", () => {
  const one = undoable();
  dismissToast(one.id);
  dismissToast(one.id);
  expect(one.otherwise).toHaveBeenCalledOnce();
});

test("what makes room for newer toasts is done too, and so is everything when the page goes", () => {
  const first = undoable();
  for (let n = 0; n < 5; n += 1) showToast("info", text);
  expect(first.otherwise).toHaveBeenCalledOnce();
  const last = undoable();
  dismissAll();
  expect(last.otherwise).toHaveBeenCalledOnce();
  expect(toastStore.getState().toasts).toEqual([]);
});

test("what belongs together is one toast, for as long as it is shown", () => {
  const many = (names: readonly string[]) => ({ id: "many", message: names.join() });
  const tell = (name: string) => showTogether("warning", { group: "ends", name, alone: text }, many);
  tell("one");
  expect(toastStore.getState().toasts.map((toast) => toast.text)).toEqual([text]);
  tell("two");
  showToast("info", text);
  tell("three");
  const messages = toastStore.getState().toasts.map((toast) => toast.text.message);
  expect(messages).toEqual(["one,two,three", "x"]);
  dismissAll();
  tell("four");
  expect(toastStore.getState().toasts.map((toast) => toast.text)).toEqual([text]);
});
