/** Makes the short soft tone of a new message, without a file. */

import type { ChatState } from "../chat/state";

const LOW_HZ = 660;
const HIGH_HZ = 880;
const TONE_S = 0.12;
const LOUDNESS = 0.08;

/** A message sounds when nobody has seen it, here or in another tab, and nobody wants silence. */
export function isHeard({ settings, unread }: ChatState, muted: string | null): boolean {
  return settings.sound && unread > 0 && muted === null;
}

export class Sound {
  #audio: AudioContext | null = null;

  /** Browsers let a page be heard only after somebody touched it. */
  constructor(page: Document) {
    const wake = () => {
      this.#audio ??= typeof AudioContext === "undefined" ? null : new AudioContext();
    };
    for (const gesture of ["pointerdown", "keydown"]) page.addEventListener(gesture, wake, { once: true });
  }

  play(): void {
    const audio = this.#audio;
    if (!audio) return;
    const begins = audio.currentTime;
    const [tone, gain] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.setValueAtTime(LOW_HZ, begins);
    tone.frequency.setValueAtTime(HIGH_HZ, begins + TONE_S);
    gain.gain.setValueAtTime(LOUDNESS, begins);
    gain.gain.exponentialRampToValueAtTime(0.001, begins + TONE_S * 3);
    tone.connect(gain).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + TONE_S * 3);
  }
}
