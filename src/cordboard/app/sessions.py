"""Use cases on workspace sessions: opening beside the others, reading, leaving the panel (mission S7, S8)."""

from msgspec.structs import replace

from cordboard.app import deadlines
from cordboard.app.commands import ArrangeSessions, FocusSession, ShowTabs
from cordboard.app.ports import Tx
from cordboard.app.session_templates import checked, own_tabs, session_template_for
from cordboard.core import conversation_moves as moves
from cordboard.core import workspace_session as rules
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.deadline import DeadlineKind
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import AgentId, ConversationId, SessionId
from cordboard.core.presence import Reachability
from cordboard.core.user import Actor
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import ORGANISATION, Organisation, Workstream

BY_AGENT = "agent"
"""Why a session closes when its agent presses X; all other reasons are of `assignment.ClosureReason`."""


def open_for(tx: Tx, agent_id: AgentId, conversation_id: ConversationId) -> None:
    """Put a conversation on the agent's panel, unless it stands there already."""
    if session_on(tx, agent_id, conversation_id) is not None:
        return
    places = [tx.get(WorkspaceSession, one).place for one in tx.sessions_of(agent_id)]
    session, fact = rules.open_session(
        SessionId(f"se_{tx.next_number('session')}"),
        agent_id=agent_id,
        conversation_id=conversation_id,
        place=max(places, default=-1) + 1,
        now_ms=tx.now_ms,
    )
    tx.put(session)
    tx.record(fact)


def has_room(tx: Tx, agent_id: AgentId, *, keeps_place: bool = False) -> bool:
    """Whether one session more fits, if every offer that is out and all that is not opened yet become one.

    What came by itself keeps a place until it is opened.
    """
    places = tx.standing(agent_id).places - keeps_place
    return places < tx.get(Organisation, ORGANISATION).session_limit


def require_room(tx: Tx, agent_id: AgentId, *, keeps_place: bool = False) -> None:
    """Refuse one session more than the organisation allows; what is out or unopened counts (decision 8).

    Raises:
        Refusal: SESSION_LIMIT at the limit.
    """
    limit = tx.get(Organisation, ORGANISATION).session_limit
    sentence = f"{limit} sessions are open or offered; close one first."
    require(has_room(tx, agent_id, keeps_place=keeps_place), Code.SESSION_LIMIT, sentence)


def require_presence(tx: Tx, agent_id: AgentId) -> None:
    """Refuse work by hand for somebody whose pages the floor does not know: no clock would give it back.

    Raises:
        Refusal: WRONG_STATE for an agent who is signed out.
    """
    there = tx.get(Agent, agent_id).presence.reachability is not Reachability.SIGNED_OUT
    require(there, Code.WRONG_STATE, "Your workspace is not connected; try again in a moment.")


def focus(command: FocusSession, tx: Tx, actor: Actor) -> None:
    """Note what the agent has read; looking at work that was assigned unseen makes it seen."""
    session = own_session(tx, command.session_id, AgentId(actor.id))
    after = rules.read(session, command.read_up_to)
    if after != session:
        tx.put(after)
    conversation = tx.find(Conversation, session.conversation_id)
    if conversation is not None:
        note_seen(tx, conversation)


def note_seen(tx: Tx, conversation: Conversation) -> Conversation:
    """Accept work that its agent was given without having looked at it, and stop its clocks; return it."""
    if not conversation.unseen:
        return conversation
    after, seen = moves.see(conversation, tx.now_ms)
    tx.put(after)
    tx.record(seen)
    deadlines.clear(tx, DeadlineKind.UNSEEN_REROUTE, conversation.id)
    deadlines.clear(tx, DeadlineKind.UNOPENED_REROUTE, conversation.id)
    return after


def seen_if_written(tx: Tx, conversation: Conversation) -> Conversation:
    """Return it as seen where its agent has written in it, of which the floor may not have heard yet."""
    written = conversation.unseen and tx.wake_pending(conversation.id)
    return note_seen(tx, conversation) if written else conversation


def arrange(command: ArrangeSessions, tx: Tx, actor: Actor) -> None:
    """Order the panel; what has been closed meanwhile is passed over, what is new stays behind."""
    own = rules.panel_order(tx.get(WorkspaceSession, one) for one in tx.sessions_of(AgentId(actor.id)))
    named = {identity: place for place, identity in enumerate(dict.fromkeys(command.session_ids))}
    ordered = sorted(own, key=lambda one: named.get(one.id, len(named)))
    for place, session in enumerate(ordered):
        if session.place != place:
            tx.put(replace(session, place=place))


def show_tabs(command: ShowTabs, tx: Tx, actor: Actor) -> None:
    """Note the tabs of a session, for its other pages and for the next reload (mission S8).

    Those that it has already are not asked about again: where something has gone, the rest stays.
    """
    session = own_session(tx, command.session_id, AgentId(actor.id))
    conversation = tx.get(Conversation, session.conversation_id)
    template = session_template_for(tx, tx.get(Workstream, conversation.workstream_id))
    known = {tab.key: tab for tab in session.tabs}
    tabs = tuple(
        known.get(tab.key) or checked(tx, actor, session, tab) for tab in own_tabs(command.tabs, template)
    )
    after = rules.show_tabs(session, tabs, command.selected, fixed=len(template.applications))
    if after != session:
        tx.put(after)


def close_all_on(tx: Tx, conversation_id: ConversationId, reason: str) -> None:
    """Take a conversation off every panel."""
    for session_id in list(tx.sessions_on(conversation_id)):
        close(tx, tx.get(WorkspaceSession, session_id), reason)


def close(tx: Tx, session: WorkspaceSession, reason: str) -> None:
    """Take a session off its panel."""
    ended, fact = rules.close_session(session, tx.now_ms, reason)
    tx.retire(ended)
    tx.record(fact)


def own_session(tx: Tx, session_id: SessionId, agent_id: AgentId) -> WorkspaceSession:
    """Return the agent's own session.

    Raises:
        Refusal: NOT_FOUND when it has been closed or is another agent's.
    """
    session = tx.find(WorkspaceSession, session_id)
    if session is None or session.agent_id != agent_id:
        raise Refusal(Code.NOT_FOUND, "There is no such session on your panel.")
    return session


def session_on(tx: Tx, agent_id: AgentId, conversation_id: ConversationId) -> WorkspaceSession | None:
    """Return the agent's session that shows the conversation."""
    for session_id in tx.sessions_on(conversation_id):
        session = tx.get(WorkspaceSession, session_id)
        if session.agent_id == agent_id:
            return session
    return None
