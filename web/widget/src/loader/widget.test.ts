// @vitest-environment happy-dom

import { beforeEach, describe, expect, test, vi } from "vitest";
import { seal, type ToFrame, type ToHost } from "../bridge/letters";
import words from "../locales/en.json";
import { Widget } from "./widget";

const SERVER = "https://help.example";
const tag = { server: SERVER, workstreamId: "ws_web", wishedLanguage: "", language: "en" } as const;
const PREFIX = "cordboard:ws_web:";

/** A page of its own for each test: what an earlier one listened to is gone with it. */
class HostPage extends EventTarget {
  document = document;
  location = location;
  blocked = false;

  setTimeout(run: () => void, delayMs: number): unknown {
    return setTimeout(run, delayMs);
  }

  get localStorage(): Storage {
    if (this.blocked) throw new DOMException("The operation is insecure.", "SecurityError");
    return localStorage;
  }

  get sessionStorage(): Storage {
    return sessionStorage;
  }
}

interface Parts {
  page: HostPage;
  widget: Widget;
  button: HTMLButtonElement;
  frame: () => HTMLIFrameElement | null;
  /** What the loader told the frame since the last look. */
  told: () => ToFrame[];
  fromFrame: (letter: ToHost, changes?: MessageEventInit) => void;
}

