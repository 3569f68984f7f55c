/** Says what the agent may know of the customer's page and browser. */

import type { Detail } from "../wire";

/** No detail needs more; a page's address can be longer than anybody reads. */
const VALUE_LIMIT = 500;

/** Order matters: most browsers also claim to be one of the later ones. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\/(\d+)/, "Edge"],
  [/\bOPR\/(\d+)/, "Opera"],
  [/\bSamsungBrowser\/(\d+)/, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, "Firefox"],
  [/Chrom(?:e|ium)\/(\d+)/, "Chromium"],
  [/\bCriOS\/(\d+)/, "Chrome"],
  [/\bVersion\/(\d+)[.\d]* (?:Mobile\/\S+ )?Safari\//, "Safari"],
];

/** For instance "Firefox 140"; empty when the browser doesn't say. */
export function browserName(userAgent: string): string {
  for (const [pattern, name] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return "";
}

export function detailsOf(page: string, language: string, userAgent: string): Detail[] {
  const known = { page, language, browser: browserName(userAgent) };
  return Object.entries(known)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => ({ name, value: value.slice(0, VALUE_LIMIT) }));
}
