/** Tells how earlier conversations are looked up, kept and tried again. */

import { beforeEach, expect, test } from "vitest";
import { Http } from "../../api";
import { settled } from "../../realtime/fakes";
import { messageEvent } from "../fixtures";
import { EarlierTalks, keyOf } from "./earlier";

let asked: string[];
let answers: unknown[];
let earlier: EarlierTalks;

beforeEach(() => {
  asked = [];
  answers = [];
  const http = new Http(async (path) => {
    asked.push(path);
    const answer = answers.shift();
    return answer === undefined ? new Response("", { status: 503 }) : new Response(JSON.stringify(answer));
  });
  earlier = new EarlierTalks(http);
});

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await settled();
}

test("a list is fetched once, however often it is shown", async () => {
  answers = [{ earlier: [], next: null }];
  earlier.open("c1");
  earlier.open("c1");
  await quiet();
  earlier.open("c1");
  expect(asked).toEqual(["/api/conversations/c1/earlier"]);
  expect(earlier.store.getState().lists.c1).toMatchObject({ value: { earlier: [] }, failed: null });
});

test("a failure is kept until somebody tries again", async () => {
  earlier.open("c1");
  await quiet();
  expect(earlier.store.getState().lists.c1).toMatchObject({ loading: false, failed: "unreachable" });
  earlier.open("c1");
  expect(asked).toHaveLength(1);
  answers = [{ earlier: [], next: null }];
  earlier.more("c1");
  await quiet();
  expect(earlier.store.getState().lists.c1).toMatchObject({ failed: null });
});

test("pages of a list follow each other, and a failed one leaves what is there", async () => {
  const page = (next: string | null, ...ids: string[]) => ({ earlier: ids.map((id) => ({ id })), next });
  const shown = () => earlier.store.getState().lists.c1?.value;
  answers = [page("b/1", "a", "b/1"), undefined, page("d", "c", "d"), page(null, "e")];
  earlier.open("c1");
  await quiet();
  earlier.more("c1");
  await quiet();
  expect(shown()).toEqual(page("b/1", "a", "b/1"));
  expect(earlier.store.getState().lists.c1?.failed).toBe("unreachable");
  earlier.more("c1");
  earlier.more("c1");
  await quiet();
  earlier.more("c1");
  await quiet();
  expect(shown()).toEqual(page(null, "a", "b/1", "c", "d", "e"));
  const path = "/api/conversations/c1/earlier";
  const cursors = ["", "?before=b%2F1", "?before=b%2F1", "?before=d"];
  expect(asked).toEqual(cursors.map((cursor) => `${path}${cursor}`));
});

test("pages of a transcript come before each other, and a failed one leaves what is there", async () => {
  answers = [
    { entries: [messageEvent(3, "c"), messageEvent(4, "d")], more: true },
    undefined,
    { entries: [messageEvent(1, "a"), messageEvent(2, "b")], more: false },
  ];
  const numbers = () => earlier.store.getState().talks[keyOf("c1", "c0")]?.value?.lines.map((line) => line.n);
  earlier.openTalk("c1", "c0");
  await quiet();
  earlier.moreTalk("c1", "c0");
  await quiet();
  expect(numbers()).toEqual([3, 4]);
  earlier.moreTalk("c1", "c0");
  await quiet();
  expect(numbers()).toEqual([1, 2, 3, 4]);
  expect(asked.at(-1)).toContain("/c1/earlier/c0/entries?before=3&");
});

test("what belongs to a conversation goes with it", async () => {
  answers = [
    { earlier: [], next: null },
    { entries: [], more: false },
  ];
  earlier.open("c1");
  earlier.openTalk("c1", "c0");
  await quiet();
  earlier.forget("c1");
  expect(earlier.store.getState()).toEqual({ lists: {}, talks: {} });
});
