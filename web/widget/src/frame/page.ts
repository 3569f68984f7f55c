/** Ties the chat to its page: what the host says, what the browser says, and what the host is told. */

import type { Texts, ToFrame, ToHost } from "../bridge/letters";
import { Chat } from "../chat/chat";
import { detailsOf } from "../chat/details";
import { serverByHttp } from "../chat/server";
import { type MirroredKeep, MUTED } from "../keep/keep";
import { prefixOf } from "../keep/stored";
import type { Language } from "../language/language";
import { browserAlone } from "../realtime/alone";
import { browserChance, browserClock, browserSocket, socketUrl } from "../realtime/browser";
import type { Settings } from "../settings/settings";
import type { Detail } from "../wire";
import { Freshness } from "./freshness";
import { isHeard, Sound } from "./sound";

export type Begin = Extract<ToFrame, { t: "begin" }>;

/** A host page that doesn't answer isn't waited for: the customer wants to talk. */
const CONTEXT_LIMIT_MS = 1_000;
/** Another tab may show the message meanwhile: then it needs no sound. */
const SOUND_AFTER_MS = 400;

export class Page {
  readonly chat: Chat;
  #workstreamId: string;
  #keep: MirroredKeep;
  #freshness: Freshness;
  #tell: (letter: ToHost) => void;
  #hostPage: string;
  #shown = false;
  #unread = 0;
  /** Number of the last message that was told. */
  #news = 0;
  #sound = new Sound(document);
  #server = serverByHttp((input, init) => fetch(input, init));
  #hearContext: (values: Texts) => void = () => {};

  constructor(
    workstreamId: string,
    begin: Begin,
    keep: MirroredKeep,
    tell: (letter: ToHost) => void,
    settings: Settings,
    language: () => Language,
  ) {
    this.#workstreamId = workstreamId;
    this.#keep = keep;
    this.#tell = tell;
    this.#hostPage = begin.page;
    this.#freshness = new Freshness(browserClock, keep, () => location.reload());
    this.chat = new Chat({
      clock: browserClock,
      chance: browserChance,
      randomBytes: (bytes) => void crypto.getRandomValues(bytes),
      openSocket: browserSocket(socketUrl(location.href)),
      keep,
      server: this.#server,
      workstreamId,
      settings,
      language,
      alone: browserAlone(navigator.locks, prefixOf(workstreamId)),
      details: () => this.#details(),
      tellHost: (what, facts) => tell({ t: "happened", what, facts }),
      welcomed: ({ build }) => this.#freshness.welcomed(build),
      outdated: () => this.#freshness.outdated(),
    });
    this.#setShown(begin.shown);
    this.#listen();
    this.chat.begin();
  }

  hear(letter: ToFrame): void {
    if (letter.t === "kept") this.#keep.changedElsewhere(letter.key, letter.value);
    else if (letter.t === "shown") this.#shownAgain(letter.shown, letter.focus, letter.page);
    else if (letter.t === "prepare") this.chat.desk.prepare(letter.text, letter.answers);
    else if (letter.t === "end") this.chat.end();
    else if (letter.t === "context") this.#hearContext(letter.values);
    else if (letter.t === "availability") this.#askAvailability();
  }

  /** Puts the focus where the customer goes on. */
  takeFocus(): void {
    document.querySelector<HTMLElement>(".field :is(input, textarea, select), #message, #go-on")?.focus();
  }

  /** What the page says of itself, then what it may want to be known. */
  #details(): Promise<Detail[]> {
    return new Promise<Texts>((resolve) => {
      this.#hearContext = resolve;
      setTimeout(resolve, CONTEXT_LIMIT_MS, {});
      this.#tell({ t: "context" });
    }).then((values) => [
      ...detailsOf(this.#hostPage, navigator.language, navigator.userAgent),
      // What is asked in the form is the customer's to say.
      ...Object.entries(values)
        .filter(([name]) => this.chat.state.settings.questions.every((question) => question.name !== name))
        .map(([name, value]) => ({ name, value })),
    ]);
  }

  #askAvailability(): void {
    const none = { available: null, place: 0 };
    const asked = this.#server.availability(this.#workstreamId).catch(() => none);
    asked.then(({ available, place }) => this.#tell({ t: "availability", available, place }));
  }

  #shownAgain(shown: boolean, focus: boolean, hostPage: string): void {
    this.#hostPage = hostPage;
    this.#setShown(shown);
    if (shown) this.chat.hurry();
    if (focus) this.takeFocus();
  }

  #setShown(shown: boolean): void {
    this.#shown = shown;
    this.chat.setShown(this.#seen);
    this.#freshness.setShown(shown);
  }

  /** Open, and in a tab that somebody looks at. */
  get #seen(): boolean {
    return this.#shown && document.visibilityState === "visible";
  }

  #listen(): void {
    this.chat.onChange(() => this.#changed());
    addEventListener("online", () => this.chat.hurry());
    document.addEventListener("visibilitychange", () => {
      this.chat.setShown(this.#seen);
      if (document.visibilityState === "visible") this.chat.hurry();
    });
  }

  #changed(): void {
    const { unread, news } = this.chat.state;
    if (news && news.n !== this.#news) {
      this.#news = news.n;
      setTimeout(() => this.#ring(), SOUND_AFTER_MS);
    }
    if (unread === this.#unread) return;
    this.#unread = unread;
    this.#tell({ t: "unread", count: unread });
  }

  /** For whoever doesn't see it, and wants to hear it. */
  #ring(): void {
    if (isHeard(this.chat.state, this.#keep.get(MUTED))) this.#sound.play();
  }
}
