"""Decides alone who is told what: facts become lines of a transcript, changed values become entries."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any

from cordboard.app import entries as e
from cordboard.app.ports import Tx, Value
from cordboard.app.session_templates import sessions_changed_by
from cordboard.app.snapshots import agent_shown, item_shown, offer_shown, session_shown, talk_shown
from cordboard.app.views import ItemView
from cordboard.core.agent import Agent, AgentConnected, AgentGone
from cordboard.core.assignment import ClosureReason
from cordboard.core.conversation import Conversation, ConversationMoved, Move, State
from cordboard.core.deadline import Deadline, DeadlineKind
from cordboard.core.events import Fact
from cordboard.core.ids import AgentId, ConversationId, SessionId, TemplateId
from cordboard.core.notification import NotificationTemplate
from cordboard.core.offer import Offer
from cordboard.core.overflow import OverflowAct, OverflowCause, WorkOverflowed
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Queue, Workstream


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


ENDS = frozenset({DeadlineKind.AUTO_CLOSE, DeadlineKind.WRAP_UP_BLOCK})
"""What sessions show of a wrap-up's time."""
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
    if fact.move in JOINING:
        _notice(tx, fact.conversation_id, Notice.AGENT_JOINED, fact.agent_id)
    elif fact.move is Move.RELEASE:
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
    """Yield accepted conversations whose customers are there to be told (mission decision 6)."""
    for conversation_id in list(tx.owned_by(agent_id)):
        conversation = tx.get(Conversation, conversation_id)
        if conversation.state is State.ACCEPTED and not conversation.asynchronous:
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


def project(tx: Tx) -> None:
    """Turn every value that this transaction changed into entries for those who see it."""
    sessions: dict[SessionId, WorkspaceSession] = {}
    for before, after in list(tx.changes()):
        value = after if after is not None else before
        if isinstance(value, Conversation):
            sessions.update(_show_conversation(tx, before, after))
        elif isinstance(after, Offer):
            _show_offer(tx, after)
        elif isinstance(after, WorkspaceSession):
            sessions[after.id] = after
        elif isinstance(value, Deadline):
            sessions.update(_show_ends(tx, value))
        elif isinstance(value, NotificationTemplate):
            _show_other_looks(tx, value.id)
        elif isinstance(value, SessionTemplate | Application):
            sessions.update((one.id, one) for one in sessions_changed_by(tx, value))
        elif before is not None and after is not None:
            sessions.update(_show_other_settings(tx, before, after))
    for session in sessions.values():
        _show_session(tx, session)
    _show_agents(tx)


def _show_conversation(tx: Tx, before: Any, after: Any) -> dict[SessionId, WorkspaceSession]:
    """Show a conversation to all who see it; return the sessions that it changes."""
    old, new = _ongoing_item(tx, before), _ongoing_item(tx, after)
    _show_talk(tx, before, after)
    _show_to_owner(tx, old, new)
    was_in, is_in = (before or after).queue_id, (after or before).queue_id
    for kind, was, now in (("queue", _if_open(old), _if_open(new)), ("floor", old, new)):
        if was_in != is_in:
            _upsert(tx, f"{kind}:{was_in}", was, None)
        _upsert(tx, f"{kind}:{is_in}", was if was_in == is_in else None, now)
    if new is None or new == old:
        return {}
    return {one: tx.get(WorkspaceSession, one) for one in tx.sessions_on(after.id)}


def _show_ends(tx: Tx, deadline: Deadline) -> dict[SessionId, WorkspaceSession]:
    """Return the sessions that show when a wrap-up ends, where that has changed."""
    conversation = tx.find(Conversation, deadline.subject) if deadline.kind in ENDS else None
    if conversation is None or conversation.state is not State.WRAP_UP:
        return {}
    return {one: tx.get(WorkspaceSession, one) for one in tx.sessions_on(conversation.id)}


def _show_other_settings(tx: Tx, before: Value, after: Value) -> dict[SessionId, WorkspaceSession]:
    """Show again what carries a name or shows details that have changed; return the sessions that do."""
    if isinstance(before, Agent) and isinstance(after, Agent) and before.name != after.name:
        return _show_new_name(tx, after)
    if isinstance(before, Queue) and isinstance(after, Queue) and before.name != after.name:
        return _show_renamed_queue(tx, after)
    if isinstance(before, Workstream) and isinstance(after, Workstream):
        return _show_other_work(tx, before, after)
    return {}


def _show_new_name(tx: Tx, agent: Agent) -> dict[SessionId, WorkspaceSession]:
    """Show again what carries the agent's name; return the sessions that do."""
    sessions: dict[SessionId, WorkspaceSession] = {}
    for conversation_id in tx.owned_by(agent.id):
        conversation = tx.get(Conversation, conversation_id)
        item = item_shown(tx, conversation)
        tx.say(f"conversation:{conversation_id}", e.TalkBody(talk=talk_shown(tx, conversation)))
        tx.say(f"agent:{agent.id}", e.ItemBody(item=item))
        tx.say(f"floor:{conversation.queue_id}", e.ItemBody(item=item))
        sessions.update({one: tx.get(WorkspaceSession, one) for one in tx.sessions_on(conversation_id)})
    return sessions


