/** Tells by toasts how offers ended that this agent did not answer, and opens what opens by itself. */

import { msg } from "@lingui/core/macro";
import { createContext, useContext } from "react";
import type { OfferView } from "../../api";
import { i18n, modalOnTop, showToast, showTogether, type ToastAction } from "../../ui";
import { titleOf } from "../customers";
import { wasSaid } from "./announcing";
import type { Known } from "./late";
import { openWork, type WorkPorts } from "./opening";
import { endedText, isAssignment, outcomeText } from "./outcome";

export interface EndingPorts extends WorkPorts {
  /** Whether a session may come to the front by itself. */
  isFree(): boolean;
}

/** Late answers are refused within seconds; more ends than this are not remembered. */
const OUTCOMES_KNOWN = 50;

/** Belongs to a desk: what it has heard of offers that are over, and tells. */
export class Endings {
  readonly stop: () => void;
  private readonly outcomes = new Map<string, string>();
  /** Offers whose Open came too late, before the stream had said that they were over. */
  private readonly wanted = new Set<string>();

  constructor(private readonly ports: EndingPorts) {
    this.stop = ports.agent.onEntry((body, before) => {
      if (body.kind !== "offer_ended") return;
      this.note(body.offer_id, body.outcome);
      const offer = before.offers.find((one) => one.id === body.offer_id);
      if (offer !== undefined) onEnded(ports, offer, body.outcome, this.wanted.has(offer.id));
      this.wanted.delete(body.offer_id);
    });
  }

  /** Return how an offer ended that this page has heard of. */
  outcomeOf(offerId: string): string | undefined {
    return this.outcomes.get(offerId);
  }

  /** Return what is known of an offer when its answer comes back. */
  knownOf(offerId: string, conversationId: string): Known {
    const { items, sessions, offers } = this.ports.agent.store.getState();
    const mine =
      items.some((one) => one.id === conversationId) ||
      sessions.some((one) => one.conversation_id === conversationId);
    const listed = offers.some((one) => one.id === offerId);
    return { mine, listed, outcome: this.outcomeOf(offerId) };
  }

  /** Open the offer's conversation as soon as the stream says that it is the agent's. */
  openWhenAssigned(offerId: string): void {
    this.wanted.add(offerId);
  }

  private note(offerId: string, outcome: string): void {
    this.outcomes.set(offerId, outcome);
    for (const id of [...this.outcomes.keys()].slice(0, -OUTCOMES_KNOWN)) this.outcomes.delete(id);
  }
}

const EndingsContext = createContext<Endings | null>(null);

export const EndingsProvider = EndingsContext.Provider;

export function useEndings(): Endings {
  const endings = useContext(EndingsContext);
  if (endings === null) throw new Error("no offers end here");
  return endings;
}

function onEnded(ports: EndingPorts, offer: OfferView, outcome: string, isWanted: boolean): void {
  if (isAssignment(outcome)) {
    onAssigned(ports, offer, outcome, isWanted);
    return;
  }
  if (outcome !== "accepted") ports.sessions.stopAwaiting(offer.conversation_id);
  const title = titleOf(i18n, offer);
  const text = outcomeText(outcome, title);
  if (text === null) return;
  showTogether("warning", { group: "offers_ended", name: title, alone: text }, (titles) =>
    endedText(titles, i18n.locale),
  );
}

function onAssigned(ports: EndingPorts, offer: OfferView, outcome: string, isWanted: boolean): void {
  const { sessions } = ports;
  const text = outcomeText(outcome, titleOf(i18n, offer));
  const hasSession = offer.auto_accept || outcome === "assigned_unseen";
  // Open was pressed in the same moment: its own answer shows the session, or was here before the stream.
  if (isWanted && !hasSession) return void openWork(ports, offer.conversation_id);
  if (text === null || sessions.store.getState().awaited === offer.conversation_id) return;
  // Its coming was said a moment ago, and that it becomes the agent's.
  const spoken = offer.auto_assign !== "at_once" || !wasSaid(offer.id);
  if (offer.auto_accept && ports.isFree()) {
    sessions.await(offer.conversation_id);
    showToast("info", text, undefined, spoken);
    return;
  }
  const action: ToastAction = {
    name: hasSession ? msg`Show` : msg({ message: "Open", context: "button" }),
    run: () => void openWork(ports, offer.conversation_id),
    leadsTo: offer.conversation_id,
  };
  showToast("info", text, action, spoken);
}

/** Nobody types, nothing covers the page, and Home is what is looked at. */
export function isHomeIdle(): boolean {
  const isHome = document.visibilityState === "visible" && document.querySelector("[data-home]") !== null;
  const covered = modalOnTop() !== null;
  const typing = document.activeElement?.matches("input, textarea, [contenteditable=true]") ?? false;
  return isHome && !covered && !typing;
}
