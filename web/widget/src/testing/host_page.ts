/** A host page without a network, with the loader in it and a frame that the test plays. */

import { beforeEach, vi } from "vitest";
import { seal, type ToFrame, type ToHost } from "../bridge/letters";
import { apiOf, type Cordboard } from "../loader/api";
import { Widget } from "../loader/widget";
import words from "../locales/en.json";
import sv from "../locales/sv.json";
import { readLook } from "../settings/settings";

export const SERVER = "https://help.example";
const tag = { server: SERVER, workstreamId: "ws_web", language: "en" } as const;
export const PREFIX = "cordboard:ws_web:";

/** A page of its own for each test: what an earlier one listened to is gone with it. */
export class HostPage extends EventTarget {
  document = document;
  location = location;
  blocked = false;

  /** Errors of the page's own functions, which go to its console. */
  readonly errors: unknown[] = [];

  setTimeout(run: () => void, delayMs?: number): unknown {
    if (delayMs !== undefined) return setTimeout(run, delayMs);
    try {
      run();
    } catch (error) {
      this.errors.push(error);
    }
  }

  get localStorage(): Storage {
    if (this.blocked) throw new DOMException("The operation is insecure.", "SecurityError");
    return localStorage;
  }

  get sessionStorage(): Storage {
    return sessionStorage;
  }
}

export interface Parts {
  page: HostPage;
  widget: Cordboard;
  button: HTMLButtonElement;
  frame: () => HTMLIFrameElement | null;
  /** What the loader told the frame since the last look. */
  told: () => ToFrame[];
  fromFrame: (letter: ToHost, changes?: MessageEventInit) => void;
}

export function begin(page = new HostPage()): Parts {
  const all = { en: words, sv, th: words, lv: words, id: words, nl: words };
  const made = new Widget(page as unknown as Window, tag, readLook({ title: { sv: "Fråga oss" } }), all);
  const widget = apiOf(made);
  made.begin();
  const root = document.body.lastElementChild?.shadowRoot;
  const button = root?.querySelector<HTMLButtonElement>(".launcher");
  if (!root || !button) throw new Error("nothing was drawn");
  const frame = () => root.querySelector("iframe");
  const post = vi.fn<(sealed: { letter: ToFrame }, origin: string) => void>();
  const fakeWindow = { postMessage: post };
  // No page is loaded in these tests: the frame's window is played by this one.
  vi.spyOn(HTMLIFrameElement.prototype, "contentWindow", "get").mockReturnValue(fakeWindow as never);
  return {
    page,
    widget,
    button,
    frame,
    told: () => post.mock.calls.splice(0).map(([sealed]) => sealed.letter),
    fromFrame: (letter, changes) => {
      const event = { data: seal(letter), origin: SERVER, source: fakeWindow as never, ...changes };
      page.dispatchEvent(Object.assign(new Event("message"), event));
    },
  };
}

/** To be called once in a file of tests: each begins with an empty page and nothing stored. */
export function emptyForEach(): void {
  beforeEach(() => {
    // The test's document loads no frames and says so each time.
    vi.spyOn(console, "error").mockImplementation(() => {});
    document.body.replaceChildren();
    localStorage.clear();
    sessionStorage.clear();
  });
}
