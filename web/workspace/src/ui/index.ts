/** Is the door of `ui`: small parts without any knowledge of conversations. */

export { Announcer } from "./Announcer";
export { announce, announcements } from "./announce";
export { Confirm } from "./Confirm";
export { Failed } from "./Failed";
export { useFocusKept } from "./focusKept";
export { folded } from "./folded";
export { useHidden } from "./hidden";
export { useMedia, useNow } from "./hooks";
export { i18n, LANGUAGES, pickLanguage, speak } from "./language";
export { DENSITY, IS_NARROW, LOW, MIDDLE, NARROW, NARROW_EM } from "./layout";
export { put, without } from "./lists";
export { useLostFocus } from "./lostFocus";
export { modalOnTop, useModalOnTop } from "./modals";
export { refusalMessage, refusalText } from "./refusals";
export { remembered } from "./remembered";
export { fillAddress, fillLine, fillTitle, type SlugValues } from "./slugs";
export { ToastRegion } from "./ToastRegion";
export { agoText, minutesLeft, momentText, secondsLeft } from "./time";
export { dismissAll, dismissLeadingTo, showToast, showTogether, type ToastAction } from "./toasts";
