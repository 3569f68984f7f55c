"""Decides the life of a conversation: its states, the moves between them, and who owns it."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from cordboard.core.channel import ABILITIES, ChannelKind
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import (
    AgentId,
    ConversationId,
    QueueId,
    VisitorId,
    WorkstreamId,
)


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
    CLOSE = "close"
    """Customer left, auto-close, session closed after End, force close (rows 11, 13, 18, 29, 33 to 35, 37)."""


MOVES: dict[tuple[State, Move], State] = {
    (State.OPEN, Move.OFFER): State.OFFERED,
    (State.OPEN, Move.PICK): State.ACCEPTED,
    (State.OPEN, Move.CLOSE): State.CLOSED,
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


class CustomerLink(StrEnum):
    """Whether the customer is there; always CONNECTED on channels that can't tell."""

    CONNECTED = "connected"
    RECONNECTING = "reconnecting"
    """The last connection is gone; the grace time runs."""
    LEFT = "left"


class Decline(Struct, frozen=True, kw_only=True):
    """How often one agent rejected or missed this conversation."""

    agent_id: AgentId
    count: int


class Detail(Struct, frozen=True, kw_only=True):
    """One thing known of the customer, for instance from the pre-chat form."""

    name: str
    value: str


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
    """Age in the queue: since creation, or since the last interaction on asynchronous channels (domain 4.4)."""
    front: bool = False
    """Served before the others of its queue: its agent vanished (mission decision 6)."""
    agent_id: AgentId | None = None
    units: int
    """Capacity that it takes from whoever holds it."""
    units_held: int = 0
    """Capacity that it takes from `agent_id` now; an offer reserves its own."""
    epoch: int = 0
    """Number of offers made so far; an answer to an older one is refused (mission N15)."""
    declines: tuple[Decline, ...] = ()
    last_choice: AgentId | None = None
    """Ranks last for this conversation, for they closed it with X (mission decision 3)."""
    preferred: AgentId | None = None
    """Ranks first: had it before and vanished, or it came back to them (mission decisions 6 and 16)."""
    unseen: bool = False
    """Assigned to `agent_id` though nobody saw the offer (UnseenOffer.ASSIGN_THEN_REROUTE)."""
    customer: CustomerLink = CustomerLink.CONNECTED
    customer_connections: int = 0
    closed_by: str | None = None
    """Who or what closed it: customer, agent, supervisor, or system."""

    @property
    def asynchronous(self) -> bool:
        """Whether its channel lets customers come and go."""
        return ABILITIES[self.channel].asynchronous


class ConversationStarted(Struct, frozen=True, kw_only=True, tag="conversation_started"):
    """A customer began a conversation; it waits in a queue."""

    conversation_id: ConversationId
    queue_id: QueueId


class ConversationMoved(Struct, frozen=True, kw_only=True, tag="conversation_moved"):
    """A conversation went from one state to another."""

    conversation_id: ConversationId
    move: Move
    state: State
    agent_id: AgentId | None
    """The owner after the move, or the one who had it when nobody owns it now."""
    reason: str


class CapacityFreed(Struct, frozen=True, kw_only=True, tag="capacity_freed"):
    """Wrap-up no longer keeps its agent's capacity, though it goes on."""

    conversation_id: ConversationId
    agent_id: AgentId


class CustomerLinkChanged(Struct, frozen=True, kw_only=True, tag="customer_link_changed"):
    """The customer was lost, came back, or left for good."""

    conversation_id: ConversationId
    link: CustomerLink


Moved = tuple[Conversation, ConversationMoved]


def moved(conversation: Conversation, move: Move, now_ms: int, reason: str, **changes: object) -> Moved:
    """Make one move or refuse it; `changes` are its consequences for other fields.

    Raises:
        Refusal: CLOSED when nothing can happen any more, WRONG_STATE for any other missing pair.
    """
    state = MOVES.get((conversation.state, move))
    if state is None:
        code = Code.CLOSED if conversation.state is State.CLOSED else Code.WRONG_STATE
        raise Refusal(code, f"The conversation is {conversation.state.value}: {move.value} is not possible now.")
    after = replace(conversation, state=state, state_since_ms=now_ms, **changes)
    fact = ConversationMoved(
        conversation_id=after.id,
        move=move,
        state=state,
        agent_id=after.agent_id or conversation.agent_id,
        reason=reason,
    )
    return after, fact


def offer(conversation: Conversation, now_ms: int) -> Moved:
    """Put an offer out; the offer itself reserves the capacity."""
    return moved(conversation, Move.OFFER, now_ms, "offer", epoch=conversation.epoch + 1)


