import { beforeEach, describe, expect, test, vi } from "vitest";
import { hostOriginOf, linkToHost } from "./host_link";
import { seal, type ToFrame } from "./letters";

const HOST = "https://shop.example";
const letter: ToFrame = { t: "kept", key: "token", value: "a" };

class FakeFrame extends EventTarget {
  parent = { postMessage: vi.fn() };

  receive(data: unknown, origin: string, source: unknown): void {
    this.dispatchEvent(Object.assign(new Event("message"), { data, origin, source }));
  }
}

describe("the frame's link to the page that embeds it", () => {
  let frame: FakeFrame;
  let hear: ReturnType<typeof vi.fn<(letter: ToFrame) => void>>;

  beforeEach(() => {
    frame = new FakeFrame();
    hear = vi.fn<(letter: ToFrame) => void>();
    linkToHost(frame as unknown as Window, HOST, hear).tell({ t: "ready" });
  });

  test("it hears its parent at the origin that it was opened with", () => {
    frame.receive(seal(letter), HOST, frame.parent);
    expect(hear).toHaveBeenCalledExactlyOnceWith(letter);
  });

  test("another origin is not heard, even from the parent window", () => {
    frame.receive(seal(letter), "https://evil.example", frame.parent);
    expect(hear).not.toHaveBeenCalled();
  });

  test("another window is not heard, even of the right origin", () => {
    frame.receive(seal(letter), HOST, { postMessage: vi.fn() });
    expect(hear).not.toHaveBeenCalled();
  });

  test("what it tells is addressed to that origin only", () => {
    expect(frame.parent.postMessage).toHaveBeenCalledWith(seal({ t: "ready" }), HOST);
  });
});

describe("the host's origin in the frame's address", () => {
  const frameUrl = (host: string) => `https://help.example/widget/frame?host=${encodeURIComponent(host)}`;

  test("an origin is taken as it is", () => {
    expect(hostOriginOf(frameUrl(HOST))).toBe(HOST);
    expect(hostOriginOf(frameUrl("http://127.0.0.1:8001"))).toBe("http://127.0.0.1:8001");
  });

  test.each(["", "*", "null", "shop.example", "https://shop.example/path", "file:///tmp", "javascript:1"])(
    "%j is no origin",
    (host) => {
      expect(hostOriginOf(frameUrl(host))).toBeNull();
    },
  );
});
