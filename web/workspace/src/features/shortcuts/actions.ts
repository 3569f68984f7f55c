/** Lists what can be done by a key, with the key that does it unless somebody chose another. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export interface Action {
  id: ActionId;
  name: MessageDescriptor;
  /** As `event.key` with its modifiers before it: "Alt+ArrowDown"; an empty text is no key. */
  key: string;
  /** Holding the key down does it again and again. */
  repeats?: true;
}

export type ActionId =
  | "accept_offer"
  | "reject_offer"
  | "go_to_offers"
  | "next_session"
  | "previous_session"
  | "next_unread"
  | "go_home"
  | "search_closed"
  | `session_${SessionNumber}`
  | "move_session_up"
  | "move_session_down"
  | "close_session"
  | "toggle_sessions"
  | "go_to_composer"
  | "go_to_transcript"
  | "end_conversation"
  | "toggle_communication"
  | "choose_presence"
  | "show_shortcuts";

export type SessionNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export const SESSION_NUMBERS: readonly SessionNumber[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * In the order in which the help shows them. Alt with a letter or digit is what browsers, screen readers and
 * text fields leave alone the most; D and F (address line, menu), the arrows left and right (history) and
 * Home are taken.
 */
export const ACTIONS: readonly Action[] = [
  { id: "show_shortcuts", name: msg`Show the shortcuts`, key: "?" },
  { id: "accept_offer", name: msg`Accept the oldest offer`, key: "Alt+A" },
  { id: "reject_offer", name: msg`Reject the oldest offer`, key: "Alt+R" },
  { id: "go_to_offers", name: msg`Go to the offers and back`, key: "F8" },
  { id: "go_home", name: msg`Go to Home`, key: "Alt+0" },
  { id: "search_closed", name: msg`Search closed conversations`, key: "Alt+S" },
  ...SESSION_NUMBERS.map(
    (number): Action => ({
      id: `session_${number}`,
      name: msg`Go to session ${number}`,
      key: `Alt+${number}`,
    }),
  ),
  { id: "next_session", name: msg`Next session`, key: "Alt+ArrowDown", repeats: true },
  { id: "previous_session", name: msg`Previous session`, key: "Alt+ArrowUp", repeats: true },
  { id: "next_unread", name: msg`Next session with unread messages`, key: "Alt+N" },
  { id: "move_session_up", name: msg`Move the session up`, key: "Alt+Shift+ArrowUp" },
  { id: "move_session_down", name: msg`Move the session down`, key: "Alt+Shift+ArrowDown" },
  { id: "close_session", name: msg`Close the session`, key: "Alt+W" },
  { id: "end_conversation", name: msg`End the conversation`, key: "Alt+E" },
  { id: "go_to_composer", name: msg`Write a message`, key: "Alt+C" },
  { id: "go_to_transcript", name: msg`Read the transcript`, key: "Alt+T" },
  { id: "toggle_communication", name: msg`Minimise or show the communication panel`, key: "Alt+M" },
  { id: "toggle_sessions", name: msg`Collapse or expand the session panel`, key: "Alt+B" },
  { id: "choose_presence", name: msg`Choose a presence`, key: "Alt+P" },
];
