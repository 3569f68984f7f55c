/** Tells what becomes of wishes for sounds that another version kept, or that make no sense. */

import { expect, test } from "vitest";
import { knownSounds, SOUND_DEFAULTS } from "./soundsWanted";

test.each([undefined, null, "loud", [], 7])("%o is no wish at all", (value) => {
  expect(knownSounds(value)).toBeUndefined();
});

test("what can be used is used, the rest is as in the beginning, and nothing unknown is kept", () => {
  const offer = { on: false, sound: "foghorn", volume: 140, repeat: "yes", colour: "red" };
  const alert = { on: false, sound: "bell", volume: 33.4, repeat: true };
  expect(knownSounds({ offer, alert, doorbell: alert })).toEqual({
    ...SOUND_DEFAULTS,
    offer: { ...SOUND_DEFAULTS.offer, on: false },
    alert: { on: false, sound: "bell", volume: 33, repeat: true },
  });
});
