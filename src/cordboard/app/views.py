"""Says how live things look to their readers: the values in snapshots and in the entries that change them."""

from msgspec import Struct

from cordboard.app.notification_view import NotificationView
from cordboard.core.agent import Agent
from cordboard.core.channel import ChannelKind
from cordboard.core.conversation import Conversation, CustomerLink, Detail, State, by_name
from cordboard.core.notification import AutoAssign
from cordboard.core.offer import Offer
from cordboard.core.presence import AlertCause, Cause, Reachability, shown
from cordboard.core.routing import place_in_line
from cordboard.core.session_template import Communication, OpenTab, SessionTemplate
from cordboard.core.widget import NoticeGiven
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Queue, Workstream


class AlertView(Struct, frozen=True, kw_only=True):
    """One reason why the system took the agent out of the line."""

    cause: AlertCause
    at_ms: int
    """When it happened last."""
    count: int
    """How often since the last answer."""


class AgentView(Struct, frozen=True, kw_only=True):
    """An agent as they see themselves, and as supervisors see them."""

    id: str
    name: str
    presence_id: str
    since_ms: int
    reachability: Reachability
    chosen_by_agent: bool
    """The presence was picked by hand and not yet replaced."""
    cause: Cause
    """Why it is as it is."""
    set_by: str
    """Name of the supervisor who set or reset it; else empty."""
    alerts: tuple[AlertView, ...]
    units_in_use: int
    units_total: int


class OfferView(Struct, frozen=True, kw_only=True):
    """What the alert shows (mission N1, N11)."""

    id: str
    epoch: int
    conversation_id: str
    title: str
    visitor_number: int
    named: bool
    channel: ChannelKind
    queue_name: str
    details: tuple[Detail, ...]
    made_at_ms: int
    expires_at_ms: int
    show_countdown: bool
    extensions: int
    """How often the whole time may still be asked for."""
    rejectable: bool
    auto_assign: AutoAssign
    auto_accept: bool
    notification: NotificationView
    displayed: bool


class ItemView(Struct, frozen=True, kw_only=True):
    """A conversation in a list."""

    id: str
    title: str
    visitor_number: int
    named: bool
    channel: ChannelKind
    queue_id: str
    queue_name: str
    state: State
    state_since_ms: int
    created_at_ms: int
    queued_at_ms: int
    """When it entered the line the last time; an offer that comes back leaves it."""
    line: tuple[int, ...]
    """Its place in its queue's line, compared number by number, equal ones by id: the smallest is next."""
    agent_id: str | None
    agent_name: str | None
    customer: CustomerLink
    asynchronous: bool
    unseen: bool
    """Assigned by itself, and its agent has not looked at it yet."""


class TabsShown(Struct, frozen=True, kw_only=True):
    """What an agent has open in a session beside what its template opens."""

    opened: tuple[OpenTab, ...]
    """The agent's own, without what is gone and what the template opens by now."""
    selected: str
    """`kind:target` of one of them or of the template's; empty is the anchor."""


class SessionView(Struct, frozen=True, kw_only=True):
    """A session in the panel, with the conversation it shows."""

    id: str
    conversation_id: str
    opened_at_ms: int
    place: int
    """In the panel, the smallest first; equal ones by the time of opening."""
    title: str
    """Of the session template, its slugs not filled in yet; empty is the customer's name."""
    communication: Communication
    """How the panel stands until somebody changes it."""
    applications: tuple[str, ...]
    """Ids of the application tabs that the template opens and nobody closes."""
    values: dict[str, str]
    """By slug of the title and of applications' addresses, if there is a value; without customerName."""
    tabs: tuple[OpenTab, ...]
    selected_tab: str
    """`kind:target` of the tab that was looked at last; empty is the anchor."""
    read_up_to: int
    item: ItemView
    details: tuple[Detail, ...]
    notice: NoticeGiven | None
    """What the customer was told of monitoring (mission M17)."""
    accepted_at_ms: int | None
    """When an agent took it first: the customer's waiting ended."""
    closes_at_ms: int | None
    """When wrap-up ends by itself; None in other states, and where it never does."""
    frees_at_ms: int | None
    """When wrap-up stops keeping the agent's capacity, though it goes on; None where it does not."""


