/** Sorts what is known of a customer: who they are, what they answered, what their browser told. */

import type { Detail } from "../../api";
import { neutral } from "./names";

export interface SortedDetails {
  /** Who the customer is. */
  customer: Detail[];
  /** What they answered before the conversation: everything that is in no other list. */
  answers: Detail[];
  /** What the page told of the visitor. */
  visitor: Detail[];
}

const CUSTOMER = new Set(["name", "email", "phone", "company"]);
const VISITOR = new Set(["page", "language", "browser"]);

/**
 * Each list keeps the order that the administrator chose (mission N11). A name that is the customer's `title`
 * already is left out.
 */
export function sorted(details: readonly Detail[], title: string): SortedDetails {
  const isTitle = (one: Detail) => one.name === "name" && neutral(one.value) === title;
  const of = (chosen: (name: string) => boolean) => details.filter(({ name }) => chosen(name));
  return {
    customer: of((name) => CUSTOMER.has(name)).filter((one) => !isTitle(one)),
    answers: of((name) => !CUSTOMER.has(name) && !VISITOR.has(name)),
    visitor: of((name) => VISITOR.has(name)),
  };
}

/** Values that people need elsewhere: they get a button that copies them. */
export function isCopied(name: string): boolean {
  return name === "email" || name === "phone";
}

/** Return a value as people read it. */
export function detailText({ name, value }: Detail, locale: string): string {
  if (name === "browser") return browserText(value);
  if (name === "language") return languageText(value, locale);
  return name === "name" ? neutral(value) : value;
}

/** Return a language in the reader's language and its tag; what is no tag is shown as it is. */
export function languageText(tag: string, locale: string): string {
  try {
    const name = new Intl.DisplayNames([locale], { type: "language", fallback: "none" }).of(tag);
    return name === undefined ? tag : `${name} (${tag})`;
  } catch {
    return tag;
  }
}

/** The first that fits wins: most browsers name others, too, in order to be let in. */
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ["Opera", /\bOPR\/(\d+)/],
  ["Samsung Internet", /\bSamsungBrowser\/(\d+)/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /\b(?:Chrome|CriOS)\/(\d+)/],
  ["Safari", /\bVersion\/(\d+)[\d.]* .*\bSafari\//],
];
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ["Android", /\bAndroid\b/],
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
];

/** Return a short name for a whole user-agent text; anything else was made readable already. */
export function browserText(value: string): string {
  if (!value.startsWith("Mozilla/")) return value;
  const browser = BROWSERS.flatMap(([name, pattern]) => {
    const version = pattern.exec(value)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = SYSTEMS.find(([, pattern]) => pattern.test(value))?.[0];
  const known = [browser, system].filter((part) => part !== undefined);
  return known.length === 0 ? value : known.join(", ");
}
