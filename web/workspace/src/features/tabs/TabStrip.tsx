/** Draws tabs of which some can be closed, by X, by Delete and by a button, and the panel of one. */

import { Button, makeStyles, Tab, TabList, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", minWidth: 0, minHeight: 0, height: "100%" },
  bar: {
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    position: "relative",
  },
  list: { minWidth: 0, overflowX: "auto" },
  // Tabs that don't fit are reached by scrolling, never squeezed into each other.
  tab: { flexShrink: 0 },
  name: {
    display: "inline-block",
    maxWidth: "16rem",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    verticalAlign: "bottom",
    unicodeBidi: "isolate",
  },
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
  // For the eye each tab has an X of its own.
  unseen: {
    flexShrink: 0,
    ":not(:focus-visible)": {
      position: "absolute",
      width: "1px",
      minWidth: "1px",
      height: "1px",
      padding: 0,
      overflow: "hidden",
      clipPath: "inset(50%)",
    },
  },
  panel: { flexGrow: 1, minHeight: 0, display: "flex", flexDirection: "column" },
});

export interface StripTab {
  id: string;
  name: string;
  closable: boolean;
}

interface TabStripProps {
  /** Of the list of tabs. */
  label: string;
  /** Of the panel below. */
  panelLabel: string;
  tabs: readonly StripTab[];
  selected: string;
  onSelect(id: string): void;
  /** Asked for closable tabs only. */
  onClose(id: string): void;
  /** Stands before the tabs. */
  before?: ReactNode;
  /** Stands behind the tabs, as a button that opens more. */
  after?: ReactNode;
  /** Id of an element elsewhere in the page that belongs into the panel. */
  owns?: string | undefined;
  /** What the selected tab shows. */
  children: ReactNode;
}

export function TabStrip(props: TabStripProps) {
  const { label, panelLabel, tabs, selected, onSelect, onClose, before, after, owns, children } = props;
  const styles = useStyles();
  const panelId = useId();
  const bar = useFocusKept(selected);

  function closeSelected() {
    // The button goes with its tab: the focus waits on a tab that stays. The first one can't be closed.
    bar.current?.querySelector<HTMLElement>("[role=tab]")?.focus();
    onClose(selected);
  }

  return (
    <div className={styles.root}>
      <div ref={bar} className={styles.bar}>
        {before}
        <TabList
          className={styles.list}
          size="small"
          aria-label={label}
          selectedValue={selected}
          onTabSelect={(_, data) => onSelect(String(data.value))}
        >
          {tabs.map((tab) => (
            <OneTab key={tab.id} tab={tab} panelId={panelId} onClose={onClose} />
          ))}
        </TabList>
        {tabs.some((tab) => tab.id === selected && tab.closable) && <CloseButton onClose={closeSelected} />}
        {after}
      </div>
      <div id={panelId} role="tabpanel" className={styles.panel} aria-label={panelLabel} aria-owns={owns}>
        {children}
      </div>
    </div>
  );
}

interface OneTabProps {
  tab: StripTab;
  panelId: string;
  onClose(id: string): void;
}

function OneTab({ tab, panelId, onClose }: OneTabProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const { id, name, closable } = tab;

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== "Delete") return;
    event.preventDefault();
    onClose(id);
  }

  return (
    <Tab
      className={styles.tab}
      value={id}
      aria-controls={panelId}
      aria-keyshortcuts={closable ? "Delete" : undefined}
      title={closable ? t`${name}: the Delete key closes this tab` : name}
      onKeyDown={closable ? onKeyDown : undefined}
    >
      <span className={styles.name} dir="auto">
        {name}
      </span>
      {closable && <CloseSign onClose={() => onClose(id)} />}
    </Tab>
  );
}

/** For screen readers on a touch screen, which have neither the X nor the Delete key, and for keyboards. */
function CloseButton({ onClose }: { onClose(): void }) {
  const { t } = useLingui();
  const styles = useStyles();
  return (
    <Button
      className={styles.unseen}
      appearance="subtle"
      size="small"
      icon={<DismissRegular />}
      onClick={onClose}
    >
      {t`Close tab`}
    </Button>
  );
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

/** What had the focus went away with the panel it was in: go on from the tab that is shown now. */
function useFocusKept(selected: string) {
  const bar = useRef<HTMLDivElement>(null);
  const before = useRef(selected);
  useEffect(() => {
    if (before.current === selected) return;
    before.current = selected;
    const frame = requestAnimationFrame(() => {
      const tab = bar.current?.querySelector<HTMLElement>("[aria-selected=true]");
      // Of many tabs the shown one is seen; where nothing is laid out there is nothing to scroll.
      tab?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
      const active = document.activeElement;
      const isLost = active === null || active === document.body || bar.current?.contains(active);
      if (isLost) tab?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [selected]);
  return bar;
}
