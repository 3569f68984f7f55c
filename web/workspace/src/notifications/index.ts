/** Is the door of `notifications`. */

export { Alerting } from "./alerting";
export { pageVisibility, reportVisible, type Visibility } from "./attention";
export { type DesktopOffer, DesktopOffers, type DesktopWords } from "./desktop";
export { keptDismissed } from "./desktop_dismissed";
export { browserFocus } from "./desktop_focus";
export { desktopLine } from "./desktop_line";
export { followLine, type News } from "./line";
export { type Permission, permission } from "./permission";
export { SOUND_IDS, type SoundId } from "./sounds";
export { type Audibility, soundPlayer } from "./soundsPlayer";
export { browserTurn } from "./soundsTurn";
export {
  knownSounds,
  REPEATABLE,
  SOUND_DEFAULTS,
  SOUND_EVENTS,
  type SoundEvent,
  type SoundsWanted,
  type SoundWish,
} from "./soundsWanted";
export type { Answered } from "./worker/protocol";
