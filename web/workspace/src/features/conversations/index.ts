/** Is the door of `conversations`. */

export { ConversationPage } from "./ConversationPage";
export { noticeText } from "./notices";
export { Talks, TalksProvider, useIsOnScreen, useTalk, useTalks, useUnreadCount } from "./store";
export { newestN, type Talk, unreadCount } from "./talk";
export { useAnnouncements } from "./useAnnouncements";