class AgentSnapshot(Struct, frozen=True, kw_only=True, tag_field="of", tag="agent"):
    """Everything in the stream `agent:<id>` at one number."""

    me: AgentView
    offers: tuple[OfferView, ...]
    sessions: tuple[SessionView, ...]
    items: tuple[ItemView, ...]
    """My work items: accepted, waiting and in wrap-up."""


class QueueSnapshot(Struct, frozen=True, kw_only=True, tag_field="of", tag="queue"):
    """Everything in the stream `queue:<id>`: open work that its members may pick."""

    items: tuple[ItemView, ...]


class FloorSnapshot(Struct, frozen=True, kw_only=True, tag_field="of", tag="floor"):
    """Everything in the stream `floor:<queue>`: what the queue's supervisors see."""

    items: tuple[ItemView, ...]
    """All ongoing conversations of the queue."""
    agents: tuple[AgentView, ...]
    """All members of the queue."""


def agent_view(agent: Agent, units_in_use: int) -> AgentView:
    """Show an agent."""
    presence = agent.presence
    presence_id = shown(presence)
    return AgentView(
        id=agent.id,
        name=agent.name,
        presence_id=presence_id,
        since_ms=presence.since_ms,
        reachability=presence.reachability,
        chosen_by_agent=presence.chosen is not None and presence.chosen.id == presence_id,
        cause=presence.cause,
        set_by=presence.set_by,
        alerts=tuple(AlertView(cause=one.cause, at_ms=one.at_ms, count=one.count) for one in presence.alerts),
        units_in_use=units_in_use,
        units_total=agent.capacity_units,
    )


def details_view(conversation: Conversation, settings: Workstream) -> tuple[Detail, ...]:
    """Show the details that the administrator chose, in that order (mission N11)."""
    known = by_name(conversation.details)
    return tuple(Detail(name=name, value=known[name]) for name in settings.details_shown if name in known)


def offer_view(
    offer: Offer,
    conversation: Conversation,
    settings: Workstream,
    queue: Queue,
    notification: NotificationView,
) -> OfferView:
    """Show an offer."""
    return OfferView(
        id=offer.id,
        epoch=offer.epoch,
        conversation_id=offer.conversation_id,
        title=conversation.title,
        visitor_number=conversation.visitor_number,
        named=conversation.named,
        channel=conversation.channel,
        queue_name=queue.name,
        details=details_view(conversation, settings),
        made_at_ms=offer.made_at_ms,
        expires_at_ms=offer.expires_at_ms,
        show_countdown=offer.show_countdown,
        extensions=offer.extensions,
        rejectable=offer.rejectable,
        auto_assign=offer.auto_assign,
        auto_accept=offer.auto_accept,
        notification=notification,
        displayed=offer.displayed_at_ms is not None,
    )


def item_view(conversation: Conversation, queue: Queue, agent: Agent | None) -> ItemView:
    """Show a conversation in a list."""
    return ItemView(
        id=conversation.id,
        title=conversation.title,
        visitor_number=conversation.visitor_number,
        named=conversation.named,
        channel=conversation.channel,
        queue_id=conversation.queue_id,
        queue_name=queue.name,
        state=conversation.state,
        state_since_ms=conversation.state_since_ms,
        created_at_ms=conversation.created_at_ms,
        queued_at_ms=conversation.queued_at_ms,
        line=place_in_line(conversation),
        agent_id=conversation.agent_id,
        agent_name=agent.name if agent else None,
        customer=conversation.customer,
        asynchronous=conversation.asynchronous,
        unseen=conversation.unseen,
    )


def session_view(
    session: WorkspaceSession,
    item: ItemView,
    conversation: Conversation,
    settings: Workstream,
    *,
    template: SessionTemplate,
    tabs: TabsShown,
    values: dict[str, str],
    closes_at_ms: int | None,
    frees_at_ms: int | None,
) -> SessionView:
    """Show a session."""
    return SessionView(
        id=session.id,
        conversation_id=session.conversation_id,
        opened_at_ms=session.opened_at_ms,
        place=session.place,
        title=template.title,
        communication=template.communication,
        applications=template.applications,
        values=values,
        tabs=tabs.opened,
        selected_tab=tabs.selected,
        read_up_to=session.read_up_to,
        item=item,
        details=details_view(conversation, settings),
        notice=conversation.notice,
        accepted_at_ms=conversation.accepted_at_ms,
        closes_at_ms=closes_at_ms,
        frees_at_ms=frees_at_ms,
    )
