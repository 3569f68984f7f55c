/** Brings everything that stands in a list of work to one shape, in the reader's language. */

import type { I18n } from "@lingui/core";
import type { ItemView } from "../../api";
import { titleOf } from "../customers";

/** One row of a list of work. */
export interface WorkRow {
  /** Of the conversation. */
  id: string;
  title: string;
  channel: string;
  /** Null where all rows have the same. */
  state: string | null;
  queue: string;
  workstream: string;
  createdAtMs: number;
  /** When its state changed the last time. */
  modifiedAtMs: number;
  /** When the customer's wait for an agent began. */
  queuedAtMs: number;
  /** Place in its queue's line, the smallest first; empty where nothing waits. */
  line: readonly number[];
  /** Given to the agent without being asked, and not looked at yet. */
  isNew: boolean;
}

export function rowOf(i18n: I18n, item: ItemView): WorkRow {
  return {
    id: item.id,
    title: titleOf(i18n, item),
    channel: item.channel,
    state: item.state,
    queue: item.queue_name,
    workstream: "",
    createdAtMs: item.created_at_ms,
    modifiedAtMs: item.state_since_ms,
    queuedAtMs: item.queued_at_ms,
    line: item.line,
    isNew: item.unseen,
  };
}
