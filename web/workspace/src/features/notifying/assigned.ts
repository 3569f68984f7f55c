/** Keeps what was assigned by itself until its agent looks at it: the system goes on showing it till then. */

import type { OfferView } from "../../api";
import type { DesktopOffer } from "../../notifications";
import type { AgentDesk } from "../agent";
import { isAssignment } from "../offers";

interface Kept {
  offer: OfferView;
  /** Its work item has come: the stream may tell of the offer's end before. */
  listed: boolean;
}

export class Assigned {
  readonly stop: () => void;
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly agent: AgentDesk) {
    this.stop = agent.onEntry((body, before) => {
      if (body.kind !== "offer_ended" || !isAssignment(body.outcome)) return;
      const offer = before.offers.find((one) => one.id === body.offer_id);
      if (offer !== undefined) this.kept.set(offer.id, { offer, listed: false });
    });
  }

  /** Return what nobody has looked at yet. */
  now(): DesktopOffer[] {
    const { items } = this.agent.store.getState();
    for (const [id, kept] of this.kept) {
      const item = items.find((one) => one.id === kept.offer.conversation_id);
      if (item?.unseen) kept.listed = true;
      else if (item !== undefined || kept.listed) this.kept.delete(id);
    }
    return [...this.kept.values()].map(({ offer }) => ({ ...offer, assigned: true }));
  }
}