function begin(page = new HostPage()): Parts {
  const widget = new Widget(page as unknown as Window, tag, words);
  widget.begin();
  const root = document.body.lastElementChild?.shadowRoot;
  const button = root?.querySelector("button");
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

beforeEach(() => {
  // The test's document loads no frames and says so each time.
  vi.spyOn(console, "error").mockImplementation(() => {});
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
});

describe("the launcher", () => {
  test("is a labelled button, and no frame is loaded before it is pressed", () => {
    const { button, frame } = begin();
    expect(button.getAttribute("aria-label")).toBe("Open chat");
    expect(button.getAttribute("aria-expanded")).toBe("false");
    expect(frame()).toBeNull();
  });

  test("opens the frame with workstream and origin, and has a title for it", () => {
    const { button, frame } = begin();
    button.click();
    expect(frame()?.src).toBe(
      `${SERVER}/widget/frame?workstream=ws_web&host=${encodeURIComponent(location.origin)}`,
    );
    expect(frame()?.title).toBe("Chat with us");
    expect(button.getAttribute("aria-label")).toBe("Close chat");
    expect(button.getAttribute("aria-expanded")).toBe("true");
  });

  test("closing keeps the frame, so that the conversation goes on", () => {
    const { button, frame } = begin();
    button.click();
    button.click();
    expect(frame()?.classList.contains("away")).toBe(true);
  });

  test("writes no style attribute, which a strict policy would refuse", () => {
    const { widget, button } = begin();
    widget.open();
    const root = button.getRootNode() as ShadowRoot;
    expect(root.querySelector("[style]")).toBeNull();
    expect(document.body.lastElementChild?.hasAttribute("style")).toBe(false);
  });

  test("is open again after the page was left with it open, and takes no focus then", () => {
    begin().widget.open();
    document.body.replaceChildren();
    const { button, fromFrame, told } = begin();
    expect(button.getAttribute("aria-expanded")).toBe("true");
    fromFrame({ t: "ready" });
    expect(told()).toMatchObject([{ t: "begin", shown: true, focus: false }]);
  });
});

describe("the hidden frame", () => {
  test("is loaded for a conversation under way", () => {
    localStorage.setItem(`${PREFIX}conversation`, "c1");
    expect(begin().frame()?.classList.contains("away")).toBe(true);
  });

  test("is loaded for a message that is not sent yet", () => {
    localStorage.setItem(`${PREFIX}out:1`, "{}");
    expect(begin().frame()).not.toBeNull();
  });

  test("is not loaded for a conversation that is over", () => {
    localStorage.setItem(`${PREFIX}conversation`, "c1");
    localStorage.setItem(`${PREFIX}over`, "1");
    expect(begin().frame()).toBeNull();
  });
});

describe("a frame that doesn't come", () => {
  const loads = (frame: HTMLIFrameElement | null) => {
    let count = 0;
    if (frame) Object.defineProperty(frame, "src", { set: () => void count++ });
    return () => count;
  };

  test("is loaded again, with more and more patience, until it says that it hears", () => {
    vi.useFakeTimers();
    const { widget, frame, fromFrame } = begin();
    widget.open();
    const again = loads(frame());
    vi.advanceTimersByTime(9_000);
    expect(again()).toBe(0);
    vi.advanceTimersByTime(2_000);
    expect(again()).toBe(1);
    vi.advanceTimersByTime(20_000);
    expect(again()).toBe(2);
    fromFrame({ t: "ready" });
    vi.advanceTimersByTime(600_000);
    expect(again()).toBe(2);
    vi.useRealTimers();
  });

  test("is loaded again at once when the network is back", () => {
    const { page, widget, frame } = begin();
    widget.open();
    const again = loads(frame());
    page.dispatchEvent(new Event("online"));
    expect(again()).toBe(1);
  });
});

describe("talking with the frame", () => {
  test("what was kept is handed over, with the page and without its query", () => {
    localStorage.setItem(`${PREFIX}token`, "t1");
    localStorage.setItem("cart", "secret");
    const { widget, fromFrame, told } = begin();
    widget.open();
    told();
    fromFrame({ t: "ready" });
    const page = location.origin + location.pathname;
    expect(told()).toEqual([
      { t: "begin", kept: { token: "t1" }, page, language: "", shown: true, focus: true },
    ]);
  });

  test("what the frame wants kept is kept, under our own prefix", () => {
    const { widget, fromFrame } = begin();
    widget.open();
    fromFrame({ t: "keep", key: "token", value: "t1" });
    expect(localStorage.getItem(`${PREFIX}token`)).toBe("t1");
    fromFrame({ t: "keep", key: "token", value: null });
    expect(localStorage.getItem(`${PREFIX}token`)).toBeNull();
  });

  test("another origin is not heard", () => {
    const { widget, fromFrame, told } = begin();
    widget.open();
    told();
    fromFrame({ t: "ready" }, { origin: "https://evil.example" });
    fromFrame({ t: "keep", key: "token", value: "stolen" }, { origin: "https://evil.example" });
    expect(told()).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  test("another window is not heard, even of the server's origin", () => {
    const { widget, fromFrame, told } = begin();
    widget.open();
    told();
    fromFrame({ t: "ready" }, { source: window });
    expect(told()).toEqual([]);
  });

  test("nobody is heard before there is a frame", () => {
    const { fromFrame } = begin();
    vi.spyOn(HTMLIFrameElement.prototype, "contentWindow", "get").mockReturnValue(null);
    fromFrame({ t: "keep", key: "token", value: "t1" }, { source: null });
    expect(localStorage.length).toBe(0);
  });

  test("nothing is told before the frame says that it hears", () => {
    const { widget, told } = begin();
    widget.open();
    expect(told()).toEqual([]);
  });

  test("a change in another tab reaches the frame", () => {
    const { page, widget, told, fromFrame } = begin();
    widget.open();
    fromFrame({ t: "ready" });
    told();
    page.dispatchEvent(new StorageEvent("storage", { key: `${PREFIX}conversation`, newValue: "c1" }));
    page.dispatchEvent(new StorageEvent("storage", { key: "cart", newValue: "1" }));
    expect(told()).toEqual([{ t: "kept", key: "conversation", value: "c1" }]);
  });

  test("a blocked storage doesn't stop it, and the values live as long as the page", () => {
    const page = new HostPage();
    page.blocked = true;
    const { widget, fromFrame, told } = begin(page);
    widget.open();
    fromFrame({ t: "keep", key: "token", value: "t1" });
    told();
    fromFrame({ t: "ready" });
    expect(told()).toMatchObject([{ kept: { token: "t1" } }]);
  });
});

describe("what the host page hears", () => {
  test("opening, closing, news and the conversation's beginning and end", () => {
    const { widget, fromFrame } = begin();
    const heard: string[] = [];
    for (const name of ["open", "close", "unread", "started", "ended"] as const) {
      widget.on(name, (detail) => heard.push(`${name} ${JSON.stringify(detail)}`));
    }
    widget.open();
    fromFrame({ t: "happened", what: "started", conversation_id: "c1" });
    fromFrame({ t: "unread", count: 2 });
    fromFrame({ t: "minimise" });
    expect(heard).toEqual(["open {}", 'started {"conversation_id":"c1"}', 'unread {"count":2}', "close {}"]);
  });

  test("nothing more once it stopped listening", () => {
    const { widget } = begin();
    const hear = vi.fn();
    widget.on("open", hear)();
    widget.open();
    expect(hear).not.toHaveBeenCalled();
  });
});

test("unread messages are counted on the launcher and in its label", () => {
  const { widget, button, fromFrame } = begin();
  widget.open();
  widget.close();
  fromFrame({ t: "unread", count: 12 });
  expect(button.getAttribute("aria-label")).toBe("Open chat. Unread messages: 12");
  expect(button.textContent).toBe("9+");
});
