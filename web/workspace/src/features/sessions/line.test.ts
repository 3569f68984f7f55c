/** Tells what the second line of a session's entry says in each state. */

import { expect, test } from "vitest";
import { i18n, speak } from "../../ui";
import { itemView, sessionView } from "../fixtures";
import { stateLine } from "./line";

test.each([
  [{ state: "accepted" }, {}, false, "Active"],
  [{ state: "accepted", customer: "reconnecting" }, {}, false, "Customer reconnecting"],
  [{ state: "accepted", customer: "left" }, {}, false, "Customer left"],
  [{ state: "accepted", customer: "left", asynchronous: true }, {}, false, "Active"],
  [{ state: "waiting" }, {}, false, "Waiting"],
  [{ state: "wrap_up" }, { closes_at_ms: null }, false, "Wrap-up"],
  [{ state: "wrap_up" }, { closes_at_ms: 60_001 }, false, "Wrap-up, 2 minutes left"],
  [{ state: "wrap_up" }, { closes_at_ms: 1 }, false, "Wrap-up, 1 minute left"],
  [{ state: "accepted" }, {}, true, "Ended: read why"],
  [{ state: "accepted" }, { reason: null }, true, "Ended: read why"],
  [{ state: "accepted" }, { reason: "force_close" }, true, "Ended: read why"],
  [{ state: "accepted" }, { reason: "agent_moved_conversation_to_waiting" }, true, "Waiting"],
  [{ state: "wrap_up" }, { reason: "agent_closed" }, true, "Closed"],
])("%o %o (lost: %s) is said as: %s", async (item, session, lost, words) => {
  await speak("en");
  const line = stateLine({ ...sessionView({ item: itemView(item) }), ...session }, lost, 0);
  expect(i18n._(line.text)).toBe(words);
});
