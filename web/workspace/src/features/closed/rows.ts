/** Brings closed conversations to the shape of rows in a list of work, and says who closed them. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ClosedView } from "../../api";
import { titleOf } from "../customers";
import type { WorkRow } from "../items";

export function closedRow(i18n: I18n, view: ClosedView): WorkRow {
  return {
    id: view.id,
    title: titleOf(i18n, view),
    channel: view.channel,
    state: null,
    queue: view.queue_name,
    workstream: view.workstream_name,
    createdAtMs: view.created_at_ms,
    modifiedAtMs: view.ended_at_ms,
    queuedAtMs: view.created_at_ms,
    line: [],
    isNew: false,
  };
}

const CLOSED_BY: Record<string, MessageDescriptor> = {
  customer: msg({ message: "Customer", context: "closed by" }),
  agent: msg({ message: "Agent", context: "closed by" }),
  supervisor: msg({ message: "Supervisor", context: "closed by" }),
  system: msg({ message: "System", context: "closed by" }),
};

/** Return who closed it; null where nobody noted it. */
export function closedByText(i18n: I18n, by: string | null): string | null {
  if (by === null) return null;
  const name = CLOSED_BY[by];
  return name === undefined ? by : i18n._(name);
}
