"""Lists every command: what people, visitors, deadlines and connections can ask of the floor."""

from typing import Annotated

import msgspec

from cordboard.app.command import Command, Count, Reason
from cordboard.app.setup_commands import (
    ApplyConfiguration,
    Configure,
    DisableUser,
    PutUser,
    SetAgent,
    SetDefaultDashboard,
)
from cordboard.core.conversation import Detail
from cordboard.core.deadline import Deadline
from cordboard.core.ids import (
    AgentId,
    ConnectionId,
    ConversationId,
    OfferId,
    PresenceId,
    SessionId,
    VisitorId,
    WorkstreamId,
)
from cordboard.core.session_template import TABS_LIMIT, OpenTab
from cordboard.core.widget import NoticeShown

# What customers ask


class StartConversation(Command, frozen=True, kw_only=True, tag="start_conversation"):
    """Begin a conversation with its first message (mission decision 2)."""

    conversation_id: ConversationId
    """Made by the door, not by the customer's page."""
    workstream_id: WorkstreamId
    visitor_id: VisitorId
    message_id: str
    """The client's id of the first message."""
    text: str
    visitor_name: str = ""
    details: tuple[Detail, ...] = ()
    notice: NoticeShown | None = None


class EndByCustomer(Command, frozen=True, kw_only=True, tag="end_by_customer"):
    """The customer presses end (live chat only)."""

    conversation_id: ConversationId


# What agents ask


class AcceptOffer(Command, frozen=True, kw_only=True, tag="accept_offer"):
    """Take the conversation that is offered (mission S7)."""

    offer_id: OfferId
    epoch: Count


class RejectOffer(Command, frozen=True, kw_only=True, tag="reject_offer"):
    """Decline the conversation that is offered."""

    offer_id: OfferId
    epoch: Count


class ExtendOffer(Command, frozen=True, kw_only=True, tag="extend_offer"):
    """Ask for the whole time again, where the template allows it (WCAG 2.2, 2.2.1)."""

    offer_id: OfferId
    epoch: Count


class ConfirmDisplayed(Command, frozen=True, kw_only=True, tag="confirm_displayed"):
    """Say that the alert was painted in a visible page (mission decision 11)."""

    offer_id: OfferId


class ReportVisible(Command, frozen=True, kw_only=True, tag="report_visible"):
    """Say that a page of the agent is visible: offers can be shown again."""


class PickConversation(Command, frozen=True, kw_only=True, tag="pick_conversation"):
    """Take an open conversation by hand (mission S6, decision 12)."""

    conversation_id: ConversationId


class ReopenConversation(Command, frozen=True, kw_only=True, tag="reopen_conversation"):
    """Open a work item of one's own in a session, taking it up again when it was parked (mission S6)."""

    conversation_id: ConversationId


class EndConversation(Command, frozen=True, kw_only=True, tag="end_conversation"):
    """Finish with the customer and begin wrap-up."""

    conversation_id: ConversationId


class CloseSession(Command, frozen=True, kw_only=True, tag="close_session"):
    """Press X: close, park or give back, as the state and the channel say (domain 1.3)."""

    session_id: SessionId


class FocusSession(Command, frozen=True, kw_only=True, tag="focus_session"):
    """Say which session is looked at and up to where its transcript was seen (mission S16)."""

    session_id: SessionId
    read_up_to: Count


class ArrangeSessions(Command, frozen=True, kw_only=True, tag="arrange_sessions"):
    """Put the sessions of the panel into this order; those that are not named stay behind them."""

    session_ids: Annotated[tuple[SessionId, ...], msgspec.Meta(max_length=200)]


class ShowTabs(Command, frozen=True, kw_only=True, tag="show_tabs"):
    """Say which application tabs a session has, and which one is looked at (mission S8)."""

    session_id: SessionId
    tabs: Annotated[tuple[OpenTab, ...], msgspec.Meta(max_length=TABS_LIMIT)]
    selected: Annotated[str, msgspec.Meta(max_length=300)] = ""


class ChoosePresence(Command, frozen=True, kw_only=True, tag="choose_presence"):
    """Pick a presence by hand."""

    presence_id: PresenceId


