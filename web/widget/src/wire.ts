/** Names the frames that the widget sends and hears; their shapes are generated from the server's. */

import type { Event } from "./schema";

export type {
  Author,
  Bye,
  Detail,
  FromClient,
  FromServer,
  Marks,
  NoticeShown,
  NoticeWords,
  Question,
  Refused,
  Result,
  Snapshot,
  TalkSnapshot,
  TalkView,
  Welcome,
  WidgetShown,
} from "./schema";

export type Entry = Event;

/** Version of the protocol that this page speaks. */
export const PROTOCOL_VERSION = 1;
