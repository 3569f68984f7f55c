/** Says what the host page's loader and the frame tell each other; both read with suspicion. */

/** Marks our own messages among all others that fly about in a page. */
const MARK = "cordboard/1";
/** A kept value holds one message at most; the server takes 27 KiB of text. */
const VALUE_LIMIT = 128 * 1024;
const KEY_LIMIT = 100;

export type Happening = "started" | "message" | "ended";

export type ToFrame =
  | {
      t: "begin";
      /** Everything that was kept, by key. */
      kept: Record<string, string>;
      /** Address of the host page without its query. */
      page: string;
      /** As the script tag asks; empty when it doesn't. */
      language: string;
      shown: boolean;
      /** Somebody opened it just now, so the frame takes the focus. */
      focus: boolean;
    }
  | { t: "kept"; key: string; value: string | null }
  | { t: "shown"; shown: boolean; focus: boolean; page: string };

export type ToHost =
  | { t: "ready" }
  | { t: "keep"; key: string; value: string | null }
  | { t: "minimise" }
  | { t: "unread"; count: number }
  | { t: "happened"; what: Happening; conversation_id: string };

type Bag = Record<string, unknown>;

export function seal(letter: ToFrame | ToHost): unknown {
  return { mark: MARK, letter };
}

export function readToFrame(data: unknown): ToFrame | null {
  const letter = unseal(data);
  if (letter?.t === "begin") return isBegin(letter) ? (letter as ToFrame) : null;
  if (letter?.t === "kept") return isKept(letter) ? (letter as ToFrame) : null;
  if (letter?.t === "shown") return isShown(letter) ? (letter as ToFrame) : null;
  return null;
}

export function readToHost(data: unknown): ToHost | null {
  const letter = unseal(data);
  if (letter?.t === "ready" || letter?.t === "minimise") return { t: letter.t };
  if (letter?.t === "keep") return isKept(letter) ? (letter as ToHost) : null;
  if (letter?.t === "unread") return typeof letter.count === "number" ? (letter as ToHost) : null;
  if (letter?.t === "happened") return isHappening(letter) ? (letter as ToHost) : null;
  return null;
}

function unseal(data: unknown): Bag | null {
  const sealed = asBag(data);
  return sealed?.mark === MARK ? asBag(sealed.letter) : null;
}

function asBag(value: unknown): Bag | null {
  return typeof value === "object" && value !== null ? (value as Bag) : null;
}

function isBegin(letter: Bag): boolean {
  const kept = asBag(letter.kept);
  const texts = kept !== null && Object.values(kept).every((value) => typeof value === "string");
  return texts && typeof letter.language === "string" && isShown(letter);
}

function isShown({ shown, focus, page }: Bag): boolean {
  return typeof shown === "boolean" && typeof focus === "boolean" && typeof page === "string";
}

function isKept({ key, value }: Bag): boolean {
  const fits = value === null || (typeof value === "string" && value.length <= VALUE_LIMIT);
  return typeof key === "string" && key.length <= KEY_LIMIT && fits;
}

function isHappening({ what, conversation_id }: Bag): boolean {
  return ["started", "message", "ended"].includes(String(what)) && typeof conversation_id === "string";
}
