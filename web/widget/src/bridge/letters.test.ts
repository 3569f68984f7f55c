import { describe, expect, test } from "vitest";
import { readToFrame, readToHost, seal, type ToFrame, type ToHost } from "./letters";

const begin: ToFrame = {
  t: "begin",
  kept: { token: "a" },
  page: "https://shop.example/",
  language: "",
  shown: true,
  focus: true,
  keeps: true,
};

describe("letters between the host page and the frame", () => {
  test.each<ToFrame>([
    begin,
    { t: "kept", key: "token", value: null },
    { t: "shown", shown: false, focus: false, page: "https://shop.example/" },
    { t: "language", language: "lv" },
    { t: "prepare", text: "Hello", answers: { name: "Ada" } },
    { t: "end" },
    { t: "context", values: { cart: "3" } },
    { t: "availability" },
  ])("the frame reads what the loader wrote: $t", (letter) => {
    expect(readToFrame(seal(letter))).toEqual(letter);
  });

  test.each<ToHost>([
    { t: "ready" },
    { t: "keep", key: "token", value: "a" },
    { t: "minimise" },
    { t: "unread", count: 2 },
    { t: "happened", what: "chat:started", facts: { conversation_id: "c1" } },
    { t: "context" },
    { t: "availability", available: true, place: 2 },
  ])("the loader reads what the frame wrote: $t", (letter) => {
    expect(readToHost(seal(letter))).toEqual(letter);
  });

  test.each([
    null,
    undefined,
    "ready",
    7,
    {},
    { t: "ready" },
    { mark: "cordboard/1" },
    { mark: "cordboard/1", letter: "ready" },
    { mark: "other", letter: { t: "ready" } },
    { mark: "cordboard/1", letter: { t: "keep", key: 5, value: "a" } },
    { mark: "cordboard/1", letter: { t: "keep", key: "k", value: 5 } },
    { mark: "cordboard/1", letter: { t: "keep", key: "k".repeat(101), value: "a" } },
    { mark: "cordboard/1", letter: { t: "keep", key: "k", value: "v".repeat(200_000) } },
    { mark: "cordboard/1", letter: { t: "unread", count: "2" } },
    { mark: "cordboard/1", letter: { t: "happened", what: "error" } },
    { mark: "cordboard/1", letter: { t: "prepare", text: "a", answers: { name: 5 } } },
    { mark: "cordboard/1", letter: { t: "constructor" } },
    { mark: "cordboard/1", letter: { t: "happened", what: "stolen", facts: {} } },
    {
      mark: "cordboard/1",
      letter: { t: "begin", kept: { token: 5 }, page: "", language: "", shown: true, focus: true },
    },
    {
      mark: "cordboard/1",
      letter: { t: "begin", kept: null, page: "", language: "", shown: true, focus: true },
    },
    { mark: "cordboard/1", letter: { t: "shown", shown: "yes", focus: true, page: "" } },
  ])("anything else is nobody's letter (%#)", (data) => {
    expect(readToFrame(data)).toBeNull();
    expect(readToHost(data)).toBeNull();
  });

  test("a letter to the frame is none to the host, and the other way round", () => {
    expect(readToHost(seal(begin))).toBeNull();
    expect(readToFrame(seal({ t: "minimise" }))).toBeNull();
  });
});
