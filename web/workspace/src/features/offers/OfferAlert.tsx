/** Draws one offer as an alert: who asks, what is known, how long there is to answer (mission N1, N8). */

import { Button, Card, makeStyles, Subtitle2, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useId, useState } from "react";
import { codeOf, type OfferView } from "../../api";
import { useLink } from "../../realtime";
import { refusalMessage, secondsLeft, showToast, useNow } from "../../ui";
import { Details, titleOf } from "../customers";
import { useSessions } from "../sessions";
import { browserScreen, whenPainted } from "./painted";

const useStyles = makeStyles({
  card: {
    boxShadow: tokens.shadow28,
    border: `2px solid ${tokens.colorBrandStroke1}`,
    maxHeight: "60vh",
    overflow: "auto",
  },
  actions: { display: "flex", gap: "8px" },
});

export function OfferAlert({ offer }: { offer: OfferView }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { answer, answering } = useAnswer(offer);
  const titleId = useId();
  const textId = useId();
  const title = titleOf(i18n, offer);
  useConfirmDisplayed(offer);
  return (
    <Card
      role="alertdialog"
      aria-modal={false}
      aria-labelledby={titleId}
      aria-describedby={textId}
      className={styles.card}
    >
      <Subtitle2 as="h2" id={titleId}>
        {t`Incoming conversation: ${title}`}
      </Subtitle2>
      <div id={textId}>
        <Text>{t`Queue: ${offer.queue_name}`}</Text>
        <Details details={offer.details} />
      </div>
      {offer.show_countdown && <Countdown untilMs={offer.expires_at_ms} />}
      <div className={styles.actions}>
        <Button
          appearance="primary"
          data-offer-accept=""
          disabledFocusable={answering}
          onClick={() => answer("accept_offer")}
        >
          {t`Accept`}
        </Button>
        <Button disabledFocusable={answering} onClick={() => answer("reject_offer")}>
          {t`Reject`}
        </Button>
      </div>
    </Card>
  );
}

/** Runs on the server's clock (protocol.md). */
function Countdown({ untilMs }: { untilMs: number }) {
  const { t } = useLingui();
  const { connection } = useLink();
  const [serverNow] = useState(() => () => connection.serverNowMs());
  const seconds = secondsLeft(untilMs, useNow(serverNow, 250));
  return (
    <Text role="timer" aria-live="off">
      {t`Time left to answer: ${seconds} s`}
    </Text>
  );
}

function useAnswer(offer: OfferView) {
  const { connection } = useLink();
  const sessions = useSessions();
  const [answering, setAnswering] = useState(false);
  async function send(name: "accept_offer" | "reject_offer") {
    setAnswering(true);
    if (name === "accept_offer") sessions.await(offer.conversation_id);
    try {
      await connection.do({ name, offer_id: offer.id, epoch: offer.epoch });
    } catch (reason) {
      sessions.stopAwaiting(offer.conversation_id);
      setAnswering(false);
      showToast("warning", refusalMessage(codeOf(reason)));
    }
  }
  return { answering, answer: (name: "accept_offer" | "reject_offer") => void send(name) };
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
