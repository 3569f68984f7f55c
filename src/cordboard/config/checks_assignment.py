"""Finds queues with a custom method that offers work to nobody, or to people who can't take it."""

from collections.abc import Iterator

from cordboard.config.checks_conditions import attributes, leaves
from cordboard.config.checks_finding import Finding, error, warning
from cordboard.core.configuration import Configuration
from cordboard.core.rules import Condition
from cordboard.core.workstream import Method, Queue


def custom_methods(configuration: Configuration) -> Iterator[Finding]:
    """Look at the rulesets of queues that decide by their own rules (domain 4.5)."""
    for queue in configuration.queues:
        if queue.method is Method.CUSTOM:
            yield from _without_rules(queue)
            yield from _stating_nothing(queue)


def _without_rules(queue: Queue) -> Iterator[Finding]:
    path = f"queues.{queue.id}.assignment"
    if not queue.assignment:
        yield error(
            path,
            "The method is custom, and there is no rule: nobody is ever offered this work.",
            "Add a ruleset with a rule, or choose another method.",
        )
    for number, ruleset in enumerate(queue.assignment):
        if not ruleset.rules:
            yield error(
                f"{path}[{number}].rules",
                f'Ruleset "{ruleset.name}" has no rule: nobody is ever offered the work that fits it.',
                "Add a rule, or take the ruleset out.",
            )


def _stating_nothing(queue: Queue) -> Iterator[Finding]:
    for number, ruleset in enumerate(queue.assignment):
        for place, rule in enumerate(ruleset.rules):
            if not _minds_load(rule.when):
                yield warning(
                    f"queues.{queue.id}.assignment[{number}].rules[{place}]",
                    f'"{rule.name}" states neither presence nor capacity, so agents get this work whatever '
                    "they do.",
                    "Compare agent.presence, and agent.units_free with work.units.",
                )


def _minds_load(when: Condition | None) -> bool:
    read = {name for _, leaf in leaves(when) for name in attributes(leaf)}
    return any(name in {"agent.presence", "agent.units_free"} for name in read) or any(
        name.startswith("agent.profile_free.") for name in read
    )
