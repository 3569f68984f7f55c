import { expect, test } from "vitest";
import { fill } from "./fill";

test("a value goes where the text names it", () => {
  expect(fill("{name} is typing", { name: "Anna" })).toBe("Anna is typing");
});

test("a name with braces or dollar signs is taken as it is", () => {
  expect(fill("{name} is typing", { name: "$& {name}" })).toBe("$& {name} is typing");
});

test("a placeholder without a value stays visible", () => {
  expect(fill("{name} is typing", {})).toBe("{name} is typing");
});

test("a name can't turn the rest of the sentence around", () => {
  expect(fill("{name} is typing", { name: "an\u202ena\u2066" })).toBe("anna is typing");
});
