/** Tells which parts of a text are what was looked for. */

import { expect, test } from "vitest";
import { piecesOf } from "./marks";

function found(text: string, sought: string): string[] {
  const pieces = piecesOf(text, sought);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  return pieces.filter((piece) => piece.found).map((piece) => piece.text);
}

test.each([
  ["Mana bloķflauta čīkst", "BLOKFLAUTA", ["bloķflauta"]],
  ["ขลุ่ยของฉันเสียงไม่ดี", "เสียง", ["เสียง"]],
  ["ขลุ่ยของฉัน", "ขลุยของ", []],
  ["squeaks, squeals", "sque eak", ["squeak", "sque"]],
  ["e\u0301te\u0301", "ete", ["e\u0301te\u0301"]],
  ["ﬁle", "file", ["ﬁle"]],
  ["a.c abc", "a.c", ["a.c"]],
  ["👩‍👩‍👧 hello", "hello", ["hello"]],
  ["nothing", "", []],
  ["", "word", []],
])("in %j, %j finds %j", (text, sought, parts) => {
  expect(found(text, sought)).toEqual(parts);
});
