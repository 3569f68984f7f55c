/** Draws how long wrap-up still lasts, on the server's clock; only this is drawn again each second. */

import { makeStyles, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef } from "react";
import type { SessionView } from "../../api";
import { useLink } from "../../realtime";
import { announce, useNow } from "../../ui";
import { durationText } from "./moments";
import { announcementOf, beginningOf, clockText, phaseOf } from "./wrapUp";

const useStyles = makeStyles({
  times: { display: "flex", flexDirection: "column", fontVariantNumeric: "tabular-nums" },
  near: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold },
});

export function RemainingTime({ session }: { session: SessionView }) {
  const { t } = useLingui();
  const styles = useStyles();
  const now = useServerNow();
  const { closes_at_ms: closesAtMs, frees_at_ms: freesAtMs } = session;
  const near = phaseOf({ closesAtMs, freesAtMs }, now) === "near its end";
  const closesIn = closesAtMs === null ? "" : clockText(closesAtMs - now);
  const freesIn = freesAtMs === null ? "" : clockText(freesAtMs - now);
  return (
    <div role="timer" aria-live="off" aria-label={t`Remaining time`} className={styles.times}>
      <span className={near ? styles.near : undefined}>
        {closesAtMs === null ? t`Wrap-up lasts until you close it.` : t`Wrap-up ends in ${closesIn}.`}
      </span>
      {freesAtMs !== null && freesAtMs > now && <span>{t`Your capacity is free again in ${freesIn}.`}</span>}
    </div>
  );
}

/** Say once that wrap-up began and once that it is about to end, to whoever has the session open then. */
export function useWrapUpAnnouncements(session: SessionView): void {
  const { i18n } = useLingui();
  const { connection } = useLink();
  const { closes_at_ms: closesAtMs, frees_at_ms: freesAtMs } = session;
  const inWrapUp = session.item.state === "wrap_up";
  const was = useRef(inWrapUp);
  useEffect(() => {
    const began = inWrapUp && !was.current;
    was.current = inWrapUp;
    if (!inWrapUp) return;
    const left = (atMs: number) => durationText(closesAtMs === null ? 0 : closesAtMs - atMs, i18n.locale);
    if (began) announce(i18n._(beginningOf(closesAtMs === null ? null : left(connection.serverNowMs()))));
    let phase = phaseOf({ closesAtMs, freesAtMs }, connection.serverNowMs());
    const timer = setInterval(() => {
      const nowMs = connection.serverNowMs();
      const next = phaseOf({ closesAtMs, freesAtMs }, nowMs);
      const text = announcementOf(phase, next, left(nowMs));
      phase = next;
      if (text !== null) announce(i18n._(text));
    }, 1000);
    return () => clearInterval(timer);
  }, [inWrapUp, closesAtMs, freesAtMs, connection, i18n]);
}

function useServerNow(): number {
  const { connection } = useLink();
  return useNow(
    useCallback(() => connection.serverNowMs(), [connection]),
    1000,
  );
}
