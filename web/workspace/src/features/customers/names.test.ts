/** Tells how customers are named when their names are not what names usually are. */

import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";
import { itemView } from "../fixtures";
import { neutral, sessionTitle, titleOf } from "./names";

const i18n = setupI18n({ locale: "en", messages: { en: {} } });

test("signs that turn the reading order are taken out of names, those within emoji stay", () => {
  expect(neutral("Kenny\u202e htimS\u2066")).toBe("Kenny htimS");
  expect(neutral("Ann 👩‍🚀")).toBe("Ann 👩‍🚀");
});

test("[S13 visitor] a name of which nothing is left is no name", () => {
  const nobody = { title: "\u202e \u2069", visitor_number: 4, named: true };
  expect(titleOf(i18n, nobody)).not.toBe("");
});

test.each([
  ["", {}, "Visitor 7"],
  ["{customerName}, order {order}", { order: "12 \u202e" }, "Visitor 7, order 12"],
  ["{order}", { order: "{customerName}" }, "{customerName}"],
  ["{order} \u2066", {}, "Visitor 7"],
])("a session of the template %j is titled by what its slugs stand for", (title, values, shown) => {
  expect(sessionTitle(i18n, { title, values, item: itemView() })).toBe(shown);
});
