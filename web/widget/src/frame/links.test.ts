import { describe, expect, test } from "vitest";
import { withLinks } from "./links";

const hrefs = (text: string) =>
  withLinks(text).flatMap((piece) => (typeof piece === "string" ? [] : [piece.href]));

describe("addresses in a text", () => {
  test("become links, and nothing of the text is lost", () => {
    const pieces = withLinks("See https://a.example/x?y=1#z, or mailto:us@a.example.");
    expect(pieces).toEqual([
      "See ",
      { href: "https://a.example/x?y=1#z", text: "https://a.example/x?y=1#z" },
      ", or ",
      { href: "mailto:us@a.example", text: "mailto:us@a.example" },
      ".",
    ]);
  });

  test.each([
    ["(https://a.example/b)", "https://a.example/b"],
    ["https://a.example/b_(c)", "https://a.example/b_(c)"],
    ["(see https://a.example/b_(c)).", "https://a.example/b_(c)"],
    ["“https://a.example/b”!", "https://a.example/b"],
    ["HTTP://A.example/b?", "http://a.example/b"],
  ])("%s leads to %s", (text, href) => {
    expect(hrefs(text)).toEqual([href]);
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://a.example/",
    "https://",
    "https://bank.example@evil.example/",
    "https://user:secret@evil.example/",
    "mailto:nobody",
    "xhttps//a.example",
  ])("%s is no link", (text) => {
    expect(hrefs(text)).toEqual([]);
    expect(withLinks(text).join("")).toBe(text);
  });

  test("a character that turns the reading around ends an address", () => {
    expect(withLinks("https://a.example/\u202egpj.exe")[0]).toMatchObject({ href: "https://a.example/" });
  });

  test("a host in letters that look like others is shown as it is", () => {
    const [link] = withLinks("https://аpple.example/");
    expect(link).toMatchObject({
      text: "https://xn--pple-43d.example/",
      href: "https://xn--pple-43d.example/",
    });
    expect(withLinks("http://0x7f.1/")[0]).toMatchObject({ text: "http://127.0.0.1/" });
  });

  test("a text of nothing but letters is one piece, however long", () => {
    expect(withLinks("x".repeat(5_000))).toHaveLength(1);
  });
});
