"""Knows the attributes that conditions can read, and finds those that nothing gives."""

from collections.abc import Iterator

from cordboard.config.checks_conditions import Domains, leaves
from cordboard.config.checks_finding import Finding, warning
from cordboard.config.checks_rulelists import RuleList, rule_lists
from cordboard.core.attributes import AGENT as AGENT_ALONE
from cordboard.core.attributes import WAITED
from cordboard.core.attributes import WORK as WORK_ALONE
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import Configuration
from cordboard.core.hours import Weekday
from cordboard.core.presence import BasePresence
from cordboard.core.rules import Plain

WORK = WORK_ALONE.keys() | {WAITED}
TIME = frozenset({"time.weekday", "time.hour"})
AGENT = AGENT_ALONE.keys() | {"agent.units_free", "agent.skill_count"}
OWN = "agent.attribute."


class Attributes:
    """All attributes that a configuration gives to its conditions."""

    def __init__(self, configuration: Configuration) -> None:
        self._hours = frozenset(f"hours.{hours.id}" for hours in configuration.hours)
        self._agent = (
            AGENT
            | {f"agent.skill.{skill.id}" for skill in configuration.skills}
            | {f"agent.profile_free.{profile.id}" for profile in configuration.profiles}
        )
        self._workstreams = tuple(workstream.id for workstream in configuration.workstreams)

    def known(self, name: str, rules: RuleList) -> bool:
        """Whether conditions of these rules can read an attribute of this name."""
        kind, _, rest = name.partition(".")
        if kind == "detail":
            return bool(rest)
        if kind == "agent":
            return rules.agents and (name in self._agent or (len(name) > len(OWN) and name.startswith(OWN)))
        return name in WORK | TIME | self._hours or name in rules.values

    def domains(self, rules: RuleList) -> Domains:
        """Return all that attributes can be, for those where that is known."""
        only = rules.workstream
        fixed: dict[str, tuple[Plain, ...]] = {
            "work.channel": tuple(one.value for one in ([only.channel] if only else ChannelKind)),
            "work.workstream": (only.id,) if only else self._workstreams,
            "work.named": (True, False),
            "time.weekday": tuple(day.value for day in Weekday),
            "time.hour": tuple(range(24)),
            "agent.presence": tuple(base.value for base in BasePresence),
            "agent.is_working": (True, False),
        }
        return fixed | dict.fromkeys(self._hours, ("open", "closed")) | dict(rules.values)


def unknown_attributes(configuration: Configuration) -> Iterator[Finding]:
    """Find conditions and buckets that read what nothing gives."""
    given = Attributes(configuration)
    for rules in rule_lists(configuration):
        for path, name in _read(rules):
            if not given.known(name, rules):
                yield warning(path, f"Nothing gives the attribute {name} here.", _mend(name, rules))
    yield from _bucket_attributes(configuration, given)


def _read(rules: RuleList) -> Iterator[tuple[str, str]]:
    for number, rule in enumerate(rules.rules):
        for below, leaf in leaves(rule.when):
            path = f"{rules.path}[{number}].when{below}"
            yield f"{path}.attribute", leaf.attribute
            if leaf.other:
                yield f"{path}.other", leaf.other


def _bucket_attributes(configuration: Configuration, given: Attributes) -> Iterator[Finding]:
    buckets = {f"queues.{queue.id}.prioritisation": queue.prioritisation for queue in configuration.queues}
    for rules in rule_lists(configuration):
        for number, bucket in enumerate(buckets.get(rules.path, ())):
            if bucket.attribute and not given.known(bucket.attribute, rules):
                yield warning(
                    f"{rules.path}[{number}].attribute",
                    f"Nothing gives the attribute {bucket.attribute} here.",
                    _mend(bucket.attribute, rules),
                )


def _mend(name: str, rules: RuleList) -> str:
    kind = name.partition(".")[0]
    if kind == "value":
        return "Let a rule of an earlier ruleset of the classification set it, or correct the name."
    if kind == "agent" and not rules.agents:
        return "Ask about agents in the rules of an assignment ruleset only."
    if kind == "hours" or name.startswith(("agent.skill.", "agent.profile_free.")):
        return "Define what it names, or correct the name."
    return "Correct the name."
