/** Is the door of `presence`. */

export { alertText } from "./alerts";
export { causeText } from "./causes";
export { presenceBadge, presenceName } from "./names";
export { PresenceAlerts } from "./PresenceAlerts";
export { PresencePicker } from "./PresencePicker";
export { isSystemChange, presenceSentence } from "./reasons";
