/** Draws Home: alerts on top, one's own work items, open work to pick (mission S6, S12). */

import {
  CounterBadge,
  makeStyles,
  Select,
  Subtitle1,
  Subtitle2,
  Text,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef } from "react";
import { codeOf, type ItemView } from "../../api";
import { type Command, useLink } from "../../realtime";
import { DENSITY, refusalMessage, showToast } from "../../ui";
import { useAgent } from "../agent";
import { ItemList, useOpenWork } from "../items";
import { usePreference } from "../preferences";
import { PresenceAlerts } from "../presence";
import { useSessions } from "../sessions";
import { useShortcut } from "../shortcuts";
import { dashboardFor, dashboardName } from "./dashboards";
import { UnsentMessages } from "./UnsentMessages";

const useStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    gap: DENSITY.group,
    padding: DENSITY.page,
    overflow: "auto",
    height: "100%",
    boxSizing: "border-box",
    backgroundColor: tokens.colorNeutralBackground2,
  },
  top: { outlineStyle: "none", flexGrow: 1 },
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px", maxWidth: "1280px" },
  columns: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 380px), 1fr))",
    alignItems: "start",
    gap: "24px",
    maxWidth: "1280px",
  },
  section: { display: "flex", flexDirection: "column", gap: DENSITY.gap, minWidth: 0 },
  queues: { display: "flex", flexDirection: "column", gap: DENSITY.group },
  title: { margin: 0, overflowWrap: "anywhere" },
  head: { display: "flex", alignItems: "center", gap: "8px" },
  empty: { color: tokens.colorNeutralForeground2 },
});

export function HomePage() {
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
        <DashboardSelect />
      </div>
      <PresenceAlerts />
      <UnsentMessages />
      <div className={styles.columns}>
        {sections.map((section) => {
          if (section === "my_work") return <MyWorkSection key={section} />;
          return section === "open_work" ? <OpenWorkSection key={section} /> : null;
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

function MyWorkSection() {
  const { t } = useLingui();
  const styles = useStyles();
  const items = useAgent((state) => state.items);
  const { open } = useTaking();
  const offers = useShortcut("go_to_offers").text;
  const hint =
    offers === ""
      ? t`No conversation is yours now. When one is offered to you, it shows beside this page: accept it, and its session opens.`
      : t`No conversation is yours now. When one is offered to you, it shows beside this page, and ${offers} leads there: accept it, and its session opens.`;
  return (
    <section aria-label={t`My work items`} className={styles.section}>
      <Head level="h2" count={items.length}>{t`My work items`}</Head>
      <ItemList
        items={items}
        action={t({ message: "Open", context: "button" })}
        empty={hint}
        showState
        onAction={open}
      />
    </section>
  );
}

function OpenWorkSection() {
  const { t } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  const openWork = useOpenWork();
  const { pick } = useTaking();
  const memberOf = me.queues.filter((queue) => openWork[queue.id] !== undefined);
  const count = memberOf.reduce((sum, queue) => sum + (openWork[queue.id]?.length ?? 0), 0);
  const isMember = (me.agent?.queue_ids.length ?? 0) > 0;
  return (
    <section aria-label={t`Open work items`} className={styles.section}>
      <Head level="h2" count={count}>{t`Open work items`}</Head>
      {!isMember && (
        <Text className={styles.empty}>
          {t`You are no member of any queue, so nothing is offered to you. An administrator can change that.`}
        </Text>
      )}
      <div className={styles.queues}>
        {memberOf.map((queue) => (
          <section key={queue.id} aria-label={queue.name} className={styles.section}>
            <Head level="h3" count={openWork[queue.id]?.length ?? 0}>
              {queue.name}
            </Head>
            <ItemList
              items={openWork[queue.id] ?? []}
              action={t`Pick`}
              empty={t`Nobody waits here. What comes in is offered to free agents; what stays can be picked.`}
              showState={false}
              onAction={pick}
            />
          </section>
        ))}
      </div>
    </section>
  );
}

function Head({ level, count, children }: { level: "h2" | "h3"; count: number; children: ReactNode }) {
  const styles = useStyles();
  const Title = level === "h2" ? Subtitle1 : Subtitle2;
  return (
    <div className={styles.head}>
      <Title as={level} className={styles.title}>
        {children}
      </Title>
      {count > 0 && <CounterBadge count={count} overflowCount={999} color="informative" appearance="ghost" />}
    </div>
  );
}

function useTaking() {
  const { connection } = useLink();
  const sessions = useSessions();
  const open = useAgent((state) => state.sessions);
  async function take(item: ItemView, command: Command) {
    sessions.await(item.id);
    try {
      await connection.do(command);
    } catch (reason) {
      sessions.stopAwaiting(item.id);
      showToast("warning", refusalMessage(codeOf(reason)));
    }
  }
  return {
    open: (item: ItemView) => {
      const isOpen = open.some((session) => session.conversation_id === item.id);
      if (isOpen) sessions.await(item.id);
      else void take(item, { name: "reopen_conversation", conversation_id: item.id });
    },
    pick: (item: ItemView) => void take(item, { name: "pick_conversation", conversation_id: item.id }),
  };
}
