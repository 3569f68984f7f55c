/** Fills names and numbers into a text. */

/** Puts values where the text names them: "{name} is typing". */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, key: string) => String(values[key] ?? placeholder));
}
