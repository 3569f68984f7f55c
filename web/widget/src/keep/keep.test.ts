import { expect, test, vi } from "vitest";
import { MirroredKeep } from "./keep";

test("a change is stored once, an unchanged value not again", () => {
  const store = vi.fn();
  const keep = new MirroredKeep({ token: "a" }, store);
  keep.set("token", "a");
  keep.set("token", "b");
  expect(store.mock.calls).toEqual([["token", "b"]]);
  expect(keep.get("token")).toBe("b");
});

test("null forgets a key", () => {
  const keep = new MirroredKeep({ token: "a" });
  keep.set("token", null);
  expect(keep.keys()).toEqual([]);
  expect(keep.get("token")).toBeNull();
});

test("a change in another tab is heard and not stored again", () => {
  const store = vi.fn();
  const hear = vi.fn();
  const keep = new MirroredKeep({}, store);
  keep.onChange(hear);
  keep.changedElsewhere("conversation", "c1");
  expect(keep.get("conversation")).toBe("c1");
  expect(hear).toHaveBeenCalledWith("conversation", "c1");
  expect(store).not.toHaveBeenCalled();
});

test("one's own change is not heard as one from elsewhere", () => {
  const hear = vi.fn();
  const keep = new MirroredKeep({});
  keep.onChange(hear);
  keep.set("token", "a");
  expect(hear).not.toHaveBeenCalled();
});
