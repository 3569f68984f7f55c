"""Finds what is wrong with rules in themselves: shape, limits, and what they name that is not there."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from cordboard.core.control_characters import has_control
from cordboard.core.ids import SkillId
from cordboard.core.rules import (
    AssignmentRuleset,
    Bucket,
    ClassificationRule,
    Condition,
    Operator,
    RankBy,
    RouteRule,
    Ruleset,
)
from cordboard.core.skill import SkillRating

Mistake = tuple[str, str]
"""Where it is, as queues.support.overflow[0].queue_id, and a sentence that says what is wrong."""

DEPTH_LIMIT = 5
"""Conditions inside conditions, the outermost counted."""
OUTPUTS_LIMIT = 5
"""What one rule of a classification may set (domain 4.3)."""
PREFERRED_LIMIT = 3
"""Agents whom one rule may prefer (domain 4.6)."""
SHARES_LIMIT = 5
"""Queues among which one rule may split the work (domain 4.3)."""
UNITS_LIMIT = 10_000
NAME_LIMIT = 300
ALONE = frozenset({Operator.KNOWN, Operator.UNKNOWN})
"""Operators that compare with nothing."""


class Known(Struct, frozen=True, kw_only=True):
    """The ids of all that settings can name."""

    queues: Collection[str]
    hours: Collection[str]
    profiles: Collection[str]
    presences: Collection[str]
    time_zones: Collection[str]
    applications: Collection[str]
    session_templates: Collection[str]
    notifications: Collection[str]
    ratings: Mapping[SkillId, tuple[int, int]]
    """By skill, its lowest and highest rating."""


def name_mistakes(path: str, name: str) -> Iterator[Mistake]:
    """Find a name that nobody could read."""
    if not name.strip() or len(name) > NAME_LIMIT:
        yield f"{path}.name", f"A name has 1 to {NAME_LIMIT} characters."
    elif has_control(name):
        yield f"{path}.name", "A name has no control characters."


def range_mistakes(
    path: str, number: int | None, lowest: int, highest: int, unit: str = ""
) -> Iterator[Mistake]:
    """Find a number out of range; None is none."""
    if number is not None and not lowest <= number <= highest:
        yield path, f"It is {number}; it must be {lowest} to {highest}{' ' * bool(unit)}{unit}."


def reference_mistakes(
    path: str, identity: str | None, known: Collection[str], what: str
) -> Iterator[Mistake]:
    """Find an id that leads nowhere; None is none."""
    if identity is not None and identity not in known:
        yield path, f"There is no {what} {identity!r}."


def rating_mistakes(path: str, ratings: tuple[SkillRating, ...], known: Known) -> Iterator[Mistake]:
    """Find skills that are not there or twice, and ratings that are not on their skill's scale."""
    seen = set()
    for place, one in enumerate(ratings):
        here = f"{path}[{place}]"
        yield from reference_mistakes(f"{here}.skill_id", one.skill_id, known.ratings, "skill")
        if one.skill_id in known.ratings:
            yield from range_mistakes(f"{here}.rating", one.rating, *known.ratings[one.skill_id])
        if one.skill_id in seen:
            yield f"{here}.skill_id", f"The skill {one.skill_id!r} is there twice."
        seen.add(one.skill_id)


def condition_mistakes(path: str, condition: Condition | None, depth: int = 1) -> Iterator[Mistake]:
    """Find a condition that is none: exactly one form, a comparison with exactly one side, not too deep."""
    if condition is None:
        return
    if depth > DEPTH_LIMIT:
        yield path, f"Conditions lie {DEPTH_LIMIT} deep at most."
        return
    lists = {"all_of": condition.all_of, "any_of": condition.any_of, "none_of": condition.none_of}
    given = [name for name, parts in lists.items() if parts] + ["attribute"] * bool(condition.attribute)
    if len(given) != 1:
        yield path, "A condition has exactly one of attribute, all_of, any_of and none_of."
    elif condition.attribute:
        yield from _comparison_mistakes(path, condition)
    elif condition.value is not None or condition.other or condition.operator is not Operator.IS:
        yield path, f"Beside {given[0]} stands no operator, value or other."
    for name, parts in lists.items():
        for place, part in enumerate(parts):
            yield from condition_mistakes(f"{path}.{name}[{place}]", part, depth + 1)


