"""Sets when a conversation closes by itself: after how long in its state (domain 1.5, decision 4)."""

from cordboard.app import deadlines
from cordboard.app.ports import Tx
from cordboard.core.conversation import Conversation, CustomerLink, State
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.ids import ConversationId
from cordboard.core.workstream import AutoClose, Workstream


def restart(tx: Tx, conversation_id: ConversationId) -> None:
    """Count from now how long the conversation stays in its state."""
    conversation = tx.find(Conversation, conversation_id)
    settings = tx.get(Workstream, conversation.workstream_id) if conversation is not None else None
    seconds = closes_after_s(settings, conversation) if settings is not None and conversation else None
    if seconds is None:
        deadlines.clear(tx, DeadlineKind.AUTO_CLOSE, conversation_id)
    else:
        deadlines.set_in(tx, DeadlineKind.AUTO_CLOSE, conversation_id, seconds)


def reconfigure(tx: Tx) -> None:
    """Let limits that this transaction has changed count for what is open; what had none counts from now."""
    changed = {
        after.id: (before, after)
        for before, after in list(tx.changes())
        if isinstance(before, Workstream) and isinstance(after, Workstream) and _differ(before, after)
    }
    for conversation in list(tx.all(Conversation)) if changed else ():
        if conversation.workstream_id in changed:
            before, after = changed[conversation.workstream_id]
            _move(tx, conversation, closes_after_s(before, conversation), closes_after_s(after, conversation))


def closes_after_s(settings: Workstream, conversation: Conversation) -> int | None:
    """Return the limit of its state; nobody who still waits at an open live chat is closed (decision 4)."""
    limits: AutoClose = settings.auto_close
    match conversation.state:
        case State.OPEN | State.OFFERED:
            waits = settings.abilities.customer_presence and conversation.customer is CustomerLink.CONNECTED
            return None if waits else limits.open_s
        case State.ACCEPTED:
            return limits.active_s
        case State.WAITING:
            return limits.waiting_s
        case State.WRAP_UP:
            return _wrap_up_limit_s(settings)
        case State.CLOSED:
            return None


def _wrap_up_limit_s(settings: Workstream) -> int | None:
    """Return the later of auto-close and the block: the block time wins when it is longer (domain 1.4)."""
    limit = settings.auto_close.wrap_up_s
    return limit if limit is None else max(limit, settings.blocks_wrap_up_s)


def _differ(before: Workstream, after: Workstream) -> bool:
    return (before.auto_close, before.blocks_wrap_up_s) != (after.auto_close, after.blocks_wrap_up_s)


def _move(tx: Tx, conversation: Conversation, was_s: int | None, is_s: int | None) -> None:
    """Count as if the new limit had held since the counting began."""
    if was_s == is_s:
        return
    known = tx.find(Deadline, deadline_id(DeadlineKind.AUTO_CLOSE, conversation.id))
    if is_s is None:
        deadlines.clear(tx, DeadlineKind.AUTO_CLOSE, conversation.id)
    elif known is None or was_s is None:
        deadlines.set_in(tx, DeadlineKind.AUTO_CLOSE, conversation.id, is_s)
    else:
        due_at_ms = known.due_at_ms + (is_s - was_s) * deadlines.SECOND_MS
        deadlines.set_deadline(tx, DeadlineKind.AUTO_CLOSE, conversation.id, due_at_ms)
