/** Answers offers, by button and by key, and says to screen readers what came of it. */

import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { codeOf, type OfferView } from "../../api";
import { useLink } from "../../realtime";
import { announce, refusalMessage, showToast } from "../../ui";
import { titleOf } from "../customers";
import { useSessions } from "../sessions";
import { handlerOf } from "../shortcuts";

export type Answer = "accept_offer" | "reject_offer";

export function useAnswering() {
  const { t, i18n } = useLingui();
  const { connection } = useLink();
  const sessions = useSessions();
  const [answering, setAnswering] = useState<readonly string[]>([]);

  async function send(offer: OfferView, name: Answer) {
    if (answering.includes(offer.id)) return;
    setAnswering((ids) => [...ids, offer.id]);
    if (name === "accept_offer") sessions.await(offer.conversation_id);
    try {
      await connection.do({ name, offer_id: offer.id, epoch: offer.epoch });
      const title = titleOf(i18n, offer);
      announce(
        name === "accept_offer"
          ? t`The session with ${title} is open.`
          : t`You declined the offer of ${title}.`,
      );
      if (name === "accept_offer") writeUnlessBusy();
    } catch (reason) {
      sessions.stopAwaiting(offer.conversation_id);
      showToast("warning", refusalMessage(codeOf(reason)));
    }
    setAnswering((ids) => ids.filter((id) => id !== offer.id));
  }
  return { answering, answer: (offer: OfferView, name: Answer) => void send(offer, name) };
}

/** Whoever pressed Accept has lost the place where the focus was: the next thing is to write. */
function writeUnlessBusy(): void {
  requestAnimationFrame(() => {
    const { activeElement, body } = document;
    if (activeElement === body || activeElement?.id === "main") handlerOf("go_to_composer")?.();
  });
}
