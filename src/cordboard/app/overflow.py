"""Moves on what has waited too long in its queue, or waits where nobody serves (domain 4.6, decision 4).

The wait counts from entering the queue. While an offer is out nothing is done: the deadline that falls due
then has gone, and when the offer comes back without an owner the wait is judged at once.
"""

from collections.abc import Iterable
from functools import partial

from cordboard.app import conversations, deadlines, placing, portions
from cordboard.app.explaining import version
from cordboard.app.ports import Tx, View
from cordboard.core import conversation_moves as rules
from cordboard.core.assignment import ClosureReason
from cordboard.core.conversation import (
    ClosedBy,
    Conversation,
    ConversationMoved,
    ConversationStarted,
    Move,
    State,
)
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.explanation import Entrance, Overflowed, Queued
from cordboard.core.ids import AgentId, QueueId, WorkstreamId
from cordboard.core.overflow import OverflowAct, WaitingOverflow
from cordboard.core.user import User
from cordboard.core.workstream import Queue, Workstream

BACK = frozenset({Move.RELEASE, Move.WAKE, Move.REQUEUE, Move.TAKE_BACK})
"""Moves after which work waits in a queue; all but the last enter it."""
LEAVING = frozenset({Move.ACCEPT, Move.PICK, Move.CLOSE})
IN_QUEUE = frozenset({State.OPEN, State.OFFERED})


def note_start(tx: Tx, fact: ConversationStarted) -> None:
    """Start the wait of new work."""
    conversation = tx.find(Conversation, fact.conversation_id)
    if conversation is not None and not _leave_unserved(tx, conversation):
        _start_wait(tx, conversation)


def note_move(tx: Tx, fact: ConversationMoved) -> None:
    """Start the wait of what enters a queue, end that of what leaves it, judge what comes back offered."""
    if fact.move in LEAVING:
        deadlines.clear(tx, DeadlineKind.QUEUE_WAIT, fact.conversation_id)
    conversation = tx.find(Conversation, fact.conversation_id)
    if conversation is None or conversation.state is not State.OPEN:
        return
    if fact.move not in BACK or _leave_unserved(tx, conversation):
        return
    if fact.move is not Move.TAKE_BACK:
        _start_wait(tx, conversation)
    elif not _runs(tx, conversation):
        _judge(tx, conversation)


def waited(tx: Tx, conversation_id: str) -> None:
    """Do what the queue's overflow says, unless an offer is out."""
    conversation = tx.get(Conversation, conversation_id)
    if conversation.state is State.OPEN and not _leave_unserved(tx, conversation):
        _judge(tx, conversation)


def lose_members(tx: Tx, queue_ids: Iterable[QueueId]) -> None:
    """Let what waits in queues that nobody serves any more go to the fallback queue, 100 a step."""
    _send_on(tx, queue_ids)


def gain_member(tx: Tx, agent_id: AgentId, queue_ids: Iterable[QueueId]) -> None:
    """Let what waits where nobody serves go to fallback queues of which this agent is the first member."""
    user = tx.find(User, agent_id)
    if user is not None and user.disabled:
        return
    fallbacks = {workstream.queue_id for workstream in tx.all(Workstream)}
    if any(one in fallbacks and not _served_by_others(tx, one, agent_id) for one in queue_ids):
        _send_on(tx, _queue_ids(tx))


def reconfigure(tx: Tx) -> None:
    """Set the waits anew in queues whose overflow this transaction has changed; they count from entering.

    What waits where nobody serves goes on where another fallback queue was configured that somebody serves.
    """
    anew = False
    for before, after in list(tx.changes()):
        if isinstance(before, Workstream) and isinstance(after, Workstream):
            anew = anew or (before.queue_id != after.queue_id and served(tx, after.queue_id))
        if not isinstance(before, Queue) or not isinstance(after, Queue):
            continue
        if before.waiting_overflow != after.waiting_overflow:
            portions.begin(tx, DeadlineKind.WAITS_ANEW, after.id, partial(_wait_anew, tx))
    if anew:
        _send_on(tx, _queue_ids(tx))


def wait_anew_more(tx: Tx, queue_id: str) -> None:
    """Go on with a long line (DeadlineKind.WAITS_ANEW)."""
    queue = tx.get(Queue, queue_id)
    portions.go_on(tx, DeadlineKind.WAITS_ANEW, queue.id, partial(_wait_anew, tx))


def _wait_anew(tx: Tx, conversation: Conversation) -> None:
    ends = tx.get(Queue, conversation.queue_id).waiting_overflow
    _set_wait(tx, conversation, ends, _entered_at_ms(tx, conversation))


def begin_anew(tx: Tx, conversation: Conversation, patience_s: int) -> None:
    """Let the agents' pages come back before anything is done: they could take nothing meanwhile."""
    deadline = tx.find(Deadline, deadline_id(DeadlineKind.QUEUE_WAIT, conversation.id))
    earliest_ms = tx.now_ms + patience_s * deadlines.SECOND_MS
    if deadline is not None and deadline.due_at_ms < earliest_ms:
        deadlines.set_deadline(tx, DeadlineKind.QUEUE_WAIT, conversation.id, earliest_ms)


def served(view: View, queue_id: QueueId) -> bool:
    """Whether the queue has a member whose access has not ended; mostly one of them is there."""
    if any(present is not None for present, *_ in view.census(queue_id)):
        return True
    return any(_has_access(view, agent_id) for agent_id in view.members_of(queue_id))


