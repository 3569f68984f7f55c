/** Finds addresses in a text: only those that show where they lead. */

export interface Link {
  readonly href: string;
  readonly text: string;
}

const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"\p{Cf}]+/giu;
/** What ends a sentence or closes a bracket is no part of an address. */
const TRAILING = /[.,;:!?'’”»…)\]}]+$/u;

/** The text in pieces; the pieces that are addresses are links. */
export function withLinks(text: string): (string | Link)[] {
  const pieces: (string | Link)[] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    const link = linkOf(address);
    if (!link) continue;
    pieces.push(text.slice(done, index), link);
    done = index + address.length;
  }
  return [...pieces, text.slice(done)].filter((piece) => piece !== "");
}

/** A bracket that was opened within the address belongs to it. */
function trimmed(found: string): string {
  const tail = TRAILING.exec(found)?.[0] ?? "";
  const body = found.slice(0, found.length - tail.length);
  return tail.startsWith(")") && body.split("(").length > body.split(")").length ? `${body})` : body;
}

/** Null for what is none, or hides another host behind a name and a password. */
function linkOf(text: string): Link | null {
  if (!URL.canParse(text)) return null;
  const { href, host, username, password, protocol, pathname } = new URL(text);
  if (username || password || (protocol === "mailto:" && !pathname.includes("@"))) return null;
  // A host in other letters or numbers than its own is shown as the browser takes it.
  return { href, text: text.toLowerCase().includes(host) ? text : href };
}