def accept(conversation: Conversation, agent_id: AgentId, now_ms: int, *, unseen: bool = False) -> Moved:
    """Make the offered agent the owner; what the offer reserved, the conversation now holds."""
    return moved(
        conversation,
        Move.ACCEPT,
        now_ms,
        "unseen" if unseen else "accepted",
        agent_id=agent_id,
        units_held=conversation.units,
        unseen=unseen,
        front=False,
    )


def take_back(conversation: Conversation, now_ms: int, reason: str, declined_by: AgentId | None) -> Moved:
    """End the offer without an owner; a decline is counted against `declined_by`."""
    declines = conversation.declines if declined_by is None else _declined(conversation, declined_by)
    return moved(conversation, Move.TAKE_BACK, now_ms, reason, declines=declines)


def pick(conversation: Conversation, agent_id: AgentId, now_ms: int) -> Moved:
    """Take it from the queue by hand: who picks has decided (mission decision 12)."""
    units = conversation.units
    return moved(conversation, Move.PICK, now_ms, "picked", agent_id=agent_id, units_held=units, front=False)


def end(conversation: Conversation, now_ms: int, reason: str, *, keep_units: bool) -> Moved:
    """Begin wrap-up, with or without the agent's capacity (domain 1.4)."""
    held = conversation.units_held if keep_units else 0
    return moved(conversation, Move.END, now_ms, reason, units_held=held, unseen=False)


def release(
    conversation: Conversation, now_ms: int, reason: str, *, front: bool, back_to: AgentId | None
) -> Moved:
    """Go back to the queue; `back_to` is preferred, without it the last owner ranks last."""
    return moved(
        conversation,
        Move.RELEASE,
        now_ms,
        reason,
        agent_id=None,
        units_held=0,
        unseen=False,
        front=front,
        preferred=back_to,
        last_choice=None if back_to else conversation.agent_id,
        queued_at_ms=now_ms,
    )


def park(conversation: Conversation, now_ms: int) -> Moved:
    """Wait for the customer, keeping the agent but not the capacity.

    Raises:
        Refusal: WRONG_STATE on channels that are not asynchronous: live chat is never Waiting (decision 3).
    """
    require(conversation.asynchronous, Code.WRONG_STATE, "Only asynchronous conversations can wait.")
    return moved(conversation, Move.PARK, now_ms, "agent_moved_to_waiting", units_held=0, unseen=False)


def reopen(conversation: Conversation, agent_id: AgentId, now_ms: int) -> Moved:
    """Take a parked conversation up again.

    Raises:
        Refusal: NOT_YOURS for anyone but its agent.
    """
    require(conversation.agent_id == agent_id, Code.NOT_YOURS, "It is parked with another agent.")
    return moved(conversation, Move.REOPEN, now_ms, "reopened", units_held=conversation.units)


def wake(conversation: Conversation, now_ms: int) -> Moved:
    """Queue a parked conversation whose customer wrote; its last agent is preferred (decision 16)."""
    last = conversation.agent_id
    return moved(
        conversation,
        Move.WAKE,
        now_ms,
        "customer_wrote",
        agent_id=None,
        preferred=last,
        last_choice=None,
        declines=(),
        queued_at_ms=now_ms,
    )


def close(conversation: Conversation, now_ms: int, reason: str, by: str) -> Moved:
    """End for good; nothing is owned or held afterwards."""
    return moved(
        conversation, Move.CLOSE, now_ms, reason, agent_id=None, units_held=0, unseen=False, closed_by=by
    )


def free_capacity(conversation: Conversation) -> tuple[Conversation, CapacityFreed]:
    """Give the capacity back while wrap-up goes on.

    Raises:
        Refusal: WRONG_STATE outside wrap-up or when nothing is held.
    """
    in_wrap_up = conversation.state is State.WRAP_UP and conversation.units_held > 0
    require(in_wrap_up, Code.WRONG_STATE, "There is no capacity to free.")
    assert conversation.agent_id is not None, "wrap-up has an owner"
    fact = CapacityFreed(conversation_id=conversation.id, agent_id=conversation.agent_id)
    return replace(conversation, units_held=0), fact


def link_changed(
    conversation: Conversation, link: CustomerLink
) -> tuple[Conversation, CustomerLinkChanged]:
    """Note whether the customer is there."""
    fact = CustomerLinkChanged(conversation_id=conversation.id, link=link)
    return replace(conversation, customer=link), fact


def declines_of(conversation: Conversation, agent_id: AgentId) -> int:
    """Return how often this agent declined this conversation."""
    return next((one.count for one in conversation.declines if one.agent_id == agent_id), 0)


def _declined(conversation: Conversation, agent_id: AgentId) -> tuple[Decline, ...]:
    others = tuple(one for one in conversation.declines if one.agent_id != agent_id)
    return (*others, Decline(agent_id=agent_id, count=declines_of(conversation, agent_id) + 1))
