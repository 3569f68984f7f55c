"""Holds an agent's open sessions: one tab of the workspace for each customer at work."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from cordboard.core.errors import Code, require
from cordboard.core.ids import AgentId, ConversationId, SessionId
from cordboard.core.session_template import TABS_LIMIT, OpenTab


class WorkspaceSession(Struct, frozen=True, kw_only=True):
    """One customer session in an agent's session panel (mission S1); Home is not one of them."""

    id: SessionId
    agent_id: AgentId
    conversation_id: ConversationId
    opened_at_ms: int
    read_up_to: int = 0
    """Number of the last transcript entry that the agent has seen; newer ones are unread (mission S16)."""
    place: int = 0
    """Where it stands in the panel, the smallest first; equal places by the time of opening."""
    tabs: tuple[OpenTab, ...] = ()
    """What the agent opened beside the anchor and the tabs of the session template, in this order."""
    selected_tab: str = ""
    """`kind:target` of the tab that was looked at last; empty is the anchor."""
    closed_at_ms: int | None = None
    closure_reason: str | None = None
    """agent (pressed X), or why the conversation left the panel: an `assignment.ClosureReason`."""


class SessionOpened(Struct, frozen=True, kw_only=True, tag="session_opened"):
    """A conversation stands in an agent's session panel."""

    session_id: SessionId
    agent_id: AgentId
    conversation_id: ConversationId


class SessionClosed(Struct, frozen=True, kw_only=True, tag="session_closed"):
    """A session left the panel."""

    session_id: SessionId
    agent_id: AgentId
    reason: str


def open_session(
    session_id: SessionId, *, agent_id: AgentId, conversation_id: ConversationId, place: int, now_ms: int
) -> tuple[WorkspaceSession, SessionOpened]:
    """Put a conversation on the agent's panel."""
    session = WorkspaceSession(
        id=session_id,
        agent_id=agent_id,
        conversation_id=conversation_id,
        opened_at_ms=now_ms,
        place=place,
    )
    fact = SessionOpened(session_id=session_id, agent_id=agent_id, conversation_id=conversation_id)
    return session, fact


def read(session: WorkspaceSession, up_to: int) -> WorkspaceSession:
    """Note what the agent has seen; it never goes back."""
    return replace(session, read_up_to=max(session.read_up_to, up_to))


def panel_order(sessions: Iterable[WorkspaceSession]) -> list[WorkspaceSession]:
    """Return the sessions of one agent as they stand in the panel."""
    return sorted(sessions, key=lambda one: (one.place, one.opened_at_ms))


def show_tabs(
    session: WorkspaceSession, tabs: tuple[OpenTab, ...], selected: str, *, fixed: int
) -> WorkspaceSession:
    """Note which tabs are open, so that a reload or another machine shows them again.

    `fixed` tabs of the session template stand beside them. Where a new template brings more than there is
    room for, tabs may still be closed.

    Raises:
        Refusal: INVALID for more than TABS_LIMIT tabs, or the same one twice.
    """
    keys = {tab.key for tab in tabs}
    fits = len(tabs) + fixed <= TABS_LIMIT or keys <= {tab.key for tab in session.tabs}
    require(
        fits and len(keys) == len(tabs),
        Code.INVALID,
        f"A session has up to {TABS_LIMIT} different tabs.",
    )
    return replace(session, tabs=tabs, selected_tab=selected)


def close_session(
    session: WorkspaceSession, now_ms: int, reason: str
) -> tuple[WorkspaceSession, SessionClosed]:
    """Take it off the panel."""
    ended = replace(session, closed_at_ms=now_ms, closure_reason=reason)
    return ended, SessionClosed(session_id=session.id, agent_id=session.agent_id, reason=reason)
