/** Lists the sounds: each is a few notes for oscillators, so there are no files to be fetched. */

export interface Note {
  /** After the sound's beginning, in seconds. */
  at_s: number;
  /** Until it has died away, in seconds. */
  for_s: number;
  hz: number;
  shape: OscillatorType;
}

/** In the order in which they are offered. */
export const SOUND_IDS = ["chime", "bell", "knock", "rise", "fall", "pulse"] as const;

export type SoundId = (typeof SOUND_IDS)[number];

/** None is longer than two seconds: the next one may come soon. */
export const SOUNDS: Record<SoundId, readonly Note[]> = {
  chime: [note(0, 0.7, 784), note(0.16, 0.9, 1047)],
  bell: [note(0, 1.6, 880), note(0, 1.1, 1760), note(0, 0.6, 2637)],
  knock: [note(0, 0.12, 220, "triangle"), note(0.18, 0.12, 220, "triangle")],
  rise: [note(0, 0.3, 523), note(0.12, 0.3, 659), note(0.24, 0.3, 784), note(0.36, 0.6, 1047)],
  fall: [note(0, 0.35, 659, "triangle"), note(0.2, 0.35, 523, "triangle"), note(0.4, 0.7, 392, "triangle")],
  pulse: [note(0, 0.15, 988, "square"), note(0.2, 0.15, 988, "square"), note(0.4, 0.15, 988, "square")],
};

function note(at_s: number, for_s: number, hz: number, shape: OscillatorType = "sine"): Note {
  return { at_s, for_s, hz, shape };
}
