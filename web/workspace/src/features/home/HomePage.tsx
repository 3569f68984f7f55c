/** Draws Home: alerts on top, one's own work items, open work to pick (mission S6, S12). */

import { makeStyles, Subtitle1, Subtitle2, Title3 } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { codeOf, type ItemView } from "../../api";
import { type Command, useLink } from "../../realtime";
import { refusalMessage, showToast } from "../../ui";
import { useAgent } from "../agent";
import { ItemList, useOpenWork } from "../items";
import { PresenceAlerts } from "../presence";
import { useSessions } from "../sessions";
import { UnsentMessages } from "./UnsentMessages";

const useStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    gap: "16px",
    padding: "16px",
    overflow: "auto",
    height: "100%",
    boxSizing: "border-box",
  },
  top: { outlineStyle: "none" },
  section: { display: "flex", flexDirection: "column", gap: "8px" },
});

export function HomePage() {
  const { t } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  const items = useAgent((state) => state.items);
  const openWork = useOpenWork();
  const { open, pick } = useTaking();
  const top = useRef<HTMLDivElement>(null);
  // Whoever closed a session has lost the place where the focus was.
  useEffect(() => {
    if (document.activeElement === document.body) top.current?.focus();
  }, []);
  const memberOf = me.queues.filter((queue) => openWork[queue.id] !== undefined);
  return (
    <div className={styles.page}>
      <div ref={top} tabIndex={-1} className={styles.top}>
        <Title3 as="h1">{t`Home`}</Title3>
      </div>
      <PresenceAlerts />
      <UnsentMessages />
      <section aria-label={t`My work items`} className={styles.section}>
        <Subtitle1 as="h2">{t`My work items`}</Subtitle1>
        <ItemList items={items} action={t({ message: "Open", context: "button" })} onAction={open} />
      </section>
      <section aria-label={t`Open work items`} className={styles.section}>
        <Subtitle1 as="h2">{t`Open work items`}</Subtitle1>
        {memberOf.map((queue) => (
          <section key={queue.id} aria-label={queue.name} className={styles.section}>
            <Subtitle2 as="h3">{queue.name}</Subtitle2>
            <ItemList items={openWork[queue.id] ?? []} action={t`Pick`} onAction={pick} />
          </section>
        ))}
      </section>
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
