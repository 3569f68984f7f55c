/** Plays sounds with the browser's own oscillators, as soon as the browser lets it. */

import { createStore } from "zustand/vanilla";
import { SOUNDS, type SoundId } from "./sounds";

/** `waiting`: the browser wants a click or a key in this tab first. `none`: it can't play at all. */
export type Audibility = "ready" | "waiting" | "none";

/** A note begins and dies away softly; a hard edge would be heard as a click. */
const ATTACK_S = 0.01;
const SILENT = 0.0001;
const GESTURES = ["pointerdown", "keydown"] as const;

export class SoundPlayer {
  readonly state = createStore<{ is: Audibility }>(() => ({ is: "none" }));
  private context: AudioContext | null = null;

  constructor(private readonly open: () => AudioContext) {}

  /** Ask the browser for its sound, again with each gesture until it is there; the answer gives it back. */
  start(): () => void {
    const context = this.opened();
    if (context === null) return () => undefined;
    const ask = () => {
      // Refused without a gesture: the next one asks again.
      if (context.state !== "running") context.resume().catch(() => undefined);
    };
    const look = () => this.state.setState({ is: context.state === "running" ? "ready" : "waiting" });
    context.addEventListener("statechange", look);
    for (const gesture of GESTURES) window.addEventListener(gesture, ask, true);
    this.context = context;
    look();
    return () => {
      context.removeEventListener("statechange", look);
      for (const gesture of GESTURES) window.removeEventListener(gesture, ask, true);
      this.context = null;
      this.state.setState({ is: "none" });
      context.close().catch(() => undefined);
    };
  }

  /** Play a sound once; the answer ends it at once. Where nothing can be played, nothing happens. */
  play(sound: SoundId, volume: number): () => void {
    const { context } = this;
    if (context === null || context.state !== "running" || volume <= 0) return () => undefined;
    const master = context.createGain();
    master.gain.value = loudness(volume);
    master.connect(context.destination);
    const stops = SOUNDS[sound].map((note) => {
      const at = context.currentTime + note.at_s;
      const oscillator = context.createOscillator();
      const envelope = context.createGain();
      oscillator.type = note.shape;
      oscillator.frequency.value = note.hz;
      envelope.gain.setValueAtTime(SILENT, at);
      envelope.gain.exponentialRampToValueAtTime(1, at + ATTACK_S);
      envelope.gain.exponentialRampToValueAtTime(SILENT, at + note.for_s);
      oscillator.connect(envelope).connect(master);
      oscillator.start(at);
      oscillator.stop(at + note.for_s);
      return () => oscillator.stop();
    });
    return () => {
      for (const stop of stops) stop();
      master.disconnect();
    };
  }

  private opened(): AudioContext | null {
    try {
      return this.open();
    } catch {
      // No WebAudio, or no sound device that the browser would open: people are told in the settings.
      return null;
    }
  }
}

/** Ears hear in powers: half of the way shall sound like half. Several notes at once stay below the limit. */
function loudness(volume: number): number {
  return 0.3 * (volume / 100) ** 2;
}

/** Of this page. */
export const soundPlayer = new SoundPlayer(() => new AudioContext());
