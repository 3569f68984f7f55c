// @vitest-environment happy-dom

import { beforeEach, describe, expect, test } from "vitest";
import { prefixOf, readStored, writeStored } from "./stored";

const blocked = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};
const real = () => localStorage;
const prefix = prefixOf("ws_web");

beforeEach(() => localStorage.clear());

describe("kept values in the browser's storage", () => {
  test("what was written is read back", () => {
    writeStored(real, `${prefix}token`, "t1");
    expect(readStored(real, prefix)).toEqual({ token: "t1" });
  });

  test("other keys of the host page and of other workstreams are left alone", () => {
    localStorage.setItem("cart", "3");
    writeStored(real, `${prefixOf("ws_other")}token`, "t2");
    expect(readStored(real, prefix)).toEqual({});
  });

  test("null removes the key", () => {
    writeStored(real, `${prefix}token`, "t1");
    writeStored(real, `${prefix}token`, null);
    expect(localStorage.length).toBe(0);
  });

  test("a blocked storage reads as empty and swallows writes", () => {
    expect(readStored(blocked, prefix)).toEqual({});
    expect(() => writeStored(blocked, `${prefix}token`, "t1")).not.toThrow();
  });
});
