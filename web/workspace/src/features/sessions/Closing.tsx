/** Closes sessions wherever it is asked for: a question first, Undo for what only waited to be read. */

import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { codeOf, type SessionView } from "../../api";
import { refusalMessage, showToast } from "../../ui";
import { useAgent } from "../agent";
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