def _show_renamed_queue(tx: Tx, queue: Queue) -> dict[SessionId, WorkspaceSession]:
    """Show again what carries the queue's name; return the sessions that do."""
    for conversation_id in tx.ongoing_in(queue.id):
        conversation = tx.get(Conversation, conversation_id)
        body = e.ItemBody(item=item_shown(tx, conversation))
        tx.say(f"floor:{queue.id}", body)
        if conversation.state is State.OPEN:
            tx.say(f"queue:{queue.id}", body)
        if conversation.agent_id is not None:
            tx.say(f"agent:{conversation.agent_id}", body)
    return _show_again(tx, tx.ongoing_in(queue.id))


def _show_other_work(tx: Tx, before: Workstream, after: Workstream) -> dict[SessionId, WorkspaceSession]:
    """Show offers again that show other details now; return the sessions that do, or begin otherwise."""
    same_template = before.session_template_id == after.session_template_id
    if before.details_shown == after.details_shown and same_template:
        return {}
    return _show_again(tx, [one.id for one in tx.all(Conversation) if one.workstream_id == after.id])


def _show_other_looks(tx: Tx, template_id: TemplateId) -> None:
    """Show the offers again that look as a template says, which has changed, come back or gone."""
    for offer in tx.all(Offer):
        if offer.template_id == template_id:
            _show_offer(tx, offer)


def _show_again(tx: Tx, conversation_ids: Iterable[ConversationId]) -> dict[SessionId, WorkspaceSession]:
    """Show the offers of conversations again; return their sessions."""
    sessions: dict[SessionId, WorkspaceSession] = {}
    for conversation_id in conversation_ids:
        offer = tx.offer_of(conversation_id)
        if offer is not None:
            _show_offer(tx, offer)
        sessions.update({one: tx.get(WorkspaceSession, one) for one in tx.sessions_on(conversation_id)})
    return sessions


def _show_talk(tx: Tx, before: Conversation | None, after: Conversation | None) -> None:
    """Show the public side; who owns it decides who reads on."""
    if after is None:
        return
    stream = f"conversation:{after.id}"
    talk = talk_shown(tx, after)
    if before is None or talk_shown(tx, before) != talk:
        tx.say(stream, e.TalkBody(talk=talk))
    if before is not None and before.agent_id != after.agent_id:
        tx.recheck(stream)


def _show_to_owner(tx: Tx, old: ItemView | None, new: ItemView | None) -> None:
    old_owner = old.agent_id if old is not None else None
    owner = new.agent_id if new is not None else None
    if old is not None and old_owner is not None and old_owner != owner:
        tx.say(f"agent:{old_owner}", e.ItemGoneBody(conversation_id=old.id))
    if owner is not None:
        _upsert(tx, f"agent:{owner}", old if old_owner == owner else None, new)


def _ongoing_item(tx: Tx, conversation: Conversation | None) -> ItemView | None:
    if conversation is None or conversation.state is State.CLOSED:
        return None
    return item_shown(tx, conversation)


def _if_open(item: ItemView | None) -> ItemView | None:
    return item if item is not None and item.state == State.OPEN.value else None


def _upsert(tx: Tx, stream: str, old: ItemView | None, new: ItemView | None) -> None:
    if new is not None and new != old:
        tx.say(stream, e.ItemBody(item=new))
    elif new is None and old is not None:
        tx.say(stream, e.ItemGoneBody(conversation_id=old.id))


def _show_offer(tx: Tx, offer: Offer) -> None:
    stream = f"agent:{offer.agent_id}"
    if offer.outcome is None:
        tx.say(stream, e.OfferBody(offer=offer_shown(tx, offer)))
    else:
        tx.say(stream, e.OfferEndedBody(offer_id=offer.id, outcome=offer.outcome.value))


def _show_session(tx: Tx, session: WorkspaceSession) -> None:
    stream = f"agent:{session.agent_id}"
    if session.closed_at_ms is None:
        tx.say(stream, e.SessionBody(session=session_shown(tx, session)))
    else:
        reason = session.closure_reason or ""
        tx.say(stream, e.SessionClosedBody(session_id=session.id, reason=reason))


def _show_agents(tx: Tx) -> None:
    """Show every agent who looks other than last time: load changes the look without touching the agent."""
    for agent_id in sorted(tx.touched_agents()):
        agent = tx.get(Agent, agent_id)
        last, look = tx.last_shown(agent_id), agent_shown(tx, agent)
        if last == (look, agent.queue_ids):
            continue
        tx.show(agent_id, (look, agent.queue_ids))
        tx.say(f"agent:{agent_id}", e.MeBody(me=look))
        for queue_id in agent.queue_ids:
            tx.say(f"floor:{queue_id}", e.MemberBody(agent=look))
        for queue_id in sorted(set(last[1] if last else ()) - set(agent.queue_ids)):
            tx.say(f"floor:{queue_id}", e.MemberGoneBody(agent_id=agent_id))
            tx.recheck(f"queue:{queue_id}")
