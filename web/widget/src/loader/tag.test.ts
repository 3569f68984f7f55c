// @vitest-environment happy-dom

import { describe, expect, test } from "vitest";
import { frameUrl, pageOf, readTag } from "./tag";

function script(attributes: Record<string, string>): HTMLScriptElement {
  const made = document.createElement("script");
  made.type = "text/plain";
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

const src = "https://help.example/widget/loader.js";

describe("the script tag", () => {
  test("says which server and which workstream", () => {
    const tag = readTag(script({ src, "data-workstream": "ws_web" }), document, ["sv-SE"]);
    expect(tag).toEqual({
      server: "https://help.example",
      workstreamId: "ws_web",
      language: "sv",
    });
  });

  test("may wish for a language", () => {
    const tag = readTag(script({ src, "data-workstream": "ws_web", "data-language": "th" }), document, [
      "sv",
    ]);
    expect(tag?.language).toBe("th");
  });

  test("without a wish, the host page's own language is spoken, if we speak it", () => {
    document.documentElement.lang = "lv-LV";
    expect(readTag(script({ src, "data-workstream": "ws_web" }), document, ["sv"])?.language).toBe("lv");
    document.documentElement.lang = "fr";
    expect(readTag(script({ src, "data-workstream": "ws_web" }), document, ["sv"])?.language).toBe("sv");
    document.documentElement.lang = "";
  });

  test("without a workstream is none of ours", () => {
    expect(readTag(script({ src }), document, [])).toBeNull();
    expect(readTag(null, document, [])).toBeNull();
  });
});

test("the frame's address names the workstream and the embedding origin", () => {
  const tag = {
    server: "https://help.example",
    workstreamId: "ws web",
    language: "en",
  } as const;
  expect(frameUrl(tag, "https://shop.example")).toBe(
    "https://help.example/widget/frame?workstream=ws+web&host=https%3A%2F%2Fshop.example",
  );
});

test("the page is told without its query and fragment", () => {
  expect(pageOf("https://shop.example/cart?token=secret#total")).toBe("https://shop.example/cart");
});
