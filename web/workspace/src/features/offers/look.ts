/** Says what an alert shows: the administrator's words where there are any, else the workspace's. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { OfferView } from "../../api";
import { fillLine, fillTitle, type SlugValues } from "../../ui";
import { detailName, detailText, neutral, titleOf } from "../customers";

export interface Line {
  /** Unlike a header, different for each line. */
  id: string;
  name: string;
  value: string;
}

/** Return the alert's title, which is also what is announced. */
export function alertTitle(i18n: I18n, offer: OfferView): string {
  const own = fillTitle(offer.notification.title, slugValues(i18n, offer));
  return own === "" ? i18n._(incoming(titleOf(i18n, offer))) : own;
}

/** Return the template's lines that have a value; null where the details are shown in their place. */
export function linesOf(i18n: I18n, offer: OfferView): Line[] | null {
  const { fields } = offer.notification;
  if (fields.length === 0) return null;
  const values = slugValues(i18n, offer);
  return fields.flatMap(({ header, value }, place) => {
    const line = fillLine(value, values)?.trim() ?? "";
    return line === "" ? [] : [{ id: `${place}`, name: header, value: line }];
  });
}

/** Return all that an alert tells of its customer, a line each, with or without a template. */
export function factsOf(i18n: I18n, offer: OfferView): string[] {
  const own = linesOf(i18n, offer);
  if (own !== null) return own.map(({ name, value }) => headed(name, value));
  const { queue_name, details } = offer;
  const known = details.map((one) => headed(detailName(i18n, one.name), detailText(one, i18n.locale)));
  return [i18n._(msg`Queue: ${queue_name}`), ...known];
}

function headed(name: string, value: string): string {
  const line = value.replace(/\s+/gu, " ");
  return name === "" ? line : `${name}: ${line}`;
}

/** Longer lines are cut where they can't be scrolled: customers may write much. */
const LINE_LENGTH = 120;

export function clipped(line: string): string {
  const signs = [...line];
  return signs.length <= LINE_LENGTH ? line : `${signs.slice(0, LINE_LENGTH - 1).join("")}…`;
}

/** Return what happens without an answer; null where it goes to others, as always. */
export function byItself(offer: OfferView): MessageDescriptor | null {
  if (offer.auto_assign === "at_once") return msg`It becomes yours by itself, in a moment.`;
  if (offer.auto_assign !== "after_timeout") return null;
  return offer.auto_accept
    ? msg`It becomes yours when the time is over, and its session opens by itself.`
    : msg`It becomes yours when the time is over.`;
}

export function acceptText(i18n: I18n, offer: OfferView): string {
  const { accept_text } = offer.notification;
  if (accept_text.trim() !== "") return accept_text;
  return i18n._(offer.auto_assign === "never" ? msg`Accept` : msg({ message: "Open", context: "button" }));
}

export function rejectText(i18n: I18n, offer: OfferView): string {
  const { reject_text } = offer.notification;
  return reject_text.trim() === "" ? i18n._(msg`Reject`) : reject_text;
}

/** Values come from customers: signs that turn the reading order are taken out of them. */
function slugValues(i18n: I18n, offer: OfferView): SlugValues {
  const { values } = offer.notification;
  const plain = Object.entries(values).map(([slug, value]) => [slug, neutral(value)] as const);
  return { ...Object.fromEntries(plain), customerName: titleOf(i18n, offer) };
}

function incoming(title: string): MessageDescriptor {
  return msg`Incoming conversation: ${title}`;
}
