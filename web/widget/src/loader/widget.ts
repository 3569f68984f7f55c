/** Runs the loader: launcher, what is kept in the host page's storage, and the talk with the frame. */

import { readToHost, seal, type ToFrame, type ToHost } from "../bridge/letters";
import { CONVERSATION, MirroredKeep, OUTBOX_PREFIX, OVER } from "../keep/keep";
import { canStore, prefixOf, readStored, writeStored } from "../keep/stored";
import { type Language, pickLanguage } from "../language/language";
import { type Look, textIn } from "../settings/settings";
import { Context } from "./context";
import { Hearers } from "./hearers";
import { Launcher, type LauncherWords } from "./launcher";
import { frameUrl, pageOf, type Tag } from "./tag";

const OPEN = "open";
/** A frame that hasn't said a word by then is loaded again: the server or the network was away. */
const FIRST_PATIENCE_MS = 10_000;
const LONGEST_PATIENCE_MS = 60_000;

export interface Availability {
  /** Somebody could be offered a conversation now. */
  available: boolean;
  /** Where a new conversation would stand in the queue; 1 is next. */
  place: number;
}

export class Widget {
  readonly hearers: Hearers;
  readonly context: Context;
  #page: Window;
  #tag: Tag;
  #look: Look;
  #words: Record<Language, LauncherWords>;
  #language: Language;
  #launcher: Launcher;
  #prefix: string;
  #keep: MirroredKeep;
  /** The frame takes the focus as soon as it is there. */
  #focusOnBegin = false;
  /** The frame has said that it hears; before, its window may be an empty page of the host's own origin. */
  #ready = false;
  /** What was asked of the frame before it could hear. */
  #later: ToFrame[] = [];
  #asking: Array<(answer: Availability | null) => void> = [];
  #patienceMs = FIRST_PATIENCE_MS;

  constructor(page: Window, tag: Tag, look: Look, words: Record<Language, LauncherWords>) {
    this.#page = page;
    this.#tag = tag;
    this.#look = look;
    this.#words = words;
    this.#language = tag.language;
    this.hearers = new Hearers(page);
    this.context = new Context(this.hearers);
    this.#prefix = prefixOf(tag.workstreamId);
    const local = () => page.localStorage;
    this.#keep = new MirroredKeep(readStored(local, this.#prefix), (key, value) =>
      writeStored(local, this.#prefix + key, value),
    );
    const address = frameUrl(tag, page.location.origin);
    this.#launcher = new Launcher(page.document, this.#spoken(), address, () => this.#toggle());
    this.#keep.onChange((key, value) => this.#tell({ t: "kept", key, value }));
  }

  get shown(): boolean {
    return this.#launcher.shown;
  }

  begin(): void {
    this.#page.addEventListener("message", (event) => this.#receive(event));
    this.#page.addEventListener("online", () => this.#loadAgain());
    this.#page.addEventListener("storage", (event) => this.#storageChanged(event));
    this.#launcher.putInto(this.#page.document.body, this.#look, this.#page);
    if (this.#wasOpen()) this.#show(false);
    else if (this.#hasBusiness()) this.#load();
  }

  open(): void {
    if (this.shown) return;
    this.#focusOnBegin = true;
    this.#show(true);
    this.#noteShown("1", true);
    this.hearers.tell("open");
  }

  minimise(): void {
    if (!this.shown) return;
    this.#focusOnBegin = false;
    this.#launcher.hide();
    this.#noteShown(null, false);
    this.hearers.tell("minimise");
  }

  /** For whoever is not talking already. */
  invite(text: string, seconds: number): void {
    if (!this.shown && !this.#hasBusiness()) this.#launcher.invitation.show(text, seconds);
  }

  setLanguage(language: string): void {
    this.#language = pickLanguage([language, this.#language]);
    this.#launcher.setWords(this.#spoken());
    this.#tell({ t: "language", language: this.#language });
  }

  /** Loads the frame if need be, and tells it as soon as it hears. */
  order(letter: ToFrame): void {
    this.#load();
    if (this.#ready) this.#tell(letter);
    else this.#later.push(letter);
  }

  /** Through the frame, for the host page's policy may let it speak with nobody. */
  availability(): Promise<Availability> {
    return new Promise((resolve, reject) => {
      this.#asking.push((answer) => {
        if (answer) resolve(answer);
        else reject(new Error("Cordboard: no answer"));
      });
      this.order({ t: "availability" });
    });
  }

  #toggle(): void {
    if (this.shown) this.minimise();
    else this.open();
  }

  /** The title is the organisation's own where it has one. */
  #spoken(): LauncherWords {
    const words = this.#words[this.#language];
    return { ...words, title: textIn(this.#look.title, this.#language, words.title) };
  }

  /** A conversation under way goes on, out of sight, while the customer walks through the site. */
  #hasBusiness(): boolean {
    const underWay = this.#keep.get(CONVERSATION) !== null && this.#keep.get(OVER) === null;
    return underWay || this.#keep.keys().some((key) => key.startsWith(OUTBOX_PREFIX));
  }

  #show(focus: boolean): void {
    this.#load();
    this.#launcher.show(focus);
  }

