/** Says for what a person wants to hear which sound, and what holds until they say so. */

import { SOUND_IDS, type SoundId } from "./sounds";

/** In the order in which the settings show them. */
export const SOUND_EVENTS = ["offer", "assigned", "message_elsewhere", "message_here", "alert"] as const;

export type SoundEvent = (typeof SOUND_EVENTS)[number];

export interface SoundWish {
  on: boolean;
  sound: SoundId;
  /** 0 to 100. */
  volume: number;
  /** Again until it is answered or read; only for REPEATABLE. */
  repeat: boolean;
}

export type SoundsWanted = Record<SoundEvent, SoundWish>;

/** Offers until they are answered, messages until they are read. */
export const REPEATABLE: readonly SoundEvent[] = ["offer", "message_elsewhere"];

export const SOUND_DEFAULTS: SoundsWanted = {
  offer: { on: true, sound: "rise", volume: 70, repeat: true },
  assigned: { on: true, sound: "bell", volume: 60, repeat: false },
  message_elsewhere: { on: true, sound: "chime", volume: 50, repeat: false },
  message_here: { on: false, sound: "knock", volume: 30, repeat: false },
  alert: { on: true, sound: "fall", volume: 60, repeat: false },
};

/** Return what can be used of something kept or sent, the rest as in the beginning; undefined for nothing. */
export function knownSounds(value: unknown): SoundsWanted | undefined {
  if (!isRecord(value)) return undefined;
  const pairs = SOUND_EVENTS.map((event) => [event, knownWish(value[event], SOUND_DEFAULTS[event])] as const);
  return Object.fromEntries(pairs) as SoundsWanted;
}

function knownWish(value: unknown, otherwise: SoundWish): SoundWish {
  if (!isRecord(value)) return otherwise;
  const { on, sound, volume, repeat } = value;
  const isVolume = typeof volume === "number" && volume >= 0 && volume <= 100;
  return {
    on: typeof on === "boolean" ? on : otherwise.on,
    sound: SOUND_IDS.find((one) => one === sound) ?? otherwise.sound,
    volume: isVolume ? Math.round(volume) : otherwise.volume,
    repeat: typeof repeat === "boolean" ? repeat : otherwise.repeat,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
