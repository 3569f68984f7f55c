/** Sends what was pressed on a notification, as the person who is signed in now. */

import { ATTEMPTS_AFTER_MS, outcomeOf } from "./decisions";
import type { Answer, OfferTold } from "./protocol";
import type { World } from "./scope";

export const UNREACHABLE = "unreachable";
export const OVER = "offer_over";
export const SIGNED_OUT = "not_signed_in";
/** How `/api/me` says that nobody is signed in. */
const NOBODY = 204;

/**
 * Answer an offer; tried again while the network fails and the time is not over.
 *
 * @returns "done", the code of a refusal, or UNREACHABLE.
 */
export async function answerOffer(world: World, offer: OfferTold, answer: Answer): Promise<string> {
  for (const waitMs of ATTEMPTS_AFTER_MS) {
    await world.sleep(waitMs);
    if (world.nowMs() > offer.expiresAtMs) return OVER;
    const outcome = await attempt(world, offer, answer).catch(() => null);
    if (outcome !== null) return outcome;
  }
  return UNREACHABLE;
}

/** Null is worth another attempt. The CSRF value is asked for: it goes with the sign-in, and is not kept. */
async function attempt(world: World, offer: OfferTold, answer: Answer): Promise<string | null> {
  const me = await world.ask("/api/me");
  const known = outcomeOf(me.status, me.body);
  if (known !== "done") return known;
  if (me.status === NOBODY) return SIGNED_OUT;
  const { user, csrf } = me.body as { user: { id: string }; csrf: string };
  if (user.id !== offer.userId) return OVER;
  const headers = { "X-CSRF-Token": csrf, "Idempotency-Key": offer.keys[answer] };
  const path = `/api/offers/${encodeURIComponent(offer.id)}/${answer}`;
  const { status, body } = await world.ask(path, { body: { epoch: offer.epoch }, headers });
  return outcomeOf(status, body);
}

/** "over" also where it was made to somebody else; "unknown" where the server can't be asked. */
export type Standing = "out" | "over" | "signed out" | "unknown";

/** Ask the server how an offer stands for the person who is signed in now. */
export async function standingOf(world: World, offer: OfferTold): Promise<Standing> {
  try {
    const { status, body } = await world.ask(`/api/offers/${encodeURIComponent(offer.id)}`);
    const outcome = outcomeOf(status, body);
    if (outcome === "done") return (body as { out: boolean }).out ? "out" : "over";
    return outcome === SIGNED_OUT ? "signed out" : "unknown";
  } catch {
    return "unknown";
  }
}
