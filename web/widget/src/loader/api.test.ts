// @vitest-environment happy-dom

import { describe, expect, test, vi } from "vitest";
import { begin, emptyForEach } from "../testing/host_page";

emptyForEach();

describe("what the host page hears", () => {
  test("opening, minimising, news and what becomes of the conversation, as calls and as events", () => {
    const { page, widget, fromFrame } = begin();
    const heard: string[] = [];
    for (const name of ["open", "minimise", "unread", "chat:started"]) {
      widget.on(name, (facts) => heard.push(`${name} ${JSON.stringify(facts)}`));
    }
    page.addEventListener("cordboard:unread", (event) =>
      heard.push(`event ${JSON.stringify((event as CustomEvent).detail)}`),
    );
    widget.open();
    fromFrame({ t: "happened", what: "chat:started", facts: { conversation_id: "c1" } });
    fromFrame({ t: "unread", count: 2 });
    fromFrame({ t: "minimise" });
    expect(heard).toEqual([
      "open {}",
      'chat:started {"conversation_id":"c1"}',
      'unread {"count":2}',
      'event {"count":2}',
      "minimise {}",
    ]);
  });

  test("nothing more once it stopped listening, in either way", () => {
    const { widget } = begin();
    const hear = vi.fn();
    widget.on("open", hear)();
    widget.on("open", hear);
    widget.off("open", hear);
    widget.open();
    expect(hear).not.toHaveBeenCalled();
  });

  test("a function of the page that throws breaks nothing", () => {
    const { page, widget, frame } = begin();
    const after = vi.fn();
    widget.on("open", () => {
      throw new Error("theirs");
    });
    widget.on("open", after);
    widget.open();
    expect(after).toHaveBeenCalledOnce();
    expect(frame()).not.toBeNull();
    expect(page.errors).toMatchObject([{ message: "theirs" }]);
  });
});

describe("what the host page may ask", () => {
  test("a prepared message opens the chat and waits for the frame; nothing is sent by itself", () => {
    const { widget, fromFrame, told } = begin();
    widget.startChat({ text: "Where is order 7?", answers: { name: "Ada" } });
    expect(widget.isOpen()).toBe(true);
    expect(told()).toEqual([]);
    fromFrame({ t: "ready" });
    expect(told()).toMatchObject([
      { t: "begin" },
      { t: "prepare", text: "Where is order 7?", answers: { name: "Ada" } },
    ]);
  });

  test("what is known of the customer is told when the frame asks, the provider's included", async () => {
    const { widget, fromFrame, told } = begin();
    widget.setContext({ cart: 3, vip: true, nested: {}, gone: "x" });
    widget.removeContext("gone");
    widget.setContextProvider(async () => ({ order: "7", cart: "overruled" }));
    widget.open();
    fromFrame({ t: "ready" });
    told();
    fromFrame({ t: "context" });
    await Promise.resolve().then(() => Promise.resolve());
    expect(told()).toEqual([{ t: "context", values: { order: "7", cart: "3", vip: "true" } }]);
    widget.removeContext();
    expect(widget.getContext()).toEqual({});
  });

  test("a provider that throws keeps nobody waiting", async () => {
    const { widget, fromFrame, told } = begin();
    widget.setContext({ cart: 3 });
    widget.setContextProvider(() => {
      throw new Error("theirs");
    });
    widget.open();
    fromFrame({ t: "ready" });
    told();
    fromFrame({ t: "context" });
    await Promise.resolve().then(() => Promise.resolve());
    expect(told()).toEqual([{ t: "context", values: { cart: "3" } }]);
  });

  test("availability comes through the frame", async () => {
    const { widget, fromFrame } = begin();
    const asked = widget.getAvailability();
    fromFrame({ t: "ready" });
    fromFrame({ t: "availability", available: true, place: 2 });
    await expect(asked).resolves.toEqual({ available: true, place: 2 });
    const again = widget.getAvailability();
    fromFrame({ t: "availability", available: null, place: 0 });
    await expect(again).rejects.toThrow("Cordboard");
  });

  test("an invitation stands beside the launcher until it is answered, and comes to nobody who talks", () => {
    const { widget, button, frame } = begin();
    const bubble = (button.getRootNode() as ShadowRoot).querySelector<HTMLElement>(".invitation");
    const [no, yes] = bubble?.querySelectorAll("button") ?? [];
    widget.invite({ text: "Can we help?" });
    expect(bubble?.hidden).toBe(false);
    expect(bubble?.querySelector("[role=status]")?.textContent).toBe("Can we help?");
    no?.click();
    expect(bubble?.hidden).toBe(true);
    widget.invite({ text: "Can we help?" });
    yes?.click();
    expect(frame()).not.toBeNull();
    widget.invite({ text: "Can we help?" });
    expect(bubble?.hidden).toBe(true);
  });

  test("an invitation goes by itself", () => {
    vi.useFakeTimers();
    const { widget, button } = begin();
    widget.invite({ text: "Can we help?", seconds: 5 });
    const bubble = (button.getRootNode() as ShadowRoot).querySelector<HTMLElement>(".invitation");
    vi.advanceTimersByTime(4_999);
    expect(bubble?.hidden).toBe(false);
    vi.advanceTimersByTime(1);
    expect(bubble?.hidden).toBe(true);
    vi.useRealTimers();
  });

  test("another language changes launcher and frame without a reload", () => {
    const { widget, button, frame, fromFrame, told } = begin();
    widget.open();
    fromFrame({ t: "ready" });
    told();
    widget.setLanguage("sv-SE");
    expect(button.getAttribute("aria-label")).toBe("Fråga oss");
    expect(frame()?.title).toBe("Fråga oss");
    expect(told()).toEqual([{ t: "language", language: "sv" }]);
  });

  test("functions for later run now", () => {
    const run = vi.fn();
    const { widget } = begin();
    widget.q.push(run);
    expect(run).toHaveBeenCalledWith(widget);
  });
});
