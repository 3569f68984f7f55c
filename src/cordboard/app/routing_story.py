"""Shapes what is told of how a conversation was routed: steps with codes and names, a sentence for each."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from cordboard.app.ports import View
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar, Entrance, Explained
from cordboard.core.ids import AgentId
from cordboard.core.notification import AutoAssign
from cordboard.core.overflow import OverflowAct, OverflowCause
from cordboard.core.rules import RuleFailure


class Wait(Struct, frozen=True, kw_only=True):
    """One time for which a conversation waited in a queue without being anybody's."""

    queue_id: str
    from_ms: int
    until_ms: int | None
    """When it was offered, taken or closed; None while it waits."""


class Kept(Struct, frozen=True, kw_only=True):
    """How many members of a queue could not take the work for one reason."""

    bar: Bar
    count: int
    lacks: str = ""
    """Name of the skill or profile where it is the same for all of them, and known."""


class Near(Struct, frozen=True, kw_only=True):
    """Somebody who was looked at and did not get the work."""

    agent: str
    """The agent's name."""
    bar: Bar | None
    """None: could have taken it and stood behind the winner."""
    lacks: str = ""
    """Name of the skill or profile."""
    units: int = 0
    """Units that were missing, for Bar.CAPACITY."""
    rating: int = 0
    """The rating that the work asks for, for an agent who has the skill at a lower one."""


class PassedQueue(Struct, frozen=True, kw_only=True):
    """A queue that did not take the work as it was."""

    queue: str
    cause: OverflowCause | None
    """None: it waited too long there."""
    act: OverflowAct


class Preference(StrEnum):
    """What brought the winner to the front."""

    HAD_IT = "had_it"
    FAVOURED = "favoured"
    """Classification named them."""


class QueuedStep(Struct, frozen=True, kw_only=True, tag_field="code", tag="queued"):
    """Work came into a queue, or an overflow ended it."""

    at_ms: int
    text: str
    """In English."""
    queue: str
    entrance: Entrance
    classified_by: tuple[str, ...]
    route: str
    overflowed: tuple[PassedQueue, ...]
    ended: bool
    """Whether an overflow ended the conversation."""
    failures: tuple[RuleFailure, ...]
    """Wrong types before what is missing; at most ten."""
    failures_left: int = 0
    """Rules that could not be decided besides those."""
    configuration: int
    """Version of the configuration that was in force; 0 before the first."""


class OfferedStep(Struct, frozen=True, kw_only=True, tag_field="code", tag="offered"):
    """Work was offered to somebody."""

    at_ms: int
    text: str
    queue: str
    agent: str
    """Empty for a colleague, where the reader hears of nobody else."""
    method: str
    rule: str
    preference: Preference | None
    auto_assign: AutoAssign
    """When it was to become theirs without an answer."""
    order: tuple[int, ...]
    """By what the winner stood in line, smaller first."""
    units_free: int | None
    """The winner's free units, where the method went by them."""
    kept: tuple[Kept, ...]
    behind: int
    near: tuple[Near, ...]
    passed: int
    """Kinds of older work that the winner could not take."""
    waiting: int
    failures: tuple[RuleFailure, ...]
    failures_left: int = 0
    configuration: int
    floor: int
    what_if: "WhatIf | None"


class UnplacedStep(Struct, frozen=True, kw_only=True, tag_field="code", tag="unplaced"):
    """Nobody could take the work."""

    at_ms: int
    text: str
    queue: str
    members: int
    kept: tuple[Kept, ...]
    near: tuple[Near, ...]
    given_up: bool
    failures: tuple[RuleFailure, ...]
    failures_left: int = 0
    configuration: int
    floor: int


class WhatIfCode(StrEnum):
    """What would have altered an outcome, or would alter it now."""

    ANOTHER_WINNER = "another_winner"
    """With this one thing otherwise somebody else would have got it."""
    NEXT_IN_LINE = "next_in_line"
    """Without the winner it would have gone to somebody else."""
    COULD_TAKE = "could_take"
    """It waits; with these things otherwise somebody could take it."""
    NO_MEMBERS = "no_members"
    """It waits in a queue that nobody serves."""
    RULE_FAILED = "rule_failed"
    """A rule could not be decided, and might have fitted otherwise."""


class WhatIf(Struct, frozen=True, kw_only=True):
    """The smallest change that would alter an outcome."""

    code: WhatIfCode
    text: str
    """In English."""
    agent: str = ""
    """Whom it would go to."""
    winner: str = ""
    """Who got it, for WhatIfCode.NEXT_IN_LINE."""
    needs: tuple[Near, ...] = ()
    """What would have to be otherwise, one entry a reason."""
    failure: RuleFailure | None = None


Step = QueuedStep | OfferedStep | UnplacedStep


class RoutingStory(Struct, frozen=True, kw_only=True):
    """How a conversation was routed, from its start until now."""

    conversation_id: str
    steps: tuple[Step, ...]
    """The oldest first."""
    more: bool
    """Whether there were older steps, which are left out."""
    what_if: tuple[WhatIf, ...]
    """What would place the work if it waits now, the smallest change first; and rules that failed."""


class ExplanationSource(Protocol):
    """What a story is read from; the journal is one."""

    def explanations(
        self, subjects: Sequence[str], *, since_ms: int, until_ms: int, limit: int
    ) -> list[Explained]:
        """Return the newest explanations of subjects from `since_ms` until before `until_ms`, newest last."""
        ...

    def waits(self, conversation_id: str, *, limit: int) -> list[Wait]:
        """Return the latest times for which a conversation waited, the newest last."""
        ...


class RoutingTeller(Protocol):
    """Tells how a conversation was routed."""

    def __call__(
        self,
        source: ExplanationSource,
        view: View,
        conversation: Conversation,
        reader: AgentId | None = None,
    ) -> RoutingStory:
        """Return the story; the view is that of the moment.

        A `reader` is an agent who hears of colleagues only how many there were; None hears of all by name.
        """
        ...
