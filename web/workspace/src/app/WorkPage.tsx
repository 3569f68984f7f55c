/** Draws an agent's work: the session panel, and Home or the conversation that is selected. */

import { makeStyles } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { codeOf, type SessionView } from "../api";
import { useAgent } from "../features/agent";
import { ConversationPage } from "../features/conversations";
import { titleOf } from "../features/customers";
import { HomePage } from "../features/home";
import { SessionPanel, usePanel, useSessions } from "../features/sessions";
import { refusalMessage, showToast } from "../ui";

const useStyles = makeStyles({
  work: {
    display: "flex",
    flexGrow: 1,
    minHeight: 0,
    // On narrow screens, or at 400 % zoom, the panel stands above the conversation.
    "@media (max-width: 640px)": { flexDirection: "column" },
  },
  main: { flexGrow: 1, minWidth: 0, minHeight: 0 },
});

export function WorkPage() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { session, lost } = useSelected();
  const name = session === null ? t`Home` : t`Active conversation: ${titleOf(i18n, session.item)}`;
  return (
    <div className={styles.work}>
      <SessionPanel />
      <main className={styles.main} aria-label={name}>
        {session === null ? <HomePage /> : <SelectedSession key={session.id} session={session} lost={lost} />}
      </main>
    </div>
  );
}

function SelectedSession({ session, lost }: { session: SessionView; lost: boolean }) {
  const desk = useSessions();
  function close() {
    if (lost) return desk.dismiss(session);
    desk.close(session).catch((reason: unknown) => showToast("error", refusalMessage(codeOf(reason))));
  }
  return <ConversationPage session={session} lost={lost} onClose={close} />;
}

function useSelected(): { session: SessionView | null; lost: boolean } {
  const panel = usePanel((state) => state);
  const sessions = useAgent((state) => state.sessions);
  const open = sessions.find((one) => one.id === panel.selected);
  if (open !== undefined) return { session: open, lost: false };
  const lost = panel.lost.find((one) => one.id === panel.selected);
  return { session: lost ?? null, lost: lost !== undefined };
}
