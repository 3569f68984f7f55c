/** Decides which dashboard Home shows, and names the stock ones in the reader's language (mission S12). */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Me } from "../../api";

export type Dashboard = Me["dashboards"][number];

/** The agent's own choice first, then the administrator's; a dashboard that is gone is nobody's choice. */
export function dashboardFor(
  me: Pick<Me, "dashboards" | "default_dashboard">,
  chosen: string | null,
): Dashboard | null {
  const find = (id: string | null) => me.dashboards.find((one) => one.id === id);
  return find(chosen) ?? find(me.default_dashboard) ?? me.dashboards[0] ?? null;
}

const STOCK: Record<string, MessageDescriptor> = {
  work: msg`My work`,
  queues: msg`Queues`,
  focus: msg`Focus`,
};

/** Stock dashboards are translated by their id, others are shown as the administrator wrote them. */
export function dashboardName(i18n: I18n, { id, name }: Pick<Dashboard, "id" | "name">): string {
  const stock = STOCK[id];
  return stock === undefined ? name : i18n._(stock);
}
