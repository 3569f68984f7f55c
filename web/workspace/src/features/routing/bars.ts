/** Words what keeps agents from work: of many by their number, of one as what was or would be otherwise. */

import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import type { Bar, Kept, Near } from "../../api";
import { neutral } from "../customers";

type Counted = (count: number) => MessageDescriptor;
type Named = (name: string) => MessageDescriptor;

const KEPT: Record<Bar, Counted> = {
  not_there: (count) => msg`${plural(count, { one: "# was not connected", other: "# were not connected" })}`,
  off_hours: (count) =>
    msg`${plural(count, { one: "# was outside working hours", other: "# were outside working hours" })}`,
  presence: (count) =>
    msg`${plural(count, {
      one: "# had a presence that takes no such work",
      other: "# had a presence that takes no such work",
    })}`,
  capacity: (count) =>
    msg`${plural(count, { one: "# had too little free capacity", other: "# had too little free capacity" })}`,
  profile: (count) =>
    msg`${plural(count, { one: "# had no room in a capacity profile", other: "# had no room in a capacity profile" })}`,
  skills: (count) => msg`${plural(count, { one: "# lacked the skills", other: "# lacked the skills" })}`,
  rules: (count) =>
    msg`${plural(count, { one: "# fitted no rule of the queue", other: "# fitted no rule of the queue" })}`,
  reserved: (count) =>
    msg`${plural(count, { one: "# had to leave it to another agent", other: "# had to leave it to another agent" })}`,
  declined: (count) =>
    msg`${plural(count, { one: "# had declined it too often", other: "# had declined it too often" })}`,
  sessions: (count) =>
    msg`${plural(count, {
      one: "# had as many sessions open as allowed",
      other: "# had as many sessions open as allowed",
    })}`,
  offers: (count) =>
    msg`${plural(count, {
      one: "# had as many sessions and offers as allowed",
      other: "# had as many sessions and offers as allowed",
    })}`,
};

const LACKED: Partial<Record<Bar, (count: number, name: string) => MessageDescriptor>> = {
  skills: (count, name) =>
    msg`${plural(count, { one: `# lacked the skill ${name}`, other: `# lacked the skill ${name}` })}`,
  profile: (count, name) =>
    msg`${plural(count, {
      one: `# had no room in the capacity profile ${name}`,
      other: `# had no room in the capacity profile ${name}`,
    })}`,
};

/** Somebody near, and why they did not get it; the name is theirs. */
const NEAR: Record<Exclude<Bar, "capacity" | "skills" | "profile">, Named> = {
  not_there: (name) => msg`${name} was not connected`,
  off_hours: (name) => msg`${name} was outside working hours`,
  presence: (name) => msg`${name} had a presence that takes no such work`,
  rules: (name) => msg`${name} fitted no rule of the queue`,
  reserved: (name) => msg`${name} had to leave it to another agent`,
  declined: (name) => msg`${name} had declined it too often`,
  sessions: (name) => msg`${name} had as many sessions open as allowed`,
  offers: (name) => msg`${name} had as many sessions and offers as allowed`,
};

/** What would have to be otherwise. */
const NEEDS: Record<Exclude<Bar, "capacity" | "skills" | "profile">, MessageDescriptor> = {
  not_there: msg`be connected`,
  off_hours: msg`be within working hours`,
  presence: msg`have a presence that takes such work`,
  rules: msg`fit a rule of the queue`,
  reserved: msg`be the agent for whom it waits`,
  declined: msg`have declined it less often`,
  sessions: msg`have fewer sessions open`,
  offers: msg`have fewer sessions and offers open`,
};

/** Return for instance "7 were not connected"; a code that is newer than this page is shown as it is. */
export function keptText(i18n: I18n, { bar, count, lacks = "" }: Kept): string {
  const lacked = lacks === "" ? undefined : LACKED[bar]?.(count, neutral(lacks));
  const text = lacked ?? known(KEPT, bar)?.(count);
  return text === undefined ? `${count} ${bar}` : i18n._(text);
}

/** Return for instance "Budi was short of 1 unit". */
export function nearText(i18n: I18n, { agent, bar, lacks = "", units = 0 }: Near): string {
  const [name, what] = [neutral(agent), neutral(lacks)];
  if (bar === null) return i18n._(msg`${name} could have taken it too`);
  if (bar === "capacity") return i18n._(capacityShort(name, units));
  if (bar === "skills") {
    return i18n._(what === "" ? msg`${name} lacked the skills` : msg`${name} lacked the skill ${what}`);
  }
  if (bar === "profile") return i18n._(profileFull(name, what));
  const text = known(NEAR, bar)?.(name);
  return text === undefined ? `${name}: ${bar}` : i18n._(text);
}

function capacityShort(name: string, units: number): MessageDescriptor {
  if (units === 0) return msg`${name} had too little free capacity`;
  return msg`${plural(units, { one: `${name} was short of # unit`, other: `${name} was short of # units` })}`;
}

function profileFull(name: string, profile: string): MessageDescriptor {
  return profile === ""
    ? msg`${name} had no room in a capacity profile`
    : msg`${name} had no room in the capacity profile ${profile}`;
}

/** Return what somebody would have to be or have, for instance "have the skill Thai". */
export function needText(i18n: I18n, { bar, lacks = "", units = 0, rating = 0 }: Near): string {
  const what = neutral(lacks);
  if (bar === "capacity") {
    return i18n._(msg`${plural(units, { one: "have # more unit free", other: "have # more units free" })}`);
  }
  if (bar === "skills") {
    if (what === "") return i18n._(msg`have the skills`);
    return i18n._(
      rating === 0 ? msg`have the skill ${what}` : msg`have the skill ${what} at ${rating} or better`,
    );
  }
  if (bar === "profile") {
    return i18n._(
      what === "" ? msg`have room in a capacity profile` : msg`have room in the capacity profile ${what}`,
    );
  }
  const text = bar === null ? undefined : known(NEEDS, bar);
  return text === undefined ? (bar ?? "") : i18n._(text);
}

/** Look a code up that may be newer than this page. */
export function known<T>(table: Record<string, T>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