class ResetPresence(Command, frozen=True, kw_only=True, tag="reset_presence"):
    """Answer the alerts; supervisors may do it for an agent of a queue that they supervise (mission N14)."""

    agent_id: AgentId


class SetAgentPresence(Command, frozen=True, kw_only=True, tag="set_agent_presence"):
    """Set another person's presence; for supervisors of one of their queues (domain 2.6)."""

    agent_id: AgentId
    presence_id: PresenceId


class SignOut(Command, frozen=True, kw_only=True, tag="sign_out"):
    """Leave at once: gone without the grace of a lost connection."""

    agent_id: AgentId


# What supervisors and administrators ask


class ForceClose(Command, frozen=True, kw_only=True, tag="force_close"):
    """Close a conversation whatever its state (domain appendix A, row 37)."""

    conversation_id: ConversationId


class BlockVisitor(Command, frozen=True, kw_only=True, tag="block_visitor"):
    """Take nothing more from a visitor, and end what they have open."""

    visitor_id: VisitorId
    reason: Reason


class UnblockVisitor(Command, frozen=True, kw_only=True, tag="unblock_visitor"):
    """Let a blocked visitor in again."""

    visitor_id: VisitorId


# What connections, messages and time say; only the server itself sends these


class AgentArrived(Command, frozen=True, kw_only=True, tag="agent_arrived"):
    """A page of the agent has connected."""

    agent_id: AgentId
    connection_id: ConnectionId


class AgentLeft(Command, frozen=True, kw_only=True, tag="agent_left"):
    """A page of the agent closed its connection, or fell silent."""

    agent_id: AgentId
    connection_id: ConnectionId
    silent: bool
    """True when heartbeats stopped: the waiting is done already (mission decision 5)."""


class CustomerArrived(Command, frozen=True, kw_only=True, tag="customer_arrived"):
    """A page of the customer shows this conversation."""

    conversation_id: ConversationId
    connection_id: ConnectionId


class CustomerLeft(Command, frozen=True, kw_only=True, tag="customer_left"):
    """A page of the customer closed its connection, or fell silent."""

    conversation_id: ConversationId
    connection_id: ConnectionId
    silent: bool


class HearCustomer(Command, frozen=True, kw_only=True, tag="hear_customer"):
    """The customer wrote while it was parked, or the agent before looking at it; from a durable wake row."""

    conversation_id: ConversationId


class Elapse(Command, frozen=True, kw_only=True, tag="elapse"):
    """Do what is due by now."""

    deadlines: tuple[Deadline, ...] = ()
    """These alone, as far as they stand; all where none is named."""


class BeginAnew(Command, frozen=True, kw_only=True, tag="begin_anew"):
    """The server was away or the machine slept: that counts against nobody (mission decision 7)."""

    all_gone: bool
    """True at start-up, when no connection has survived."""


class Route(Command, frozen=True, kw_only=True, tag="route"):
    """Go on with routing that did not fit into an earlier step."""


FromCustomer = StartConversation | EndByCustomer
FromAgent = (
    AcceptOffer
    | RejectOffer
    | ExtendOffer
    | ConfirmDisplayed
    | ReportVisible
    | PickConversation
    | ReopenConversation
    | EndConversation
    | CloseSession
    | FocusSession
    | ArrangeSessions
    | ShowTabs
    | ChoosePresence
    | ResetPresence
)
FromStaff = (
    ForceClose
    | SetAgentPresence
    | BlockVisitor
    | UnblockVisitor
    | PutUser
    | DisableUser
    | SetDefaultDashboard
    | Configure
    | ApplyConfiguration
    | SetAgent
)
FromServer = (
    SignOut
    | AgentArrived
    | AgentLeft
    | CustomerArrived
    | CustomerLeft
    | HearCustomer
    | Elapse
    | BeginAnew
    | Route
)
AnyCommand = FromCustomer | FromAgent | FromStaff | FromServer
BySocket = EndByCustomer | FromAgent | ForceClose | BlockVisitor | UnblockVisitor
"""What a browser may send on its socket; who may send which is decided in `app.access`."""

encoder = msgspec.json.Encoder(order="deterministic")
