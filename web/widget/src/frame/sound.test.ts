// @vitest-environment happy-dom

import { afterEach, expect, test, vi } from "vitest";
import { BLANK } from "../chat/state";
import { isHeard, Sound } from "./sound";

afterEach(() => vi.unstubAllGlobals());

test("a message that nobody has seen is heard, unless the customer or the site wants silence", () => {
  const unseen = { ...BLANK, unread: 1 };
  expect(isHeard(unseen, null)).toBe(true);
  expect(isHeard(BLANK, null)).toBe(false);
  expect(isHeard(unseen, "1")).toBe(false);
  expect(isHeard({ ...unseen, settings: { ...BLANK.settings, sound: false } }, null)).toBe(false);
});

test("nothing sounds before somebody has touched the page, for browsers forbid it", () => {
  const started = vi.fn();
  const part = () => ({
    frequency: { setValueAtTime() {} },
    gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} },
    connect: (other: unknown) => other,
    start: started,
    stop() {},
  });
  const made = vi.fn(() => ({
    currentTime: 0,
    destination: part(),
    createOscillator: part,
    createGain: part,
  }));
  vi.stubGlobal("AudioContext", function FakeAudio() {
    return made();
  });
  const sound = new Sound(document);
  sound.play();
  expect(started).not.toHaveBeenCalled();
  document.dispatchEvent(new Event("pointerdown"));
  document.dispatchEvent(new Event("keydown"));
  sound.play();
  expect(made).toHaveBeenCalledOnce();
  expect(started).toHaveBeenCalledOnce();
});
