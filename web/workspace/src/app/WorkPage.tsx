/** Draws an agent's work: the session panel, and Home or the conversation that is selected. */

import { makeStyles } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { SessionView } from "../api";
import { useAgent } from "../features/agent";
import { ConversationPage } from "../features/conversations";
import { sessionTitle } from "../features/customers";
import { HomePage } from "../features/home";
import { type LostSession, SessionPanel, useClosing, usePanel } from "../features/sessions";
import { NARROW } from "../ui";

const useStyles = makeStyles({
  work: {
    display: "flex",
    flexGrow: 1,
    minHeight: 0,
    // On narrow screens, or at 400 % zoom, the panel is a strip above the conversation.
    [NARROW]: { flexDirection: "column" },
  },
  // Where there is too little room for all its parts the page scrolls, and cuts none of them off.
  main: { flexGrow: 1, minWidth: 0, minHeight: 0, outlineStyle: "none", overflowY: "auto" },
});

export function WorkPage() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { ask } = useClosing();
  const { session, lost } = useSelected();
  const name = session === null ? t`Home` : t`Active conversation: ${sessionTitle(i18n, session)}`;
  return (
    <div className={styles.work}>
      <SessionPanel onClose={ask} />
      <main
        className={styles.main}
        aria-label={name}
        id="main"
        tabIndex={-1}
        data-home={session === null ? "" : undefined}
      >
        {session === null ? <HomePage /> : <SelectedSession key={session.id} session={session} lost={lost} />}
      </main>
    </div>
  );
}

function SelectedSession({ session, lost }: { session: SessionView; lost: LostSession | null }) {
  const { close } = useClosing();
  return (
    <ConversationPage
      session={session}
      lost={lost !== null}
      reason={lost?.reason ?? null}
      onClose={() => close(session)}
    />
  );
}

function useSelected(): { session: SessionView | null; lost: LostSession | null } {
  const selected = usePanel((panel) => panel.selected);
  const lostOnes = usePanel((panel) => panel.lost);
  const sessions = useAgent((state) => state.sessions);
  const open = sessions.find((one) => one.id === selected);
  if (open !== undefined) return { session: open, lost: null };
  const lost = lostOnes.find((one) => one.id === selected) ?? null;
  return { session: lost, lost };
}
