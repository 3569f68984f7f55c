/** Says what a page shows of its connection, from how far that has got. */

export type Phase = "resting" | "opening" | "welcomed" | "backing off";
export type Status = "live" | "catching up" | "offline";

export function statusOf(phase: Phase, wasLost: boolean, allCaughtUp: boolean): Status {
  if (phase === "welcomed") return allCaughtUp ? "live" : "catching up";
  return wasLost ? "offline" : "catching up";
}
