/** Fetches all of a conversation that is missing at its beginning. */

import type { Chat } from "./chat";
import { firstNumber } from "./transcript";

/** Throws as `showEarlier` does. */
export async function fetchAll(chat: Chat): Promise<void> {
  for (let before = Number.POSITIVE_INFINITY; firstNumber(chat.state.transcript) < before; ) {
    before = firstNumber(chat.state.transcript);
    if (before > 1) await chat.showEarlier();
  }
}
