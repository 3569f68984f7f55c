"""Records each attempt to place a conversation and each stay in a queue; reports are computed from these."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from cordboard.core.ids import AgentId, AssignmentId, ConversationId, QueueId, SegmentId
from cordboard.core.offer import Outcome


class ClosureReason(StrEnum):
    """Why an attempt ended; the names are the field's (domain 0.2)."""

    AGENT_REJECT = "agent_reject"
    AGENT_TIMEOUT = "agent_timeout"
    AGENT_CLOSED = "agent_closed"
    """X in the workspace."""
    AGENT_DISCONNECTED = "agent_disconnected"
    AGENT_RE_ROUTED = "agent_re_routed"
    """Withdrawn from the agent before anybody saw it."""
    AGENT_END_CONVERSATION = "agent_end_conversation"
    AGENT_MOVED_CONVERSATION_TO_WAITING = "agent_moved_conversation_to_waiting"
    CUSTOMER_END_CONVERSATION = "customer_end_conversation"
    CUSTOMER_DISCONNECT = "customer_disconnect"
    AUTO_CLOSE = "auto_close"
    FORCE_CLOSE = "force_close"
    QUEUE_TRANSFER = "queue_transfer"
    """Nobody serves the queue any more; the fallback queue has it now (mission decision 4)."""
    OVERFLOW_QUEUE_TRANSFER = "overflow_queue_transfer"
    """Sent on to another queue before it entered this one."""
    OVERFLOW_END_CONVERSATION = "overflow_end_conversation"
    """Ended before it entered a queue."""
    INQUEUE_OVERFLOW_QUEUE_TRANSFER = "inqueue_overflow_queue_transfer"
    """Waited too long; another queue has it now."""
    INQUEUE_OVERFLOW_END_CONVERSATION = "inqueue_overflow_end_conversation"
    """Waited too long and was ended."""


MOVED_ON = frozenset({ClosureReason.QUEUE_TRANSFER, ClosureReason.INQUEUE_OVERFLOW_QUEUE_TRANSFER})
"""Why a stay ends though the customer goes on waiting, in another queue."""


OF_OUTCOME: dict[Outcome, ClosureReason] = {
    Outcome.REJECTED: ClosureReason.AGENT_REJECT,
    Outcome.TIMED_OUT: ClosureReason.AGENT_TIMEOUT,
    Outcome.NOT_DISPLAYED: ClosureReason.AGENT_RE_ROUTED,
    Outcome.AGENT_GONE: ClosureReason.AGENT_DISCONNECTED,
    Outcome.WITHDRAWN: ClosureReason.AGENT_RE_ROUTED,
}
"""Which offers end the attempt, and as what; the others go on (accepted) or end with the conversation."""


class Assignment(Struct, frozen=True, kw_only=True):
    """One attempt to place a conversation in one queue: the field's "session", named apart (decision 1)."""

    id: AssignmentId
    conversation_id: ConversationId
    queue_id: QueueId
    opened_at_ms: int
    agent_id: AgentId | None = None
    offered_at_ms: int | None = None
    accepted_at_ms: int | None = None
    closed_at_ms: int | None = None
    closure_reason: ClosureReason | None = None


class QueueSegment(Struct, frozen=True, kw_only=True):
    """One stay of a conversation in one queue, waiting and handling together."""

    id: SegmentId
    conversation_id: ConversationId
    queue_id: QueueId
    entered_at_ms: int
    first_offer_at_ms: int | None = None
    accepted_at_ms: int | None = None
    wrap_up_at_ms: int | None = None
    left_at_ms: int | None = None
    closure_reason: ClosureReason | None = None
    abandoned: bool = False
    """The customer's part ended before any agent accepted."""


def offered(assignment: Assignment, agent_id: AgentId, now_ms: int) -> Assignment:
    """Note to whom the attempt goes."""
    return replace(assignment, agent_id=agent_id, offered_at_ms=now_ms)


def accepted(assignment: Assignment, agent_id: AgentId, now_ms: int) -> Assignment:
    """Note who took it; a pick has no offer before."""
    return replace(assignment, agent_id=agent_id, accepted_at_ms=now_ms)


def closed(assignment: Assignment, reason: ClosureReason, now_ms: int) -> Assignment:
    """End the attempt."""
    return replace(assignment, closed_at_ms=now_ms, closure_reason=reason)


def segment_offered(segment: QueueSegment, now_ms: int) -> QueueSegment:
    """Note the first offer of this stay."""
    return segment if segment.first_offer_at_ms is not None else replace(segment, first_offer_at_ms=now_ms)


def segment_accepted(segment: QueueSegment, now_ms: int) -> QueueSegment:
    """Note the first acceptance of this stay."""
    return segment if segment.accepted_at_ms is not None else replace(segment, accepted_at_ms=now_ms)


def segment_wrapped_up(segment: QueueSegment, now_ms: int) -> QueueSegment:
    """Note when the customer's part ended."""
    return replace(segment, wrap_up_at_ms=now_ms)


def segment_left(segment: QueueSegment, reason: ClosureReason, now_ms: int) -> QueueSegment:
    """End the stay; it is abandoned when nobody ever accepted and the wait is over with it."""
    abandoned = segment.accepted_at_ms is None and reason not in MOVED_ON
    return replace(segment, left_at_ms=now_ms, closure_reason=reason, abandoned=abandoned)
