/** Starts the page in the frame: with its host page if it is embedded, else alone. */

import { render } from "preact";
import { hostOriginOf, linkToHost } from "../bridge/host_link";
import type { ToHost } from "../bridge/letters";
import { MirroredKeep, NAME } from "../keep/keep";
import { prefixOf, readStored, writeStored } from "../keep/stored";
import { type Language, pickLanguage, pickLocale } from "../language/language";
import { loadWords, type Words } from "../language/words";
import { App } from "./app";
import { SurroundingsProvider } from "./context";
import { type Begin, Page } from "./page";
import "./frame.css";

const WORDS_AGAIN_MS = 2_000;
const workstreamId = new URL(location.href).searchParams.get("workstream") ?? "";

function beginEmbedded(hostOrigin: string): void {
  let page: Page | null = null;
  const link = linkToHost(window, hostOrigin, (letter) => {
    if (letter.t !== "begin") page?.hear(letter);
    else if (!page) {
      const keep = new MirroredKeep(letter.kept, (key, value) => link.tell({ t: "keep", key, value }));
      page = open(letter, keep, link.tell, () => link.tell({ t: "minimise" }));
    }
  });
  link.tell({ t: "ready" });
}

/** Opened as a page of its own, the frame keeps what there is to keep in its own session storage. */
function beginAlone(): void {
  const session = () => window.sessionStorage;
  const prefix = prefixOf(workstreamId);
  const kept = readStored(session, prefix);
  const keep = new MirroredKeep(kept, (key, value) => writeStored(session, prefix + key, value));
  open({ t: "begin", kept, page: "", language: "", shown: true, focus: true }, keep, () => {}, null);
}

function open(
  begin: Begin,
  keep: MirroredKeep,
  tell: (letter: ToHost) => void,
  minimise: (() => void) | null,
): Page {
  const page = new Page(workstreamId, begin, keep, tell);
  const language = pickLanguage([begin.language, ...navigator.languages]);
  fetchWords(language).then((words) => {
    draw(page, words, language, keep.get(NAME) ?? "", minimise);
    if (begin.focus) page.takeFocus();
  });
  return page;
}

function draw(
  { chat }: Page,
  words: Words,
  language: Language,
  visitorName: string,
  minimise: (() => void) | null,
): void {
  const locale = pickLocale(language, navigator.languages);
  document.documentElement.lang = language;
  document.title = words.title;
  const root = document.getElementById("chat");
  if (!root) return;
  render(
    <SurroundingsProvider value={{ chat, words, locale, minimise, visitorName }}>
      <App />
    </SurroundingsProvider>,
    root,
  );
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

const hostOrigin = hostOriginOf(location.href);
if (window.parent === window) beginAlone();
else if (hostOrigin) beginEmbedded(hostOrigin);
