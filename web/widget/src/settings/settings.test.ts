import { describe, expect, test } from "vitest";
import { noticeIn, readLook, readSettings, textIn, USUAL } from "./settings";

describe("what the server wrote", () => {
  test("is taken", () => {
    const look = { accent: "#AA0044", position: "left", title: { en: "Ask us" } } as const;
    expect(readLook(look)).toEqual(look);
    expect(readSettings(JSON.stringify({ widget: { ...look, sound: false } }))).toMatchObject({
      ...look,
      sound: false,
      transcript: true,
    });
  });

  test("without a server that writes, what is usual holds", () => {
    expect(readLook("__CORDBOARD_SETTINGS__").accent).toBe(USUAL.accent);
    expect(readSettings("__CORDBOARD_SETTINGS__")).toEqual(USUAL);
    expect(readSettings("null")).toEqual(USUAL);
  });

  test.each(["red", "#fff", "#12345g", "#112233;}*{display:none"])(
    "%s is no colour for a style sheet",
    (accent) => {
      expect(readLook({ accent }).accent).toBe(USUAL.accent);
    },
  );
});

test("a text is in the language that is spoken, else in English, else our own", () => {
  expect(textIn({ lv: "Sveiki", en: "Hello" }, "lv", "own")).toBe("Sveiki");
  expect(textIn({ lv: "", en: "Hello" }, "lv", "own")).toBe("Hello");
  expect(textIn({ th: "..." }, "lv", "own")).toBe("own");
  expect(textIn(undefined, "lv", "own")).toBe("own");
});

test("a notice says in which language it was read, and is never missing", () => {
  expect(noticeIn({ lv: "Mēs klausāmies.", en: "We listen." }, "lv")).toEqual(["lv", "Mēs klausāmies."]);
  expect(noticeIn({ en: "We listen." }, "lv")).toEqual(["en", "We listen."]);
  expect(noticeIn({ sv: "Vi lyssnar." }, "lv")).toEqual(["sv", "Vi lyssnar."]);
});
