/** Is the door of `conversations`. */

export { ConversationPage } from "./ConversationPage";
export { type Fetched, NOT_YET, withOlder } from "./earlier";
export { HistoryList } from "./HistoryList";
export { whyClosed } from "./lost";
export { dateTimeText } from "./moments";
export { noticeText } from "./notices";
export { PastTranscript } from "./PastTranscript";
export { Section } from "./Section";
export { Talks, TalksProvider, useIsOnScreen, useTalk, useTalks, useUnreadCount } from "./store";
export { addOlder, NO_TALK, newestN, type Talk, unreadCount } from "./talk";
export { useAnnouncements } from "./useAnnouncements";
