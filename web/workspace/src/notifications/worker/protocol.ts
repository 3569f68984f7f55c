/** Names what pages and the service worker say to each other. */

/** Both sides ignore what another version says: after an upgrade pages are older than their worker. */
export const VERSION = 2;

/** When the operating system shows the notification too (mission N3). */
export type Mode = "never" | "background" | "always";

/** One offer, in the reader's words; it stands in the notification too, for workers forget. */
export interface OfferTold {
  id: string;
  /** Whoever it was made to: somebody else may have signed in meanwhile. */
  userId: string;
  conversationId: string;
  epoch: number;
  mode: Mode;
  /** It is theirs by now without their doing, and they have not looked at it yet. */
  assigned: boolean;
  /** By this machine's clock. */
  expiresAtMs: number;
  title: string;
  lines: string[];
  /** Address of a picture. */
  icon: string;
  acceptText: string;
  /** Null where it can't be rejected. */
  rejectText: string | null;
  /** The page plays the sound. */
  silent: boolean;
  /** Ids of the commands: an answer that is sent again has no second effect (protocol.md). */
  keys: Record<Answer, string>;
  /** What is shown when an answer did not reach the server. */
  notSent: Text;
}

export interface Text {
  title: string;
  body: string;
}

export type Answer = "accept" | "reject";

export type FromPage = { v: number } & (
  | { t: "hello"; userId: string }
  /** These are out; said again whenever the focus comes or goes. */
  | { t: "offers"; offers: OfferTold[] }
  | { t: "over"; ids: string[] }
  | { t: "sample"; text: Text; icon: string }
);

export type FromWorker = { v: number } & (
  | { t: "shown"; id: string }
  /** Closed by hand: it is not shown again. */
  | { t: "dismissed"; id: string }
  | Answered
  /** Its body was clicked. */
  | { t: "opened"; userId: string; id: string }
  | { t: "sample_clicked" }
);

/** Pressed on the notification of the offer that `userId` has; of a Reject only when it was not taken. */
export interface Answered {
  t: "answered";
  userId: string;
  id: string;
  conversationId: string;
  answer: Answer;
  /** "done", or the code of a refusal. */
  outcome: string;
}

/** What a side says; the version is put on it in one place. */
export type Unversioned<M> = M extends { v: number } ? Omit<M, "v"> : never;

/** Return the message where it is one of ours, and of this version. */
export function heard<T extends { v: number; t: string }>(data: unknown): T | null {
  const message = data as Partial<T> | null;
  return typeof message === "object" && message?.v === VERSION && typeof message.t === "string"
    ? (message as T)
    : null;
}
