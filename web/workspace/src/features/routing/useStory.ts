/** Fetches a routing story when it is asked for, and again after a failure. */

import { useCallback, useEffect, useState } from "react";
import { codeOf, fetchRouting, type RoutingStory } from "../../api";
import { useLink } from "../../realtime";

interface Fetched {
  /** Null until it came. */
  story: RoutingStory | null;
  /** Code of the refusal; null when there was none. */
  failed: string | null;
}

const NOT_YET: Fetched = { story: null, failed: null };

export function useStory(conversationId: string): Fetched & { retry(): void } {
  const { http } = useLink();
  const [fetched, setFetched] = useState(NOT_YET);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    let wanted = true;
    const put = (now: Fetched) => wanted && setFetched(now);
    setFetched(NOT_YET);
    fetchRouting(http, conversationId).then(
      (story) => put({ story, failed: null }),
      (reason: unknown) => put({ story: null, failed: codeOf(reason) }),
    );
    return () => {
      wanted = false;
    };
  }, [http, conversationId, attempt]);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return { ...fetched, retry };
}
