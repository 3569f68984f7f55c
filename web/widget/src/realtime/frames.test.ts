import { expect, test } from "vitest";
import { readFrames } from "./frames";

test("a message with several lines holds several frames, in order", () => {
  expect(readFrames('{"t":"beat"}\n{"t":"resync","stream":"s"}')).toEqual([
    { t: "beat" },
    { t: "resync", stream: "s" },
  ]);
});

test("a newline at the end is no frame", () => {
  expect(readFrames('{"t":"beat"}\n')).toHaveLength(1);
});

test.each(["", "nonsense", "null", "7", "[]", '{"x":1}', '{"t":5}'])("%j is no frame", (text) => {
  expect(readFrames(text)).toEqual([]);
});

test("a broken line doesn't take its neighbours along", () => {
  expect(readFrames('{"t":"be\n{"t":"beat"}')).toEqual([{ t: "beat" }]);
});
