"""Says what follows from each fact: one table, run in the same transaction, until nothing new happens."""

from collections.abc import Callable
from typing import Any

from cordboard.app import (
    affinity,
    audience,
    bookkeeping,
    capacity,
    deadlines,
    overflow,
    presences,
    routing,
    sessions,
)
from cordboard.app.ports import Tx
from cordboard.core.agent import AgentConnected, AgentDayEnded, AgentHoursTurned, AgentSighted
from cordboard.core.assignment import ClosureReason
from cordboard.core.conversation import (
    CapacityFreed,
    Conversation,
    ConversationMoved,
    ConversationStarted,
    CustomerLink,
    CustomerLinkChanged,
    Move,
    State,
)
from cordboard.core.deadline import DeadlineKind
from cordboard.core.events import Fact
from cordboard.core.ids import ConversationId
from cordboard.core.offer import OfferEnded, OfferMade
from cordboard.core.overflow import WorkOverflowed
from cordboard.core.presence import PresenceChanged
from cordboard.core.workspace_session import SessionClosed
from cordboard.core.workstream import AutoClose, Workstream

ROUNDS_LIMIT = 10_000
"""Far more than any step can need; reaching it means that two consequences chase each other."""

OFF_THE_PANEL = frozenset({Move.RELEASE, Move.PARK, Move.CLOSE})
"""Moves after which no panel shows the conversation."""
BY_X = frozenset({ClosureReason.AGENT_CLOSED, ClosureReason.AGENT_MOVED_CONVERSATION_TO_WAITING})
"""Why a conversation leaves when its agent presses X."""
WORK_MOVED = frozenset({Move.ACCEPT, Move.PICK, Move.REOPEN, Move.CLOSE, Move.RELEASE, Move.PARK})
"""Moves that end a soft choice of presence: work was taken or given away (domain 2.4)."""


def follow(tx: Tx) -> bool:
    """Do all that follows; False when routing has more to do than fits into one step."""
    spread(tx)
    for _ in range(ROUNDS_LIMIT):
        settled = routing.route(tx)
        if not tx.has_news():
            return settled
        spread(tx)
        if not settled:
            return False
    raise AssertionError("routing does not come to an end")


def spread(tx: Tx) -> None:
    """Do all that follows from facts but routing: until what followed has no consequences of its own."""
    for _ in range(ROUNDS_LIMIT):
        if not tx.has_news():
            return
        for fact in tx.take_facts():
            audience.tell(tx, fact)
            for consequence in FOLLOWS.get(type(fact), ()):
                consequence(tx, fact)
    raise AssertionError("consequences do not come to an end")


def _mark_queue(tx: Tx, fact: ConversationStarted) -> None:
    tx.agenda.mark_work(fact.conversation_id)


def _mark_moved(tx: Tx, fact: ConversationMoved) -> None:
    conversation = tx.find(Conversation, fact.conversation_id)
    if conversation is not None and conversation.state is State.OPEN:
        tx.agenda.mark_work(conversation.id)
    if fact.agent_id is not None:
        tx.agenda.mark_agent(fact.agent_id)


def _mark_agent_of(
    tx: Tx,
    fact: AgentConnected
    | AgentDayEnded
    | AgentHoursTurned
    | AgentSighted
    | CapacityFreed
    | PresenceChanged
    | SessionClosed,
) -> None:
    tx.agenda.mark_agent(fact.agent_id)


def _mark_answered(tx: Tx, fact: OfferEnded) -> None:
    tx.agenda.mark_agent(fact.agent_id)


def _recompute_presence(tx: Tx, fact: ConversationMoved) -> None:
    if fact.agent_id is not None:
        presences.recompute(tx, fact.agent_id, work_moved=fact.move in WORK_MOVED)


def _recompute_freed(tx: Tx, fact: AgentDayEnded | CapacityFreed) -> None:
    presences.recompute(tx, fact.agent_id, work_moved=False)


def _leave_panels(tx: Tx, fact: ConversationMoved) -> None:
    if fact.move in OFF_THE_PANEL:
        reason = sessions.BY_AGENT if fact.reason in BY_X else fact.reason
        sessions.close_all_on(tx, fact.conversation_id, reason)


def _clear_clocks(tx: Tx, fact: ConversationMoved) -> None:
    """Stop what no longer applies: clocks of one state do not run on in another."""
    if fact.move in OFF_THE_PANEL or fact.move is Move.END:
        deadlines.clear(tx, DeadlineKind.UNSEEN_REROUTE, fact.conversation_id)
    if fact.state in {State.CLOSED, State.WRAP_UP}:
        deadlines.clear(tx, DeadlineKind.CUSTOMER_GONE, fact.conversation_id)
        deadlines.clear(tx, DeadlineKind.CUSTOMER_GRACE, fact.conversation_id)
    if fact.state is State.CLOSED:
        deadlines.clear(tx, DeadlineKind.WRAP_UP_BLOCK, fact.conversation_id)


def _restart_auto_close(tx: Tx, fact: ConversationStarted | ConversationMoved) -> None:
    """Count anew in a new state; whoever goes on to another queue waits as before."""
    if not (isinstance(fact, ConversationMoved) and fact.move is Move.REQUEUE):
        restart_auto_close(tx, fact.conversation_id)


def _auto_close_by_link(tx: Tx, fact: CustomerLinkChanged) -> None:
    conversation = tx.find(Conversation, fact.conversation_id)
    if conversation is not None and conversation.state in {State.OPEN, State.OFFERED}:
        restart_auto_close(tx, fact.conversation_id)


def restart_auto_close(tx: Tx, conversation_id: ConversationId) -> None:
    """Count from now how long the conversation stays in its state (domain 1.5, decision 4)."""
    conversation = tx.find(Conversation, conversation_id)
    seconds = _closes_after_s(tx, conversation) if conversation is not None else None
    if seconds is None:
        deadlines.clear(tx, DeadlineKind.AUTO_CLOSE, conversation_id)
    else:
        deadlines.set_in(tx, DeadlineKind.AUTO_CLOSE, conversation_id, seconds)


def _closes_after_s(tx: Tx, conversation: Conversation) -> int | None:
    """Return the limit of its state; nobody who still waits at an open live chat is closed (decision 4)."""
    settings = tx.get(Workstream, conversation.workstream_id)
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


Consequence = Callable[[Tx, Any], None]

FOLLOWS: dict[type[Fact], tuple[Consequence, ...]] = {
    ConversationStarted: (
        bookkeeping.note_start,
        overflow.note_start,
        affinity.note_start,
        _restart_auto_close,
        _mark_queue,
    ),
    ConversationMoved: (
        bookkeeping.note_move,
        overflow.note_move,
        affinity.note_move,
        _leave_panels,
        _clear_clocks,
        _restart_auto_close,
        capacity.spend,
        capacity.note_release,
        _recompute_presence,
        _mark_moved,
    ),
    WorkOverflowed: (bookkeeping.note_overflow,),
    OfferMade: (bookkeeping.note_offer,),
    OfferEnded: (_mark_answered,),
    CapacityFreed: (capacity.note_release, _recompute_freed, _mark_agent_of),
    PresenceChanged: (_mark_agent_of,),
    AgentConnected: (_mark_agent_of,),
    AgentSighted: (_mark_agent_of,),
    AgentHoursTurned: (_mark_agent_of,),
    AgentDayEnded: (_recompute_freed, _mark_agent_of),
    SessionClosed: (_mark_agent_of,),
    CustomerLinkChanged: (_auto_close_by_link,),
}
"""The map of the house: what has happened, and what is done about it, in this order."""
