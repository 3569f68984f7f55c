/** Lists the emoji that the composer offers: few enough to be found, with names that can be searched. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export interface Emoji {
  sign: string;
  /** What it shows and what people may call it, in the reader's language. */
  name: MessageDescriptor;
}

export interface EmojiGroup {
  id: string;
  name: MessageDescriptor;
  emojis: readonly Emoji[];
}

const FACES: readonly Emoji[] = [
  { sign: "🙂", name: msg`slight smile` },
  { sign: "😊", name: msg`warm smile, happy` },
  { sign: "😀", name: msg`laughing face` },
  { sign: "😄", name: msg`big smile` },
  { sign: "😅", name: msg`smile with sweat, relieved` },
  { sign: "😂", name: msg`tears of joy` },
  { sign: "😉", name: msg`wink` },
  { sign: "😍", name: msg`heart eyes, love` },
  { sign: "🤩", name: msg`star eyes, excited` },
  { sign: "😎", name: msg`sunglasses, cool` },
  { sign: "🤔", name: msg`thinking` },
  { sign: "😮", name: msg`surprised` },
  { sign: "😕", name: msg`confused` },
  { sign: "🙁", name: msg`slight frown, sad` },
  { sign: "😢", name: msg`crying` },
  { sign: "😔", name: msg`disappointed, sorry` },
];

const HANDS: readonly Emoji[] = [
  { sign: "👋", name: msg`waving hand, hello` },
  { sign: "👍", name: msg`thumbs up, yes` },
  { sign: "👎", name: msg`thumbs down, no` },
  { sign: "👌", name: msg`perfect, OK` },
  { sign: "🙏", name: msg`folded hands, please, thank you` },
  { sign: "👏", name: msg`applause` },
  { sign: "🤝", name: msg`handshake, agreed` },
  { sign: "💪", name: msg`strong arm` },
  { sign: "🤞", name: msg`fingers crossed, luck` },
  { sign: "👉", name: msg`pointing hand` },
];

const SIGNS: readonly Emoji[] = [
  { sign: "❤️", name: msg`red heart` },
  { sign: "✅", name: msg`check mark, done` },
  { sign: "❌", name: msg`cross, wrong` },
  { sign: "❗", name: msg`exclamation mark, important` },
  { sign: "❓", name: msg`question mark` },
  { sign: "⚠️", name: msg`warning` },
  { sign: "ℹ️", name: msg`information` },
  { sign: "⭐", name: msg`star` },
  { sign: "✨", name: msg`sparkles, new` },
  { sign: "💡", name: msg`light bulb, idea` },
];

const THINGS: readonly Emoji[] = [
  { sign: "🎉", name: msg`party, congratulations` },
  { sign: "🎁", name: msg`gift` },
  { sign: "💐", name: msg`flowers` },
  { sign: "☕", name: msg`coffee, break` },
  { sign: "📦", name: msg`parcel` },
  { sign: "🚚", name: msg`delivery van` },
  { sign: "💳", name: msg`bank card, payment` },
  { sign: "🧾", name: msg`receipt, invoice` },
  { sign: "📧", name: msg`e-mail` },
  { sign: "📞", name: msg`telephone` },
  { sign: "📱", name: msg`mobile phone` },
  { sign: "💻", name: msg`laptop, computer` },
  { sign: "🔧", name: msg`wrench, repair` },
  { sign: "🔒", name: msg`lock, security` },
  { sign: "📅", name: msg`calendar, date` },
  { sign: "⏳", name: msg`hourglass, waiting` },
];

export const EMOJI_GROUPS: readonly EmojiGroup[] = [
  { id: "faces", name: msg`Faces`, emojis: FACES },
  { id: "hands", name: msg`Hands`, emojis: HANDS },
  { id: "signs", name: msg`Signs`, emojis: SIGNS },
  { id: "things", name: msg`Things`, emojis: THINGS },
];

/** Return the groups with those whose name holds every word that was asked for; accents don't matter. */
export function found(i18n: I18n, asked: string): EmojiGroup[] {
  const words = folded(asked, i18n.locale).split(/\s+/).filter(Boolean);
  return EMOJI_GROUPS.flatMap((group) => {
    const emojis = group.emojis.filter((emoji) => {
      const name = folded(i18n._(emoji.name), i18n.locale);
      return words.every((word) => name.includes(word) || emoji.sign === word);
    });
    return emojis.length === 0 ? [] : [{ ...group, emojis }];
  });
}

export const COLUMNS = 8;

export interface Cell {
  row: number;
  column: number;
}

/** Return the rows in which a group is drawn. */
export function rowsOf(group: EmojiGroup): Emoji[][] {
  const count = Math.ceil(group.emojis.length / COLUMNS);
  return Array.from({ length: count }, (_, row) => group.emojis.slice(row * COLUMNS, (row + 1) * COLUMNS));
}

/** Return where a key leads in rows of these widths: the same cell at a border, null for other keys. */
export function moved(at: Cell, key: string, widths: readonly number[]): Cell | null {
  const width = (row: number) => widths[row] ?? 0;
  const to: Record<string, Cell> = {
    ArrowRight: { row: at.row, column: Math.min(at.column + 1, width(at.row) - 1) },
    ArrowLeft: { row: at.row, column: Math.max(at.column - 1, 0) },
    ArrowDown: { row: Math.min(at.row + 1, widths.length - 1), column: at.column },
    ArrowUp: { row: Math.max(at.row - 1, 0), column: at.column },
    Home: { row: at.row, column: 0 },
    End: { row: at.row, column: width(at.row) - 1 },
  };
  const cell = to[key];
  return cell === undefined ? null : { row: cell.row, column: Math.min(cell.column, width(cell.row) - 1) };
}

function folded(text: string, locale: string): string {
  return (
    text
      .normalize("NFD")
      // Accents of Latin letters only: the vowels and tones of Thai are marks too, and make the word.
      .replace(/[\u0300-\u036f]/g, "")
      .toLocaleLowerCase(locale)
      .trim()
  );
}
