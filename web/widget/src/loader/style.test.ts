// @vitest-environment happy-dom

import { expect, test } from "vitest";
import { readLook } from "../settings/settings";
import { dress } from "./style";

class View extends EventTarget {
  height = 780;
  offsetTop = 0;
  scale = 1;
}

function dressed(view: View | null): () => string {
  const root = document.createElement("div").attachShadow({ mode: "open" });
  dress(root, readLook({ position: "left", accent: "#aa0044" }), {
    visualViewport: view,
  } as unknown as Window);
  return () =>
    root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join();
}

test("colour and corner are the workstream's, and nothing is an inline style", () => {
  const rules = dressed(null)();
  expect(rules).toContain("#aa0044");
  expect(rules).toContain("left: 20px");
  expect(rules).not.toContain("right: 20px");
});

test("a phone's keyboard leaves the frame the room above it", () => {
  const view = new View();
  const rules = dressed(view);
  Object.assign(view, { height: 420, offsetTop: 35 });
  view.dispatchEvent(new Event("resize"));
  expect(rules()).toContain("--height: 420px");
  expect(rules()).toContain("--top: 35px");
});

test("whoever has zoomed in keeps the whole frame and moves about in it", () => {
  const view = new View();
  const rules = dressed(view);
  view.scale = 2;
  view.dispatchEvent(new Event("scroll"));
  expect(rules()).not.toContain("--height:");
});
