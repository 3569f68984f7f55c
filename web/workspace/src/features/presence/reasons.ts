/** Says in a sentence why an agent shows their presence: who or what set it, and when. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import type { AgentView, PresenceShown } from "../../api";
import { momentText } from "../../ui";
import { neutral } from "../customers";
import { presenceName } from "./names";

type Cause = (time: string) => MessageDescriptor;

const CAUSES: Record<string, Cause> = {
  missed: (time) => msg`you missed an offer at ${time}`,
  rejected: (time) => msg`you rejected an offer at ${time}`,
  session_limit: (time) => msg`you had as many sessions open as allowed at ${time}`,
};

const OFTEN: Record<string, (count: number, time: string) => MessageDescriptor> = {
  missed: (count, time) =>
    msg`${plural(count, {
      one: `you missed # offer, the last one at ${time}`,
      other: `you missed # offers, the last one at ${time}`,
    })}`,
  rejected: (count, time) =>
    msg`${plural(count, {
      one: `you rejected # offer, the last one at ${time}`,
      other: `you rejected # offers, the last one at ${time}`,
    })}`,
};

const OTHER: Cause = (time) => msg`the system set it at ${time}`;

/** Return for instance "Do not disturb: you rejected an offer at 10:42." */
export function presenceSentence(
  i18n: I18n,
  agent: AgentView,
  options: readonly PresenceShown[],
  nowMs: number,
): string {
  const name = presenceName(i18n, agent.presence_id, options);
  const reasons = reasonsOf(agent, (atMs) => momentText(atMs, nowMs, i18n.locale)).map((one) => i18n._(one));
  const why = new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(reasons);
  return i18n._(msg`${name}: ${why}.`);
}

const BY_CAUSE: Record<string, (time: string, supervisor: string) => MessageDescriptor> = {
  agent: (time) => msg`you chose it at ${time}`,
  supervisor: (time, supervisor) => msg`${supervisor} set it at ${time}`,
  reset: (time, supervisor) =>
    supervisor === "" ? msg`you reset it at ${time}` : msg`${supervisor} reset it at ${time}`,
  arrived: (time) => msg`you signed in at ${time}`,
  restored: (time) => msg`you were back at ${time}, and it is as before`,
  configured: (time) => msg`an administrator changed settings at ${time}`,
};

/** What somebody else did is told also where the load says why it is just this presence. */
function isNews(agent: AgentView): boolean {
  return agent.set_by !== "" || agent.cause === "configured";
}

function reasonsOf(agent: AgentView, timeText: (atMs: number) => string): MessageDescriptor[] {
  const { presence_id, chosen_by_agent, alerts, since_ms } = agent;
  if (agent.reachability !== "connected") return [msg`you are not connected`];
  if (alerts.length > 0) {
    const byTime = [...alerts].sort((one, other) => one.at_ms - other.at_ms);
    return byTime.map((alert) => alertReason(alert, timeText(alert.at_ms)));
  }
  const cause = BY_CAUSE[agent.cause]?.(timeText(since_ms), neutral(agent.set_by));
  const load = chosen_by_agent ? null : loadReason(presence_id, agent);
  if (load === null) return [cause ?? OTHER(timeText(since_ms))];
  return cause !== undefined && isNews(agent) ? [cause, load] : [load];
}

function alertReason({ cause, count }: AgentView["alerts"][number], time: string): MessageDescriptor {
  const often = count > 1 ? OFTEN[cause] : undefined;
  return often === undefined ? (CAUSES[cause] ?? OTHER)(time) : often(count, time);
}

/** What the load alone makes of presence (domain 2.1). */
function loadReason(presenceId: string, agent: AgentView): MessageDescriptor | null {
  const { units_in_use: used, units_total: total } = agent;
  if (presenceId === "available") return msg`none of your ${total} units is in use`;
  if (presenceId === "busy") return msg`${used} of ${total} units in use`;
  if (presenceId !== "do_not_disturb" || used < total) return null;
  return total === 0
    ? msg`you have no capacity`
    : msg`your capacity is full, ${used} of ${total} units in use`;
}

/**
 * Return the presence that takes a choice back, null where there is none: what an alert or a full load
 * imposed can't be chosen, and a lasting choice by hand would be something else.
 */
export function undoOf(before: AgentView, options: readonly PresenceShown[]): string | null {
  const option = options.find((one) => one.id === before.presence_id);
  if (option === undefined || !option.selectable || before.alerts.length > 0) return null;
  const isSoft = option.base === "available" || option.base === "busy";
  return before.chosen_by_agent || isSoft ? option.id : null;
}

/** Return whether a change is worth telling: by the system or a supervisor, to somebody who is there. */
export function isSystemChange(before: AgentView | null, after: AgentView): boolean {
  if (before === null || before.presence_id === after.presence_id || after.cause === "agent") return false;
  const bothThere = before.reachability === "connected" && after.reachability === "connected";
  return bothThere && before.presence_id !== "offline";
}
