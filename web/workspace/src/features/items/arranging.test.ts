/** Tells which rows of a list are shown, and in which order. */

import { expect, test } from "vitest";
import { arranged, CLOSED_SORTS, isFiltered, MY_SORTS, OPEN_SORTS, sortOf, valuesOf } from "./arranging";
import type { WorkRow } from "./rows";

function row(id: string, changes: Partial<WorkRow> = {}): WorkRow {
  return {
    id,
    title: "Visitor 1",
    channel: "live_chat",
    state: "accepted",
    queue: "Support",
    workstream: "",
    createdAtMs: 0,
    modifiedAtMs: 0,
    queuedAtMs: 0,
    line: [],
    isNew: false,
    ...changes,
  };
}

const ROWS = [
  row("a", {
    title: "Visitor 10",
    createdAtMs: 1,
    modifiedAtMs: 9,
    queuedAtMs: 3,
    line: [1, 0, 3],
    queue: "Ūdens",
    workstream: "Chat",
  }),
  row("b", {
    title: "Āboliņa",
    createdAtMs: 2,
    modifiedAtMs: 3,
    queuedAtMs: 2,
    line: [1, 1, 0, 0, 0, 2],
    state: "waiting",
    workstream: "Letters",
  }),
  row("c", {
    title: "Visitor 9",
    createdAtMs: 3,
    modifiedAtMs: 5,
    queuedAtMs: 9,
    line: [0, 0, 9],
    channel: "test",
    workstream: "Calls",
  }),
];

function ids(sorts: Parameters<typeof arranged>[1], choice: Parameters<typeof arranged>[2]): string {
  return arranged(ROWS, sorts, choice, "lv")
    .map(({ id }) => id)
    .join("");
}

test.each([
  ["my work, in the beginning: what changed last", MY_SORTS, {}, "acb"],
  ["open work, in the beginning: as the server serves it, the front first", OPEN_SORTS, {}, "cab"],
  ["who waits longest, whatever offers have come back", OPEN_SORTS, { sort: "waiting" }, "bac"],
  ["the newest", OPEN_SORTS, { sort: "newest" }, "cba"],
  ["created", MY_SORTS, { sort: "created" }, "cba"],
  ["customers as their language does, numbers as numbers", MY_SORTS, { sort: "customer" }, "bca"],
  ["queues, equal ones the newest first", MY_SORTS, { sort: "queue" }, "cba"],
  ["work streams", CLOSED_SORTS, { sort: "workstream" }, "cab"],
  ["a sort that another list or an older page had: the first", OPEN_SORTS, { sort: "modified" }, "cab"],
])("sorted by %s", (_, sorts, choice, order) => {
  expect(ids(sorts, choice)).toBe(order);
});

test.each([
  [{ text: "visitor" }, "ac"],
  [{ text: " ABOL " }, "b"],
  [{ text: "udens 10" }, "a"],
  [{ text: "udens 9" }, ""],
  [{ channel: "test" }, "c"],
  [{ state: "waiting" }, "b"],
  [{ text: "visitor", state: "waiting" }, ""],
  [{ text: "  " }, "acb"],
])("the filter %j leaves %s", (choice, left) => {
  expect(ids(MY_SORTS, choice)).toBe(left);
});

test("equal places in line are told apart as the server does it: by their ids", () => {
  const rows = [row("z", { line: [1, 0, 5] }), row("y", { line: [1, 0, 5], createdAtMs: -1 })];
  expect(arranged(rows, OPEN_SORTS, {}, "en").map(({ id }) => id)).toEqual(["y", "z"]);
});

test("a choice that leaves nothing out is no filter", () => {
  expect([{}, { text: " " }, { sort: "queue" }, { channel: "" }].map(isFiltered)).toEqual(
    Array(4).fill(false),
  );
  expect([{ text: "x" }, { state: "waiting" }, { channel: "test" }].map(isFiltered)).toEqual(
    Array(3).fill(true),
  );
});

test("a chosen value stays to be taken back, even if no row has it any more", () => {
  expect(valuesOf(ROWS, "state", undefined)).toEqual(["accepted", "waiting"]);
  expect(valuesOf(ROWS, "state", "wrap_up")).toEqual(["accepted", "waiting", "wrap_up"]);
  expect(sortOf(MY_SORTS, { sort: "customer" })).toBe("customer");
});
