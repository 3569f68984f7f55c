/** What the fake server remembers of a conversation, and the frames that it makes of it. */

import type { Entry, FromServer, Marks, TalkView } from "../wire";

export interface FakeTalk {
  talk: TalkView;
  owner: string;
  entries: Entry[];
  marks: Required<Marks>;
}

/** A conversation as it begins: in the queue, with nothing said or read. */
export function newTalk(id: string, owner: string, created_at_ms: number): FakeTalk {
  const talk = { id, status: "queued", agent_name: null, created_at_ms, can_end: true } as const;
  return { talk, owner, entries: [], marks: { customer_delivered: 0, customer_read: 0, agent_read: 0 } };
}

export function snapshotOf(talk: TalkView, entries: Entry[], marks: Marks) {
  return { of: "conversation", talk, entries, marks: { ...marks }, unread_earlier: 0 } as const;
}

export function refusal(id: string, code: string, again: boolean): FromServer {
  return { t: "refused", id, code, sentence: code, again };
}
