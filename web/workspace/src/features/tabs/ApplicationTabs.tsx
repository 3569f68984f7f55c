/** Draws a session's application tabs: the anchor and what was opened beside it (interface 2.1, 2.5). */

import { makeStyles, Tab, TabList, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { remembered } from "../../ui";
import { tabsOf, useTabs } from "./store";
import { ANCHOR, type EarlierTab } from "./tabs";

const dayFormat = remembered((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium" }));

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", minWidth: 0, minHeight: 0, height: "100%" },
  bar: {
    flexShrink: 0,
    overflowX: "auto",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  // Tabs that don't fit are reached by scrolling, never squeezed into each other.
  tab: { flexShrink: 0 },
  close: {
    display: "inline-flex",
    alignItems: "center",
    justifyContent: "center",
    width: "24px",
    height: "24px",
    margin: "-4px 0 -4px 4px",
    borderRadius: tokens.borderRadiusMedium,
    "&:hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  panel: { flexGrow: 1, minHeight: 0, display: "flex", flexDirection: "column" },
});

interface ApplicationTabsProps {
  sessionId: string;
  anchor: ReactNode;
  /** Draw a tab that was opened. */
  earlier(tab: EarlierTab): ReactNode;
}

export function ApplicationTabs({ sessionId, anchor, earlier }: ApplicationTabsProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const tabs = useTabs(sessionId);
  const { select, close } = tabsOf(sessionId);
  const bar = useRef<HTMLDivElement>(null);
  const shown = tabs.opened.find((tab) => tab.id === tabs.selected);
  const before = useRef(tabs.selected);
  // What had the focus went away with the page it was on: go on from the tab that is shown now.
  useEffect(() => {
    if (before.current === tabs.selected) return;
    before.current = tabs.selected;
    const frame = requestAnimationFrame(() => {
      const active = document.activeElement;
      const isLost = active === null || active === document.body || bar.current?.contains(active);
      if (isLost) bar.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [tabs.selected]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>, id: string) {
    if (event.key !== "Delete" || id === ANCHOR) return;
    event.preventDefault();
    close(id);
  }

  return (
    <div className={styles.root}>
      <div ref={bar} className={styles.bar}>
        <TabList
          size="small"
          aria-label={t`Application tabs`}
          selectedValue={tabs.selected}
          onTabSelect={(_, data) => select(String(data.value))}
        >
          <Tab className={styles.tab} value={ANCHOR} aria-controls="application">
            {t`Active conversation`}
          </Tab>
          {tabs.opened.map((tab) => (
            <Tab
              key={tab.id}
              className={styles.tab}
              value={tab.id}
              aria-controls="application"
              aria-keyshortcuts="Delete"
              title={t`The Delete key closes this tab`}
              onKeyDown={(event) => onKeyDown(event, tab.id)}
            >
              <EarlierName tab={tab} />
              <CloseSign onClose={() => close(tab.id)} />
            </Tab>
          ))}
        </TabList>
      </div>
      <div id="application" role="tabpanel" className={styles.panel} aria-label={t`Application`}>
        {shown === undefined ? anchor : earlier(shown)}
      </div>
    </div>
  );
}

function EarlierName({ tab }: { tab: EarlierTab }) {
  const { t, i18n } = useLingui();
  const day = dayFormat(i18n.locale).format(tab.createdAtMs);
  return <>{t`Conversation of ${day}`}</>;
}

/** For the mouse alone: a button within a tab is out of reach for keyboards, which have Delete. */
function CloseSign({ onClose }: { onClose(): void }) {
  const styles = useStyles();
  return (
    <span
      aria-hidden
      className={styles.close}
      data-testid="close-tab"
      onClick={(event) => {
        event.stopPropagation();
        onClose();
      }}
    >
      <DismissRegular />
    </span>
  );
}
