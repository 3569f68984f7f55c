/** Tells how slugs are filled: as plain text, once, and nothing of a line whose value is missing. */

import { expect, test } from "vitest";
import { fillAddress, fillLine, fillTitle } from "./slugs";

const VALUES = { customerName: "Māra & Co", order: "{customerName}", empty: " ", tag: "<b>" };

test.each([
  ["Order {order}", "Order {customerName}"],
  ["{tag} {customerName}", "<b> Māra & Co"],
  ["no slug { order }", "no slug { order }"],
  ["Order {missing}", null],
  ["Order {empty}", null],
  ["{constructor}", null],
])("the line %s becomes %s", (text, line) => {
  expect(fillLine(text, VALUES)).toBe(line);
});

test.each([
  ["{customerName}, {missing} order", "Māra & Co, order"],
  ["{missing}", ""],
  ["  {empty}\n{toString} ", ""],
])("the title %j becomes %j", (text, title) => {
  expect(fillTitle(text, VALUES)).toBe(title);
});

test("a value does not leave its part of an address, and half a sign breaks nothing", () => {
  expect(fillAddress("https://a.example/{x}?q={y}", { x: "../?#&", y: "é\ud800" })).toBe(
    "https://a.example/..%2F%3F%23%26?q=%C3%A9%EF%BF%BD",
  );
  expect(fillAddress("https://a.example/of/{x}/list", { x: ".." })).toBe("https://a.example/of//list");
});
