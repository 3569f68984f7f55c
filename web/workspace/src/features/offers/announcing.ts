/** Says each offer once to screen readers, as much of it as somebody needs who can't look at it in time. */

import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { OfferView } from "../../api";
import { announce } from "../../ui";
import { alertTitle, byItself, clipped, factsOf } from "./look";

/** Offers that are out and have been said. */
const said = new Set<string>();

/** Return whether its coming was said here; it may have come and gone while the page was away. */
export function wasSaid(offerId: string): boolean {
  return said.has(offerId);
}

/** Say what is new among the offers that are out; the others are forgotten. */
export function sayOffers(offers: readonly OfferView[], sentenceOf: (offer: OfferView) => string): void {
  const fresh = offers.filter((one) => !said.has(one.id));
  said.clear();
  for (const { id } of offers) said.add(id);
  for (const offer of fresh) announce(sentenceOf(offer), "assertive");
}

/**
 * Return what is said when an offer comes. Who has time to answer can go there and read on; what is assigned
 * at once is gone from the screen in a moment, so all that stands in its alert is said.
 */
export function comingText(i18n: I18n, offer: OfferView, seconds: number, key: string): string {
  const itself = byItself(offer);
  const isGoneSoon = offer.auto_assign === "at_once";
  const words = [
    `${alertTitle(i18n, offer)}.`,
    ...(isGoneSoon ? factsOf(i18n, offer).map((line) => `${clipped(line)}.`) : []),
    itself !== null && i18n._(itself),
    !isGoneSoon && offer.show_countdown && i18n._(msg`${seconds} seconds to answer.`),
    !isGoneSoon && key !== "" && i18n._(msg`Press ${key} to answer.`),
  ];
  return words.filter((one) => one !== false).join(" ");
}
