/** Says why a conversation went where it went, in the reader's language, by the codes of its story. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import type {
  Entrance,
  Near,
  OfferedStep,
  OverflowAct,
  OverflowCause,
  PassedQueue,
  Preference,
  QueuedStep,
  RoutingStory,
  RuleFailure,
  UnplacedStep,
  WhatIf,
} from "../../api";
import { neutral } from "../customers";
import { keptText, known, nearText, needText } from "./bars";

export type Step = RoutingStory["steps"][number];
type Crowd = OfferedStep | UnplacedStep;
type Named = (name: string) => MessageDescriptor;

const ENTRANCES: Record<Entrance, (queue: string, rule: string) => MessageDescriptor> = {
  rule: (queue, rule) => msg`Put into ${queue} by the rule ${rule}.`,
  fallback: (queue) => msg`Put into ${queue}, the fallback queue: no other was suitable.`,
  overflow: (queue) => msg`Put into ${queue} because another queue did not take it.`,
  waited: (queue) => msg`Put into ${queue} after too long a wait in another queue.`,
};

const CAUSES: Record<OverflowCause | "waited", Named> = {
  out_of_hours: (queue) => msg`${queue} was closed.`,
  work_items: (queue) => msg`As many were waiting in ${queue} as it allows.`,
  waited: (queue) => msg`It had waited in ${queue} as long as it may.`,
};

const ACTS: Record<OverflowAct, MessageDescriptor> = {
  end: msg`The conversation was ended.`,
  to_queue: msg`It was sent on to another queue.`,
  assign_anyway: msg`It was put there all the same.`,
};

const METHODS: Record<string, Named> = {
  highest_capacity: (name) => msg`Offered to ${name}, who had the most free capacity.`,
  round_robin: (name) => msg`Offered to ${name}, who had been longest without a turn in this queue.`,
  least_active: (name) => msg`Offered to ${name}, whose last work had ended the longest ago.`,
  custom: (name) => msg`Offered to ${name}, first by the rules of the queue.`,
};

const PREFERENCES: Record<Preference, Named> = {
  had_it: (name) => msg`Offered to ${name}, who had it before.`,
  favoured: (name) => msg`Offered to ${name}, who was named by the classification.`,
};

const BY_ITSELF: Record<string, MessageDescriptor> = {
  at_once: msg`It needed no answer: it was to be assigned as soon as a page showed it.`,
  after_timeout: msg`It needed no answer: it was to be assigned when its time was over.`,
};

const FAILURES: Record<string, (rule: string, attribute: string) => MessageDescriptor> = {
  missing: (rule, attribute) => msg`The rule ${rule} could not be decided: ${attribute} was missing.`,
  wrong_type: (rule, attribute) =>
    msg`The rule ${rule} could not be decided: ${attribute} had a value that the rule cannot use.`,
};

/** So few who could not take it are told by name at once, not by their number. */
const FEW = 3;

/** Return a step's sentences; a step that is newer than this page is told in the server's English. */
export function stepSentences(i18n: I18n, step: Step): string[] {
  switch (step.code) {
    case "queued":
      return queued(i18n, step);
    case "offered":
      return offered(i18n, step);
    case "unplaced":
      return unplaced(i18n, step);
    default:
      return [(step as { text: string }).text];
  }
}

/** Return a line for each who came near and whom the sentences don't name. */
export function nearLines(i18n: I18n, step: Step): string[] {
  if (step.code !== "offered" && step.code !== "unplaced") return [];
  const told = named(step);
  return step.near.filter((one) => !told.includes(one)).map((one) => nearText(i18n, one));
}

/** Return what would have altered an outcome, or would alter it. */
export function whatIfSentence(i18n: I18n, whatIf: WhatIf): string {
  const agent = neutral(whatIf.agent ?? "");
  const winner = neutral(whatIf.winner ?? "");
  const needs = listed(
    i18n,
    (whatIf.needs ?? []).map((need) => needText(i18n, need)),
  );
  switch (whatIf.code) {
    case "another_winner":
      return i18n._(msg`To get it instead, ${agent} would have had to ${needs}.`);
    case "next_in_line":
      return i18n._(msg`Without ${winner} it would have gone to ${agent}.`);
    case "could_take":
      return i18n._(msg`To take it, ${agent} would have to ${needs}.`);
    case "no_members":
      return i18n._(msg`The queue has no members: somebody has to become one.`);
    case "rule_failed":
      return whatIf.failure ? failureText(i18n, whatIf.failure) : whatIf.text;
    default:
      return (whatIf as { text: string }).text;
  }
}

function queued(i18n: I18n, step: QueuedStep): string[] {
  const into = known(ENTRANCES, step.entrance)?.(neutral(step.queue), neutral(step.route));
  const rules = listed(i18n, step.classified_by.map(neutral));
  return [
    ...(step.ended ? [] : [into === undefined ? step.text : i18n._(into)]),
    ...(step.classified_by.length > 0 ? [i18n._(msg`Classified by: ${rules}.`)] : []),
    ...step.overflowed.flatMap((one) => overflowed(i18n, one)),
    ...failureTexts(i18n, step.failures),
  ];
}

