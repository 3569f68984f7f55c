"""Says what a conversation is: its states, the moves that exist between them, and who owns it."""

from enum import StrEnum

from msgspec import Struct

from cordboard.core.channel import ABILITIES, ChannelKind
from cordboard.core.ids import (
    AgentId,
    ConnectionId,
    ConversationId,
    ProfileId,
    QueueId,
    VisitorId,
    WorkstreamId,
)
from cordboard.core.skill import SkillRating
from cordboard.core.widget import NoticeGiven


class State(StrEnum):
    """The five states of domain 1.1, Active in its two parts."""

    OPEN = "open"
    """In a queue, nobody's."""
    OFFERED = "offered"
    """Active, awaiting acceptance: an offer is out."""
    ACCEPTED = "accepted"
    """Active: an agent owns it."""
    WAITING = "waiting"
    """Parked with its last agent until somebody writes; asynchronous channels only."""
    WRAP_UP = "wrap_up"
    """The customer's part is over."""
    CLOSED = "closed"
    """Final."""


class Move(StrEnum):
    """What can happen to a conversation (domain appendix A, by row)."""

    OFFER = "offer"
    ACCEPT = "accept"
    TAKE_BACK = "take_back"
    """An offer was rejected, timed out or withdrawn (rows 15 to 17)."""
    PICK = "pick"
    END = "end"
    """The agent's End, or the customer's end or loss in live chat (rows 19, 20)."""
    RELEASE = "release"
    """Back to the queue: X in live chat, the agent vanished (rows 22, 24)."""
    PARK = "park"
    """X in asynchronous channels (row 23)."""
    REOPEN = "reopen"
    """The agent takes a parked one up again (row 30)."""
    WAKE = "wake"
    """The customer wrote while it was parked (row 31)."""
    REQUEUE = "requeue"
    """On to another queue while it waits: it waited too long, or nobody serves the old one (domain 4.6)."""
    CLOSE = "close"
    """Customer left, auto-close, X after End, force close (rows 11, 13, 18, 29, 33 to 35, 37)."""


MOVES: dict[tuple[State, Move], State] = {
    (State.OPEN, Move.OFFER): State.OFFERED,
    (State.OPEN, Move.PICK): State.ACCEPTED,
    (State.OPEN, Move.CLOSE): State.CLOSED,
    (State.OPEN, Move.REQUEUE): State.OPEN,
    (State.OFFERED, Move.ACCEPT): State.ACCEPTED,
    (State.OFFERED, Move.TAKE_BACK): State.OPEN,
    (State.OFFERED, Move.CLOSE): State.CLOSED,
    (State.ACCEPTED, Move.END): State.WRAP_UP,
    (State.ACCEPTED, Move.RELEASE): State.OPEN,
    (State.ACCEPTED, Move.PARK): State.WAITING,
    (State.ACCEPTED, Move.CLOSE): State.CLOSED,
    (State.WAITING, Move.REOPEN): State.ACCEPTED,
    (State.WAITING, Move.WAKE): State.OPEN,
    (State.WAITING, Move.CLOSE): State.CLOSED,
    (State.WRAP_UP, Move.CLOSE): State.CLOSED,
}
"""Every move that exists; all other pairs are refused."""

OWNED = frozenset({State.ACCEPTED, State.WAITING, State.WRAP_UP})
"""States in which `agent_id` names the owner; in all others it is None."""


ENDED = frozenset({State.WRAP_UP, State.CLOSED})
"""States in which the customer's part is over."""

CUSTOMER_WRITES = frozenset({State.OPEN, State.OFFERED, State.ACCEPTED, State.WAITING})
"""States in which a customer's message is taken; afterwards the next contact is a new conversation."""


class CustomerLink(StrEnum):
    """Whether the customer is there; always CONNECTED on channels that can't tell."""

    CONNECTED = "connected"
    RECONNECTING = "reconnecting"
    """The last connection is gone; the grace time runs."""
    LEFT = "left"


class ClosedBy(StrEnum):
    """Who or what closed a conversation."""

    CUSTOMER = "customer"
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    SYSTEM = "system"


class Decline(Struct, frozen=True, kw_only=True):
    """How often one agent rejected or missed this conversation."""

    agent_id: AgentId
    count: int


class Detail(Struct, frozen=True, kw_only=True):
    """One thing known of the customer, for instance from the pre-chat form."""

    name: str
    value: str


def by_name(details: tuple[Detail, ...]) -> dict[str, str]:
    """Return details by their names; of one name the first counts: what the customer said stands first."""
    return {detail.name: detail.value for detail in reversed(details)}


