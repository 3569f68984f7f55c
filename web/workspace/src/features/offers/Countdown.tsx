/** Draws how long there is to answer, and lets the agent ask for more where the template allows it. */

import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { codeOf, type OfferView } from "../../api";
import { useLink } from "../../realtime";
import { announce, refusalMessage, secondsLeft, showToast, useNow } from "../../ui";
import { useEndings } from "./endings";

const useStyles = makeStyles({
  time: { display: "flex", flexDirection: "column", gap: "2px", fontVariantNumeric: "tabular-nums" },
  track: {
    height: "4px",
    backgroundColor: tokens.colorNeutralBackground5,
    borderRadius: "2px",
    overflow: "hidden",
    forcedColorAdjust: "none",
  },
  bar: { height: "100%", backgroundColor: tokens.colorCompoundBrandBackground },
});

/** Runs on the server's clock (protocol.md). */
export function Countdown({ offer }: { offer: OfferView }) {
  const { t } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const [serverNow] = useState(() => () => connection.serverNowMs());
  const now = useNow(serverNow, 250);
  const { expires_at_ms } = offer;
  const since = useBeginning(offer, serverNow);
  const seconds = secondsLeft(expires_at_ms, now);
  const share = Math.min(1, Math.max(0, (expires_at_ms - now) / Math.max(1, expires_at_ms - since)));
  return (
    <div className={styles.time}>
      <Text role="timer" aria-live="off" size={200}>
        {t`Time left to answer: ${seconds} s`}
      </Text>
      <div className={styles.track} aria-hidden>
        <div className={styles.bar} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}

/** Return since when the time runs that ends at `expires_at_ms`: more time begins when it is given. */
function useBeginning(offer: OfferView, serverNow: () => number): number {
  const { expires_at_ms, made_at_ms } = offer;
  const [beginning, setBeginning] = useState({ untilMs: expires_at_ms, sinceMs: made_at_ms });
  if (beginning.untilMs === expires_at_ms) return beginning.sinceMs;
  const sinceMs = serverNow();
  setBeginning({ untilMs: expires_at_ms, sinceMs });
  return sinceMs;
}

interface MoreTimeProps {
  offer: OfferView;
  /** It can't be answered now, nor given more time. */
  blocked: boolean;
  className: string;
}

/** Stays where it was once the last extension is used: the focus is on it. */
export function MoreTime({ offer, blocked, className }: MoreTimeProps) {
  const { t } = useLingui();
  const { connection } = useLink();
  const endings = useEndings();
  const [wasAllowed] = useState(offer.extensions > 0);
  const [asking, setAsking] = useState(false);
  const { id, epoch, extensions } = offer;
  if (!wasAllowed && extensions === 0) return null;

  async function ask() {
    setAsking(true);
    try {
      await connection.do({ name: "extend_offer", offer_id: id, epoch });
      announce(t`You have the whole time again.`);
    } catch (reason) {
      const code = codeOf(reason);
      // Of an offer's end its own words are told.
      if (code !== "offer_over" || endings.outcomeOf(id) === undefined)
        showToast("warning", refusalMessage(code));
    }
    setAsking(false);
  }

  const idle = blocked || asking || extensions === 0;
  return (
    <Button
      size="small"
      className={className}
      disabledFocusable={idle}
      onClick={() => {
        if (!idle) void ask();
      }}
    >
      {extensions === 0
        ? t`No more time to be had`
        : t`More time (${plural(extensions, { one: "# left", other: "# left" })})`}
    </Button>
  );
}
