/** Fills names and numbers into a text. */

/** A name could turn the rest of the sentence around with these. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** Puts values where the text names them: "{name} is typing". */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, key: string) =>
    String(values[key] ?? placeholder).replace(TURNING, ""),
  );
}
