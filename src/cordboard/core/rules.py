"""Says what a rule is: a condition on the attributes of work, and of agents where an agent is looked for."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from cordboard.core.ids import ProfileId, QueueId
from cordboard.core.skill import SkillRating

Plain = str | int | bool
"""What an attribute can be."""


class Operator(StrEnum):
    """How an attribute is compared; text is compared without regard to case."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    CONTAINS = "contains"
    BEGINS_WITH = "begins_with"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    KNOWN = "known"
    """The attribute is there."""
    UNKNOWN = "unknown"


class Condition(Struct, frozen=True, kw_only=True):
    """A comparison, or a combination: exactly one of `attribute` and the three lists is given."""

    attribute: str = ""
    """For instance detail.topic, work.channel or agent.units_free; docs/routing.md lists all."""
    operator: Operator = Operator.IS
    value: Plain | tuple[Plain, ...] | None = None
    other: str = ""
    """Another attribute to compare with, in the place of `value`."""
    all_of: tuple["Condition", ...] = ()
    any_of: tuple["Condition", ...] = ()
    none_of: tuple["Condition", ...] = ()


def attributes_of(condition: Condition | None) -> Iterator[str]:
    """Yield every attribute that a condition reads, at any depth."""
    if condition is None:
        return
    yield from (name for name in (condition.attribute, condition.other) if name)
    for part in (*condition.all_of, *condition.any_of, *condition.none_of):
        yield from attributes_of(part)


class RuleFailure(Struct, frozen=True, kw_only=True):
    """A rule that could not be decided; it counts as not matched and is named in the explanation."""

    rule: str
    attribute: str
    reason: str
    """missing, or wrong_type."""


class ClassificationRule(Struct, frozen=True, kw_only=True):
    """What work that fits a condition is given: at most five outputs (domain 4.3)."""

    name: str
    when: Condition | None = None
    """None fits everything."""
    skills: tuple[SkillRating, ...] = ()
    """Added to what the work asks for."""
    profiles: tuple[ProfileId, ...] = ()
    """Added to those of the workstream."""
    units: int | None = None
    """Capacity that it takes in the place of the workstream's."""
    values: dict[str, str] = {}
    """Attributes value.<name> that later rules can read."""
    preferred: tuple[str, ...] = ()
    """Logins of at most three agents who are asked first, in this order, whatever skills and capacity."""


class Ruleset(Struct, frozen=True, kw_only=True):
    """Rules of which the first that fits counts; the next ruleset sees what this one has set."""

    name: str
    rules: tuple[ClassificationRule, ...]


class Share(Struct, frozen=True, kw_only=True):
    """A queue and the part of the work that it gets."""

    queue_id: QueueId
    percent: int = 100


class RouteRule(Struct, frozen=True, kw_only=True):
    """To which queue work that fits goes: one, or up to five by percentages that make a hundred."""

    name: str
    when: Condition | None = None
    to: tuple[Share, ...]


class OrderBy(StrEnum):
    """By what candidates of a custom rule are put in order, the first the best."""

    UNITS_FREE = "units_free"
    """Most free units."""
    ROUND_ROBIN = "round_robin"
    """Earliest last assignment in this queue."""
    LEAST_ACTIVE = "least_active"
    """Longest since capacity was last released."""
    PROFICIENCY = "proficiency"
    """Highest sum of the ratings of the skills that the work asks for."""
    SKILL_COUNT = "skill_count"
    """Most of the skills that the work asks for."""
    PROFILE_FREE = "profile_free"
    """Most room in the profile that is tightest of those that the work asks for."""


class AssignmentRule(Struct, frozen=True, kw_only=True):
    """Who may get the work: the first rule that anybody fits decides (domain 4.5)."""

    name: str
    when: Condition | None = None
    """On work.*, detail.*, value.* and agent.*; presence, capacity and skills count only where stated."""
    order_by: tuple[OrderBy, ...] = (OrderBy.UNITS_FREE,)


class AssignmentRuleset(Struct, frozen=True, kw_only=True):
    """Rules for the work that fits; of several rulesets the first that fits is used."""

    name: str
    when: Condition | None = None
    rules: tuple[AssignmentRule, ...]


class RankBy(StrEnum):
    """By what work inside a bucket is put in order; none of these changes while it waits but age."""

    QUEUED_AT = "queued_at"
    """Longest in the queue first."""
    CREATED_AT = "created_at"
    """Oldest conversation first."""
    UNITS = "units"
    """Most units first."""
    ATTRIBUTE = "attribute"
    """Lowest number of `Bucket.attribute` first; without one, behind the others."""


class Bucket(Struct, frozen=True, kw_only=True):
    """A part of a queue's line that goes before the next; what fits no bucket comes last, oldest first."""

    name: str
    when: Condition | None = None
    rank_by: tuple[RankBy, ...] = (RankBy.QUEUED_AT,)
    attribute: str = ""
