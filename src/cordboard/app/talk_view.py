"""Says how a conversation looks to its customer: no queue, no offers, no inner life."""

from msgspec import Struct

from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, State


class TalkView(Struct, frozen=True, kw_only=True):
    """A conversation as the customer may see it."""

    id: str
    status: str
    """queued, active, or ended."""
    agent_name: str | None
    created_at_ms: int
    can_end: bool


STATUS_FOR_CUSTOMER: dict[State, str] = {
    State.OPEN: "queued",
    State.OFFERED: "queued",
    State.ACCEPTED: "active",
    State.WAITING: "active",
    State.WRAP_UP: "ended",
    State.CLOSED: "ended",
}


def talk_view(conversation: Conversation, agent: Agent | None, *, can_end: bool) -> TalkView:
    """Show a conversation to its customer: no queue, no offers, no inner life.

    What an agent was given without having looked at it waits, as far as its customer can know.
    """
    status = "queued" if conversation.unseen else STATUS_FOR_CUSTOMER[conversation.state]
    return TalkView(
        id=conversation.id,
        status=status,
        agent_name=agent.name if agent and status == "active" else None,
        created_at_ms=conversation.created_at_ms,
        can_end=can_end and status != "ended",
    )