def _served_by_others(view: View, queue_id: QueueId, agent_id: AgentId) -> bool:
    return any(one != agent_id and _has_access(view, one) for one in view.members_of(queue_id))


def _has_access(view: View, agent_id: AgentId) -> bool:
    user = view.find(User, agent_id)
    return user is None or not user.disabled


def _queue_ids(view: View) -> list[QueueId]:
    return [queue.id for queue in view.all(Queue)]


def _send_on(tx: Tx, queue_ids: Iterable[QueueId]) -> None:
    """Have looked at what waits in those of the queues that nobody serves, and has a way on."""
    fallbacks: dict[WorkstreamId, QueueId | None] = {}
    for queue_id in queue_ids:
        if served(tx, queue_id):
            continue
        for conversation in _waiting(tx, queue_id):
            workstream_id = conversation.workstream_id
            if workstream_id not in fallbacks:
                fallbacks[workstream_id] = _served_fallback(tx, workstream_id)
            if fallbacks[workstream_id] not in {None, queue_id}:
                deadlines.set_in(tx, DeadlineKind.QUEUE_WAIT, conversation.id, 0)


def _judge(tx: Tx, conversation: Conversation) -> None:
    """Do with waiting work what its time in this queue asks for."""
    ends = tx.get(Queue, conversation.queue_id).waiting_overflow
    if ends is None:
        return
    entered_at_ms = _entered_at_ms(tx, conversation)
    if tx.now_ms < entered_at_ms + ends.after_s * deadlines.SECOND_MS:
        _set_wait(tx, conversation, ends, entered_at_ms)
    elif ends.act is OverflowAct.END:
        _explain(tx, conversation, conversation.queue_id, ends.act)
        reason = ClosureReason.INQUEUE_OVERFLOW_END_CONVERSATION
        conversations.close(tx, conversation, reason, by=ClosedBy.SYSTEM)
    else:
        _overflow(tx, conversation, ends)


def _overflow(tx: Tx, conversation: Conversation, ends: WaitingOverflow) -> None:
    """Send it to the queue that the overflow names; where nobody serves any other it waits here once more."""
    fallback_id = tx.get(Workstream, conversation.workstream_id).queue_id
    for queue_id in (ends.queue_id, fallback_id):
        if queue_id not in {None, conversation.queue_id} and served(tx, queue_id):
            _explain(tx, conversation, queue_id, ends.act)
            _requeue(tx, conversation, queue_id, ClosureReason.INQUEUE_OVERFLOW_QUEUE_TRANSFER)
            return
    _start_wait(tx, conversation)


def _leave_unserved(tx: Tx, conversation: Conversation) -> bool:
    """Go to the fallback queue from one that nobody serves; False where it can stay, or has no way on."""
    queue_id = _fallback(tx, conversation)
    if queue_id is None or served(tx, conversation.queue_id):
        return False
    number = version(tx)
    tx.explain(conversation.id, Queued(queue_id=queue_id, entrance=Entrance.FALLBACK, configuration=number))
    _requeue(tx, conversation, queue_id, ClosureReason.QUEUE_TRANSFER)
    return True


def _fallback(view: View, conversation: Conversation) -> QueueId | None:
    """Return its fallback queue where that is another one and somebody serves it."""
    queue_id = _served_fallback(view, conversation.workstream_id)
    return queue_id if queue_id != conversation.queue_id else None


def _served_fallback(view: View, workstream_id: WorkstreamId) -> QueueId | None:
    queue_id = view.get(Workstream, workstream_id).queue_id
    return queue_id if served(view, queue_id) else None


def _requeue(tx: Tx, conversation: Conversation, queue_id: QueueId, reason: ClosureReason) -> None:
    after, moved = rules.requeue(conversation, queue_id, tx.now_ms, reason.value)
    tx.put(placing.ranked(tx, after))
    tx.record(moved)


def _explain(tx: Tx, conversation: Conversation, queue_id: QueueId, act: OverflowAct) -> None:
    overflowed = Overflowed(queue_id=conversation.queue_id, cause=None, act=act)
    queued = Queued(
        queue_id=queue_id,
        entrance=Entrance.WAITED,
        overflowed=(overflowed,),
        configuration=version(tx),
    )
    tx.explain(conversation.id, queued)


def _start_wait(tx: Tx, conversation: Conversation) -> None:
    _set_wait(tx, conversation, tx.get(Queue, conversation.queue_id).waiting_overflow, tx.now_ms)


def _set_wait(tx: Tx, conversation: Conversation, ends: WaitingOverflow | None, since_ms: int) -> None:
    if ends is None:
        deadlines.clear(tx, DeadlineKind.QUEUE_WAIT, conversation.id)
    else:
        due_at_ms = since_ms + ends.after_s * deadlines.SECOND_MS
        deadlines.set_deadline(tx, DeadlineKind.QUEUE_WAIT, conversation.id, due_at_ms)


def _runs(view: View, conversation: Conversation) -> bool:
    return view.find(Deadline, deadline_id(DeadlineKind.QUEUE_WAIT, conversation.id)) is not None


def _waiting(view: View, queue_id: QueueId) -> list[Conversation]:
    all_of_it = (view.get(Conversation, one) for one in view.ongoing_in(queue_id))
    return [one for one in all_of_it if one.state in IN_QUEUE]


def _entered_at_ms(view: View, conversation: Conversation) -> int:
    segment = view.segment_of(conversation.id)
    assert segment is not None, "work in a queue has a stay there"
    return segment.entered_at_ms
