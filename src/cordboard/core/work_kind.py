"""Tells which waiting work is alike for routing: what one of a kind can't get, no other of it can."""

from collections.abc import Iterator
from functools import lru_cache

from cordboard.core.conversation import Conversation, by_name
from cordboard.core.rules import AssignmentRuleset, Condition
from cordboard.core.workstream import Method, Queue

SHARED = ("detail.", "value.")
"""Attributes that much work has in common; by all others each work is of a kind of its own."""


def kind_of(work: Conversation, queue: Queue) -> str:
    """Return what work shares with all that the same agents can take; its own id where it is like no other.

    Work that somebody declined or that prefers somebody stands for itself, as does work of which custom rules
    ask what no other work has.
    """
    alone = work.declines or work.preferred or work.favoured or work.last_choice
    if alone or work.reserved_until_ms is not None:
        return work.id
    asked = ""
    if queue.method is Method.CUSTOM:
        names = attributes_of(queue.assignment)
        if any(not name.startswith(SHARED) for name in names):
            return work.id
        known = _known(work)
        asked = "/" + repr([known.get(name) for name in sorted(names)])
    skills = ",".join(f"{one.skill_id}={one.rating}" for one in work.skills) if work.skills else ""
    profiles = ",".join(work.profiles) if work.profiles else ""
    return f"kind:{work.queue_id}/{work.workstream_id}/{work.units}/{profiles}/{skills}{asked}"


def kinds_by(queue: Queue) -> tuple[Method, tuple[AssignmentRuleset, ...]]:
    """Return by what of its queue the kind of work is told."""
    return queue.method, queue.assignment


def _known(work: Conversation) -> dict[str, str]:
    details = {f"detail.{name}": value for name, value in by_name(work.details).items()}
    return details | {f"value.{name}": value for name, value in work.values.items()}


def _asks_of_work_alone(name: str) -> bool:
    """Whether an attribute is told apart by what a kind of work is already."""
    return name.startswith("agent.") or name in {"work.channel", "work.workstream", "work.units"}


@lru_cache(maxsize=1_000)
def attributes_of(rulesets: tuple[AssignmentRuleset, ...]) -> frozenset[str]:
    """Return what custom rules ask of work beyond what a kind of work has in common."""
    whens = [one.when for one in rulesets] + [rule.when for one in rulesets for rule in one.rules]
    names = {name for when in whens if when is not None for name in _names(when)}
    return frozenset(name for name in names if not _asks_of_work_alone(name))


def _names(condition: Condition) -> Iterator[str]:
    yield from (name for name in (condition.attribute, condition.other) if name)
    for inner in (*condition.all_of, *condition.any_of, *condition.none_of):
        yield from _names(inner)
