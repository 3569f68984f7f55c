/** Says in a sentence why an agent shows their presence: who or what set it, and when. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { AgentView, PresenceShown } from "../../api";
import { momentText } from "../../ui";
import { presenceName } from "./names";

type Cause = (time: string) => MessageDescriptor;

const CAUSES: Record<string, Cause> = {
  missed: (time) => msg`you missed an offer at ${time}`,
  rejected: (time) => msg`you declined an offer at ${time}`,
  session_limit: (time) => msg`you had as many sessions open as allowed at ${time}`,
};

const OTHER: Cause = (time) => msg`the system set it at ${time}`;

/** Return for instance "Do not disturb: you declined an offer at 10:42." */
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

function reasonsOf(agent: AgentView, timeText: (atMs: number) => string): MessageDescriptor[] {
  const { presence_id, chosen_by_agent, alerts, since_ms } = agent;
  if (agent.reachability !== "connected") return [msg`you are not connected`];
  if (alerts.length > 0) {
    const byTime = [...alerts].sort((one, other) => one.at_ms - other.at_ms);
    return byTime.map(({ cause, at_ms }) => (CAUSES[cause] ?? OTHER)(timeText(at_ms)));
  }
  if (chosen_by_agent) return [msg`you chose it at ${timeText(since_ms)}`];
  return [loadReason(presence_id, agent) ?? OTHER(timeText(since_ms))];
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

/** Return whether a change is worth telling: by the system, to somebody who is there. */
export function isSystemChange(before: AgentView | null, after: AgentView): boolean {
  if (before === null || before.presence_id === after.presence_id || after.chosen_by_agent) return false;
  const bothThere = before.reachability === "connected" && after.reachability === "connected";
  return bothThere && before.presence_id !== "offline";
}
