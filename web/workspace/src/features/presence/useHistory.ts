/** Fetches an agent's presence history page by page, and what is new while it is looked at. */

import { useCallback, useEffect, useRef, useState } from "react";
import { codeOf, fetchPresenceHistory, type PresenceHistory } from "../../api";
import { useLink } from "../../realtime";
import { joined } from "./history";

interface Fetched {
  /** Null until the first page came. */
  history: PresenceHistory | null;
  isLoading: boolean;
  /** Code of the refusal of the last attempt; null when there was none. */
  failed: string | null;
}

export interface History extends Fetched {
  /** Fetch the next older page. */
  older(): void;
  /** Try again what failed. */
  retry(): void;
}

/** `stamp` changes whenever the agent shows something else: then the newest page is fetched again. */
export function useHistory(agentId: string, stamp: string): History {
  const { http } = useLink();
  const [fetched, setFetched] = useState<Fetched>({ history: null, isLoading: true, failed: null });
  const isWanted = useRef(true);
  const asked = useRef<number | null>(null);
  const fetchPage = useCallback(
    (before: number | null) => {
      asked.current = before;
      setFetched((known) => ({ ...known, isLoading: true, failed: null }));
      fetchPresenceHistory(http, agentId, before).then(
        (page) =>
          isWanted.current &&
          setFetched(({ history }) => ({ history: joined(history, page), isLoading: false, failed: null })),
        (reason: unknown) =>
          isWanted.current && setFetched((known) => ({ ...known, isLoading: false, failed: codeOf(reason) })),
      );
    },
    [http, agentId],
  );
  useEffect(() => {
    isWanted.current = true;
    return () => {
      isWanted.current = false;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stamp asks again
  useEffect(() => fetchPage(null), [fetchPage, stamp]);
  const oldest = fetched.history?.changes.at(-1)?.n ?? null;
  return {
    ...fetched,
    older: useCallback(() => fetchPage(oldest), [fetchPage, oldest]),
    retry: useCallback(() => fetchPage(asked.current), [fetchPage]),
  };
}
