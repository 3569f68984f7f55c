/** Fills what stands in braces in configured texts, as {customerName}; values are never filled again. */

/** As the server reads them (`core/slugs.py`). */
const SLUG = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** By slug; one without a value is missing. */
export type SlugValues = Readonly<Record<string, string>>;

/** Return a field's text, null where one of its slugs has no value: the whole line is left out. */
export function fillLine(text: string, values: SlugValues): string | null {
  const isMissing = slugsIn(text).some((slug) => valueIn(values, slug) === "");
  return isMissing ? null : filled(text, values, (value) => value);
}

/** Return a title: a slug without a value vanishes, white space is squeezed; empty where nothing is left. */
export function fillTitle(text: string, values: SlugValues): string {
  return filled(text, values, (value) => value)
    .replace(/\s+/gu, " ")
    .trim();
}

/** Return an address: whatever a value holds, it stays within the part of the address that it stands in. */
export function fillAddress(text: string, values: SlugValues): string {
  return filled(text, values, (value) => (DOTS.test(value) ? "" : encodeURIComponent(whole(value))));
}

/** As a part of a path they lead out of it, encoded or not. */
const DOTS = /^\.{1,2}$/;

/** Half a sign can't be encoded. */
function whole(value: string): string {
  return value.replace(/\p{Surrogate}/gu, "\ufffd");
}

function slugsIn(text: string): string[] {
  return [...text.matchAll(SLUG)].map((match) => match[1] ?? "");
}

function filled(text: string, values: SlugValues, by: (value: string) => string): string {
  return text.replace(SLUG, (_, slug: string) => by(valueIn(values, slug)));
}

function valueIn(values: SlugValues, slug: string): string {
  return Object.hasOwn(values, slug) ? (values[slug] ?? "").trim() : "";
}
