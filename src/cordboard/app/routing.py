"""Places waiting work: takes the queues that something happened to and offers what can be offered."""

from cordboard.app import offers, presences
from cordboard.app.ports import Tx
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.ids import QueueId
from cordboard.core.presence import AlertCause
from cordboard.core.routing import Bar, Standing, bar, in_order
from cordboard.core.workstream import ORGANISATION, Organisation, Workstream

TRIES_A_STEP = 200
"""Conversations that one step looks at: a long backlog never holds up the sockets; the rest follows."""


def route(tx: Tx) -> bool:
    """Offer what can be offered in every unsettled queue; False when the step's budget ran out before."""
    budget = TRIES_A_STEP
    for queue_id in sorted(tx.unsettled):
        budget = _serve(tx, queue_id, budget)
        if budget <= 0:
            return False
        del tx.unsettled[queue_id]
    return True


def _serve(tx: Tx, queue_id: QueueId, budget: int) -> int:
    """Go down the line while anybody is free; return what is left of the budget.

    When it runs out, the next step goes on from here, unless the queue is marked anew meanwhile.
    """
    line = tx.waiting_in(queue_id)
    last = tx.unsettled[queue_id]
    position = 0 if last is None else line.behind(last)
    while position < len(line) and next(tx.candidates_in(queue_id), None) is not None:
        if budget <= 0:
            return 0
        budget -= 1
        tx.unsettled[queue_id] = line.key_at(position)
        if not _place(tx, tx.get(Conversation, line.at(position))):
            position += 1
    return max(budget, 1)


def _place(tx: Tx, conversation: Conversation) -> bool:
    """Offer it to the first who can take it; raise the alert of those whom only the session limit bars."""
    settings = tx.get(Workstream, conversation.workstream_id)
    limit = tx.get(Organisation, ORGANISATION).session_limit
    preferred = _preferred(tx, conversation)
    at_limit: list[Agent] = []
    winner: Agent | None = None
    asked = 0
    for agent in in_order(tx.candidates_in(conversation.queue_id), preferred, conversation):
        asked += 1
        why = bar(agent, conversation, settings, standing=_standing(tx, agent), session_limit=limit)
        if why is Bar.SESSIONS:
            at_limit.append(agent)
        elif why is None:
            winner = agent
            break
    for agent in at_limit:
        presences.raise_alert(tx, agent.id, AlertCause.SESSION_LIMIT)
    if winner is None:
        return False
    offers.make(tx, conversation, tx.get(Agent, winner.id), asked)
    return True


def _preferred(tx: Tx, conversation: Conversation) -> Agent | None:
    """Return the preferred agent if they are a member of the queue; whether they are free is asked later."""
    agent = tx.find(Agent, conversation.preferred) if conversation.preferred else None
    return agent if agent is not None and conversation.queue_id in agent.queue_ids else None


def _standing(tx: Tx, agent: Agent) -> Standing:
    return Standing(
        units_in_use=tx.units_held(agent.id) + tx.units_reserved(agent.id),
        sessions=sum(1 for _ in tx.sessions_of(agent.id)),
        offers=sum(1 for _ in tx.offers_to(agent.id)),
    )
