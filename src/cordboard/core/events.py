"""Joins all facts into one type: what the core can say has happened."""

import msgspec

from cordboard.core.agent import AgentConnected, AgentDayEnded, AgentGone, AgentHoursTurned, AgentSighted
from cordboard.core.conversation import (
    CapacityFreed,
    ConversationMoved,
    ConversationSeen,
    ConversationStarted,
    CustomerLinkChanged,
)
from cordboard.core.offer import OfferDisplayed, OfferEnded, OfferExtended, OfferMade
from cordboard.core.overflow import WorkOverflowed
from cordboard.core.presence import AlertRaised, AlertsReset, PresenceChanged
from cordboard.core.visitor import VisitorBlocked
from cordboard.core.workspace_session import SessionClosed, SessionOpened

Fact = (
    AgentConnected
    | AgentDayEnded
    | AgentGone
    | AgentHoursTurned
    | AgentSighted
    | AlertRaised
    | AlertsReset
    | CapacityFreed
    | ConversationMoved
    | ConversationSeen
    | ConversationStarted
    | CustomerLinkChanged
    | OfferDisplayed
    | OfferEnded
    | OfferExtended
    | OfferMade
    | PresenceChanged
    | SessionClosed
    | SessionOpened
    | VisitorBlocked
    | WorkOverflowed
)

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(fact: Fact) -> bytes:
    """Return the fact as JSON, the same bytes for the same fact."""
    return _encoder.encode(fact)
