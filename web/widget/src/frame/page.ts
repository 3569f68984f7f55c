/** Ties the chat to its page: what the host says, what the browser says, and what the host is told. */

import type { ToFrame, ToHost } from "../bridge/letters";
import { Chat } from "../chat/chat";
import { detailsOf } from "../chat/details";
import { serverByHttp } from "../chat/server";
import type { MirroredKeep } from "../keep/keep";
import { browserChance, browserClock, browserSocket, socketUrl } from "../realtime/browser";
import { Freshness } from "./freshness";

export type Begin = Extract<ToFrame, { t: "begin" }>;

export class Page {
  readonly chat: Chat;
  #keep: MirroredKeep;
  #freshness: Freshness;
  #tell: (letter: ToHost) => void;
  #hostPage: string;
  #unread = 0;

  constructor(workstreamId: string, begin: Begin, keep: MirroredKeep, tell: (letter: ToHost) => void) {
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
      server: serverByHttp((input, init) => fetch(input, init)),
      workstreamId,
      details: () => detailsOf(this.#hostPage, navigator.language, navigator.userAgent),
      tellHost: (what, conversation_id) => tell({ t: "happened", what, conversation_id }),
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
  }

  /** Puts the focus where the customer goes on. */
  takeFocus(): void {
    document.querySelector<HTMLElement>("#message, #go-on")?.focus();
  }

  #shownAgain(shown: boolean, focus: boolean, hostPage: string): void {
    this.#hostPage = hostPage;
    this.#setShown(shown);
    if (shown) this.chat.hurry();
    if (focus) this.takeFocus();
  }

  #setShown(shown: boolean): void {
    this.chat.setShown(shown);
    this.#freshness.setShown(shown);
  }

  #listen(): void {
    this.chat.onChange(() => this.#tellUnread());
    addEventListener("online", () => this.chat.hurry());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.chat.hurry();
    });
  }

  #tellUnread(): void {
    const { unread } = this.chat.state;
    if (unread === this.#unread) return;
    this.#unread = unread;
    this.#tell({ t: "unread", count: unread });
  }
}
