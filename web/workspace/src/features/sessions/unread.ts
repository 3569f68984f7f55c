/** Counts what is unread in all sessions together, for the page's title. */

import { useEffect, useState } from "react";
import { useAgent } from "../agent";
import { useTalks } from "../conversations";
import { type SessionDesk, useSessions } from "./desk";

/** Return the unread messages of all sessions; also of the selected one while nobody sees the page. */
export function useUnreadTotal(): number {
  const desk = useSessions();
  const talks = useTalks();
  const sessions = useAgent((state) => state.sessions);
  const [total, setTotal] = useState(0);
  useEffect(() => {
    const count = () => setTotal(totalOf(desk, sessions));
    count();
    const stops = [
      talks.store.subscribe(count),
      desk.store.subscribe(count),
      talks.onScreen.subscribe(count),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk, talks, sessions]);
  return total;
}

function totalOf(desk: SessionDesk, sessions: Parameters<SessionDesk["unread"]>[0][]): number {
  return sessions.reduce((sum, session) => sum + desk.unread(session), 0);
}
