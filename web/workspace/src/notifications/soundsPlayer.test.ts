/** Tells that a browser without sound, or one that waits for a click, breaks nothing. */

import { expect, test, vi } from "vitest";
import { SoundPlayer } from "./soundsPlayer";

function fakeContext(state: AudioContextState) {
  const events = new EventTarget();
  const context = Object.assign(events, {
    state,
    resume: vi.fn(() => {
      context.state = "running";
      events.dispatchEvent(new Event("statechange"));
      return Promise.resolve();
    }),
    close: vi.fn(() => Promise.resolve()),
  });
  return context;
}

test("where there is no WebAudio nothing is thrown and nothing plays", () => {
  const player = new SoundPlayer(() => {
    throw new TypeError("AudioContext is not a constructor");
  });
  const stop = player.start();
  player.play("chime", 50)();
  expect(player.state.getState().is).toBe("none");
  stop();
});

test("a browser that waits for a click is asked again with the first one, and the state is followed", () => {
  const context = fakeContext("suspended");
  const player = new SoundPlayer(() => context as unknown as AudioContext);
  const stop = player.start();
  expect(player.state.getState().is).toBe("waiting");
  player.play("chime", 50)();
  window.dispatchEvent(new Event("pointerdown"));
  expect(player.state.getState().is).toBe("ready");
  window.dispatchEvent(new Event("keydown"));
  expect(context.resume).toHaveBeenCalledOnce();
  stop();
  expect(context.close).toHaveBeenCalledOnce();
  expect(player.state.getState().is).toBe("none");
});
