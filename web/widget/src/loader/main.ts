/** Starts the widget in the page that carries the script tag. */

import type { Language } from "../language/language";
import { close as enClose, open as enOpen, title as enTitle, unread as enUnread } from "../locales/en.json";
import { close as idClose, open as idOpen, title as idTitle, unread as idUnread } from "../locales/id.json";
import { close as lvClose, open as lvOpen, title as lvTitle, unread as lvUnread } from "../locales/lv.json";
import { close as nlClose, open as nlOpen, title as nlTitle, unread as nlUnread } from "../locales/nl.json";
import { close as svClose, open as svOpen, title as svTitle, unread as svUnread } from "../locales/sv.json";
import { close as thClose, open as thOpen, title as thTitle, unread as thUnread } from "../locales/th.json";
import type { LauncherWords } from "./launcher";
import { findScript, readTag } from "./tag";
import { type Cordboard, Widget } from "./widget";

declare global {
  interface Window {
    Cordboard?: Cordboard;
  }
}

/** By name, so that the build takes these few words and leaves the rest of each file out. */
const WORDS: Record<Language, LauncherWords> = {
  en: { open: enOpen, close: enClose, title: enTitle, unread: enUnread },
  id: { open: idOpen, close: idClose, title: idTitle, unread: idUnread },
  lv: { open: lvOpen, close: lvClose, title: lvTitle, unread: lvUnread },
  nl: { open: nlOpen, close: nlClose, title: nlTitle, unread: nlUnread },
  sv: { open: svOpen, close: svClose, title: svTitle, unread: svUnread },
  th: { open: thOpen, close: thClose, title: thTitle, unread: thUnread },
};

function start(): void {
  const tag = readTag(findScript(document), navigator.languages);
  // A page without an origin of its own (a file, a sandbox) can't prove to the frame who it is.
  if (!tag || window.Cordboard || location.origin === "null") return;
  const widget = new Widget(window, tag, WORDS[tag.language]);
  window.Cordboard = {
    open: () => widget.open(),
    close: () => widget.close(),
    on: (event, hear) => widget.on(event, hear),
  };
  if (document.body) widget.begin();
  else addEventListener("DOMContentLoaded", () => widget.begin(), { once: true });
}

start();
