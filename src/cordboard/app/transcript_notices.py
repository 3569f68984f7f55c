"""Writes into transcripts what both sides should read of what has happened, and nobody wrote."""

from collections.abc import Callable, Iterator
from typing import Any

from cordboard.app import entries as e
from cordboard.app.entries import Notice
from cordboard.app.ports import Tx
from cordboard.core.agent import Agent, AgentConnected, AgentGone
from cordboard.core.assignment import ClosureReason
from cordboard.core.conversation import Conversation, ConversationMoved, ConversationSeen, Move, State
from cordboard.core.events import Fact
from cordboard.core.ids import AgentId, ConversationId
from cordboard.core.overflow import OverflowAct, OverflowCause, WorkOverflowed

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


def _tell_move(tx: Tx, fact: ConversationMoved) -> None:
    """Pass over an agent who has not looked at it: for the customer nobody has joined, and nobody leaves."""
    if fact.move in JOINING and not fact.unseen:
        _notice(tx, fact.conversation_id, Notice.AGENT_JOINED, fact.agent_id)
    elif fact.move is Move.RELEASE and not fact.unseen:
        _notice(tx, fact.conversation_id, Notice.AGENT_LEFT, fact.agent_id)
    elif fact.move in {Move.END, Move.CLOSE} and fact.reason in OF_REASON:
        _notice(tx, fact.conversation_id, OF_REASON[ClosureReason(fact.reason)], fact.agent_id)


def _tell_seen(tx: Tx, fact: ConversationSeen) -> None:
    """Tell that the agent has joined once they look at what came to them without their doing."""
    _notice(tx, fact.conversation_id, Notice.AGENT_JOINED, fact.agent_id)


def _tell_gone(tx: Tx, fact: AgentGone) -> None:
    for conversation_id in _live_with(tx, fact.agent_id):
        _notice(tx, conversation_id, Notice.AGENT_RECONNECTING, fact.agent_id)


def _tell_connected(tx: Tx, fact: AgentConnected) -> None:
    if fact.returned:
        for conversation_id in _live_with(tx, fact.agent_id):
            _notice(tx, conversation_id, Notice.AGENT_BACK, fact.agent_id)


def _notice(tx: Tx, conversation_id: ConversationId, code: Notice, agent_id: AgentId | None) -> None:
    agent = tx.find(Agent, agent_id) if agent_id is not None else None
    tx.say(f"conversation:{conversation_id}", e.NoticeBody(code=code, name=agent.name if agent else None))


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
    ConversationSeen: _tell_seen,
    AgentGone: _tell_gone,
    AgentConnected: _tell_connected,
    WorkOverflowed: _tell_overflow,
}
