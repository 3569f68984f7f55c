"""Writes into transcripts what both sides should read of what has happened, and nobody wrote."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from cordboard.app import entries as e
from cordboard.app.ports import Tx
from cordboard.core.agent import Agent, AgentConnected, AgentGone
from cordboard.core.assignment import ClosureReason
from cordboard.core.conversation import Conversation, ConversationMoved, Move, State
from cordboard.core.events import Fact
from cordboard.core.ids import AgentId, ConversationId
from cordboard.core.overflow import OverflowAct, OverflowCause, WorkOverflowed


class Notice(StrEnum):
    """Lines of the transcript that nobody wrote; clients translate them."""

    AGENT_JOINED = "agent_joined"
    AGENT_LEFT = "agent_left"
    AGENT_RECONNECTING = "agent_reconnecting"
    AGENT_BACK = "agent_back"
    ENDED_BY_AGENT = "ended_by_agent"
    ENDED_BY_CUSTOMER = "ended_by_customer"
    ENDED_BY_SUPERVISOR = "ended_by_supervisor"
    ENDED_BY_SYSTEM = "ended_by_system"
    CUSTOMER_LOST = "customer_lost"
    """The customer did not come back within the grace time (domain 1.6)."""
    CLOSED_OUT_OF_HOURS = "closed_out_of_hours"
    """The queue was closed, and its overflow ends what comes then (domain 4.6)."""
    CLOSED_QUEUE_FULL = "closed_queue_full"
    """As much waited as the queue takes, and its overflow ends what comes then (domain 4.6)."""
    CLOSED_WAITED_TOO_LONG = "closed_waited_too_long"
    """Nobody was free for as long as the queue lets work wait (domain 4.6)."""


JOINING = frozenset({Move.ACCEPT, Move.PICK, Move.REOPEN})
OF_REASON: dict[ClosureReason, Notice] = {
    ClosureReason.AGENT_END_CONVERSATION: Notice.ENDED_BY_AGENT,
    ClosureReason.CUSTOMER_END_CONVERSATION: Notice.ENDED_BY_CUSTOMER,
    ClosureReason.CUSTOMER_DISCONNECT: Notice.CUSTOMER_LOST,
    ClosureReason.FORCE_CLOSE: Notice.ENDED_BY_SUPERVISOR,
    ClosureReason.AUTO_CLOSE: Notice.ENDED_BY_SYSTEM,
    ClosureReason.INQUEUE_OVERFLOW_END_CONVERSATION: Notice.CLOSED_WAITED_TOO_LONG,
}
OF_CAUSE: dict[OverflowCause, Notice] = {
    OverflowCause.OUT_OF_HOURS: Notice.CLOSED_OUT_OF_HOURS,
    OverflowCause.WORK_ITEMS: Notice.CLOSED_QUEUE_FULL,
}


def tell(tx: Tx, fact: Fact) -> None:
    """Write into transcripts what both sides should read of a fact."""
    teller = TELLERS.get(type(fact))
    if teller is not None:
        teller(tx, fact)


def tell_first_look(tx: Tx, before: Conversation, after: Conversation) -> None:
    """Tell that the agent has joined once they look at what came to them without their doing."""
    if before.unseen and not after.unseen and after.state is State.ACCEPTED:
        _notice(tx, after.id, Notice.AGENT_JOINED, after.agent_id)


def _tell_move(tx: Tx, fact: ConversationMoved) -> None:
    """Pass over an agent who has not looked at it: for the customer nobody has joined, and nobody leaves."""
    if fact.move in JOINING and not fact.unseen:
        _notice(tx, fact.conversation_id, Notice.AGENT_JOINED, fact.agent_id)
    elif fact.move is Move.RELEASE and not fact.unseen:
        _notice(tx, fact.conversation_id, Notice.AGENT_LEFT, fact.agent_id)
    elif fact.move in {Move.END, Move.CLOSE} and fact.reason in OF_REASON:
        _notice(tx, fact.conversation_id, OF_REASON[ClosureReason(fact.reason)], fact.agent_id)


def _tell_gone(tx: Tx, fact: AgentGone) -> None:
    for conversation_id in _live_with(tx, fact.agent_id):
        _notice(tx, conversation_id, Notice.AGENT_RECONNECTING, fact.agent_id)


def _tell_connected(tx: Tx, fact: AgentConnected) -> None:
    if fact.returned:
        for conversation_id in _live_with(tx, fact.agent_id):
            _notice(tx, conversation_id, Notice.AGENT_BACK, fact.agent_id)


def _notice(tx: Tx, conversation_id: ConversationId, code: Notice, agent_id: AgentId | None) -> None:
    agent = tx.find(Agent, agent_id) if agent_id is not None else None
    tx.say(
        f"conversation:{conversation_id}", e.NoticeBody(code=code.value, name=agent.name if agent else None)
    )


def _live_with(tx: Tx, agent_id: AgentId) -> Iterator[ConversationId]:
    """Yield seen conversations whose customers are there to be told (mission decision 6)."""
    for conversation_id in list(tx.owned_by(agent_id)):
        conversation = tx.get(Conversation, conversation_id)
        seen = conversation.state is State.ACCEPTED and not conversation.unseen
        if seen and not conversation.asynchronous:
            yield conversation_id


def _tell_overflow(tx: Tx, fact: WorkOverflowed) -> None:
    if fact.act is OverflowAct.END:
        _notice(tx, fact.conversation_id, OF_CAUSE[fact.cause], None)


TELLERS: dict[type[Fact], Callable[[Tx, Any], None]] = {
    ConversationMoved: _tell_move,
    AgentGone: _tell_gone,
    AgentConnected: _tell_connected,
    WorkOverflowed: _tell_overflow,
}
