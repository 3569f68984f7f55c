/** Lets screen readers hear what customers write from now on: never history, never typing. */

import { useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useRef } from "react";
import { useLink } from "../../realtime";
import { announce } from "../../ui";
import { neutral } from "../customers";
import { Announcing } from "./announcing";
import { useTalks } from "./store";

/** `conversationId` is the one that is shown; null for none: everything is only counted then. */
export function useAnnouncements(conversationId: string | null, title: string): void {
  const { i18n } = useLingui();
  const { connection } = useLink();
  const talks = useTalks();
  const announcing = useMemo(
    () =>
      new Announcing({
        say: (text) => announce(i18n._(text)),
        after: (delayMs, run) => connection.after(delayMs, run),
      }),
    [connection, i18n],
  );
  // It may be named anew while something waits to be said.
  const shownTitle = useRef(title);
  useEffect(() => {
    shownTitle.current = title;
  }, [title]);
  useEffect(() => announcing.show(conversationId), [announcing, conversationId]);
  useEffect(() => {
    const stop = talks.onHeard((id, { body }) => {
      if (body.kind !== "message") return;
      announcing.hear(id, neutral(body.author.name ?? "") || shownTitle.current, body.text);
    });
    return () => {
      stop();
      announcing.forget();
    };
  }, [talks, announcing]);
}
