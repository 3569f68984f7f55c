/** Is the door of `sessions`. */

export { SessionDesk, SessionsProvider, usePanel, useSessions } from "./desk";
export { HOME, type LostSession } from "./panel";
export { SessionPanel } from "./SessionPanel";
export { unreadText } from "./title";
