"""Holds the settings that a kind of work shares, and the queue in which it waits."""

from enum import StrEnum

from msgspec import Struct

from cordboard.core.channel import ABILITIES, Abilities, ChannelKind
from cordboard.core.dashboard import STOCK_DASHBOARDS, Dashboard
from cordboard.core.ids import HoursId, ProfileId, QueueId, TemplateId, WorkstreamId
from cordboard.core.notification import Slots
from cordboard.core.overflow import Overflow, WaitingOverflow
from cordboard.core.presence import BasePresence
from cordboard.core.rules import AssignmentRuleset, Bucket, RouteRule, Ruleset
from cordboard.core.skill import Matching
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


class Distribution(StrEnum):
    """How work finds its agent (domain 4.1)."""

    PUSH = "push"
    """Offered by itself."""
    PICK = "pick"
    """Stays open until an agent takes it."""


class Method(StrEnum):
    """Which of the agents who can take work gets it (domain 4.5)."""

    HIGHEST_CAPACITY = "highest_capacity"
    """Most free units; ties by the earliest last assignment."""
    ROUND_ROBIN = "round_robin"
    """Earliest last assignment in this queue, for newcomers the time of joining it."""
    LEAST_ACTIVE = "least_active"
    """Longest since capacity was last released, who never had work first; ties by the last assignment."""
    CUSTOM = "custom"
    """By the queue's own rulesets, which must state presence, capacity and skills themselves."""


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
    """The fallback queue, for work that no route rule sends elsewhere; its overflow is then ignored."""
    distribution: Distribution = Distribution.PUSH
    """Can't be changed once the workstream exists."""
    units: int = 1
    """Capacity that one conversation takes from its agent."""
    profiles: tuple[ProfileId, ...] = ()
    """Capacity profiles in which one conversation counts, besides or in the place of units."""
    matching: Matching = Matching.EXACT
    """Queues with a custom method decide by their rules alone."""
    classification: tuple[Ruleset, ...] = ()
    routes: tuple[RouteRule, ...] = ()
    """Tried in order; the first whose queue is not overflowing gets the work."""
    keep_same_agent: bool = True
    """Work that comes back is offered to the agent who had it first (mission decisions 6 and 16)."""
    affinity_wait_s: int | None = 0
    """How long it waits for that agent, or for the preferred ones, before others get it; None is for ever."""
    wrap_up_block: WrapUpBlock = WrapUpBlock.ALWAYS
    wrap_up_block_s: int = 2 * MINUTE_S
    """30 s to 60 min; counts for WrapUpBlock.TIMED only."""
    allowed_presences: tuple[BasePresence, ...] = (BasePresence.AVAILABLE, BasePresence.BUSY)
    offer_s: int = 120
    """How long an offer may be answered (domain 5.2), where no template says so."""
    show_countdown: bool = True
    """Where no template says so."""
    notifications: Slots = Slots()
    session_template_id: TemplateId | None = None
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
    priority: int = 100
    """Of several queues an agent serves the one with the smaller number first."""
    method: Method = Method.HIGHEST_CAPACITY
    assignment: tuple[AssignmentRuleset, ...] = ()
    """Counts for Method.CUSTOM only."""
    prioritisation: tuple[Bucket, ...] = ()
    """Parts of the line that go before the rest; empty serves the oldest first."""
    hours_id: HoursId | None = None
    """None is open at all times."""
    overflow: tuple[Overflow, ...] = ()
    """Looked at once, before work enters; out of hours first."""
    waiting_overflow: WaitingOverflow | None = None


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
    """IANA name; the organisation's day begins at its midnight."""
    decliners_limit: int = 100
    """After so many different agents declined it, work is no longer offered by itself (domain 4.5)."""
    dashboards: tuple[Dashboard, ...] = STOCK_DASHBOARDS
    default_dashboard: str = "work"
    """Which of `dashboards` Home shows until its agent picks another (mission S12)."""


ORGANISATION = "organisation"
