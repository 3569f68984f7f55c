/** Draws what surrounds every page: product, tabs by role, connection, presence, account. */

import { makeStyles, Tab, TabList, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { AccountMenu } from "../features/account";
import { AdministratorPage } from "../features/administration";
import { OfferStack } from "../features/offers";
import { PresencePicker } from "../features/presence";
import { SupervisorPage } from "../features/supervision";
import { useLink } from "../realtime";
import { ConnectionStatus } from "./ConnectionStatus";
import { NewVersion } from "./NewVersion";
import { type PageId, pagesFor } from "./pages";
import { WorkPage } from "./WorkPage";

const useStyles = makeStyles({
  shell: {
    display: "flex",
    flexDirection: "column",
    height: "100vh",
    backgroundColor: tokens.colorNeutralBackground1,
  },
  header: {
    // Its menus open over the offers, which float below it.
    position: "relative",
    zIndex: 950,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "12px",
    padding: "4px 16px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  gap: { flexGrow: 1 },
  page: { flexGrow: 1, minHeight: 0, display: "flex", flexDirection: "column" },
  main: { flexGrow: 1, minHeight: 0 },
});

export function Shell({ onSignedOut }: { onSignedOut(): void }) {
  const styles = useStyles();
  const { me } = useLink();
  const pages = pagesFor(me.user.roles);
  const [page, setPage] = useState<PageId | null>(pages[0]?.id ?? null);
  const isAgent = me.agent !== null;
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <Text weight="semibold">Cordboard</Text>
        {pages.length > 1 && <PageTabs page={page} onPage={setPage} />}
        <span className={styles.gap} />
        <ConnectionStatus />
        {isAgent && <PresencePicker />}
        <AccountMenu onSignedOut={onSignedOut} />
      </header>
      <NewVersion />
      <div className={styles.page} role={pages.length > 1 ? "tabpanel" : undefined} id="page">
        <PageBody page={page} />
      </div>
      {isAgent && <OfferStack />}
    </div>
  );
}

function PageTabs({ page, onPage }: { page: PageId | null; onPage(id: PageId): void }) {
  const { t, i18n } = useLingui();
  const { me } = useLink();
  return (
    <TabList
      aria-label={t`Pages`}
      selectedValue={page}
      onTabSelect={(_, data) => onPage(data.value as PageId)}
    >
      {pagesFor(me.user.roles).map(({ id, name }) => (
        <Tab key={id} value={id} aria-controls="page">
          {i18n._(name)}
        </Tab>
      ))}
    </TabList>
  );
}

function PageBody({ page }: { page: PageId | null }) {
  const { t } = useLingui();
  const styles = useStyles();
  switch (page) {
    case "work":
      return <WorkPage />;
    case "supervision":
      return (
        <main className={styles.main}>
          <SupervisorPage />
        </main>
      );
    case "administration":
      return (
        <main className={styles.main}>
          <AdministratorPage />
        </main>
      );
    case null:
      return (
        <main className={styles.main}>
          <h1>{t`You have no role yet. An administrator can give you one.`}</h1>
        </main>
      );
  }
}
