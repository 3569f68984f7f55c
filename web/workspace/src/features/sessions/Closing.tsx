/** Closes sessions wherever it is asked for: a question first, Undo for what only waited to be read. */

import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { codeOf, type SessionView } from "../../api";
import { announce, refusalMessage, showToast } from "../../ui";
import { useAgent, useAgentDesk } from "../agent";
import { whyClosed } from "../conversations";
import { sessionTitle } from "../customers";
import { CloseDialog } from "./CloseDialog";
import { useSessions } from "./desk";

interface Closing {
  /** Ask first, and say what will become of the conversation; a lost session only leaves the panel. */
  ask(session: SessionView): void;
  /** Close at once: it was asked for in words that say what happens. */
  close(session: SessionView): void;
}

const ClosingContext = createContext<Closing | null>(null);

export function useClosing(): Closing {
  const closing = useContext(ClosingContext);
  if (closing === null) throw new Error("no sessions can be closed here");
  return closing;
}

export function ClosingProvider({ children }: { children: ReactNode }) {
  const [askedId, setAskedId] = useState<string | null>(null);
  // What closing does depends on the state: the question follows it, and goes with its session.
  const asked = useAgent((state) => state.sessions.find((one) => one.id === askedId));
  const close = useClose();
  const desk = useSessions();
  useSayingWhyGone(askedId);
  const ask = useCallback(
    (session: SessionView) => {
      const isLost = desk.store.getState().lost.some((one) => one.id === session.id);
      if (isLost) close(session);
      else setAskedId(session.id);
    },
    [desk, close],
  );
  const closing = useMemo(() => ({ ask, close }), [ask, close]);
  return (
    <ClosingContext.Provider value={closing}>
      {children}
      {asked !== undefined && (
        <CloseDialog
          session={asked}
          onCancel={() => setAskedId(null)}
          onConfirm={() => {
            setAskedId(null);
            close(asked);
          }}
        />
      )}
    </ClosingContext.Provider>
  );
}

/** A question that goes by itself would leave somebody who can't see it with a page that says nothing. */
function useSayingWhyGone(askedId: string | null): void {
  const { i18n } = useLingui();
  const agent = useAgentDesk();
  useEffect(() => {
    if (askedId === null) return;
    return agent.onEntry((body) => {
      if (body.kind === "session_closed" && body.session_id === askedId)
        announce(i18n._(whyClosed(body.reason)), "assertive");
    });
  }, [agent, askedId, i18n]);
}

function useClose() {
  const { i18n } = useLingui();
  const desk = useSessions();
  return useCallback(
    (session: SessionView) => {
      const lost = desk.store.getState().lost.find((one) => one.id === session.id);
      if (lost === undefined) {
        desk.close(session).catch((reason: unknown) => showToast("error", refusalMessage(codeOf(reason))));
        return;
      }
      const title = sessionTitle(i18n, session);
      desk.dismiss(session.id);
      showToast("info", msg`The session with ${title} is off the panel.`, {
        name: msg`Undo`,
        run: () => desk.putBack(lost),
        otherwise: () => desk.forget(lost),
      });
    },
    [desk, i18n],
  );
}
