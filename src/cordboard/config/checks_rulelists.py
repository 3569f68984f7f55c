"""Lists all rules of a configuration: where they stand, and what their conditions can see there."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cordboard.config.checks_conditions import attributes, leaves
from cordboard.core.configuration import Configuration
from cordboard.core.ids import QueueId
from cordboard.core.rules import (
    AssignmentRule,
    AssignmentRuleset,
    Bucket,
    ClassificationRule,
    Condition,
    RouteRule,
    Ruleset,
)
from cordboard.core.workstream import Queue, Workstream

Values = Mapping[str, tuple[str, ...]]
"""What rules set: by attribute value.<name>, all that it can be."""


class Rule(NamedTuple):
    """One rule of any kind, with what its kind says about those behind it."""

    name: str
    when: Condition | None
    final: bool
    """Whether work that fits goes no further down the list."""


class RuleList(NamedTuple):
    """Rules that are tried in order."""

    path: str
    rules: tuple[Rule, ...]
    values: Values
    """Set before these rules are read."""
    agents: bool = False
    """Whether the rules are about agents too."""
    workstream: Workstream | None = None
    """The only one whose work comes here; None for several."""


def rule_lists(configuration: Configuration) -> Iterator[RuleList]:
    """Yield every list of rules, workstreams first, in the order of the file."""
    queues = {queue.id: queue for queue in configuration.queues}
    for workstream in configuration.workstreams:
        yield from _of_workstream(workstream, queues)
    values = values_set(
        *(ruleset for workstream in configuration.workstreams for ruleset in workstream.classification)
    )
    for queue in configuration.queues:
        yield from _of_queue(queue, values)


def values_set(*rulesets: Ruleset) -> Values:
    """Return what these rulesets can set."""
    found: dict[str, tuple[str, ...]] = {}
    for ruleset in rulesets:
        for rule in ruleset.rules:
            for name, value in rule.values.items():
                found[f"value.{name}"] = (*found.get(f"value.{name}", ()), value)
    return found


def attributes_read(configuration: Configuration) -> frozenset[str]:
    """Return every attribute that some condition reads."""
    return frozenset(
        name
        for rules in rule_lists(configuration)
        for rule in rules.rules
        for _, leaf in leaves(rule.when)
        for name in attributes(leaf)
    )


def _of_workstream(workstream: Workstream, queues: Mapping[QueueId, Queue]) -> Iterator[RuleList]:
    path = f"workstreams.{workstream.id}"
    for number, ruleset in enumerate(workstream.classification):
        yield RuleList(
            path=f"{path}.classification[{number}].rules",
            rules=_first_counts(ruleset.rules),
            values=values_set(*workstream.classification[:number]),
            workstream=workstream,
        )
    yield RuleList(
        path=f"{path}.routes",
        rules=tuple(Rule(rule.name, rule.when, _keeps_all(rule, queues)) for rule in workstream.routes),
        values=values_set(*workstream.classification),
        workstream=workstream,
    )


def _of_queue(queue: Queue, values: Values) -> Iterator[RuleList]:
    path = f"queues.{queue.id}"
    yield RuleList(f"{path}.assignment", _first_counts(queue.assignment), values)
    for number, ruleset in enumerate(queue.assignment):
        rules = _first_counts(ruleset.rules)
        yield RuleList(f"{path}.assignment[{number}].rules", rules, values, agents=True)
    yield RuleList(f"{path}.prioritisation", _first_counts(queue.prioritisation), values)


def _first_counts(
    rules: tuple[ClassificationRule | AssignmentRule | AssignmentRuleset | Bucket, ...],
) -> tuple[Rule, ...]:
    return tuple(Rule(rule.name, rule.when, final=True) for rule in rules)


def _keeps_all(route: RouteRule, queues: Mapping[QueueId, Queue]) -> bool:
    """Whether none of its queues ever overflows: past one that does the next route is tried (domain 4.3)."""
    targets = [queues.get(share.queue_id) for share in route.to]
    return all(queue is not None and not queue.overflow for queue in targets)
