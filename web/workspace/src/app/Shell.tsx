/** Draws what surrounds every page: product, tabs by role, connection, presence, account, offers. */

import { makeStyles, Tab, TabList, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { AccountMenu, type SigningOut } from "../features/account";
import { AdministratorPage } from "../features/administration";
import { SearchKey } from "../features/closed";
import { OfferStack } from "../features/offers";
import { PresencePicker } from "../features/presence";
import { ClosingProvider, SessionKeys, useSessions } from "../features/sessions";
import { useListening } from "../features/shortcuts";
import { SupervisorPage } from "../features/supervision";
import { LiveFrames } from "../features/tabs";
import { useLink } from "../realtime";
import { LOW, MIDDLE, NARROW } from "../ui";
import { Announcements } from "./Announcements";
import { ConnectionStatus, OfflineBar } from "./ConnectionStatus";
import { NewVersion } from "./NewVersion";
import { OtherRole } from "./OtherRole";
import { PageTitle, WorkTitle } from "./PageTitle";
import { ProductMark } from "./ProductMark";
import { type PageId, pagesFor } from "./pages";
import { SkipLink } from "./SkipLink";
import { WorkPage } from "./WorkPage";

const useStyles = makeStyles({
  shell: {
    display: "flex",
    flexDirection: "column",
    height: "100dvh",
    backgroundColor: tokens.colorNeutralBackground1,
    // At 400 % zoom there is too little height for parts that scroll by themselves: the whole page does.
    [LOW]: { height: "auto", minHeight: "100dvh" },
  },
  header: {
    position: "relative",
    // Its menus open over everything below it.
    zIndex: 10,
    display: "flex",
    alignItems: "center",
    gap: "8px",
    minHeight: "48px",
    boxSizing: "border-box",
    padding: "0 12px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
    flexShrink: 0,
    [NARROW]: { flexWrap: "wrap", gap: "2px 4px", padding: "0 4px", minHeight: "40px" },
  },
  tabs: { [NARROW]: { order: 9, flexBasis: "100%", overflowX: "auto" } },
  name: { [NARROW]: { display: "none" } },
  gap: { flexGrow: 1 },
  below: {
    flexGrow: 1,
    minHeight: 0,
    display: "flex",
    // Offers come first for the keyboard and stand at the right of the page, or above it.
    flexDirection: "row-reverse",
    [MIDDLE]: { flexDirection: "column" },
    [LOW]: { flexShrink: 0 },
  },
  page: {
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    display: "flex",
    flexDirection: "column",
    // A height of its own: a transcript without one would be as long as all that was said.
    [LOW]: { height: "27rem", minHeight: "27rem" },
  },
  main: { flexGrow: 1, minHeight: 0, outlineStyle: "none" },
});

export function Shell({ onSignOut }: SigningOut) {
  const { me } = useLink();
  const pages = pagesFor(me.user.roles);
  const [picked, setPage] = useState<PageId | null>(null);
  // A page may be taken from the person while they are on it.
  const page = pages.find(({ id }) => id === picked)?.id ?? pages[0]?.id ?? null;
  useListening();
  const frame = <Frame page={page} onPage={setPage} onSignOut={onSignOut} />;
  if (me.agent === null) {
    return (
      <>
        <PageTitle page={page} unread={0} />
        {frame}
      </>
    );
  }
  return (
    <ClosingProvider>
      <WorkTitle page={page} />
      <Announcements page={page} />
      <SessionKeys />
      <SearchKey />
      <BringToWork onPage={setPage} />
      {frame}
    </ClosingProvider>
  );
}

/** Whoever accepts an offer or presses a session's key on another page is brought to it. */
function BringToWork({ onPage }: { onPage(id: PageId): void }) {
  const desk = useSessions();
  useEffect(
    () =>
      desk.store.subscribe((now, before) => {
        if (now.shown !== before.shown) onPage("work");
      }),
    [desk, onPage],
  );
  return null;
}

interface FrameProps extends SigningOut {
  page: PageId | null;
  onPage(id: PageId): void;
}

function Frame({ page, onPage, onSignOut }: FrameProps) {
  const styles = useStyles();
  const { me } = useLink();
  const isAgent = me.agent !== null;
  const hasTabs = pagesFor(me.user.roles).length > 1;
  return (
    <div className={styles.shell}>
      <SkipLink />
      <header className={styles.header}>
        <ProductMark />
        <Text weight="semibold" className={styles.name}>
          Cordboard
        </Text>
        {hasTabs && <PageTabs page={page} onPage={onPage} />}
        <span className={styles.gap} />
        <ConnectionStatus />
        {isAgent && <PresencePicker />}
        <AccountMenu onSignOut={onSignOut} />
      </header>
      <OfflineBar />
      <NewVersion />
      <OtherRole />
      <div className={styles.below}>
        {isAgent && <OfferStack />}
        <div className={styles.page} role={hasTabs ? "tabpanel" : undefined} id="page">
          <PageBody page={page} />
          {isAgent && <LiveFrames />}
        </div>
      </div>
    </div>
  );
}

function PageTabs({ page, onPage }: { page: PageId | null; onPage(id: PageId): void }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  return (
    <TabList
      aria-label={t`Pages`}
      className={styles.tabs}
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
  if (page === "work") return <WorkPage />;
  return (
    <main className={styles.main} id="main" tabIndex={-1}>
      {page === "supervision" && <SupervisorPage />}
      {page === "administration" && <AdministratorPage />}
      {page === null && <h1>{t`You have no role yet. An administrator can give you one.`}</h1>}
    </main>
  );
}
