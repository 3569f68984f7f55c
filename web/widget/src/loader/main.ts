/** Starts the widget in the page that carries the script tag. */

import type { Language } from "../language/language";
import * as en from "../locales/en.json";
import * as id from "../locales/id.json";
import * as lv from "../locales/lv.json";
import * as nl from "../locales/nl.json";
import * as sv from "../locales/sv.json";
import * as th from "../locales/th.json";
import { readLook } from "../settings/settings";
import { apiOf, type Cordboard } from "./api";
import type { LauncherWords } from "./launcher";
import { findScript, readTag } from "./tag";
import { Widget } from "./widget";

declare global {
  interface Window {
    /** Before the script is here, a page may have put functions for later into a list. */
    Cordboard?: Cordboard | { q: Array<(cordboard: Cordboard) => void> };
  }
}

/** Named one by one, so that the build takes these few words and leaves the rest of each file out. */
const WORDS: Record<Language, LauncherWords> = {
  en: {
    title: en.title,
    unread: en.unread,
    chat_now: en.chat_now,
    dismiss: en.dismiss,
  },
  id: {
    title: id.title,
    unread: id.unread,
    chat_now: id.chat_now,
    dismiss: id.dismiss,
  },
  lv: {
    title: lv.title,
    unread: lv.unread,
    chat_now: lv.chat_now,
    dismiss: lv.dismiss,
  },
  nl: {
    title: nl.title,
    unread: nl.unread,
    chat_now: nl.chat_now,
    dismiss: nl.dismiss,
  },
  sv: {
    title: sv.title,
    unread: sv.unread,
    chat_now: sv.chat_now,
    dismiss: sv.dismiss,
  },
  th: {
    title: th.title,
    unread: th.unread,
    chat_now: th.chat_now,
    dismiss: th.dismiss,
  },
};

function start(): void {
  const tag = readTag(findScript(document), document, navigator.languages);
  const before = window.Cordboard;
  // A page without an origin of its own (a file, a sandbox) can't prove to the frame who it is.
  if (!tag || (before && "open" in before) || location.origin === "null") return;
  // The server puts the workstream's colour, corner and title here.
  const widget = new Widget(window, tag, readLook("__CORDBOARD_SETTINGS__"), WORDS);
  const api = apiOf(widget);
  window.Cordboard = api;
  const begin = () => {
    widget.begin();
    if (Array.isArray(before?.q)) for (const run of before.q) api.q.push(run);
    // After them, so that they can hear it.
    widget.hearers.tell("ready");
  };
  if (document.body) begin();
  else addEventListener("DOMContentLoaded", begin, { once: true });
}

start();
