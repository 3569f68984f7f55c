import { describe, expect, test } from "vitest";
import type { MessageLine } from "../chat/lines";
import words from "../locales/en.json";
import { authorName, dayText, deliveryText, initialsOf, noticeText, timeText } from "./wording";

const line: MessageLine = {
  kind: "message",
  key: "1",
  side: "agent",
  name: "Anna",
  text: "Hi",
  at_ms: 0,
  delivery: "sent",
  code: null,
};

describe("notices", () => {
  test("name the agent", () => {
    const joined = { kind: "notice", key: "n1", code: "agent_joined", name: "Anna", at_ms: 0 } as const;
    expect(noticeText(words, joined)).toBe("Anna has joined the conversation.");
    expect(noticeText(words, { ...joined, name: null })).toBe(
      "Customer service has joined the conversation.",
    );
  });

  test.each([
    "agent_joined",
    "agent_left",
    "agent_reconnecting",
    "agent_back",
    "ended_by_agent",
    "ended_by_customer",
    "ended_by_supervisor",
    "ended_by_system",
    "customer_lost",
    "closed_out_of_hours",
    "closed_queue_full",
    "closed_waited_too_long",
  ])("%s has words", (code) => {
    expect(noticeText(words, { kind: "notice", key: "n1", code, name: null, at_ms: 0 })).toBeTruthy();
  });

  test("a code from a newer server is left out", () => {
    expect(
      noticeText(words, { kind: "notice", key: "n1", code: "moon_landed", name: null, at_ms: 0 }),
    ).toBeNull();
  });

  test("a code that is the name of something in every object is left out, too", () => {
    expect(
      noticeText(words, { kind: "notice", key: "n1", code: "constructor", name: null, at_ms: 0 }),
    ).toBeNull();
  });
});

test("a failed message says why where the reason is known", () => {
  expect(deliveryText(words, { ...line, delivery: "failed", code: "closed" })).toContain("had ended");
  expect(deliveryText(words, { ...line, delivery: "failed", code: "moon_landed" })).toBe("Not sent.");
  expect(deliveryText(words, { ...line, delivery: "sending" })).toBe("Sending …");
});

test("authors without a name have one", () => {
  expect(authorName(words, { ...line, name: "" })).toBe("Customer service");
  expect(authorName(words, { ...line, side: "customer", name: "Ada" })).toBe("You");
});

test("times and days are written as the reader does", () => {
  const noon = new Date(2026, 10, 21, 12, 5).getTime();
  expect(timeText("nl", noon)).toBe("12:05");
  expect(dayText("en-GB", noon)).toContain("21 November");
  expect(dayText("lv", noon)).toContain("novembris");
});

test.each([
  ["Anna", "A"],
  ["Anna Maria Berg", "AM"],
  [" สมชาย ใจดี ", "สใ"],
  ["👩‍💻", "👩"],
])("of %s the first letters are %s", (name, letters) => {
  expect(initialsOf(name)).toBe(letters);
});
