"""Holds the settings that a kind of work shares, and the queue in which it waits."""

from enum import StrEnum

from msgspec import Struct

from cordboard.core.channel import ABILITIES, Abilities, ChannelKind
from cordboard.core.dashboard import STOCK_DASHBOARDS, Dashboard
from cordboard.core.ids import QueueId, WorkstreamId
from cordboard.core.presence import BasePresence
from cordboard.core.widget import Widget

MINUTE_S = 60
DAY_S = 86_400


class WrapUpBlock(StrEnum):
    """How long wrap-up keeps the agent's capacity (domain 1.4)."""

    ALWAYS = "always"
    """Until the conversation is closed."""
    NEVER = "never"
    """Freed when wrap-up begins."""
    TIMED = "timed"
    """Freed after `wrap_up_block_s`, though the conversation may stay in wrap-up."""


class UnseenOffer(StrEnum):
    """What becomes of an offer that nobody saw (mission N15)."""

    WITHDRAW = "withdraw"
    """Taken back and routed again at once."""
    ASSIGN_THEN_REROUTE = "assign_then_reroute"
    """Assigned unseen when its time is over, routed again `unseen_reroute_s` later."""


class AutoClose(Struct, frozen=True, kw_only=True):
    """After how many seconds in a state a conversation closes by itself; None is never (domain 1.5)."""

    open_s: int | None = 20 * MINUTE_S
    """Live chat counts only while the customer is disconnected (mission decision 4)."""
    active_s: int | None = None
    waiting_s: int | None = 28 * DAY_S
    wrap_up_s: int | None = 15 * MINUTE_S


class Workstream(Struct, frozen=True, kw_only=True):
    """Settings of one kind of work (domain 4.1)."""

    id: WorkstreamId
    name: str
    channel: ChannelKind
    queue_id: QueueId
    units: int = 1
    """Capacity that one conversation takes from its agent."""
    wrap_up_block: WrapUpBlock = WrapUpBlock.ALWAYS
    wrap_up_block_s: int = 2 * MINUTE_S
    """30 s to 60 min; counts for WrapUpBlock.TIMED only."""
    allowed_presences: tuple[BasePresence, ...] = (BasePresence.AVAILABLE, BasePresence.BUSY)
    offer_s: int = 120
    """How long an offer may be answered (domain 5.2)."""
    show_countdown: bool = True
    displayed_within_s: int = 10
    """An offer not confirmed as displayed within this time counts as unseen (mission N15)."""
    unseen_offer: UnseenOffer = UnseenOffer.WITHDRAW
    unseen_reroute_s: int = 8 * MINUTE_S
    decline_limit: int = 3
    """After so many rejects and timeouts an agent is not offered this item again (domain 4.5)."""
    missed_sets_inactive: bool = True
    rejected_sets_do_not_disturb: bool = True
    customer_grace_s: int = 3 * MINUTE_S
    """How long a customer who lost the connection may come back (domain 1.6)."""
    auto_close: AutoClose = AutoClose()
    details_shown: tuple[str, ...] = ("name", "email", "page", "language", "browser", "question")
    """Which of the customer's details agents see, in this order (mission N11)."""
    allowed_origins: tuple[str, ...] = ()
    """Web origins that may embed the widget; empty allows the server's own pages only."""
    open_per_visitor: int = 3
    """How many conversations one visitor may have open at once."""
    widget: Widget = Widget()
    """Live chat only."""

    @property
    def blocks_wrap_up_s(self) -> int:
        """How long the timed wrap-up block lasts; 0 for the other modes."""
        return self.wrap_up_block_s if self.wrap_up_block is WrapUpBlock.TIMED else 0

    @property
    def abilities(self) -> Abilities:
        """What the workstream's channel can do."""
        return ABILITIES[self.channel]


class Queue(Struct, frozen=True, kw_only=True):
    """A line in which work waits for its members."""

    id: QueueId
    name: str


class Organisation(Struct, frozen=True, kw_only=True):
    """Settings that everybody shares; there is one, with the id "organisation"."""

    id: str = "organisation"
    name: str = "Cordboard"
    session_limit: int = 10
    """Customer sessions that an agent may have open, Home not counted (mission N16, decision 8)."""
    restore_s: int = 150
    """How long a vanished agent keeps presence and live chats (domain 2.2, mission decision 6)."""
    closed_is_gone_s: int = 5
    """Gone this long after the last connection was closed (mission decision 5)."""
    time_zone: str = "UTC"
    dashboards: tuple[Dashboard, ...] = STOCK_DASHBOARDS
    default_dashboard: str = "work"
    """Which of `dashboards` Home shows until its agent picks another (mission S12)."""


ORGANISATION = "organisation"
