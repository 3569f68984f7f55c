/** Names customers and what is known of them, in the reader's language. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

interface Named {
  title: string;
  visitor_number: number;
  named: boolean;
}

/** Return the customer's own name, else "Visitor N" (mission S13, decision 9). */
export function titleOf(i18n: I18n, one: Named): string {
  const title = neutral(one.title);
  return one.named && title !== "" ? title : i18n._(visitorTitle(one.visitor_number));
}

/**
 * Return a name without the signs that turn the reading order of what stands around it (U+202A-202E,
 * U+2066-2069); those that hold an emoji or a ligature together stay.
 */
export function neutral(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069]/gu, "").trim();
}

function visitorTitle(number: number): MessageDescriptor {
  return msg`Visitor ${number}`;
}

const DETAILS: Record<string, MessageDescriptor> = {
  name: msg`Name`,
  email: msg`E-mail`,
  phone: msg`Phone`,
  company: msg`Company`,
  page: msg`Page`,
  language: msg`Language`,
  browser: msg`Browser`,
  question: msg`Question`,
};

/** Return what a detail is called; names that an administrator made up are shown as they are. */
export function detailName(i18n: I18n, name: string): string {
  const known = DETAILS[name];
  return known === undefined ? neutral(name) : i18n._(known);
}

const LINKS: Record<string, MessageDescriptor> = {
  connected: msg`Customer: connected`,
  reconnecting: msg`Customer: reconnecting`,
  left: msg`Customer: left`,
};

export function customerText(i18n: I18n, link: string): string {
  const text = LINKS[link];
  return text === undefined ? link : i18n._(text);
}
