/** Tells which parts of a message become links. */

import { expect, test } from "vitest";
import { piecesOf, safeHref } from "./links";

function links(text: string): string[] {
  return piecesOf(text).flatMap((piece) => (piece.href === null ? [] : [piece.text]));
}

test.each([
  ["see https://example.org/a?b=c#d.", ["https://example.org/a?b=c#d"]],
  ["(https://example.org/a)", ["https://example.org/a"]],
  ["https://en.example.org/wiki/Record_(disc), or", ["https://en.example.org/wiki/Record_(disc)"]],
  ["https://example.org/?!...", ["https://example.org/"]],
  ["Write to mailto:help@example.org!", ["mailto:help@example.org"]],
  ["HTTP://EXAMPLE.ORG and http://example.com", ["HTTP://EXAMPLE.ORG", "http://example.com"]],
  ["ดู https://example.org/ไทย นะ", ["https://example.org/ไทย"]],
  ["https://[2001:db8::1]/x", ["https://[2001:db8::1]/x"]],
])("%s", (text, found) => {
  expect(links(text)).toEqual(found);
});

test.each([
  "javascript:alert(1)",
  "data:text/html,<b>",
  "file:///etc/passwd",
  "xhttps://example.org",
  "https://",
  "mailto:nobody",
  "vbscript:https",
  "https://example.org/\u202efdp.exe",
  "https://exa\u200bmple.org",
])("%s is no link", (text) => {
  expect(links(text)).toEqual([]);
});

test("nothing of a text is lost or doubled, whatever it holds", () => {
  const text = "a <b>https://example.org/<c> (http://x.example/y) javascript:1 \u202e mailto:a@b.example;";
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

test("an address with 20,000 brackets is looked through once", () => {
  const text = `https://example.org/${")".repeat(20_000)}`;
  expect(links(text)).toEqual(["https://example.org/"]);
});

test("a page that the widget told is opened only when it is a page", () => {
  expect(safeHref("javascript:alert(1)")).toBeNull();
  expect(safeHref("https://shop.example/cart")).toBe("https://shop.example/cart");
});
