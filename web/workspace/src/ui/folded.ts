/** Makes texts alike that people type alike: without case, width and the accents of Latin letters. */

/** Return a text to be compared; Thai vowels and tones, which make other words, stay. */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFKC")
    .toLowerCase();
}
