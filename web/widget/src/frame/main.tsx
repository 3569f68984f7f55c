/** Starts the page in the frame: with its host page if it is embedded, else alone. */

import { render } from "preact";
import { hostOriginOf, linkToHost } from "../bridge/host_link";
import type { ToHost } from "../bridge/letters";
import { MirroredKeep } from "../keep/keep";
import { canStore, prefixOf, readStored, writeStored } from "../keep/stored";
import { type Language, pickLanguage, pickLocale } from "../language/language";
import { loadWords, type Words } from "../language/words";
import { readSettings, textIn } from "../settings/settings";
import { App } from "./app";
import { surround } from "./context";
import { type Begin, Page } from "./page";
import "./frame.css";

const WORDS_AGAIN_MS = 2_000;
const workstreamId = new URL(location.href).searchParams.get("workstream") ?? "";
const settings = readSettings(document.getElementById("settings")?.textContent ?? "");

interface Frame {
  page: Page;
  /** Changes the language of what is drawn. */
  speak: (wish: string) => void;
}

function open(
  begin: Begin,
  keep: MirroredKeep,
  tell: (letter: ToHost) => void,
  minimise: (() => void) | null,
): Frame {
  let language = pickLanguage(navigator.languages);
  const page = new Page(workstreamId, begin, keep, tell, settings, () => language);
  const { chat } = page;
  const { keeps } = begin;
  const speak = async (wish: string) => {
    language = pickLanguage([wish, language]);
    const spoken = language;
    const words = await fetchWords(spoken);
    const root = document.getElementById("chat");
    // Another one may have been asked for meanwhile.
    if (!root || spoken !== language) return;
    document.documentElement.lang = language;
    document.title = textIn(settings.title, language, words.title);
    const locale = pickLocale(language, navigator.languages);
    surround({ chat, keep, language, words, locale, minimise, keeps });
    render(<App />, root);
  };
  speak(begin.language).then(() => begin.focus && page.takeFocus());
  return { page, speak };
}

function beginEmbedded(hostOrigin: string): void {
  let frame: Frame | null = null;
  const link = linkToHost(window, hostOrigin, (letter) => {
    if (letter.t === "language") frame?.speak(letter.language);
    else if (letter.t !== "begin") frame?.page.hear(letter);
    else if (!frame) {
      const keep = new MirroredKeep(letter.kept, (key, value) => link.tell({ t: "keep", key, value }));
      frame = open(letter, keep, link.tell, () => link.tell({ t: "minimise" }));
    }
  });
  link.tell({ t: "ready" });
}

/** Opened as a page of its own, the frame keeps what there is to keep in its own session storage. */
function beginAlone(): void {
  const session = () => window.sessionStorage;
  const prefix = prefixOf(workstreamId);
  const keep = new MirroredKeep(readStored(session, prefix), (key, value) =>
    writeStored(session, prefix + key, value),
  );
  const keeps = canStore(session, prefix);
  const begin = { t: "begin", kept: {}, page: "", language: "", shown: true, focus: true, keeps } as const;
  const tell = (letter: ToHost) => {
    // There is no host page that could know more.
    if (letter.t === "context") frame.page.hear({ t: "context", values: {} });
  };
  const frame = open(begin, keep, tell, null);
}

/** The network may go between the page and its words; without them there is nothing to show. */
async function fetchWords(language: Language): Promise<Words> {
  for (;;) {
    try {
      return await loadWords(language);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, WORDS_AGAIN_MS));
    }
  }
}

document.documentElement.style.setProperty("--accent", settings.accent);
const hostOrigin = hostOriginOf(location.href);
if (window.parent === window) beginAlone();
else if (hostOrigin) beginEmbedded(hostOrigin);
