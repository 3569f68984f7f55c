/** Draws the dashboard: alerts on top, then the sections that the administrator chose (mission S6, S12). */

import { makeStyles, Select, Title3, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { type ComponentType, useEffect, useRef } from "react";
import { useLink } from "../../realtime";
import { DENSITY } from "../../ui";
import { ClosedWorkSection, SearchBox } from "../closed";
import { PermissionBar } from "../notifying";
import { usePreference } from "../preferences";
import { PresenceAlerts } from "../presence";
import { dashboardFor, dashboardName } from "./dashboards";
import { MyWorkSection } from "./MyWork";
import { OpenWorkSection } from "./OpenWork";
import { UnsentMessages } from "./UnsentMessages";

const useStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    gap: DENSITY.group,
    padding: DENSITY.page,
    overflow: "auto",
    flexGrow: 1,
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground2,
    // Whoever has too little height scrolls; nothing is squeezed.
    "> *": { flexShrink: 0 },
  },
  top: { outlineStyle: "none", flexGrow: 1 },
  title: { margin: 0, overflowWrap: "anywhere" },
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px", maxWidth: "1280px" },
  columns: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 380px), 1fr))",
    alignItems: "start",
    gap: "24px",
    maxWidth: "1280px",
  },
});

const SECTIONS: Record<string, ComponentType | undefined> = {
  my_work: MyWorkSection,
  open_work: OpenWorkSection,
  closed_work: ClosedWorkSection,
};

export function DashboardPage() {
  const { t } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  const [chosen] = usePreference("dashboard");
  const sections = dashboardFor(me, chosen)?.sections ?? [];
  const top = useRef<HTMLDivElement>(null);
  // Whoever closed a session has lost the place where the focus was.
  useEffect(() => {
    if (document.activeElement === document.body) top.current?.focus();
  }, []);
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <div ref={top} tabIndex={-1} className={styles.top}>
          <Title3 as="h1" className={styles.title}>{t`Home`}</Title3>
        </div>
        <SearchBox />
        <DashboardSelect />
      </div>
      <PresenceAlerts />
      <PermissionBar />
      <UnsentMessages />
      <div className={styles.columns}>
        {sections.map((section) => {
          // A section of a newer server is left out.
          const Section = SECTIONS[section];
          return Section === undefined ? null : <Section key={section} />;
        })}
      </div>
    </div>
  );
}

/** Shown where there is something to choose. */
function DashboardSelect() {
  const { t, i18n } = useLingui();
  const { me } = useLink();
  const [chosen, setChosen] = usePreference("dashboard");
  const shown = dashboardFor(me, chosen);
  if (shown === null || me.dashboards.length < 2) return null;
  return (
    <Select
      size="small"
      aria-label={t`Dashboard`}
      value={shown.id}
      onChange={(_, data) => setChosen(data.value === me.default_dashboard ? null : data.value)}
    >
      {me.dashboards.map((one) => (
        <option key={one.id} value={one.id}>
          {dashboardName(i18n, one)}
        </option>
      ))}
    </Select>
  );
}
