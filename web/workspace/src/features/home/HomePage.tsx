/** Draws Home: the dashboard, and tabs with closed conversations and the search over them (interface 2.2). */

import { useLingui } from "@lingui/react/macro";
import { ClosedPage, DASHBOARD, isClosedTab, SearchPage, useClosed, useHomeTabs } from "../closed";
import { titleOf } from "../customers";
import { type StripTab, TabStrip } from "../tabs";
import { DashboardPage } from "./DashboardPage";

export function HomePage() {
  const { t, i18n } = useLingui();
  const closed = useClosed();
  const { opened, selected } = useHomeTabs();
  const shown = opened.find((tab) => tab.id === selected);
  const tabs: StripTab[] = [
    { id: DASHBOARD, name: t`Dashboard`, closable: false },
    ...opened.map((tab) => ({
      id: tab.id,
      name: isClosedTab(tab) ? titleOf(i18n, tab.customer) : t({ message: "Search", context: "tab" }),
      closable: true,
    })),
  ];
  return (
    <TabStrip
      label={t`Tabs of Home`}
      panelLabel={shown === undefined ? t`Home` : (tabs.find((tab) => tab.id === shown.id)?.name ?? "")}
      tabs={tabs}
      selected={selected}
      onSelect={(id) => closed.select(id)}
      onClose={(id) => closed.close(id)}
    >
      {shown === undefined && <DashboardPage />}
      {shown !== undefined && !isClosedTab(shown) && <SearchPage />}
      {shown !== undefined && isClosedTab(shown) && <ClosedPage key={shown.id} tab={shown} />}
    </TabStrip>
  );
}
