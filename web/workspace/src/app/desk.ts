/** Puts a signed-in person's desk together: connection, outbox, and the stores that their roles need. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { StoreApi } from "zustand/vanilla";
import {
  type AgentView,
  changePreferences,
  fetchDraft,
  fetchMeAgain,
  fetchPreferences,
  type Http,
  type Me,
} from "../api";
import { type AgentDesk, openAgentDesk } from "../features/agent";
import { ClosedDesk } from "../features/closed";
import { Talks } from "../features/conversations";
import { Drafts, FieldDrafts } from "../features/drafts";
import { Discarding } from "../features/home";
import { followQueues } from "../features/items";
import { followDesktop } from "../features/notifying";
import { Endings, isHomeIdle } from "../features/offers";
import { followServer, preferences } from "../features/preferences";
import { isSystemChange, presenceSentence } from "../features/presence";
import { SessionDesk } from "../features/sessions";
import { followFloors } from "../features/supervision";
import { TabsDesk } from "../features/tabs";
import { followLine, type News, pageVisibility, reportVisible, soundPlayer } from "../notifications";
import {
  browserKeep,
  Connection,
  Knowing,
  type Known,
  type Link,
  listenToBrowser,
  listenToStorage,
  Outbox,
  type Outside,
} from "../realtime";
import { announce, dismissAll, i18n, showToast } from "../ui";
import { followSounds } from "./sounding";

export interface AgentTools {
  agent: AgentDesk;
  talks: Talks;
  drafts: Drafts;
  sessions: SessionDesk;
  tabs: TabsDesk;
  openWork: ReturnType<typeof followQueues>;
  closed: ClosedDesk;
  endings: Endings;
  discarding: Discarding;
}

export interface Desk {
  link: Link;
  /** What `link` says of the person, for whoever wants to hear when it changes. */
  known: StoreApi<Known>;
  /** Null for people without the agent role. */
  tools: AgentTools | null;
  floors: ReturnType<typeof followFloors>;
  close(): void;
}

/** Open the desk and connect; `close` leaves nothing behind but what is kept in the browser. */
export function openDesk(me: Me, http: Http, outside: Outside): Desk {
  const connection = new Connection(outside);
  const outbox = openOutbox(me, connection);
  const knowing = new Knowing(me, {
    connection,
    chance: outside.chance,
    fetch: () => fetchMeAgain(http, me.user.id),
    follow: (now, before) => follow(now, before),
  });
  const known = knowing.store;
  const link = linkOf(known, { http, connection, outbox });
  const tools = me.agent === null ? null : openTools(link, me.agent);
  const floors = followFloors(connection);
  const follow = (now: Me, before: Me) => {
    floors.follow(now.user.supervises);
    tools?.openWork.follow(now.agent?.queue_ids ?? []);
    if (String(now.user.roles) !== String(before.user.roles)) showToast("info", OTHER_ROLES);
  };
  follow(me, me);
  const stops = [
    () => knowing.stop(),
    listenToBrowser(connection),
    listenToStorage((key) => outbox.takeStored(key)),
    followLine(connection, (news) => announce(i18n._(LINE_NEWS[news]), "assertive")),
    followPreferences(link),
    ...(tools === null ? [] : followTheAgent(link, tools)),
  ];
  connection.start();
  outbox.start();
  let isOpen = true;
  return {
    link,
    known,
    tools,
    floors,
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      // The next person at this screen shall not read them.
      dismissAll();
      for (const stop of stops) stop();
      connection.stop();
    },
  };
}

/** What is known of the person is what is known at the moment of asking. */
function linkOf(known: StoreApi<Known>, line: Omit<Link, keyof Known>): Link {
  return {
    ...line,
    get me() {
      return known.getState().me;
    },
    get agentRole() {
      return known.getState().agentRole;
    },
  };
}

