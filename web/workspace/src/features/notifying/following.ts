/** Lets the agent's desk and the desktop notifications follow each other. */

import { msg } from "@lingui/core/macro";
import type { OfferView } from "../../api";
import {
  type Answered,
  browserFocus,
  DesktopOffers,
  type DesktopWords,
  desktopLine,
  keptDismissed,
  permission,
} from "../../notifications";
import { browserKeep, type Connection } from "../../realtime";
import { announce, i18n, refusalMessage, showToast } from "../../ui";
import type { AgentDesk } from "../agent";
import { titleOf } from "../customers";
import { type Endings, lateAnswer, openWork } from "../offers";
import type { SessionDesk } from "../sessions";
import { Assigned } from "./assigned";
import { whenDrawn } from "./drawn";
import { wordsOf } from "./words";

export interface NotifyingPorts {
  userId: string;
  connection: Connection;
  agent: AgentDesk;
  sessions: SessionDesk;
  endings: Endings;
  /** The page plays a sound of its own for an offer. */
  hasSound(): boolean;
}

/** Follow until the answer is called; failures of the worker are told in Settings. */
export function followDesktop(ports: NotifyingPorts): () => void {
  const { userId, connection, agent, hasSound } = ports;
  const stopPermission = permission.follow();
  const assigned = new Assigned(agent);
  const desktop = new DesktopOffers({
    userId,
    connection,
    line: desktopLine,
    focus: browserFocus,
    permission: permission.store,
    offers: {
      now: () => [...agent.store.getState().offers, ...assigned.now()],
      // When all that came together has been heard: how an offer ended follows its end.
      subscribe: (run) =>
        agent.store.subscribe((now, before) => {
          if (now.offers !== before.offers || now.items !== before.items) queueMicrotask(run);
        }),
    },
    dismissed: keptDismissed(browserKeep(() => localStorage)),
    wordsOf: (offer: OfferView): DesktopWords => wordsOf(i18n, offer, hasSound()),
    onAnswered: (answered) => onAnswered(ports, answered),
    onOpened: (offerId) => {
      const theirs = assigned.now().find((one) => one.id === offerId);
      if (theirs === undefined) onOpened(ports, offerId);
      else void openWork(ports, theirs.conversation_id);
    },
    onSample: () => showToast("info", msg`You clicked the test notification: it works.`),
  });
  return () => {
    desktop.close();
    assigned.stop();
    stopPermission();
  };
}

function onAnswered(ports: NotifyingPorts, answered: Answered): void {
  const { id, answer, outcome } = answered;
  // Whoever had to sign in for it is signed in now, and can answer by the alert.
  if (outcome === "not_signed_in") onOpened(ports, id);
  else if (answer === "accept") onAccepted(ports, answered);
  else onRejectRefused(ports, answered);
}

/** The server's answer decides; what is the agent's by now was accepted elsewhere, and just opens. */
function onAccepted(ports: NotifyingPorts, { id, conversationId, outcome }: Answered): void {
  if (outcome === "done") {
    ports.sessions.await(conversationId);
    return;
  }
  const late = lateAnswer("accept_offer", ports.endings.knownOf(id, conversationId));
  if (late === "open") return void openWork(ports, conversationId);
  if (outcome === "offer_over" && late === "wait") {
    ports.sessions.await(conversationId);
    ports.endings.openWhenAssigned(id);
    return;
  }
  // The stream says so itself, or has said it.
  if (outcome !== "offer_over" || late === "say_over") showToast("warning", refusalMessage(outcome));
}

function onRejectRefused(
  { agent, endings }: NotifyingPorts,
  { id, conversationId, outcome }: Answered,
): void {
  const { items, sessions } = agent.store.getState();
  const mine = [...items, ...sessions.map(({ item }) => item)].find((one) => one.id === conversationId);
  const late = lateAnswer("reject_offer", endings.knownOf(id, conversationId));
  if (mine !== undefined) {
    const title = titleOf(i18n, mine);
    showToast("info", msg`${title}: the conversation is yours already.`);
  } else if (outcome !== "offer_over" || late === "say_over") {
    showToast("warning", refusalMessage(outcome));
  }
}

/** Whoever clicked wants to answer: the focus goes to the alert. */
function onOpened({ agent }: NotifyingPorts, offerId: string): void {
  if (!agent.store.getState().offers.some((one) => one.id === offerId)) {
    showToast("info", refusalMessage("offer_over"));
    return;
  }
  whenDrawn(`[data-offer-accept="${CSS.escape(offerId)}"]`, (button) => {
    button.focus();
    const alert = button.closest("[role=alertdialog]");
    const title = alert?.querySelector("h2")?.textContent ?? "";
    if (document.activeElement !== button) announce(title, "assertive");
  });
}
