"""Decides alone who is told what: changed values become entries for those who may see them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cordboard.app import entries as e
from cordboard.app.ports import Tx, Value
from cordboard.app.session_templates import sessions_changed_by
from cordboard.app.snapshots import agent_shown, item_shown, offer_shown, session_shown, talk_shown
from cordboard.app.views import ItemView
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, State
from cordboard.core.deadline import Deadline, DeadlineKind
from cordboard.core.ids import ConversationId, SessionId, TemplateId
from cordboard.core.notification import NotificationTemplate
from cordboard.core.offer import Offer
from cordboard.core.presence import PresenceOption
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.user import User
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Organisation, Queue, Workstream

ENDS = frozenset({DeadlineKind.AUTO_CLOSE, DeadlineKind.WRAP_UP_BLOCK})
"""What sessions show of a wrap-up's time."""
SETTINGS = "settings"
"""No stream: pages of all people hear by it that what they were told first may have changed."""
SHARED: tuple[type[Value], ...] = (PresenceOption, Queue, Application, Organisation)
"""What `GET /api/me` tells everybody of."""


def project(tx: Tx) -> None:
    """Turn every value that this transaction changed into entries for those who see it."""
    sessions: dict[SessionId, WorkspaceSession] = {}
    told_otherwise: set[str] = set()
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
        else:
            sessions.update(_show_settings(tx, before, after))
            told_otherwise.update(_told_otherwise(before, after))
    for session in sessions.values():
        _show_session(tx, session)
    _show_agents(tx)
    for stream in sorted(told_otherwise):
        tx.recheck(stream)


def person(user_id: str) -> str:
    """Return by what the pages of one person hear it, as those of all do by `SETTINGS`."""
    return f"person:{user_id}"


def _told_otherwise(before: Value | None, after: Value | None) -> Iterator[str]:
    """Yield by what those pages hear it that would be told something else first than they were."""
    value = after if after is not None else before
    if isinstance(value, Agent):
        if not isinstance(before, Agent) or before.queue_ids != value.queue_ids:
            yield person(value.id)
    elif isinstance(value, User):
        if before != after:
            yield person(value.id)
    elif isinstance(value, SHARED) and before != after:
        yield SETTINGS


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


def _show_settings(tx: Tx, before: Value | None, after: Value | None) -> Mapping[SessionId, WorkspaceSession]:
    """Show again what looks, or is named, by what was set; return the sessions that do."""
    value = after if after is not None else before
    if isinstance(value, NotificationTemplate):
        _show_other_looks(tx, value.id)
    elif isinstance(value, SessionTemplate | Application):
        return {one.id: one for one in sessions_changed_by(tx, value)}
    elif before is not None and after is not None:
        return _show_other_settings(tx, before, after)
    return {}


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
    return item if item is not None and item.state is State.OPEN else None


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
        tx.say(stream, e.OfferEndedBody(offer_id=offer.id, outcome=offer.outcome))


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