function followTheAgent(link: Link, tools: AgentTools): (() => void)[] {
  const { me, connection } = link;
  const { agent, sessions, drafts, endings } = tools;
  const hasSound = () =>
    preferences.getState().sounds.offer.on && soundPlayer.state.getState().is === "ready";
  return [
    ...followAttention(connection, tools),
    listenToStorage((key) => drafts.takeStored(key)),
    () => drafts.stop(),
    followSounds(link, tools),
    followDesktop({ userId: me.user.id, connection, agent, sessions, endings, hasSound }),
    () => endings.stop(),
  ];
}

function openOutbox(me: Me, connection: Connection): Outbox {
  return new Outbox({
    keep: browserKeep(() => localStorage),
    userId: me.user.id,
    request: (frame, unwanted) => connection.request(frame, "kept", unwanted),
    makeId: () => connection.makeId(),
    nowMs: () => connection.serverNowMs(),
  });
}

function openTools(link: Link, me: { id: string }): AgentTools {
  const { connection, http, outbox } = link;
  const agent = openAgentDesk(connection, me.id);
  const talks = new Talks(connection, http);
  const drafts = openDrafts(link);
  const keep = browserKeep(() => sessionStorage);
  const userId = link.me.user.id;
  const tabs = new TabsDesk({ connection, keep });
  const sessions = new SessionDesk({ userId, connection, agent, talks, drafts, tabs, outbox, keep });
  connection.onWelcome(() => drafts.compareMissed());
  outbox.onSent((message) => drafts.message.onSent(message.conversationId));
  talks.onWritten((conversationId, { body }) => {
    if (body.kind !== "message" || body.author.id !== me.id || outbox.knows(body.client_id)) return;
    drafts.message.onSentElsewhere(conversationId, body.text);
  });
  agent.onEntry((body, before) => {
    if (body.kind === "me") announcePresence(link, before.me, body.me);
  });
  const endings = new Endings({ agent, sessions, connection, isFree: isHomeIdle });
  const discarding = new Discarding(outbox);
  const openWork = followQueues(connection);
  const closed = new ClosedDesk({ userId, http, connection, agent, visibility: pageVisibility, keep });
  return { agent, talks, drafts, sessions, tabs, openWork, closed, endings, discarding };
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
    change: (fields) => changePreferences(http, fields),
    after: (delayMs, run) => connection.after(delayMs, run),
  });
  const stopListening = connection.onWelcome(() => following.compare());
  return () => {
    stopListening();
    following.stop();
  };
}

function openDrafts({ me, connection, http }: Link): Drafts {
  const ports = {
    keep: browserKeep(() => localStorage),
    userId: me.user.id,
    windowId: connection.makeId(),
    after: (delayMs: number, run: () => void) => connection.after(delayMs, run),
  };
  return new Drafts(
    (field) =>
      new FieldDrafts({
        ...ports,
        field,
        fetch: (conversationId) => fetchDraft(http, conversationId, field),
        save: (conversation_id, text, version) =>
          connection.request({ t: "draft", id: connection.makeId(), conversation_id, field, text, version }),
      }),
  );
}

function followAttention(connection: Connection, { sessions }: AgentTools): (() => void)[] {
  const look = () => sessions.setVisible(pageVisibility.isVisible());
  look();
  return [reportVisible(connection, pageVisibility), pageVisibility.onChange(look)];
}

const OTHER_ROLES = msg`An administrator changed your roles: other pages are yours now.`;

const LINE_NEWS: Record<News, MessageDescriptor> = {
  lost: msg`The connection is lost. What you write is kept and sent by itself.`,
  back: msg`The connection is back.`,
};

/** Said on the sign-in page when a sign-in was ended elsewhere. */
export const SIGNED_OUT = msg`You were signed out.`;
/** Said there whoever ended it, when text of theirs is only in this browser. */
export const SIGNED_OUT_KEPT = msg`You were signed out. Text that you typed is kept in this browser.`;
