/** Finds in a text the words that were searched for, so that they can be emphasised. */

import { folded } from "../../ui";

export interface Piece {
  text: string;
  found: boolean;
}

/** Return the text in pieces; together they are the text again. */
export function piecesOf(text: string, sought: string): Piece[] {
  const words = folded(sought).split(/\s+/).filter(Boolean);
  const { plain, places } = foldedWithPlaces(text);
  const spans = joined(words.flatMap((word) => spansOf(plain, word)));
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    const [start, end] = [places[from] ?? 0, places[to] ?? text.length];
    if (start > at) pieces.push({ text: text.slice(at, start), found: false });
    pieces.push({ text: text.slice(start, end), found: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false });
  return pieces;
}

type Span = readonly [from: number, to: number];

function spansOf(plain: string, word: string): Span[] {
  const spans: Span[] = [];
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
    spans.push([at, at + word.length]);
  }
  return spans;
}

/** Join what overlaps or touches. */
function joined(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const [from, to] of spans.sort((one, other) => one[0] - other[0])) {
    const last = result.at(-1);
    if (last === undefined || from > last[1]) result.push([from, to]);
    else result[result.length - 1] = [last[0], Math.max(last[1], to)];
  }
  return result;
}

/** Fold sign by sign, and remember for each place of the folded text where it was in the text. */
function foldedWithPlaces(text: string): { plain: string; places: number[] } {
  const places: number[] = [];
  let plain = "";
  // A letter and the marks on it are one sign: they are emphasised together.
  for (const { 0: sign, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const part = folded(sign);
    plain += part;
    for (let n = 0; n < part.length; n += 1) places.push(index);
  }
  places.push(text.length);
  return { plain, places };
}
