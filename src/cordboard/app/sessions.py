"""Use cases on workspace sessions: opening beside the others, reading, leaving the panel (mission S7, S8)."""

from msgspec.structs import replace

from cordboard.app import deadlines
from cordboard.app.commands import FocusSession
from cordboard.app.ports import Tx
from cordboard.core import workspace_session as rules
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.deadline import DeadlineKind
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import AgentId, ConversationId, SessionId
from cordboard.core.presence import Reachability
from cordboard.core.user import Actor
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import ORGANISATION, Organisation

BY_AGENT = "agent"
"""Why a session closes when its agent presses X; all other reasons are of `assignment.ClosureReason`."""


def open_for(tx: Tx, agent_id: AgentId, conversation_id: ConversationId) -> None:
    """Put a conversation on the agent's panel, unless it stands there already."""
    if session_on(tx, agent_id, conversation_id) is not None:
        return
    session, fact = rules.open_session(
        SessionId(f"se_{tx.next_number('session')}"),
        agent_id=agent_id,
        conversation_id=conversation_id,
        now_ms=tx.now_ms,
    )
    tx.put(session)
    tx.record(fact)


def require_room(tx: Tx, agent_id: AgentId) -> None:
    """Refuse one session more than the organisation allows; offers that are out count (mission decision 8).

    Raises:
        Refusal: SESSION_LIMIT at the limit.
    """
    limit = tx.get(Organisation, ORGANISATION).session_limit
    count = sum(1 for _ in tx.sessions_of(agent_id)) + sum(1 for _ in tx.offers_to(agent_id))
    require(count < limit, Code.SESSION_LIMIT, f"{limit} sessions are open or offered; close one first.")


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
    if conversation is not None and conversation.unseen:
        tx.put(replace(conversation, unseen=False))
        deadlines.clear(tx, DeadlineKind.UNSEEN_REROUTE, conversation.id)


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
