"""Decides the life of an offer: a lease on an agent's capacity, to be answered in time (mission N15)."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from cordboard.core.errors import Code, require
from cordboard.core.ids import AgentId, ConversationId, OfferId, ProfileId
from cordboard.core.workstream import Workstream

SECOND_MS = 1000


class Outcome(StrEnum):
    """How an offer ended (domain 5.6)."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    TIMED_OUT = "timed_out"
    """Displayed, and nobody answered in time."""
    NOT_DISPLAYED = "not_displayed"
    """No page confirmed that it was shown; no decline."""
    AGENT_GONE = "agent_gone"
    """The agent's last connection went away; no decline."""
    WITHDRAWN = "withdrawn"
    """The agent was taken out of the queue meanwhile; no decline."""
    CONVERSATION_CLOSED = "conversation_closed"
    """The customer left, or somebody closed the conversation first."""
    ASSIGNED_UNSEEN = "assigned_unseen"
    """Its time ran out unseen and the workstream assigns such work (UnseenOffer.ASSIGN_THEN_REROUTE)."""


DECLINES = frozenset({Outcome.REJECTED, Outcome.TIMED_OUT})
"""Outcomes that count against the agent for this conversation (domain 4.5)."""


class Offer(Struct, frozen=True, kw_only=True):
    """One conversation offered to one agent."""

    id: OfferId
    conversation_id: ConversationId
    agent_id: AgentId
    epoch: int
    """Which offer of its conversation this is; an answer must name it."""
    units: int
    """Capacity reserved while it is out."""
    profiles: tuple[ProfileId, ...] = ()
    """Capacity profiles in which it counts while it is out."""
    made_at_ms: int
    expires_at_ms: int
    """An answer at this very millisecond still counts."""
    show_countdown: bool
    displayed_at_ms: int | None = None
    outcome: Outcome | None = None
    """None while it is out."""
    ended_at_ms: int | None = None


class OfferMade(Struct, frozen=True, kw_only=True, tag="offer_made"):
    """A conversation was offered to an agent."""

    offer_id: OfferId
    conversation_id: ConversationId
    agent_id: AgentId


class OfferDisplayed(Struct, frozen=True, kw_only=True, tag="offer_displayed"):
    """A page of the agent painted the alert."""

    offer_id: OfferId


class OfferEnded(Struct, frozen=True, kw_only=True, tag="offer_ended"):
    """An offer is over."""

    offer_id: OfferId
    agent_id: AgentId
    outcome: Outcome


def make(
    offer_id: OfferId,
    *,
    conversation_id: ConversationId,
    agent_id: AgentId,
    epoch: int,
    units: int,
    profiles: tuple[ProfileId, ...],
    settings: Workstream,
    now_ms: int,
) -> Offer:
    """Reserve the agent's capacity for the time that the workstream gives."""
    return Offer(
        id=offer_id,
        conversation_id=conversation_id,
        agent_id=agent_id,
        epoch=epoch,
        units=units,
        profiles=profiles,
        made_at_ms=now_ms,
        expires_at_ms=now_ms + settings.offer_s * SECOND_MS,
        show_countdown=settings.show_countdown,
    )


def display(offer: Offer, now_ms: int) -> tuple[Offer, OfferDisplayed]:
    """Note that a page shows it; the first confirmation counts.

    Raises:
        Refusal: OFFER_OVER when it has ended.
    """
    _still_out(offer)
    shown_at = offer.displayed_at_ms if offer.displayed_at_ms is not None else now_ms
    return replace(offer, displayed_at_ms=shown_at), OfferDisplayed(offer_id=offer.id)


def answer(
    offer: Offer, outcome: Outcome, *, agent_id: AgentId, epoch: int, now_ms: int
) -> tuple[Offer, OfferEnded]:
    """Take the agent's accept or reject.

    Raises:
        Refusal: NOT_YOURS for another agent's offer; OFFER_OVER when it has ended, its time is over,
            or the answer is to an earlier offer.
    """
    require(offer.agent_id == agent_id, Code.NOT_YOURS, "This was offered to another agent.")
    _still_out(offer)
    in_time = offer.epoch == epoch and now_ms <= offer.expires_at_ms
    require(in_time, Code.OFFER_OVER, "The time to answer this offer is over.")
    return finish(offer, outcome, now_ms)


def finish(offer: Offer, outcome: Outcome, now_ms: int) -> tuple[Offer, OfferEnded]:
    """End it for a reason of the system's.

    Raises:
        Refusal: OFFER_OVER when it has ended already.
    """
    _still_out(offer)
    ended = replace(offer, outcome=outcome, ended_at_ms=now_ms)
    return ended, OfferEnded(offer_id=offer.id, agent_id=offer.agent_id, outcome=outcome)


def begin_anew(offer: Offer, settings: Workstream, now_ms: int) -> Offer:
    """Give the full time again: the server was away, and that counts against nobody (mission decision 7)."""
    return replace(offer, expires_at_ms=now_ms + settings.offer_s * SECOND_MS)


def _still_out(offer: Offer) -> None:
    require(offer.outcome is None, Code.OFFER_OVER, "This offer has ended already.")
