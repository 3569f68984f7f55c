"""Says why routing decided as it did: one compact value a decision, written in the decision's transaction."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from operator import itemgetter

from msgspec import Struct

from cordboard.core.conditions import Reason
from cordboard.core.ids import AgentId, QueueId
from cordboard.core.notification import AutoAssign
from cordboard.core.overflow import OverflowAct, OverflowCause
from cordboard.core.rules import RuleFailure

FAILURES_NAMED = 10
"""Rules that could not be decided and that an explanation names; every row on disk stays small."""


class Bar(StrEnum):
    """What keeps an agent from being offered a conversation; of several the first named here is told."""

    NOT_THERE = "not_there"
    """Not connected, or blind since an offer was not displayed."""
    OFF_HOURS = "off_hours"
    """Outside the agent's own working hours."""
    PRESENCE = "presence"
    CAPACITY = "capacity"
    """Not enough free units."""
    PROFILE = "profile"
    """No room in a capacity profile that the work asks for, or a blocking one is exhausted."""
    SKILLS = "skills"
    RULES = "rules"
    """No custom rule fits."""
    RESERVED = "reserved"
    """The work waits for the agent who had it, or who is preferred."""
    DECLINED = "declined"
    """As often as the workstream allows."""
    SESSIONS = "sessions"
    """At the session limit; the first item that would have come raises the alert (mission N16)."""
    OFFERS = "offers"
    """Sessions and offers together reach the session limit."""


class Entrance(StrEnum):
    """How work came into its queue."""

    RULE = "rule"
    """A route rule named the queue."""
    FALLBACK = "fallback"
    """No rule fitted, or all their queues overflowed without a way on: the workstream's fallback queue."""
    OVERFLOW = "overflow"
    """Another queue's overflow sent it."""
    WAITED = "waited"
    """It waited too long in another queue."""


class Overflowed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A queue that did not take the work as it was."""

    queue_id: QueueId
    cause: OverflowCause | None
    """None: it waited too long."""
    act: OverflowAct


class NearMiss(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An agent who was looked at and did not get the work."""

    agent_id: AgentId
    bar: Bar | None = None
    """None: could have taken it and stood behind the winner."""
    order: tuple[int, ...] = ()
    """By what the agent stood in line."""
    lacks: str = ""
    """For Bar.SKILLS the skill, for Bar.CAPACITY the units that were missing, for Bar.PROFILE the profile."""
    alone: bool = False
    """Whether nothing but this bar, and what is named in `lacks`, kept the agent from the work."""


class Queued(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="queued"):
    """Work was classified and put into a queue, or ended by an overflow."""

    queue_id: QueueId
    entrance: Entrance
    classified_by: tuple[str, ...] = ()
    """Rules of the classification that fitted, as ruleset/rule."""
    route: str = ""
    """The route rule that fitted."""
    overflowed: tuple[Overflowed, ...] = ()
    failures: tuple[RuleFailure, ...] = ()
    failures_left: int = 0
    """Failures besides those that are named."""
    configuration: int = 0
    """Version of the configuration."""


class Offered(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="offered"):
    """Work was offered to an agent."""

    queue_id: QueueId
    agent_id: AgentId
    method: str
    rule: str = ""
    """The custom rule that decided, as ruleset/rule."""
    order: tuple[int, ...]
    """By what the winner stood in line."""
    preference: str = ""
    """had_it or favoured, where that brought the winner to the front."""
    auto_assign: AutoAssign = AutoAssign.NEVER
    """When it was to become the winner's without an answer."""
    counts: dict[Bar, int] = {}
    """Members of the queue who were kept back, by the first reason."""
    behind: int = 0
    """Members who stood behind the winner; those not shown in `near` were not looked at."""
    near: tuple[NearMiss, ...] = ()
    """At most ten."""
    passed: int = 0
    """Kinds of older work that the winner could not take."""
    waiting: int = 0
    """How many were waiting in the queue, this one with them."""
    failures: tuple[RuleFailure, ...] = ()
    failures_left: int = 0
    configuration: int = 0
    floor: int = 0
    """Number of the last fact before the decision."""


class Unplaced(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="unplaced"):
    """Nobody could take the work, for other reasons than before."""

    queue_id: QueueId
    members: int
    counts: dict[Bar, int] = {}
    near: tuple[NearMiss, ...] = ()
    given_up: bool = False
    """So many agents declined it that it is no longer offered by itself; it can be picked or assigned."""
    failures: tuple[RuleFailure, ...] = ()
    failures_left: int = 0
    configuration: int = 0
    floor: int = 0


Explanation = Queued | Offered | Unplaced


def foremost(failures: Iterable[RuleFailure]) -> tuple[tuple[RuleFailure, ...], int]:
    """Return the failures that an explanation names, and how many are left.

    What is of a wrong type is a mistake and comes first; then what is missing, each attribute once before
    any comes again: that is how many rules on something that work need not have look.
    """
    seen: Counter[str] = Counter()
    order: list[tuple[bool, int, RuleFailure]] = []
    for one in failures:
        order.append((one.reason == Reason.MISSING, seen[one.attribute], one))
        seen[one.attribute] += 1
    order.sort(key=itemgetter(0, 1))
    return tuple(one for _, _, one in order[:FAILURES_NAMED]), max(len(order) - FAILURES_NAMED, 0)


class Explained(Struct, frozen=True, kw_only=True):
    """An explanation with what it is about."""

    subject: str
    """A conversation's id; for work of one kind that waits behind the same reasons, "kind:" and its key."""
    at_ms: int
    explanation: Explanation
