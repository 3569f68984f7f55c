/** Tells the host page what becomes of the conversation; each change once, and nothing that is history. */

import type { Facts, Happening } from "../bridge/letters";
import { endedBy, type Transcript } from "./transcript";

export class Happenings {
  #tell: (what: Happening, facts: Facts) => void;
  #conversationId = "";
  /** Status that the host page knows of; null when whatever comes first is history. */
  #status: string | null = null;

  constructor(tell: (what: Happening, facts: Facts) => void) {
    this.#tell = tell;
  }

  /** It began just now, in this tab. */
  started(conversationId: string): void {
    this.#conversationId = conversationId;
    this.#status = "";
    this.tell("chat:started");
  }

  /** It had begun before this page, or in another tab. */
  restored(conversationId: string): void {
    this.#conversationId = conversationId;
    this.#status = null;
    this.tell("chat:restored");
  }

  read({ talk }: Transcript): void {
    if (!talk || talk.status === this.#status) return;
    const known = this.#status !== null;
    this.#status = talk.status;
    if (!known) return;
    if (talk.status === "queued") this.tell("chat:queued");
    else if (talk.status === "active") this.tell("chat:accepted", { agent: talk.agent_name ?? "" });
  }

  ended(transcript: Transcript): void {
    this.tell("chat:ended", { by: endedBy(transcript) });
  }

  tell(what: Happening, facts: Facts = {}): void {
    this.#tell(what, { conversation_id: this.#conversationId, ...facts });
  }
}
