/** Draws one offer as an alert: who asks, what is known, how long there is to answer (mission N1, N8). */

import { Button, Card, makeStyles, Subtitle2, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useId, useState } from "react";
import type { OfferView } from "../../api";
import { useLink } from "../../realtime";
import { announce, DENSITY, secondsLeft, useNow } from "../../ui";
import { Details, titleOf } from "../customers";
import { useShortcut, withKey } from "../shortcuts";
import type { Answer } from "./answering";
import { warnAfterMs } from "./countdown";
import { browserScreen, whenPainted } from "./painted";

const useStyles = makeStyles({
  card: {
    flexShrink: 0,
    gap: DENSITY.gap,
    padding: "12px",
    border: `2px solid ${tokens.colorBrandStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow8,
  },
  title: {
    margin: 0,
    overflowWrap: "anywhere",
    display: "-webkit-box",
    WebkitLineClamp: 3,
    WebkitBoxOrient: "vertical",
    overflow: "hidden",
  },
  about: { maxHeight: "136px", overflow: "auto" },
  queue: { color: tokens.colorNeutralForeground2 },
  actions: { display: "flex", flexWrap: "wrap", gap: "8px" },
  action: { flexGrow: 1 },
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

interface OfferAlertProps {
  offer: OfferView;
  answering: boolean;
  /** The keys answer this one. */
  oldest: boolean;
  onAnswer(offer: OfferView, answer: Answer): void;
}

export function OfferAlert({ offer, answering, oldest, onAnswer }: OfferAlertProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const titleId = useId();
  const textId = useId();
  const accept = useShortcut("accept_offer");
  const reject = useShortcut("reject_offer");
  const title = titleOf(i18n, offer);
  useConfirmDisplayed(offer);
  useWarning(offer, title);
  return (
    <Card
      role="alertdialog"
      aria-modal={false}
      aria-labelledby={titleId}
      aria-describedby={textId}
      className={styles.card}
    >
      <Subtitle2 as="h2" id={titleId} className={styles.title}>
        {t`Incoming conversation: ${title}`}
      </Subtitle2>
      <section
        id={textId}
        aria-label={t`About the customer`}
        className={styles.about}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
        tabIndex={0}
      >
        <Text size={200} className={styles.queue}>{t`Queue: ${offer.queue_name}`}</Text>
        <Details details={offer.details} />
      </section>
      {offer.show_countdown && <Countdown offer={offer} />}
      <div className={styles.actions}>
        <Button
          appearance="primary"
          className={styles.action}
          data-offer-accept=""
          disabledFocusable={answering}
          title={oldest ? withKey(t`Accept`, accept) : undefined}
          aria-keyshortcuts={oldest ? accept.aria : undefined}
          onClick={() => onAnswer(offer, "accept_offer")}
        >
          {t`Accept`}
        </Button>
        <Button
          className={styles.action}
          disabledFocusable={answering}
          title={oldest ? withKey(t`Reject`, reject) : undefined}
          aria-keyshortcuts={oldest ? reject.aria : undefined}
          onClick={() => onAnswer(offer, "reject_offer")}
        >
          {t`Reject`}
        </Button>
      </div>
    </Card>
  );
}

/** Runs on the server's clock (protocol.md). */
function Countdown({ offer }: { offer: OfferView }) {
  const { t } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const [serverNow] = useState(() => () => connection.serverNowMs());
  const now = useNow(serverNow, 250);
  const seconds = secondsLeft(offer.expires_at_ms, now);
  const whole = Math.max(1, offer.expires_at_ms - offer.made_at_ms);
  const share = Math.min(1, Math.max(0, (offer.expires_at_ms - now) / whole));
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

/** Once, when little time is left; each second would talk over everything else. */
function useWarning(offer: OfferView, title: string): void {
  const { t } = useLingui();
  const { connection } = useLink();
  const { expires_at_ms, show_countdown } = offer;
  useEffect(() => {
    const delayMs = show_countdown ? warnAfterMs(expires_at_ms, connection.serverNowMs()) : null;
    if (delayMs === null) return;
    return connection.after(delayMs, () => {
      const seconds = secondsLeft(expires_at_ms, connection.serverNowMs());
      announce(t`${title}: ${seconds} seconds left to answer.`, "assertive");
    });
  }, [connection, expires_at_ms, show_countdown, title, t]);
}

function useConfirmDisplayed(offer: OfferView): void {
  const { connection } = useLink();
  const { id, displayed } = offer;
  useEffect(() => {
    if (displayed) return;
    return whenPainted(browserScreen, () => {
      connection.do({ name: "confirm_displayed", offer_id: id }).catch(() => {
        // The offer ended in between: its end comes by the stream and says how.
      });
    });
  }, [connection, id, displayed]);
}
