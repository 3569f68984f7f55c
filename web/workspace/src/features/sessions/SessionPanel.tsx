/** Draws the session panel: Home, then one entry for each customer at work (mission S1, S12). */

import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { HomeFilled, HomeRegular, NavigationRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import type { SessionView } from "../../api";
import { DENSITY, IS_NARROW, NARROW, useMedia } from "../../ui";
import { useAgent } from "../agent";
import { usePreference } from "../preferences";
import { ariaKey, SESSION_NUMBERS, useKeys, useShortcut, withKey } from "../shortcuts";
import { usePanel, useSessions } from "./desk";
import { useDragging } from "./dragging";
import { FORCED_EDGE, FORCED_SELECTED } from "./entryStyles";
import { HOME } from "./panel";
import { SessionEntry } from "./SessionEntry";
import { useMoving } from "./useMoving";

const STRIP = {
  width: "auto",
  flexDirection: "row",
  alignItems: "center",
  borderRight: "none",
  borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  padding: "2px 4px",
} as const;

/** Under the pointer it stays as selected as before. */
const SELECTED_HOVER = {
  backgroundColor: tokens.colorNeutralBackground1Selected,
  color: tokens.colorNeutralForeground1Selected,
  borderLeftColor: tokens.colorBrandStroke1,
} as const;

const useStyles = makeStyles({
  panel: {
    display: "flex",
    flexDirection: "column",
    gap: "4px",
    padding: "8px",
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    boxSizing: "border-box",
    flexShrink: 0,
    minHeight: 0,
  },
  expanded: { width: "clamp(264px, 16.5rem, 25vw)", [NARROW]: STRIP },
  collapsed: { width: "4rem", padding: "8px 1px", [NARROW]: STRIP },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: "2px 1px",
    display: "flex",
    flexDirection: "column",
    gap: DENSITY.gap,
    overflowX: "hidden",
    overflowY: "auto",
    minHeight: 0,
    [NARROW]: { flexDirection: "row", overflowX: "auto", overflowY: "hidden", minWidth: 0 },
  },
  homeItem: { flexShrink: 0 },
  home: {
    width: "100%",
    justifyContent: "flex-start",
    gap: "8px",
    padding: "6px 8px",
    fontWeight: tokens.fontWeightRegular,
    border: "none",
    borderLeft: "3px solid transparent",
    minWidth: "40px",
    maxWidth: "none",
    ...FORCED_EDGE,
  },
  homeSmall: { justifyContent: "center" },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
    borderLeftColor: tokens.colorBrandStroke1,
    ":hover": SELECTED_HOVER,
    ":hover:active": SELECTED_HOVER,
    ...FORCED_SELECTED,
  },
  burger: { alignSelf: "flex-start", flexShrink: 0, [NARROW]: { display: "none" } },
  burgerSmall: { alignSelf: "center" },
});

const LIST_ID = "session-list";

interface SessionPanelProps {
  onClose(session: SessionView): void;
}

export function SessionPanel({ onClose }: SessionPanelProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const lost = usePanel((panel) => panel.lost);
  const sessions = useAgent((state) => state.sessions);
  const [expanded, setExpanded] = usePreference("panelExpanded");
  // On narrow screens the panel is a strip above the page, with entries as small as can be.
  const isStrip = useMedia(IS_NARROW);
  const wide = expanded && !isStrip;
  const toggle = useShortcut("toggle_sessions");
  const keys = useKeys();
  const { moveTo } = useMoving();
  const list = useRef<HTMLUListElement>(null);
  const { draggedId, gap, onPointerDown } = useDragging(
    list,
    sessions.map((one) => one.id),
    moveTo,
  );
  const burger = expanded ? t`Collapse the session panel` : t`Expand the session panel`;
  return (
    <nav
      aria-label={t`Sessions`}
      data-clear-of-toasts="panel"
      className={mergeClasses(styles.panel, expanded ? styles.expanded : styles.collapsed)}
    >
      <Button
        className={mergeClasses(styles.burger, !wide && styles.burgerSmall)}
        appearance="subtle"
        icon={<NavigationRegular />}
        aria-label={burger}
        title={withKey(burger, toggle)}
        aria-keyshortcuts={toggle.aria}
        aria-expanded={expanded}
        aria-controls={LIST_ID}
        onClick={() => setExpanded(!expanded)}
      />
      <ul ref={list} id={LIST_ID} className={styles.list}>
        <HomeEntry wide={wide} />
        {[...sessions, ...lost].map((session, index) => {
          const number = SESSION_NUMBERS[index];
          const isLost = index >= sessions.length;
          return (
            <SessionEntry
              key={session.id}
              session={session}
              lost={isLost}
              wide={wide}
              positioning={isStrip ? "below" : { position: "after", offset: wide ? 60 : 32 }}
              shortcut={number === undefined ? undefined : ariaKey(keys[`session_${number}`])}
              drop={dropAt(gap, index, sessions.length)}
              dragged={session.id === draggedId}
              dragging={draggedId !== null}
              onPointerDown={isLost ? undefined : (event) => onPointerDown(event, session.id)}
              onClose={() => onClose(session)}
            />
          );
        })}
      </ul>
    </nav>
  );
}

/** Return on which side of an entry the line is drawn that says where the dragged one comes to stand. */
function dropAt(gap: number | null, index: number, count: number): "before" | "after" | null {
  if (gap === index && index < count) return "before";
  return gap === count && index === count - 1 ? "after" : null;
}

function HomeEntry({ wide }: { wide: boolean }) {
  const { t } = useLingui();
  const styles = useStyles();
  const desk = useSessions();
  const selected = usePanel((panel) => panel.selected === HOME);
  const shortcut = useShortcut("go_home");
  return (
    <li className={styles.homeItem}>
      <Button
        className={mergeClasses(styles.home, !wide && styles.homeSmall, selected && styles.selected)}
        appearance="subtle"
        icon={selected ? <HomeFilled /> : <HomeRegular />}
        aria-label={t`Home`}
        title={withKey(t`Home`, shortcut)}
        aria-keyshortcuts={shortcut.aria}
        aria-current={selected ? "page" : undefined}
        onClick={() => desk.select(HOME)}
      >
        {wide && t`Home`}
      </Button>
    </li>
  );
}
