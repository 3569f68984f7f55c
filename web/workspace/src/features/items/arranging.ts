/** Decides which rows of a list are shown and in which order, as its reader chose. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { folded, remembered } from "../../ui";
import type { ListChoice } from "../preferences";
import type { WorkRow } from "./rows";

export type SortId =
  | "modified"
  | "created"
  | "customer"
  | "queue"
  | "workstream"
  | "line"
  | "waiting"
  | "newest";

type Order = (one: WorkRow, other: WorkRow) => number;

/** What a list can be sorted by; the first is how it is in the beginning. */
export const MY_SORTS = ["modified", "created", "customer", "queue"] as const;
export const OPEN_SORTS = ["line", "waiting", "newest", "customer"] as const;
export const CLOSED_SORTS = ["modified", "created", "customer", "queue", "workstream"] as const;

export const SORT_NAMES: Record<SortId, MessageDescriptor> = {
  modified: msg`Modified on`,
  created: msg`Created on`,
  customer: msg({ message: "Customer", context: "sort by" }),
  queue: msg({ message: "Queue", context: "sort by" }),
  workstream: msg({ message: "Work stream", context: "sort by" }),
  line: msg`Next in line`,
  waiting: msg`Waiting longest`,
  newest: msg`Newest`,
};

/** Numbers as numbers: Visitor 9 stands before Visitor 10. */
const words = remembered((locale) => new Intl.Collator(locale, { numeric: true }));

/** Return the sort that was chosen, or the list's first one. */
export function sortOf(sorts: readonly SortId[], choice: ListChoice): SortId {
  const [first = "modified"] = sorts;
  return sorts.find((one) => one === choice.sort) ?? first;
}

/** Return whether rows may be left out. */
export function isFiltered({ text = "", channel = "", state = "" }: ListChoice): boolean {
  return text.trim() !== "" || channel !== "" || state !== "";
}

/** Return the rows that fit the choice, sorted; equal ones keep their order, newest first. */
export function arranged(
  rows: readonly WorkRow[],
  sorts: readonly SortId[],
  choice: ListChoice,
  language: string,
): WorkRow[] {
  const order = orders(language)[sortOf(sorts, choice)];
  const kept = isFiltered(choice) ? rows.filter((row) => fits(row, choice)) : [...rows];
  return kept.sort((one, other) => order(one, other) || other.createdAtMs - one.createdAtMs);
}

/** Return the values of a part that the rows have, each once, with the chosen one even if no row has it. */
export function valuesOf(
  rows: readonly WorkRow[],
  part: "channel" | "state",
  chosen: string | undefined,
): string[] {
  const values = rows.map((row) => row[part] ?? "");
  return [...new Set([...values, chosen ?? ""])].filter((value) => value !== "").sort();
}

function fits(row: WorkRow, { text = "", channel = "", state = "" }: ListChoice): boolean {
  if (channel !== "" && row.channel !== channel) return false;
  if (state !== "" && row.state !== state) return false;
  const said = folded(`${row.title} ${row.queue} ${row.workstream}`);
  return folded(text)
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** As the server does it: number by number, equal ones by their id. */
function byLine(one: WorkRow, other: WorkRow): number {
  for (const [place, number] of one.line.entries()) {
    const way = number - (other.line[place] ?? number);
    if (way !== 0) return way;
  }
  return one.id < other.id ? -1 : 1;
}

function orders(language: string): Record<SortId, Order> {
  const { compare } = words(language);
  const latest: Order = (one, other) => other.createdAtMs - one.createdAtMs;
  return {
    modified: (one, other) => other.modifiedAtMs - one.modifiedAtMs,
    created: latest,
    customer: (one, other) => compare(one.title, other.title),
    queue: (one, other) => compare(one.queue, other.queue),
    workstream: (one, other) => compare(one.workstream, other.workstream),
    line: byLine,
    waiting: (one, other) => one.queuedAtMs - other.queuedAtMs,
    newest: latest,
  };
}