class Conversation(Struct, frozen=True, kw_only=True):
    """One customer contact from start to close."""

    id: ConversationId
    channel: ChannelKind
    workstream_id: WorkstreamId
    queue_id: QueueId
    visitor_id: VisitorId
    title: str
    """The customer's name, or "Visitor N" (mission S13, decision 9)."""
    visitor_number: int
    """N of "Visitor N", counted per organisation and day, so that a client can translate the title."""
    named: bool = False
    """True when `title` is a customer's own name rather than "Visitor N"."""
    details: tuple[Detail, ...] = ()
    state: State = State.OPEN
    state_since_ms: int
    created_at_ms: int
    queued_at_ms: int
    """Age in the queue: since creation, or on asynchronous channels the last interaction (domain 4.4)."""
    front: bool = False
    """Served before the others of its queue: its agent vanished (mission decision 6)."""
    agent_id: AgentId | None = None
    units: int
    """Capacity that it takes from whoever holds it."""
    units_held: int = 0
    """Capacity that it takes from `agent_id` now; an offer reserves its own."""
    profiles: tuple[ProfileId, ...] = ()
    """Capacity profiles in which it counts."""
    profiles_held: tuple[ProfileId, ...] = ()
    """Capacity profiles of `agent_id` in which it counts now."""
    skills: tuple[SkillRating, ...] = ()
    """What it asks of an agent."""
    values: dict[str, str] = {}
    """What classification has found out."""
    favoured: tuple[AgentId, ...] = ()
    """Asked first, in this order, whatever their skills and capacity: classification named them."""
    reserved_until_ms: int | None = None
    """Until then only the preferred and the favoured may have it; None is no such time."""
    rank: tuple[tuple[int, int], ...] = ()
    """Where the queue's own prioritisation puts it, smaller first: pairs of (kind, number)."""
    epoch: int = 0
    """Number of offers made so far; an answer to an older one is refused (mission N15)."""
    declines: tuple[Decline, ...] = ()
    last_choice: AgentId | None = None
    """Ranks last for this conversation, for they closed it with X (mission decision 3)."""
    preferred: AgentId | None = None
    """Ranks first: had it before and vanished, or it came back to them (mission decisions 6 and 16)."""
    unseen: bool = False
    """Became `agent_id`'s without an answer, and was not looked at since."""
    customer: CustomerLink = CustomerLink.CONNECTED
    customer_connections: tuple[ConnectionId, ...] = ()
    """Open sockets of the customer's pages that show it."""
    notice: NoticeGiven | None = None
    """What the customer was told of monitoring before the first message; None for nothing (mission M17)."""
    accepted_at_ms: int | None = None
    """When an agent took it first, or first looked at what was assigned to them; None while nobody has."""
    closed_by: ClosedBy | None = None

    @property
    def asynchronous(self) -> bool:
        """Whether its channel lets customers come and go."""
        return ABILITIES[self.channel].asynchronous

    @property
    def takes_capacity(self) -> bool:
        """Whether it takes units, or counts in a profile, of the agent who has it."""
        return self.units_held > 0 or bool(self.profiles_held)


class ConversationStarted(Struct, frozen=True, kw_only=True, tag="conversation_started"):
    """A customer began a conversation; it waits in a queue."""

    conversation_id: ConversationId
    queue_id: QueueId
    notice: NoticeGiven | None = None
    """What the customer was told of monitoring (mission M17)."""


class ConversationMoved(Struct, frozen=True, kw_only=True, tag="conversation_moved"):
    """A conversation went from one state to another."""

    conversation_id: ConversationId
    queue_id: QueueId
    move: Move
    state: State
    agent_id: AgentId | None
    """The owner after the move, or the one who had it when nobody owns it now."""
    reason: str
    freed: bool = False
    """Whether its agent got the capacity back that it took."""
    unseen: bool = False
    """Whether the agent whom it came to, or from whom it went, had not looked at it by then."""


class ConversationSeen(Struct, frozen=True, kw_only=True, tag="conversation_seen"):
    """An agent has looked at what came to them without their doing: only now it is accepted."""

    conversation_id: ConversationId
    agent_id: AgentId


class CapacityFreed(Struct, frozen=True, kw_only=True, tag="capacity_freed"):
    """Wrap-up no longer keeps its agent's capacity, though it goes on."""

    conversation_id: ConversationId
    agent_id: AgentId


class CustomerLinkChanged(Struct, frozen=True, kw_only=True, tag="customer_link_changed"):
    """The customer was lost, came back, or left for good."""

    conversation_id: ConversationId
    link: CustomerLink


def declines_of(conversation: Conversation, agent_id: AgentId) -> int:
    """Return how often this agent declined this conversation."""
    return next((one.count for one in conversation.declines if one.agent_id == agent_id), 0)
