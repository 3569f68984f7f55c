/** Names customers and what is known of them, in the reader's language. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { SessionView } from "../../api";
import { fillTitle, type SlugValues } from "../../ui";

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

/** What a session shows: of its template's title, else of its customer. */
type Titled = Pick<SessionView, "title" | "values" | "item">;

/** Return a session's title: its template's with the slugs filled, else the customer's name (mission S13). */
export function sessionTitle(i18n: I18n, session: Titled): string {
  return neutral(fillTitle(session.title, slugValues(i18n, session))) || titleOf(i18n, session.item);
}

/** Return what slugs stand for in a session; the customer's name is said in the reader's language. */
export function slugValues(i18n: I18n, session: Pick<SessionView, "values" | "item">): SlugValues {
  return { ...session.values, customerName: titleOf(i18n, session.item) };
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
