/** Tells which dashboard Home shows. */

import { expect, test } from "vitest";
import { i18n, speak } from "../../ui";
import { dashboardFor, dashboardName } from "./dashboards";

const work = { id: "work", name: "My work", sections: ["my_work" as const] };
const own = { id: "own", name: "Eigene", sections: ["open_work" as const] };

test.each([
  ["the agent's choice", "own", "work", "own"],
  ["the administrator's, where the agent chose none", null, "own", "own"],
  ["the administrator's, where the chosen one is gone", "gone", "own", "own"],
  ["the first one, where the default is gone too", null, "gone", "work"],
])("[S12 dashboard] Home shows %s", (_, chosen, default_dashboard, id) => {
  expect(dashboardFor({ dashboards: [work, own], default_dashboard }, chosen)?.id).toBe(id);
});

test("stock dashboards speak the reader's language, others their administrator's", async () => {
  await speak("en");
  expect([work, own].map((one) => dashboardName(i18n, one))).toEqual(["My work", "Eigene"]);
});
