"""Finds conditions that ask what is settled where they stand: too early to change, or always the same."""

from collections.abc import Iterator

from cordboard.config.checks_attributes import Attributes
from cordboard.config.checks_conditions import attributes, leaves
from cordboard.config.checks_finding import Finding, warning
from cordboard.config.checks_rulelists import RuleList, rule_lists
from cordboard.core.attributes import WAITED, passes
from cordboard.core.configuration import Configuration
from cordboard.core.rules import Condition, Operator
from cordboard.core.workstream import Queue

WORKING = "agent.is_working"
RATED = ("agent.skill.", "agent.profile_free.")
"""Attributes that agents have even where they have nothing: it counts as 0."""
KNOWING = frozenset({Operator.KNOWN, Operator.UNKNOWN})


def settled_attributes(configuration: Configuration) -> Iterator[Finding]:
    """Find what is asked where its answer can't change, or is the same for all."""
    buckets = {f"queues.{queue.id}.prioritisation": queue for queue in configuration.queues}
    given = Attributes(configuration)
    for rules in rule_lists(configuration):
        queue = buckets.get(rules.path)
        for path, leaf in _leaves(rules):
            if rules.agents:
                yield from _of_agents(path, leaf, given.known(leaf.attribute, rules))
            elif queue is not None:
                yield from _in_bucket(path, leaf)
            elif rules.workstream is not None:
                yield from _on_entering(path, leaf)
        if queue is not None:
            yield from _ranked_by_time(rules.path, queue)


def _leaves(rules: RuleList) -> Iterator[tuple[str, Condition]]:
    for number, rule in enumerate(rules.rules):
        for below, leaf in leaves(rule.when):
            yield f"{rules.path}[{number}].when{below}", leaf


def _of_agents(path: str, leaf: Condition, known: bool) -> Iterator[Finding]:
    if WORKING in attributes(leaf):
        said = f"{WORKING} is always true here: who is off hours is never asked."
        yield warning(path, said, "Take the comparison out.")
    if known and leaf.operator in KNOWING and leaf.attribute.startswith(RATED):
        said = f"{leaf.attribute} is known of every agent: who has none of it has 0."
        yield warning(path, said, "Compare it with a number: at least 1, or at most 0.")


def _in_bucket(path: str, leaf: Condition) -> Iterator[Finding]:
    for name in attributes(leaf):
        if passes(name):
            yield _decided_once(path, name)


def _ranked_by_time(path: str, queue: Queue) -> Iterator[Finding]:
    for number, bucket in enumerate(queue.prioritisation):
        if passes(bucket.attribute):
            yield _decided_once(f"{path}[{number}].attribute", bucket.attribute)


def _decided_once(path: str, name: str) -> Finding:
    said = f"{name} is looked at once, when work enters the queue; its place does not change with time."
    return warning(path, said, "Order by queued_at, or let the queue's waiting overflow act on long waits.")


def _on_entering(path: str, leaf: Condition) -> Iterator[Finding]:
    if WAITED in attributes(leaf):
        said = f"{WAITED} is always 0 here: work has not waited yet."
        yield warning(path, said, "Take the comparison out; long waits are the queue's waiting overflow.")
