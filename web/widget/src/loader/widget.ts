/** Runs the loader: launcher, what is kept in the host page's storage, and the talk with the frame. */

import { readToHost, seal, type ToFrame, type ToHost } from "../bridge/letters";
import { CONVERSATION, MirroredKeep, OUTBOX_PREFIX, OVER } from "../keep/keep";
import { prefixOf, readStored, writeStored } from "../keep/stored";
import { Launcher, type LauncherWords } from "./launcher";
import { frameUrl, pageOf, type Tag } from "./tag";

const OPEN = "open";
/** A frame that hasn't said a word by then is loaded again: the server or the network was away. */
const FIRST_PATIENCE_MS = 10_000;
const LONGEST_PATIENCE_MS = 60_000;

export type HostEvent = "open" | "close" | "unread" | "started" | "message" | "ended";
export type HostHearer = (detail: { conversation_id?: string; count?: number }) => void;

/** What `window.Cordboard` offers to the host page. */
export interface Cordboard {
  open(): void;
  close(): void;
  /** What is returned stops it. */
  on(event: HostEvent, hear: HostHearer): () => void;
}

export class Widget implements Cordboard {
  #page: Window;
  #tag: Tag;
  #launcher: Launcher;
  #prefix: string;
  #keep: MirroredKeep;
  #hearers = new Set<[HostEvent, HostHearer]>();
  /** The frame takes the focus as soon as it is there. */
  #focusOnBegin = false;
  /** The frame has said that it hears; before, its window may be an empty page of the host's own origin. */
  #ready = false;
  #patienceMs = FIRST_PATIENCE_MS;

  constructor(page: Window, tag: Tag, words: LauncherWords) {
    this.#page = page;
    this.#tag = tag;
    this.#prefix = prefixOf(tag.workstreamId);
    const local = () => page.localStorage;
    this.#keep = new MirroredKeep(readStored(local, this.#prefix), (key, value) =>
      writeStored(local, this.#prefix + key, value),
    );
    const address = frameUrl(tag, page.location.origin);
    this.#launcher = new Launcher(page.document, words, address, () => this.#toggle());
    this.#keep.onChange((key, value) => this.#tell({ t: "kept", key, value }));
  }

  begin(): void {
    this.#page.addEventListener("message", (event) => this.#receive(event));
    this.#page.addEventListener("online", () => this.#loadAgain());
    this.#page.addEventListener("storage", (event) => this.#storageChanged(event));
    this.#launcher.putInto(this.#page.document.body);
    if (this.#wasOpen()) this.#show(false);
    else if (this.#hasBusiness()) this.#load();
  }

  open(): void {
    if (this.#launcher.shown) return;
    this.#focusOnBegin = true;
    this.#show(true);
    this.#noteShown("1", true);
    this.#happened("open", {});
  }

  close(): void {
    if (!this.#launcher.shown) return;
    this.#focusOnBegin = false;
    this.#launcher.hide();
    this.#noteShown(null, false);
    this.#happened("close", {});
  }

  on(event: HostEvent, hear: HostHearer): () => void {
    const pair: [HostEvent, HostHearer] = [event, hear];
    this.#hearers.add(pair);
    return () => this.#hearers.delete(pair);
  }

  #toggle(): void {
    if (this.#launcher.shown) this.close();
    else this.open();
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
    this.#tell({ t: "shown", shown: this.#launcher.shown, focus, page: pageOf(this.#page.location.href) });
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
    else if (letter.t === "minimise") this.close();
    else if (letter.t === "unread") this.#noteUnread(letter.count);
    else this.#happened(letter.what, { conversation_id: letter.conversation_id });
  }

  #beginFrame(): void {
    const kept = Object.fromEntries(this.#keep.keys().map((key) => [key, this.#keep.get(key) ?? ""]));
    const focus = this.#focusOnBegin;
    const page = pageOf(this.#page.location.href);
    const language = this.#tag.wishedLanguage;
    this.#ready = true;
    this.#tell({ t: "begin", kept, page, language, shown: this.#launcher.shown, focus });
    this.#focusOnBegin = false;
  }

  #noteUnread(count: number): void {
    this.#launcher.setUnread(count);
    this.#happened("unread", { count });
  }

  #tell(letter: ToFrame): void {
    if (this.#ready) this.#launcher.window?.postMessage(seal(letter), this.#tag.server);
  }

  #happened(event: HostEvent, detail: Parameters<HostHearer>[0]): void {
    for (const [wanted, hear] of this.#hearers) if (wanted === event) hear(detail);
  }
}
