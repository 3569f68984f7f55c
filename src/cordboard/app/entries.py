"""Says what an entry of a stream can be; bodies are tagged by "kind"."""

from enum import StrEnum

from msgspec import Struct

from cordboard.app.talk_view import TalkView
from cordboard.app.views import AgentView, ItemView, OfferView, SessionView
from cordboard.core.message import Author
from cordboard.core.offer import Outcome


class Body(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What all entries have in common: the tag "kind"."""


class MessageBody(Body, frozen=True, kw_only=True, tag="message"):
    """Somebody wrote (conversation)."""

    author: Author
    client_id: str
    text: str


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


class NoticeBody(Body, frozen=True, kw_only=True, tag="notice"):
    """Something happened that both sides should read in the transcript (conversation)."""

    code: Notice
    name: str | None = None


class TalkBody(Body, frozen=True, kw_only=True, tag="talk"):
    """The conversation's public side changed (conversation)."""

    talk: TalkView


class MeBody(Body, frozen=True, kw_only=True, tag="me"):
    """The agent's own state changed (agent)."""

    me: AgentView


class OfferBody(Body, frozen=True, kw_only=True, tag="offer"):
    """An offer was made or changed (agent)."""

    offer: OfferView


class OfferEndedBody(Body, frozen=True, kw_only=True, tag="offer_ended"):
    """An offer is over (agent)."""

    offer_id: str
    outcome: Outcome


class SessionBody(Body, frozen=True, kw_only=True, tag="session"):
    """A session was opened or changed (agent)."""

    session: SessionView


class SessionClosedBody(Body, frozen=True, kw_only=True, tag="session_closed"):
    """A session left the panel (agent)."""

    session_id: str
    reason: str
    """agent (pressed X), or why its conversation left: one of core.assignment.ClosureReason."""


class ItemBody(Body, frozen=True, kw_only=True, tag="item"):
    """A work item came or changed (agent, queue, floor)."""

    item: ItemView


class ItemGoneBody(Body, frozen=True, kw_only=True, tag="item_gone"):
    """A work item left (agent, queue, floor)."""

    conversation_id: str


class MemberBody(Body, frozen=True, kw_only=True, tag="member"):
    """A member of the queue changed (floor)."""

    agent: AgentView


class MemberGoneBody(Body, frozen=True, kw_only=True, tag="member_gone"):
    """Somebody is no longer a member of the queue (floor)."""

    agent_id: str


EntryBody = (
    MessageBody
    | NoticeBody
    | TalkBody
    | MeBody
    | OfferBody
    | OfferEndedBody
    | SessionBody
    | SessionClosedBody
    | ItemBody
    | ItemGoneBody
    | MemberBody
    | MemberGoneBody
)
