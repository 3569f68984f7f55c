"""Keeps the records that reports are computed from: assignments and queue segments (decision 1)."""

from msgspec.structs import replace

from cordboard.app.ports import Tx
from cordboard.core import assignment as rules
from cordboard.core.assignment import Assignment, ClosureReason, QueueSegment
from cordboard.core.conversation import ConversationMoved, ConversationSeen, ConversationStarted, Move
from cordboard.core.ids import AgentId, AssignmentId, ConversationId, QueueId, SegmentId
from cordboard.core.offer import OfferMade
from cordboard.core.overflow import OverflowAct, WorkOverflowed


def note_start(tx: Tx, fact: ConversationStarted) -> None:
    """Open the records of a new conversation."""
    _enter(tx, fact.conversation_id, fact.queue_id)


def note_overflow(tx: Tx, fact: WorkOverflowed) -> None:
    """Record the attempt that a queue sent on; it never entered, so there is no stay."""
    if fact.act is OverflowAct.TO_QUEUE:
        attempt = _new_assignment(tx, fact.conversation_id, fact.queue_id)
        tx.retire(rules.closed(attempt, ClosureReason.OVERFLOW_QUEUE_TRANSFER, tx.now_ms))


def note_offer(tx: Tx, fact: OfferMade) -> None:
    """Note to whom the attempt goes, and the stay's first offer."""
    tx.put(rules.offered(_assignment(tx, fact.conversation_id), fact.agent_id, tx.now_ms))
    tx.put(rules.segment_offered(_segment(tx, fact.conversation_id), tx.now_ms))


def note_move(tx: Tx, fact: ConversationMoved) -> None:
    """Write down what a move means for the attempt and for the stay in the queue."""
    match fact.move:
        case Move.ACCEPT | Move.PICK:
            _taken(tx, fact)
        case Move.REOPEN:
            _enter(tx, fact.conversation_id, fact.queue_id)
            _accepted(tx, fact.conversation_id, fact.agent_id)
        case Move.TAKE_BACK:
            _try_again(tx, fact)
        case Move.RELEASE | Move.REQUEUE:
            _queue_again(tx, fact)
        case Move.WAKE:
            _enter(tx, fact.conversation_id, fact.queue_id)
        case Move.END:
            _wrapped_up(tx, fact)
        case Move.PARK | Move.CLOSE:
            _leave(tx, fact)
        case Move.OFFER:
            pass


def note_seen(tx: Tx, fact: ConversationSeen) -> None:
    """Note that the agent has taken what was assigned by itself."""
    _accepted(tx, fact.conversation_id, fact.agent_id)


def _taken(tx: Tx, fact: ConversationMoved) -> None:
    """Note who took it; what came to its agent unseen is accepted by nobody yet."""
    if not fact.unseen:
        _accepted(tx, fact.conversation_id, fact.agent_id)


def _queue_again(tx: Tx, fact: ConversationMoved) -> None:
    """Begin a new stay; where nobody has looked at it, the customer's one goes on."""
    if fact.unseen:
        _try_again(tx, fact)
    else:
        _leave(tx, fact)
        _enter(tx, fact.conversation_id, fact.queue_id)


def _try_again(tx: Tx, fact: ConversationMoved) -> None:
    """End the attempt and begin the next one: for the customer the stay in the queue goes on."""
    queue_id = _assignment(tx, fact.conversation_id).queue_id
    _close_assignment(tx, fact)
    _open_assignment(tx, fact.conversation_id, queue_id)


def _enter(tx: Tx, conversation_id: ConversationId, queue_id: QueueId) -> None:
    segment_id = SegmentId(f"sg_{tx.next_number('segment')}")
    tx.put(
        QueueSegment(
            id=segment_id, conversation_id=conversation_id, queue_id=queue_id, entered_at_ms=tx.now_ms
        )
    )
    _open_assignment(tx, conversation_id, queue_id)


def _open_assignment(tx: Tx, conversation_id: ConversationId, queue_id: QueueId) -> None:
    tx.put(_new_assignment(tx, conversation_id, queue_id))


def _new_assignment(tx: Tx, conversation_id: ConversationId, queue_id: QueueId) -> Assignment:
    assignment_id = AssignmentId(f"as_{tx.next_number('assignment')}")
    return Assignment(
        id=assignment_id, conversation_id=conversation_id, queue_id=queue_id, opened_at_ms=tx.now_ms
    )


def _accepted(tx: Tx, conversation_id: ConversationId, agent_id: AgentId | None) -> None:
    assert agent_id is not None, "accepted work has an owner"
    tx.put(rules.accepted(_assignment(tx, conversation_id), agent_id, tx.now_ms))
    tx.put(rules.segment_accepted(_segment(tx, conversation_id), tx.now_ms))


def _wrapped_up(tx: Tx, fact: ConversationMoved) -> None:
    """Keep the reason of the end: what closes the wrap-up later tells nothing about the talk."""
    reason = ClosureReason(fact.reason)
    tx.put(replace(_assignment(tx, fact.conversation_id), closure_reason=reason))
    segment = rules.segment_wrapped_up(_segment(tx, fact.conversation_id), tx.now_ms)
    tx.put(replace(segment, closure_reason=reason))


def _leave(tx: Tx, fact: ConversationMoved) -> None:
    """Close what is open; a parked conversation has left its queue before and has nothing open."""
    segment = tx.segment_of(fact.conversation_id)
    if segment is not None:
        reason = segment.closure_reason or ClosureReason(fact.reason)
        tx.retire(rules.segment_left(segment, reason, tx.now_ms))
        _close_assignment(tx, fact)


def _close_assignment(tx: Tx, fact: ConversationMoved) -> None:
    assignment = _assignment(tx, fact.conversation_id)
    reason = assignment.closure_reason or ClosureReason(fact.reason)
    tx.retire(rules.closed(assignment, reason, tx.now_ms))


def _assignment(tx: Tx, conversation_id: ConversationId) -> Assignment:
    assignment = tx.assignment_of(conversation_id)
    assert assignment is not None, f"{conversation_id} is in a queue without an attempt"
    return assignment


def _segment(tx: Tx, conversation_id: ConversationId) -> QueueSegment:
    segment = tx.segment_of(conversation_id)
    assert segment is not None, f"{conversation_id} is in a queue without a segment"
    return segment
