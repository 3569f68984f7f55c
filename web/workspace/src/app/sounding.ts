/** Lets the desk be heard: says to the sounds which offers are out, what was written, and what went wrong. */

import type { AgentView } from "../api";
import type { AgentDesk } from "../features/agent";
import type { Talks } from "../features/conversations";
import { isAssignment } from "../features/offers";
import { preferences } from "../features/preferences";
import type { SessionDesk } from "../features/sessions";
import { Alerting, browserTurn, soundPlayer } from "../notifications";
import { browserKeep, type Link } from "../realtime";

interface Heard {
  agent: AgentDesk;
  talks: Talks;
  sessions: SessionDesk;
}

/** Sound for one agent until the answer is called: then there is silence at once. */
export function followSounds({ me, connection }: Link, { agent, talks, sessions }: Heard): () => void {
  const keep = browserKeep(() => localStorage);
  const { turn, leave } = browserTurn(me.user.id, keep, connection.makeId());
  const alerting = new Alerting({
    wanted: () => preferences.getState().sounds,
    isMyTurn: () => turn.isMine(),
    play: ({ sound, volume }) => soundPlayer.play(sound, volume),
    isUnread: (id) => isUnread({ agent, sessions }, id),
    serverNowMs: () => connection.serverNowMs(),
    after: (delayMs, run) => connection.after(delayMs, run),
  });
  const ring = () => {
    // Offline nobody can answer, and the server takes back what nobody can see.
    const offline = connection.state.getState().status === "offline";
    const offers = offline ? [] : agent.store.getState().offers;
    // What becomes the agent's at once is not offered: it is told as assigned.
    alerting.setOffers(offers.filter((one) => one.auto_assign !== "at_once"));
  };
  const stops = [
    soundPlayer.state.subscribe(({ is }) => turn.offer(is === "ready")),
    soundPlayer.start(),
    agent.store.subscribe((now, before) => {
      if (now.offers !== before.offers) ring();
      if (wasTakenOut(before.me, now.me)) alerting.hear("alert");
    }),
    agent.onEntry((body) => {
      if (body.kind === "offer_ended" && isAssignment(body.outcome)) alerting.hear("assigned");
    }),
    connection.state.subscribe((now, before) => {
      if (now.status !== before.status) ring();
    }),
    talks.onHeard((id) => alerting.hearMessage(id)),
    () => alerting.stop(),
    leave,
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function isUnread({ agent, sessions }: Omit<Heard, "talks">, conversationId: string): boolean | null {
  const session = agent.store.getState().sessions.find((one) => one.conversation_id === conversationId);
  return session === undefined ? null : sessions.unread(session) > 0;
}

/** The system took the agent out of the line; what their own Reject did needs no sound. */
function wasTakenOut(before: AgentView | null, now: AgentView | null): boolean {
  if (before === null || now === null) return false;
  const known = new Set(before.alerts.map(({ cause, at_ms }) => `${cause} ${at_ms}`));
  return now.alerts.some(({ cause, at_ms }) => cause !== "rejected" && !known.has(`${cause} ${at_ms}`));
}
