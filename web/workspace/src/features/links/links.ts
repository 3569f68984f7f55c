/** Finds addresses in what people wrote; only those that open a page or a letter become links. */

export interface Piece {
  text: string;
  /** Null for what is no link. */
  href: string | null;
}

/** An address is what begins with one of these; anything else (javascript:, data:, file:) stays text. */
const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"'`\u2028\u2029]+/giu;
const SCHEMES = new Set(["http:", "https:", "mailto:"]);
/** At the end of an address these end the sentence around it. */
const TRAILING = /[.,;:!?…。、，！？*_~'"»”’]$/u;
const PAIRS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };
/** Turns the reading order, or can't be seen: an address that holds one is not what it looks like. */
const DECEPTIVE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let rest = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTail(match[0]);
    const href = safeHref(address);
    if (href === null) continue;
    if (match.index > rest) pieces.push({ text: text.slice(rest, match.index), href: null });
    pieces.push({ text: address, href });
    rest = match.index + address.length;
  }
  if (rest < text.length) pieces.push({ text: text.slice(rest), href: null });
  return pieces;
}

/** Return the address when it may be opened: http, https or mailto and nothing hidden in it; else null. */
export function safeHref(address: string): string | null {
  if (DECEPTIVE.test(address) || !URL.canParse(address)) return null;
  const { protocol, href, hostname, pathname } = new URL(address);
  const leads = protocol === "mailto:" ? pathname.includes("@") : hostname !== "";
  return SCHEMES.has(protocol) && leads ? href : null;
}

function withoutTail(address: string): string {
  const counts = countsOf(address);
  let end = address.length;
  while (end > 0) {
    const last = address[end - 1] ?? "";
    const opening = PAIRS[last];
    const isUnbalanced = opening !== undefined && (counts.get(opening) ?? 0) < (counts.get(last) ?? 0);
    if (!isUnbalanced && !TRAILING.test(last)) break;
    counts.set(last, (counts.get(last) ?? 0) - 1);
    end -= 1;
  }
  return address.slice(0, end);
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const sign of text.split("")) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return counts;
}
