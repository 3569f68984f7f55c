"""Decides the life of an offer: a lease on an agent's capacity, to be answered in time (mission N15)."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from cordboard.core.errors import Code, require
from cordboard.core.ids import AgentId, ConversationId, OfferId, ProfileId, TemplateId
from cordboard.core.notification import STOCK, AutoAssign, NotificationTemplate

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
    ASSIGNED = "assigned"
    """It became the agent's by itself, and a page had shown it (mission N9)."""
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
    template_id: TemplateId = STOCK
    """How it looks; what it does by itself stands here, whatever becomes of the template meanwhile."""
    countdown_s: int = 120
    extensions: int = 0
    """How often the agent may still ask for the whole time again."""
    rejectable: bool = True
    auto_assign: AutoAssign = AutoAssign.NEVER
    auto_accept: bool = False
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


class OfferExtended(Struct, frozen=True, kw_only=True, tag="offer_extended"):
    """The agent asked for the whole time again."""

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
    template: NotificationTemplate,
    now_ms: int,
) -> Offer:
    """Reserve the agent's capacity for the time that the template gives."""
    return Offer(
        id=offer_id,
        conversation_id=conversation_id,
        agent_id=agent_id,
        epoch=epoch,
        units=units,
        profiles=profiles,
        made_at_ms=now_ms,
        expires_at_ms=now_ms + template.countdown_s * SECOND_MS,
        show_countdown=template.show_countdown,
        template_id=template.id,
        countdown_s=template.countdown_s,
        extensions=template.extensions,
        rejectable=template.rejectable,
        auto_assign=template.auto_assign,
        auto_accept=template.auto_accept,
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
            or the answer is to an earlier offer; NOT_ALLOWED to reject where that is forbidden.
    """
    _in_time(offer, agent_id, epoch, now_ms)
    may_be = outcome is not Outcome.REJECTED or offer.rejectable
    require(may_be, Code.NOT_ALLOWED, "This work can't be rejected.")
    return finish(offer, outcome, now_ms)


def extend(offer: Offer, *, agent_id: AgentId, epoch: int, now_ms: int) -> tuple[Offer, OfferExtended]:
    """Give the whole time again from now on (WCAG 2.2, 2.2.1).

    Raises:
        Refusal: as `answer`; NOT_ALLOWED when the template allows no more.
    """
    _in_time(offer, agent_id, epoch, now_ms)
    require(offer.extensions > 0, Code.NOT_ALLOWED, "There is no more time to be had for this offer.")
    longer = begin_anew(replace(offer, extensions=offer.extensions - 1), now_ms)
    return longer, OfferExtended(offer_id=offer.id)


def finish(offer: Offer, outcome: Outcome, now_ms: int) -> tuple[Offer, OfferEnded]:
    """End it for a reason of the system's.

    Raises:
        Refusal: OFFER_OVER when it has ended already.
    """
    _still_out(offer)
    ended = replace(offer, outcome=outcome, ended_at_ms=now_ms)
    return ended, OfferEnded(offer_id=offer.id, agent_id=offer.agent_id, outcome=outcome)


def begin_anew(offer: Offer, now_ms: int) -> Offer:
    """Give the full time again: the server was away, and that counts against nobody (mission decision 7)."""
    return replace(offer, expires_at_ms=now_ms + offer.countdown_s * SECOND_MS)


def _in_time(offer: Offer, agent_id: AgentId, epoch: int, now_ms: int) -> None:
    require(offer.agent_id == agent_id, Code.NOT_YOURS, "This was offered to another agent.")
    _still_out(offer)
    in_time = offer.epoch == epoch and now_ms <= offer.expires_at_ms
    require(in_time, Code.OFFER_OVER, "The time to answer this offer is over.")


def _still_out(offer: Offer) -> None:
    require(offer.outcome is None, Code.OFFER_OVER, "This offer has ended already.")
