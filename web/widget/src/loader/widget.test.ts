// @vitest-environment happy-dom

import { describe, expect, test, vi } from "vitest";
import { begin, emptyForEach, HostPage, PREFIX, SERVER } from "../testing/host_page";

emptyForEach();

describe("the launcher", () => {
  test("is a labelled button, and no frame is loaded before it is pressed", () => {
    const { button, frame } = begin();
    expect(button.getAttribute("aria-label")).toBe("Chat with us");
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
      { t: "begin", kept: { token: "t1" }, page, language: "en", shown: true, focus: true, keeps: true },
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
    expect(told()).toMatchObject([{ kept: { token: "t1" }, keeps: false }]);
  });
});

test("unread messages are counted on the launcher and in its label", () => {
  const { widget, button, fromFrame } = begin();
  widget.open();
  widget.minimise();
  fromFrame({ t: "unread", count: 12 });
  expect(button.getAttribute("aria-label")).toBe("Chat with us. Unread messages: 12");
  expect(button.textContent).toBe("9+");
});
