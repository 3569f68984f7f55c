/** Holds what the server answers when it will not do something: a code to translate, a sentence for logs. */

/** A command, message or request that was refused; it left nothing behind. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    /** One of `core.errors.Code`, or UNREACHABLE. */
    readonly code: string,
    sentence: string,
    /** HTTP status; 0 on the socket, or when no answer came at all. */
    readonly status = 0,
  ) {
    super(sentence);
  }
}

/** Made by the page itself: the request may or may not have reached the server. */
export const UNREACHABLE = "unreachable";

/** Return the code of a refusal, or "unknown" for any other failure. */
export function codeOf(reason: unknown): string {
  return reason instanceof Refusal ? reason.code : "unknown";
}
