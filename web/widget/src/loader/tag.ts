/** Reads what the site's owner wrote into the script tag. */

import { type Language, pickLanguage } from "../language/language";

export interface Tag {
  /** Origin of the Cordboard server: where the script came from. */
  server: string;
  workstreamId: string;
  /** As the tag asks, else the page's own, else the browser's. */
  language: Language;
}

/** Null when the tag doesn't name a workstream: there is nothing to talk to. */
export function readTag(
  script: HTMLScriptElement | null,
  page: Document,
  browserLanguages: readonly string[],
): Tag | null {
  const workstreamId = script?.dataset.workstream ?? "";
  if (!script || workstreamId === "") return null;
  const language = pickLanguage([script.dataset.language, page.documentElement.lang, ...browserLanguages]);
  return { server: new URL(script.src).origin, workstreamId, language };
}

/** The running script's tag; scripts of type module don't know theirs, so it is looked up. */
export function findScript(page: Document): HTMLScriptElement | null {
  const current = page.currentScript;
  if (current instanceof HTMLScriptElement) return current;
  return page.querySelector<HTMLScriptElement>('script[data-workstream][src*="/widget/loader.js"]');
}

export function frameUrl(tag: Tag, hostOrigin: string): string {
  const url = new URL("/widget/frame", tag.server);
  url.searchParams.set("workstream", tag.workstreamId);
  url.searchParams.set("host", hostOrigin);
  return url.href;
}

/** Where the customer is, without the query and the fragment, which may hold what is nobody's business. */
export function pageOf(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}
