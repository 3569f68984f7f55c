"""Says what happens to work that a queue can't take: before it enters, and while it waits (domain 4.6)."""

from enum import StrEnum

from msgspec import Struct

from cordboard.core.ids import ConversationId, QueueId


class OverflowCause(StrEnum):
    """Why a queue does not take work as it is; the first of these that holds counts."""

    OUT_OF_HOURS = "out_of_hours"
    WORK_ITEMS = "work_items"
    """As many open items as the limit wait already."""


class OverflowAct(StrEnum):
    """What is done with the work then."""

    END = "end"
    """The conversation ends; the customer is told why."""
    TO_QUEUE = "to_queue"
    ASSIGN_ANYWAY = "assign_anyway"


class Overflow(Struct, frozen=True, kw_only=True):
    """A condition before the queue is entered, and what is done."""

    cause: OverflowCause
    limit: int = 100
    """Open items, 1 to 100; counts for OverflowCause.WORK_ITEMS only."""
    act: OverflowAct
    queue_id: QueueId | None = None
    """Where OverflowAct.TO_QUEUE sends it."""


class WaitingOverflow(Struct, frozen=True, kw_only=True):
    """What is done with work that has waited too long."""

    after_s: int
    """60 s to 2 days."""
    act: OverflowAct
    """OverflowAct.END or TO_QUEUE."""
    queue_id: QueueId | None = None


class WorkOverflowed(Struct, frozen=True, kw_only=True, tag="work_overflowed"):
    """A queue could not take work as it was, and its overflow has acted, before the work entered."""

    conversation_id: ConversationId
    queue_id: QueueId
    """The queue that could not take it."""
    cause: OverflowCause
    act: OverflowAct


def in_force(conditions: tuple[Overflow, ...], *, is_open: bool, waiting: int) -> Overflow | None:
    """Return the overflow that holds for one more item, out of hours first; None takes it as it is.

    `waiting` are the open items in the queue. Hours without an overflow of their own change nothing: work
    enters and waits for the opening (domain 4.6).
    """
    closed = (one for one in conditions if one.cause is OverflowCause.OUT_OF_HOURS and not is_open)
    full = (one for one in conditions if one.cause is OverflowCause.WORK_ITEMS and waiting >= one.limit)
    return next(closed, None) or next(full, None)
