/** Draws the session panel: Home, then one entry for each customer at work (mission S1, S12). */

import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { HomeRegular, NavigationRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { codeOf, type SessionView } from "../../api";
import { refusalMessage, showToast } from "../../ui";
import { useAgent } from "../agent";
import { CloseDialog } from "./CloseDialog";
import { usePanel, useSessions } from "./desk";
import { HOME } from "./panel";
import { SessionEntry } from "./SessionEntry";

const NARROW = { width: "auto", maxHeight: "30vh" };

const useStyles = makeStyles({
  panel: {
    display: "flex",
    flexDirection: "column",
    gap: "4px",
    padding: "8px",
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    overflowY: "auto",
    boxSizing: "border-box",
    flexShrink: 0,
  },
  expanded: { width: "240px", "@media (max-width: 640px)": NARROW },
  collapsed: { width: "64px", "@media (max-width: 640px)": NARROW },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "4px",
  },
  home: { width: "100%", justifyContent: "flex-start" },
  burger: { alignSelf: "flex-start" },
});

const LIST_ID = "session-list";

export function SessionPanel() {
  const { t } = useLingui();
  const styles = useStyles();
  const desk = useSessions();
  const panel = usePanel((state) => state);
  const sessions = useAgent((state) => state.sessions);
  const [asked, setAsked] = useState<SessionView | null>(null);
  const lostIds = new Set(panel.lost.map((session) => session.id));
  const { expanded } = panel;
  return (
    <nav
      aria-label={t`Sessions`}
      className={mergeClasses(styles.panel, expanded ? styles.expanded : styles.collapsed)}
    >
      <Button
        className={styles.burger}
        appearance="subtle"
        icon={<NavigationRegular />}
        aria-label={expanded ? t`Collapse the session panel` : t`Expand the session panel`}
        aria-expanded={expanded}
        aria-controls={LIST_ID}
        onClick={() => desk.toggle()}
      />
      <ul id={LIST_ID} className={styles.list}>
        <li>
          <Button
            className={styles.home}
            appearance={panel.selected === HOME ? "primary" : "subtle"}
            icon={<HomeRegular />}
            aria-label={t`Home`}
            aria-current={panel.selected === HOME ? "page" : undefined}
            onClick={() => desk.select(HOME)}
          >
            {expanded && t`Home`}
          </Button>
        </li>
        {[...sessions, ...panel.lost].map((session) => (
          <SessionEntry
            key={session.id}
            session={session}
            lost={lostIds.has(session.id)}
            onClose={() => (lostIds.has(session.id) ? desk.dismiss(session) : setAsked(session))}
          />
        ))}
      </ul>
      {asked !== null && (
        <CloseDialog
          session={asked}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null);
            desk.close(asked).catch((reason: unknown) => showToast("error", refusalMessage(codeOf(reason))));
          }}
        />
      )}
    </nav>
  );
}
