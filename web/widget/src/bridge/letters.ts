/** Says what the host page's loader and the frame tell each other; both read with suspicion. */

/** Marks our own messages among all others that fly about in a page. */
const MARK = "cordboard/1";
/** A kept value holds one message at most; the server takes 27 KiB of text. */
const VALUE_LIMIT = 128 * 1024;
const KEY_LIMIT = 100;

/** What the frame tells of to the host page. */
export type Happening =
  | "error"
  | `chat:${"started" | "queued" | "accepted" | "ended" | "restored"}`
  | `message:${"received" | "sent"}`;
export type Facts = Readonly<Record<string, string | number>>;
export type Texts = Readonly<Record<string, string>>;

export type ToFrame =
  | {
      t: "begin";
      /** Everything that was kept, by key. */
      kept: Record<string, string>;
      /** Address of the host page without its query. */
      page: string;
      /** The one to speak, or a wish for one that we don't. */
      language: string;
      shown: boolean;
      /** Somebody opened it just now, so the frame takes the focus. */
      focus: boolean;
      /** Whether the browser keeps anything for the host page. */
      keeps: boolean;
    }
  | { t: "kept"; key: string; value: string | null }
  | { t: "shown"; shown: boolean; focus: boolean; page: string }
  | { t: "language"; language: string }
  /** Puts a message and answers where the customer can send them. */
  | { t: "prepare"; text: string; answers: Texts }
  | { t: "end" }
  /** Answers `context`. */
  | { t: "context"; values: Texts }
  | { t: "availability" };

export type ToHost =
  | { t: "ready" }
  | { t: "keep"; key: string; value: string | null }
  | { t: "minimise" }
  | { t: "unread"; count: number }
  | { t: "happened"; what: Happening; facts: Facts }
  /** What does the host page want to be known of the customer? */
  | { t: "context" }
  /** Answers `availability`; null when it could not be found out. */
  | { t: "availability"; available: boolean | null; place: number };

type Bag = Record<string, unknown>;

export function seal(letter: ToFrame | ToHost): unknown {
  return { mark: MARK, letter };
}

/** By its name, what makes a letter whole; a map, for `constructor` is nobody's letter. */
type Checks = ReadonlyMap<unknown, (letter: Bag) => boolean>;

const TO_FRAME: Checks = new Map([
  ["begin", isBegin],
  ["kept", isKept],
  ["shown", isShown],
  ["language", ({ language }: Bag) => isText(language)],
  ["prepare", ({ text, answers }: Bag) => isText(text) && isTexts(answers)],
  ["end", isFine],
  ["context", ({ values }: Bag) => isTexts(values)],
  ["availability", isFine],
]);

const TO_HOST: Checks = new Map([
  ["ready", isFine],
  ["minimise", isFine],
  ["keep", isKept],
  ["unread", ({ count }: Bag) => typeof count === "number"],
  ["happened", isHappening],
  ["context", isFine],
  ["availability", ({ place }: Bag) => typeof place === "number"],
]);

export function readToFrame(data: unknown): ToFrame | null {
  return read(data, TO_FRAME) as ToFrame | null;
}

export function readToHost(data: unknown): ToHost | null {
  return read(data, TO_HOST) as ToHost | null;
}

function read(data: unknown, checks: Checks): Bag | null {
  const letter = unseal(data);
  return letter && checks.get(letter.t)?.(letter) ? letter : null;
}

function unseal(data: unknown): Bag | null {
  const sealed = asBag(data);
  return sealed?.mark === MARK ? asBag(sealed.letter) : null;
}

function asBag(value: unknown): Bag | null {
  return typeof value === "object" && value !== null ? (value as Bag) : null;
}

function isFine(): boolean {
  return true;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isTexts(value: unknown): boolean {
  const bag = asBag(value);
  return bag !== null && Object.values(bag).every(isText);
}

function isBegin(letter: Bag): boolean {
  return isTexts(letter.kept) && isText(letter.language) && isShown(letter);
}

function isShown({ shown, focus, page }: Bag): boolean {
  return typeof shown === "boolean" && typeof focus === "boolean" && isText(page);
}

function isKept({ key, value }: Bag): boolean {
  const fits = value === null || (typeof value === "string" && value.length <= VALUE_LIMIT);
  return typeof key === "string" && key.length <= KEY_LIMIT && fits;
}

/** Its name becomes that of an event: nothing but words may. */
function isHappening({ what, facts }: Bag): boolean {
  return /^(error|(chat|message):[a-z]+)$/.test(String(what)) && asBag(facts) !== null;
}
