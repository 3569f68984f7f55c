/** Answers offers, by button and by key, and says to screen readers what came of it. */

import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { codeOf, type OfferView } from "../../api";
import { useLink } from "../../realtime";
import { announce, modalOnTop, refusalMessage, showToast } from "../../ui";
import { useAgentDesk } from "../agent";
import { titleOf } from "../customers";
import { useSessions } from "../sessions";
import { handlerOf } from "../shortcuts";
import { useEndings } from "./endings";
import { lateAnswer } from "./late";
import { OBSTACLES, obstacleTo } from "./obstacle";
import { openWork } from "./opening";

export type Answer = "accept_offer" | "reject_offer";

export function useAnswering() {
  const { t, i18n } = useLingui();
  const { connection } = useLink();
  const sessions = useSessions();
  const agent = useAgentDesk();
  const endings = useEndings();
  const [answering, setAnswering] = useState<readonly string[]>([]);

  async function send(offer: OfferView, name: Answer) {
    const title = titleOf(i18n, offer);
    try {
      await connection.do({ name, offer_id: offer.id, epoch: offer.epoch });
      if (name === "reject_offer") return announce(t`You rejected the offer of ${title}.`);
      announce(t`The session with ${title} is open.`);
      writeUnlessBusy();
    } catch (reason) {
      const code = codeOf(reason);
      if (code === "offer_over") return onLate(offer, name);
      sessions.stopAwaiting(offer.conversation_id);
      showToast("warning", refusalMessage(code));
    }
  }

  function onLate(offer: OfferView, name: Answer) {
    const { id, conversation_id } = offer;
    const late = lateAnswer(name, endings.knownOf(id, conversation_id));
    if (late === "open") return void openWork({ agent, sessions, connection }, conversation_id);
    if (late === "wait") return endings.openWhenAssigned(id);
    sessions.stopAwaiting(conversation_id);
    const title = titleOf(i18n, offer);
    if (late === "say_yours") showToast("info", msg`${title}: the conversation is yours already.`);
    if (late === "say_over") showToast("warning", refusalMessage("offer_over"));
  }

  async function answer(offer: OfferView, name: Answer) {
    if (answering.includes(offer.id)) return;
    const { status } = connection.state.getState();
    const obstacle = obstacleTo(status, offer.expires_at_ms, connection.serverNowMs());
    if (obstacle !== null) return announce(i18n._(OBSTACLES[obstacle]), "assertive");
    if (name === "reject_offer" && !offer.rejectable)
      return announce(t`This work can't be rejected.`, "assertive");
    setAnswering((ids) => [...ids, offer.id]);
    if (name === "accept_offer") sessions.await(offer.conversation_id);
    await send(offer, name);
    setAnswering((ids) => ids.filter((id) => id !== offer.id));
  }
  return { answering, answer: (offer: OfferView, name: Answer) => void answer(offer, name) };
}

/** Whoever pressed Accept has lost the place where the focus was: the next thing is to write. */
function writeUnlessBusy(): void {
  requestAnimationFrame(() => {
    if (modalOnTop() !== null) return;
    const { activeElement, body } = document;
    if (activeElement === body || activeElement?.id === "main") handlerOf("go_to_composer")?.();
  });
}
