/** Tells which addresses a frame loads, and what its page may do there. */

import { expect, test } from "vitest";
import { addressOf, sandboxOf } from "./address";

test.each([
  ["https://kb.example/find?q={order}", "https://kb.example/find?q=12%26admin%3D1%2F.."],
  ["https://kb.example/{missing}/x", "https://kb.example//x"],
  ["http://localhost:8000/{order}", "http://localhost:8000/12%26admin%3D1%2F.."],
  ["http://127.0.0.1/", "http://127.0.0.1/"],
  ["http://kb.example/", null],
  ["javascript:alert(1)", null],
  ["data:text/html,{order}", null],
  ["https://{host}/", null],
  ["https://{host}.example/", null],
  ["https://kb.example:{order}/", null],
  ["{order}", null],
  ["https://ann:secret@kb.example/", null],
  ["//kb.example/", null],
])("%s is %s", (url, address) => {
  expect(addressOf({ url }, { order: "12&admin=1/..", host: "evil.example" })).toBe(address);
});

test("own storage is given where it was asked for, and never to a page of our own origin", () => {
  const own = { own_storage: true };
  expect(sandboxOf(own, "https://kb.example/")).toContain("allow-same-origin");
  expect(sandboxOf({ own_storage: false }, "https://kb.example/")).not.toContain("allow-same-origin");
  expect(sandboxOf(own, `${location.origin}/api/me`)).not.toContain("allow-same-origin");
  expect(sandboxOf(own, "https://kb.example/")).not.toContain("top-navigation");
});
