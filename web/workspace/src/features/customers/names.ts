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
  return one.named ? one.title : i18n._(visitorTitle(one.visitor_number));
}

function visitorTitle(number: number): MessageDescriptor {
  return msg`Visitor ${number}`;
}

const DETAILS: Record<string, MessageDescriptor> = {
  name: msg`Name`,
  email: msg`E-mail`,
  page: msg`Page`,
  language: msg`Language`,
  browser: msg`Browser`,
  question: msg`Question`,
};

/** Return what a detail is called; names that an administrator made up are shown as they are. */
export function detailName(i18n: I18n, name: string): string {
  const known = DETAILS[name];
  return known === undefined ? name : i18n._(known);
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
