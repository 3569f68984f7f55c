/** Is the door of `sessions`. */

export { ClosingProvider, useClosing } from "./Closing";
export { SessionDesk, SessionsProvider, usePanel, useSessions } from "./desk";
export { HOME, type LostSession } from "./panel";
export { SessionKeys } from "./SessionKeys";
export { SessionPanel } from "./SessionPanel";
export { unreadText } from "./title";
export { useUnreadTotal } from "./unread";
