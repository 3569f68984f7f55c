"""Places waiting work: takes the queues that something happened to and offers what can be offered."""

from msgspec import Struct

from cordboard.app import offers, presences
from cordboard.app.ports import Tx, View
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar
from cordboard.core.ids import ConversationId, QueueId, VisitorId
from cordboard.core.presence import AlertCause
from cordboard.core.routing import Standing, bar, in_order
from cordboard.core.workstream import ORGANISATION, Organisation, Workstream

TRIES_A_STEP = 200
"""Conversations that one step looks at: a long backlog never holds up the sockets; the rest follows."""


class Search(Struct, frozen=True, kw_only=True):
    """Who was found for a conversation, and whom on the way only the session limit barred."""

    winner: Agent | None
    at_limit: tuple[Agent, ...]
    asked: int
    """How many were looked at."""


def available(view: View, settings: Workstream, now_ms: int) -> bool:
    """Whether somebody could be offered one more conversation of this workstream now."""
    one_more = Conversation(
        id=ConversationId(""),
        channel=settings.channel,
        workstream_id=settings.id,
        queue_id=settings.queue_id,
        visitor_id=VisitorId(""),
        title="",
        visitor_number=0,
        state_since_ms=now_ms,
        created_at_ms=now_ms,
        queued_at_ms=now_ms,
        units=settings.units,
    )
    return _search(view, one_more, settings).winner is not None


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
    found = _search(tx, conversation, tx.get(Workstream, conversation.workstream_id))
    for agent in found.at_limit:
        presences.raise_alert(tx, agent.id, AlertCause.SESSION_LIMIT)
    if found.winner is None:
        return False
    offers.make(tx, conversation, tx.get(Agent, found.winner.id), found.asked)
    return True


def _search(view: View, conversation: Conversation, settings: Workstream) -> Search:
    """Ask one after the other who can take it, and change nothing."""
    limit = view.get(Organisation, ORGANISATION).session_limit
    preferred = _preferred(view, conversation)
    at_limit: list[Agent] = []
    asked = 0
    for agent in in_order(view.candidates_in(conversation.queue_id), preferred, conversation):
        asked += 1
        why = bar(agent, conversation, settings, standing=_standing(view, agent), session_limit=limit)
        if why is Bar.SESSIONS:
            at_limit.append(agent)
        elif why is None:
            return Search(winner=agent, at_limit=tuple(at_limit), asked=asked)
    return Search(winner=None, at_limit=tuple(at_limit), asked=asked)


def _preferred(view: View, conversation: Conversation) -> Agent | None:
    """Return the preferred agent if they are a member of the queue; whether they are free is asked later."""
    agent = view.find(Agent, conversation.preferred) if conversation.preferred else None
    return agent if agent is not None and conversation.queue_id in agent.queue_ids else None


def _standing(view: View, agent: Agent) -> Standing:
    return Standing(
        units_in_use=view.units_held(agent.id) + view.units_reserved(agent.id),
        sessions=sum(1 for _ in view.sessions_of(agent.id)),
        offers=sum(1 for _ in view.offers_to(agent.id)),
    )
