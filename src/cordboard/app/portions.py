"""Sees to what waits in a queue that was configured anew, a portion a step: a long line holds up nobody."""

from collections.abc import Callable

from cordboard.app import deadlines
from cordboard.app.ports import Tx
from cordboard.core.conversation import Conversation, State
from cordboard.core.deadline import DeadlineKind
from cordboard.core.ids import ConversationId, QueueId

AT_ONCE = 500
"""What one step sees to: a fraction of the time after which somebody would notice."""
IN_QUEUE = frozenset({State.OPEN, State.OFFERED})


def begin(tx: Tx, kind: DeadlineKind, queue_id: QueueId, see_to: Callable[[Conversation], None]) -> None:
    """See to all that waits in the queue, or is offered: at once where it fits into a step.

    Otherwise a deadline of this kind, due at once, lets each of the next steps take a portion; what has not
    been seen to yet stays as it was.
    """
    deadlines.clear(tx, kind, queue_id)
    tx.agenda.left.pop((kind, queue_id), None)
    _take(tx, kind, queue_id, list(tx.ongoing_in(queue_id)), see_to)


def go_on(tx: Tx, kind: DeadlineKind, queue_id: QueueId, see_to: Callable[[Conversation], None]) -> None:
    """See to the next portion; after a restart it begins again with the first."""
    left = tx.agenda.left.pop((kind, queue_id), None)
    _take(tx, kind, queue_id, list(tx.ongoing_in(queue_id)) if left is None else left, see_to)


def _take(
    tx: Tx,
    kind: DeadlineKind,
    queue_id: QueueId,
    left: list[ConversationId],
    see_to: Callable[[Conversation], None],
) -> None:
    """See to the end of the list, which is the cheap end to cut off."""
    for conversation_id in left[-AT_ONCE:]:
        work = tx.find(Conversation, conversation_id)
        if work is not None and work.queue_id == queue_id and work.state in IN_QUEUE:
            see_to(work)
    del left[-AT_ONCE:]
    if left:
        tx.agenda.left[kind, queue_id] = left
        deadlines.set_in(tx, kind, queue_id, 0)
