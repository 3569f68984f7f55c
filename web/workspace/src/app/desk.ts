/** Puts a signed-in person's desk together: connection, outbox, and the stores that their roles need. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { type AgentView, fetchDraft, fetchPreferences, type Http, type Me, savePreferences } from "../api";
import { type AgentDesk, openAgentDesk } from "../features/agent";
import { Talks } from "../features/conversations";
import { titleOf } from "../features/customers";
import { Drafts } from "../features/drafts";
import { followQueues } from "../features/items";
import { outcomeText } from "../features/offers";
import { followServer } from "../features/preferences";
import { isSystemChange, presenceSentence } from "../features/presence";
import { SessionDesk } from "../features/sessions";
import { followFloors } from "../features/supervision";
import { followLine, type News, pageVisibility, reportVisible } from "../notifications";
import { browserKeep, Connection, type Link, listenToBrowser, Outbox, type Outside } from "../realtime";
import { announce, i18n, showToast } from "../ui";

export interface AgentTools {
  agent: AgentDesk;
  talks: Talks;
  drafts: Drafts;
  sessions: SessionDesk;
  openWork: ReturnType<typeof followQueues>;
}

export interface Desk {
  link: Link;
  /** Null for people without the agent role. */
  tools: AgentTools | null;
  floors: ReturnType<typeof followFloors>;
  close(): void;
}

/** Open the desk and connect; `close` leaves nothing behind but what is kept in the browser. */
export function openDesk(me: Me, http: Http, outside: Outside): Desk {
  const connection = new Connection(outside);
  const outbox = openOutbox(me, connection);
  const link: Link = { me, http, connection, outbox };
  const tools = me.agent === null ? null : openTools(link, me.agent);
  const floors = followFloors(connection, me.user.supervises);
  const stops = [
    listenToBrowser(connection),
    followLine(connection, (news) => announce(i18n._(LINE_NEWS[news]), "assertive")),
    followPreferences(link),
    ...(tools === null ? [] : followAttention(connection, tools)),
  ];
  connection.start();
  outbox.start();
  return {
    link,
    tools,
    floors,
    close: () => {
      for (const stop of stops) stop();
      connection.stop();
    },
  };
}

function openOutbox(me: Me, connection: Connection): Outbox {
  return new Outbox({
    keep: browserKeep(() => localStorage),
    userId: me.user.id,
    request: (frame) => connection.request(frame),
    makeId: () => connection.makeId(),
    nowMs: () => connection.serverNowMs(),
  });
}

function openTools(link: Link, me: { id: string; queue_ids: string[] }): AgentTools {
  const { connection, http, outbox } = link;
  const agent = openAgentDesk(connection, me.id);
  const talks = new Talks(connection, http);
  const drafts = openDrafts(link);
  const keep = browserKeep(() => sessionStorage);
  const userId = link.me.user.id;
  const sessions = new SessionDesk({ userId, connection, agent, talks, drafts, outbox, keep });
  connection.onWelcome(() => drafts.compareMissed());
  outbox.onSent((message) => drafts.onSent(message.conversationId));
  talks.onWritten((conversationId, { body }) => {
    if (body.kind !== "message" || body.author.id !== me.id || outbox.knows(body.client_id)) return;
    drafts.onSentElsewhere(conversationId, body.text);
  });
  agent.onEntry((body, before) => {
    if (body.kind === "me") announcePresence(link, before.me, body.me);
    if (body.kind !== "offer_ended") return;
    const offer = before.offers.find((one) => one.id === body.offer_id);
    const text = offer === undefined ? null : outcomeText(body.outcome, titleOf(i18n, offer));
    if (text !== null) showToast("warning", text);
  });
  return { agent, talks, drafts, sessions, openWork: followQueues(connection, me.queue_ids) };
}

/** Somebody who listens does not see what the system does to their presence: say it, with its reason. */
function announcePresence({ me, connection }: Link, before: AgentView | null, after: AgentView): void {
  if (!isSystemChange(before, after)) return;
  announce(presenceSentence(i18n, after, me.presences, connection.serverNowMs()));
}

function followPreferences({ me, http, connection }: Link): () => void {
  const following = followServer({
    userId: me.user.id,
    fetch: () => fetchPreferences(http),
    save: (body) => savePreferences(http, body),
    after: (delayMs, run) => connection.after(delayMs, run),
  });
  const stopListening = connection.onWelcome(() => following.compare());
  return () => {
    stopListening();
    following.stop();
  };
}

function openDrafts({ me, connection, http }: Link): Drafts {
  return new Drafts({
    keep: browserKeep(() => localStorage),
    userId: me.user.id,
    after: (delayMs, run) => connection.after(delayMs, run),
    fetch: (conversationId) => fetchDraft(http, conversationId),
    save: (conversationId, text, version) =>
      connection.request({
        t: "draft",
        id: connection.makeId(),
        conversation_id: conversationId,
        text,
        version,
      }),
  });
}

function followAttention(connection: Connection, { sessions }: AgentTools): (() => void)[] {
  const look = () => sessions.setVisible(pageVisibility.isVisible());
  look();
  return [reportVisible(connection, pageVisibility), pageVisibility.onChange(look)];
}

const LINE_NEWS: Record<News, MessageDescriptor> = {
  lost: msg`The connection is lost. What you write is kept and sent by itself.`,
  back: msg`The connection is back.`,
};

/** Said on the sign-in page when a sign-in was ended elsewhere. */
export const SIGNED_OUT = msg`You were signed out. Text that you typed is kept in this browser.`;
