/** Is the door of `ui`: small parts without any knowledge of conversations. */

export { Confirm } from "./Confirm";
export { useNow, usePrefersDark } from "./hooks";
export { chooseLanguage, chosenLanguage, i18n, LANGUAGES, pickLanguage, speak } from "./language";
export { put, without } from "./lists";
export { refusalMessage, refusalText } from "./refusals";
export { ToastRegion } from "./ToastRegion";
export { momentText, secondsLeft } from "./time";
export { showToast } from "./toasts";