function overflowed(i18n: I18n, { queue, cause, act }: PassedQueue): string[] {
  const why = known(CAUSES, cause ?? "waited")?.(neutral(queue));
  const then = known(ACTS, act);
  return [why, then].flatMap((one) => (one === undefined ? [] : [i18n._(one)]));
}

function offered(i18n: I18n, step: OfferedStep): string[] {
  const reasons = reasonsOf(i18n, step);
  const { behind, passed, waiting } = step;
  const byItself = known(BY_ITSELF, step.auto_assign ?? "never");
  const name = neutral(step.agent);
  return [
    winnerText(i18n, step),
    ...(byItself === undefined ? [] : [i18n._(byItself)]),
    ...(step.kept.length > 0 ? [i18n._(msg`Of the others in the queue, ${reasons}.`)] : []),
    ...(behind > 0
      ? [i18n._(msg`${plural(behind, { one: "# other stood behind.", other: "# others stood behind." })}`)]
      : []),
    ...(passed > 0 ? [i18n._(msg`Older work was passed over that ${name} could not take.`)] : []),
    ...(waiting > 1 ? [i18n._(waitingText(waiting))] : []),
    ...failureTexts(i18n, step.failures),
  ];
}

function winnerText(i18n: I18n, step: OfferedStep): string {
  // A colleague, of whom the server tells an agent no more than that.
  if (step.agent === "") {
    const name = i18n._(msg`Somebody`).toLocaleLowerCase(i18n.locale);
    return i18n._(msg`Offered to ${name}.`);
  }
  const name = neutral(step.agent);
  const preferred = known(PREFERENCES, step.preference ?? "")?.(name);
  if (preferred !== undefined) return i18n._(preferred);
  const rule = neutral(step.rule);
  if (rule !== "") return i18n._(msg`Offered to ${name} by the rule ${rule}.`);
  const { units_free: units } = step;
  if (units !== null) return i18n._(mostCapacity(name, units));
  return i18n._(known(METHODS, step.method)?.(name) ?? msg`Offered to ${name}.`);
}

function mostCapacity(name: string, units: number): MessageDescriptor {
  return msg`${plural(units, {
    one: `Offered to ${name}, who had the most free capacity: # unit.`,
    other: `Offered to ${name}, who had the most free capacity: # units.`,
  })}`;
}

function waitingText(waiting: number): MessageDescriptor {
  return msg`${plural(waiting, {
    one: "# was waiting in the queue.",
    other: "# were waiting in the queue, this one among them.",
  })}`;
}

function unplaced(i18n: I18n, step: UnplacedStep): string[] {
  return [unplacedText(i18n, step), ...failureTexts(i18n, step.failures)];
}

function unplacedText(i18n: I18n, step: UnplacedStep): string {
  const { given_up, members } = step;
  const name = neutral(step.queue);
  if (given_up) return i18n._(msg`So many agents declined it that it can only be picked now.`);
  if (members === 0) return i18n._(msg`Nobody could take it: ${name} had no members.`);
  const reasons = reasonsOf(i18n, step);
  return i18n._(
    msg`${plural(members, {
      one: `Nobody could take it. Of # member of ${name}: ${reasons}.`,
      other: `Nobody could take it. Of # members of ${name}: ${reasons}.`,
    })}`,
  );
}

/** Return those who are named in the sentence itself: all of those kept back, if they are few. */
function named(step: Crowd): Near[] {
  const barred = step.near.filter(({ bar }) => bar !== null);
  const kept = step.kept.reduce((sum, { count }) => sum + count, 0);
  return barred.length <= FEW && barred.length === kept ? barred : [];
}

function reasonsOf(i18n: I18n, step: Crowd): string {
  const few = named(step).map((one) => nearText(i18n, one));
  return listed(i18n, few.length > 0 ? few : step.kept.map((one) => keptText(i18n, one)));
}

/** One sentence for each attribute and reason, by the first rule that failed so: there may be very many. */
function failureTexts(i18n: I18n, failures: readonly RuleFailure[]): string[] {
  const groups = new Map<string, RuleFailure>();
  for (const one of failures) {
    const key = `${one.reason} ${one.attribute}`;
    if (!groups.has(key)) groups.set(key, one);
  }
  return [...groups.values()].map((one) => failureText(i18n, one));
}

function failureText(i18n: I18n, { rule, attribute, reason }: RuleFailure): string {
  const text = known(FAILURES, reason)?.(neutral(rule), neutral(attribute));
  return text === undefined ? `${rule}: ${attribute}, ${reason}` : i18n._(text);
}

/** Join by the reader's commas and "and"; Thai writes it without a space, which names in other letters need. */
function listed(i18n: I18n, parts: readonly string[]): string {
  return new Intl.ListFormat(i18n.locale, { type: "conjunction" })
    .formatToParts(parts)
    .map(({ type, value }) =>
      type === "element" ? value : value.replace(/^(?=\p{L})/u, " ").replace(/(?<=\p{L})$/u, " "),
    )
    .join("");
}
