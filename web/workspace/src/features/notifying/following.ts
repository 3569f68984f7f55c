/** Lets the agent's desk and the desktop notifications follow each other. */

import { msg } from "@lingui/core/macro";
import type { OfferView } from "../../api";
import { browserFocus, DesktopOffers, type DesktopWords, desktopLine, permission } from "../../notifications";
import type { Connection } from "../../realtime";
import { announce, i18n, refusalMessage, showToast } from "../../ui";
import type { AgentDesk } from "../agent";
import { knownOf, lateAnswer, openWhenAssigned, openWork } from "../offers";
import type { SessionDesk } from "../sessions";
import { whenDrawn } from "./drawn";
import { wordsOf } from "./words";

export interface NotifyingPorts {
  userId: string;
  connection: Connection;
  agent: AgentDesk;
  sessions: SessionDesk;
  /** The page plays a sound of its own for an offer. */
  hasSound(): boolean;
}

/** Follow until the answer is called; failures of the worker are told in Settings. */
export function followDesktop(ports: NotifyingPorts): () => void {
  const { userId, connection, agent, hasSound } = ports;
  void desktopLine.start();
  const stopPermission = permission.follow();
  const desktop = new DesktopOffers({
    userId,
    connection,
    line: desktopLine,
    focus: browserFocus,
    permission: permission.store,
    offers: {
      now: () => agent.store.getState().offers,
      subscribe: (run) => agent.store.subscribe((now, before) => now.offers !== before.offers && run()),
    },
    wordsOf: (offer: OfferView): DesktopWords => wordsOf(i18n, offer, hasSound()),
    onAccepted: (offerId, conversationId, outcome) =>
      whenLive(connection, () => onAccepted(ports, { offerId, conversationId, outcome })),
    onOpened: (offerId) => whenLive(connection, () => onOpened(ports, offerId)),
    onSample: () => showToast("info", msg`You clicked the test notification: it works.`),
  });
  return () => {
    desktop.close();
    stopPermission();
  };
}

interface Accepted {
  offerId: string;
  conversationId: string;
  outcome: string;
}

/** The server's answer decides; what is the agent's by now was accepted elsewhere, and just opens. */
function onAccepted(ports: NotifyingPorts, { offerId, conversationId, outcome }: Accepted): void {
  if (outcome === "done") {
    ports.sessions.await(conversationId);
    return;
  }
  const late = lateAnswer("accept_offer", knownOf(ports.agent, offerId, conversationId));
  if (late === "open") return void openWork(ports, conversationId);
  if (outcome === "offer_over" && late === "wait") {
    ports.sessions.await(conversationId);
    openWhenAssigned(offerId);
    return;
  }
  // The stream says so itself, or has said it.
  if (outcome !== "offer_over" || late === "say_over") showToast("warning", refusalMessage(outcome));
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

function whenLive(connection: Connection, run: () => void): void {
  if (connection.state.getState().status === "live") {
    run();
    return;
  }
  const stop = connection.state.subscribe(({ status }) => {
    if (status !== "live") return;
    stop();
    run();
  });
}
