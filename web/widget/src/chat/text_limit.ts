/** Knows what the server takes as a message, so that the customer hears of it before sending. */

const TEXT_LIMIT_BYTES = 27 * 1024;

/** Characters without a picture of their own, for instance joiners, make no message either. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cf}]*$/u.test(text);
}

export function isTooLong(text: string): boolean {
  // A UTF-16 unit takes three bytes at most: most texts need no encoding to be measured.
  return text.length * 3 > TEXT_LIMIT_BYTES && new TextEncoder().encode(text).length > TEXT_LIMIT_BYTES;
}