  #load(): void {
    if (!this.#launcher.load()) return;
    this.#waitForFrame();
  }

  #waitForFrame(): void {
    this.#page.setTimeout(() => {
      this.#patienceMs = Math.min(LONGEST_PATIENCE_MS, this.#patienceMs * 2);
      if (this.#loadAgain()) this.#waitForFrame();
    }, this.#patienceMs);
  }

  /** False when the frame has long been there. */
  #loadAgain(): boolean {
    if (!this.#ready) this.#launcher.reload();
    return !this.#ready;
  }

  #wasOpen(): boolean {
    return readStored(() => this.#page.sessionStorage, this.#prefix)[OPEN] === "1";
  }

  #noteShown(open: string | null, focus: boolean): void {
    writeStored(() => this.#page.sessionStorage, this.#prefix + OPEN, open);
    this.#tell({ t: "shown", shown: this.shown, focus, page: pageOf(this.#page.location.href) });
  }

  #storageChanged({ key, newValue }: StorageEvent): void {
    if (key?.startsWith(this.#prefix)) this.#keep.changedElsewhere(key.slice(this.#prefix.length), newValue);
  }

  /** Only the frame's own window, showing the server's own pages, is heard. */
  #receive(event: MessageEvent): void {
    const frame = this.#launcher.window;
    if (frame === null || event.source !== frame || event.origin !== this.#tag.server) return;
    const letter = readToHost(event.data);
    if (letter) this.#read(letter);
  }

  #read(letter: ToHost): void {
    if (letter.t === "ready") this.#beginFrame();
    else if (letter.t === "keep") this.#keep.set(letter.key, letter.value);
    else if (letter.t === "minimise") this.minimise();
    else if (letter.t === "unread") this.#noteUnread(letter.count);
    else if (letter.t === "context") this.context.read((values) => this.#tell({ t: "context", values }));
    else if (letter.t === "happened") this.hearers.tell(letter.what, letter.facts);
    else this.#answer(letter.available, letter.place);
  }

  #beginFrame(): void {
    const kept = Object.fromEntries(this.#keep.keys().map((key) => [key, this.#keep.get(key) ?? ""]));
    const focus = this.#focusOnBegin;
    const page = pageOf(this.#page.location.href);
    const language = this.#language;
    const keeps = canStore(() => this.#page.localStorage, this.#prefix);
    this.#ready = true;
    this.#tell({ t: "begin", kept, page, language, shown: this.shown, focus, keeps });
    this.#focusOnBegin = false;
    for (const letter of this.#later.splice(0)) this.#tell(letter);
  }

  #answer(available: boolean | null, place: number): void {
    const answer = available === null ? null : { available, place };
    for (const settle of this.#asking.splice(0)) settle(answer);
  }

  #noteUnread(count: number): void {
    this.#launcher.setUnread(count);
    this.hearers.tell("unread", { count });
  }

  #tell(letter: ToFrame): void {
    if (this.#ready) this.#launcher.window?.postMessage(seal(letter), this.#tag.server);
  }
}
