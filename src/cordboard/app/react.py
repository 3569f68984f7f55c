"""Says what follows from each fact: one table, run in the same transaction, until nothing new happens."""

from collections.abc import Callable
from typing import Any

from cordboard.app import (
    affinity,
    auto_close,
    bookkeeping,
    capacity,
    deadlines,
    overflow,
    presences,
    routing,
    sessions,
    transcript_notices,
)
from cordboard.app.ports import Tx
from cordboard.core.agent import Agent, AgentConnected, AgentDayEnded, AgentHoursTurned, AgentSighted
from cordboard.core.assignment import ClosureReason
from cordboard.core.conversation import (
    CapacityFreed,
    Conversation,
    ConversationMoved,
    ConversationSeen,
    ConversationStarted,
    CustomerLinkChanged,
    Move,
    State,
)
from cordboard.core.deadline import DeadlineKind
from cordboard.core.events import Fact
from cordboard.core.offer import OfferEnded, OfferMade
from cordboard.core.overflow import WorkOverflowed
from cordboard.core.presence import AlertsReset, PresenceChanged
from cordboard.core.workspace_session import SessionClosed
from cordboard.core.workstream import Method

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
            transcript_notices.tell(tx, fact)
            for consequence in FOLLOWS.get(type(fact), ()):
                consequence(tx, fact)
    raise AssertionError("consequences do not come to an end")


def _mark_queue(tx: Tx, fact: ConversationStarted) -> None:
    tx.agenda.mark_work(fact.conversation_id)


def _mark_moved(tx: Tx, fact: ConversationMoved) -> None:
    conversation = tx.find(Conversation, fact.conversation_id)
    if conversation is not None and conversation.state is State.OPEN:
        tx.agenda.mark_work(conversation.id)
    else:
        tx.agenda.forget(fact.conversation_id)
    if fact.agent_id is not None:
        tx.agenda.mark_agent(fact.agent_id)


def _mark_agent_of(
    tx: Tx,
    fact: AgentConnected
    | AgentDayEnded
    | AgentHoursTurned
    | AgentSighted
    | AlertsReset
    | CapacityFreed
    | ConversationSeen
    | PresenceChanged
    | SessionClosed,
) -> None:
    tx.agenda.mark_agent(fact.agent_id)


def _mark_rules(tx: Tx, fact: OfferMade) -> None:
    """Look again at what an agent gets by rules of a queue's own: these may ask for less capacity, too."""
    if any(queue.method is Method.CUSTOM for queue in tx.queues_of(tx.get(Agent, fact.agent_id))):
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
        deadlines.clear(tx, DeadlineKind.UNOPENED_REROUTE, fact.conversation_id)
    if fact.state in {State.CLOSED, State.WRAP_UP}:
        deadlines.clear(tx, DeadlineKind.CUSTOMER_GONE, fact.conversation_id)
        deadlines.clear(tx, DeadlineKind.CUSTOMER_GRACE, fact.conversation_id)
    if fact.state is State.CLOSED:
        deadlines.clear(tx, DeadlineKind.WRAP_UP_BLOCK, fact.conversation_id)


def _restart_auto_close(tx: Tx, fact: ConversationStarted | ConversationMoved) -> None:
    """Count anew in a new state; whoever goes on to another queue waits as before."""
    if not (isinstance(fact, ConversationMoved) and fact.move is Move.REQUEUE):
        auto_close.restart(tx, fact.conversation_id)


def _auto_close_by_link(tx: Tx, fact: CustomerLinkChanged) -> None:
    conversation = tx.find(Conversation, fact.conversation_id)
    if conversation is not None and conversation.state in {State.OPEN, State.OFFERED}:
        auto_close.restart(tx, fact.conversation_id)


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
    ConversationSeen: (bookkeeping.note_seen, _mark_agent_of),
    WorkOverflowed: (bookkeeping.note_overflow,),
    OfferMade: (bookkeeping.note_offer, _mark_rules),
    OfferEnded: (_mark_answered,),
    CapacityFreed: (capacity.note_release, _recompute_freed, _mark_agent_of),
    PresenceChanged: (_mark_agent_of,),
    AgentConnected: (_mark_agent_of,),
    AlertsReset: (_mark_agent_of,),
    AgentSighted: (_mark_agent_of,),
    AgentHoursTurned: (_mark_agent_of,),
    AgentDayEnded: (_recompute_freed, _mark_agent_of),
    SessionClosed: (_mark_agent_of,),
    CustomerLinkChanged: (_auto_close_by_link,),
}
"""The map of the house: what has happened, and what is done about it, in this order."""