def _comparison_mistakes(path: str, condition: Condition) -> Iterator[Mistake]:
    operator, value = condition.operator, condition.value
    sides = (value is not None) + bool(condition.other)
    if operator in ALONE:
        if sides:
            yield path, f"The operator {operator} compares with nothing."
    elif sides != 1:
        yield path, f"The operator {operator} needs a value, or another attribute as other."
    elif operator is Operator.ONE_OF:
        if not isinstance(value, tuple) or not value:
            yield f"{path}.value", "The operator one_of needs a list of values."
    elif isinstance(value, tuple):
        yield f"{path}.value", f"The operator {operator} needs one value; one_of takes a list."


def classification_mistakes(path: str, rulesets: tuple[Ruleset, ...], known: Known) -> Iterator[Mistake]:
    """Find mistakes in a workstream's classification."""
    for place, ruleset in enumerate(rulesets):
        here = f"{path}[{place}]"
        yield from name_mistakes(here, ruleset.name)
        for number, rule in enumerate(ruleset.rules):
            yield from _classification_rule_mistakes(f"{here}.rules[{number}]", rule, known)


def _classification_rule_mistakes(path: str, rule: ClassificationRule, known: Known) -> Iterator[Mistake]:
    yield from name_mistakes(path, rule.name)
    yield from condition_mistakes(f"{path}.when", rule.when)
    outputs = len(rule.skills) + len(rule.profiles) + len(rule.values)
    outputs += (rule.units is not None) + bool(rule.preferred)
    if outputs > OUTPUTS_LIMIT:
        yield path, f"A rule sets {OUTPUTS_LIMIT} things at most; this one sets {outputs}."
    if len(rule.preferred) > PREFERRED_LIMIT:
        yield f"{path}.preferred", f"A rule prefers {PREFERRED_LIMIT} agents at most."
    yield from rating_mistakes(f"{path}.skills", rule.skills, known)
    for place, profile_id in enumerate(rule.profiles):
        yield from reference_mistakes(f"{path}.profiles[{place}]", profile_id, known.profiles, "profile")
    yield from range_mistakes(f"{path}.units", rule.units, 0, UNITS_LIMIT, "units")


def route_mistakes(path: str, routes: tuple[RouteRule, ...], known: Known) -> Iterator[Mistake]:
    """Find mistakes in a workstream's route rules."""
    for place, rule in enumerate(routes):
        here = f"{path}[{place}]"
        yield from name_mistakes(here, rule.name)
        yield from condition_mistakes(f"{here}.when", rule.when)
        if not 1 <= len(rule.to) <= SHARES_LIMIT:
            yield f"{here}.to", f"A rule sends work to 1 to {SHARES_LIMIT} queues."
        elif (total := sum(share.percent for share in rule.to)) != 100:
            yield f"{here}.to", f"The percentages make {total}; they must make 100."
        for number, share in enumerate(rule.to):
            at = f"{here}.to[{number}]"
            yield from reference_mistakes(f"{at}.queue_id", share.queue_id, known.queues, "queue")
            yield from range_mistakes(f"{at}.percent", share.percent, 1, 100, "%")
            if share.queue_id in {before.queue_id for before in rule.to[:number]}:
                yield f"{at}.queue_id", f"The queue {share.queue_id!r} is there twice."


def assignment_mistakes(path: str, rulesets: tuple[AssignmentRuleset, ...]) -> Iterator[Mistake]:
    """Find mistakes in a queue's own assignment."""
    for place, ruleset in enumerate(rulesets):
        here = f"{path}[{place}]"
        yield from name_mistakes(here, ruleset.name)
        yield from condition_mistakes(f"{here}.when", ruleset.when)
        for number, rule in enumerate(ruleset.rules):
            at = f"{here}.rules[{number}]"
            yield from name_mistakes(at, rule.name)
            yield from condition_mistakes(f"{at}.when", rule.when)
            if not rule.order_by:
                yield f"{at}.order_by", "A rule needs an order."


def bucket_mistakes(path: str, buckets: tuple[Bucket, ...]) -> Iterator[Mistake]:
    """Find mistakes in a queue's own prioritisation."""
    for place, bucket in enumerate(buckets):
        here = f"{path}[{place}]"
        yield from name_mistakes(here, bucket.name)
        yield from condition_mistakes(f"{here}.when", bucket.when)
        if not bucket.rank_by:
            yield f"{here}.rank_by", "A bucket needs an order."
        elif RankBy.ATTRIBUTE in bucket.rank_by and not bucket.attribute:
            yield f"{here}.rank_by", "To rank by an attribute, name it as attribute."
