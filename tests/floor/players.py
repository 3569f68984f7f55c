"""Gives a scene its people: agents at desks and customers at widgets, acting by public commands only."""

from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app.definitions import settings_of
from cordboard.app.engine import Appended, Message
from cordboard.app.ports import Answer
from cordboard.app.setup_commands import SetAgent
from cordboard.app.snapshots import agent_snapshot
from cordboard.app.views import SessionView
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, Detail
from cordboard.core.ids import AgentId, ConnectionId, ConversationId, PresenceId, VisitorId, WorkstreamId
from cordboard.core.message import Author, AuthorRole
from cordboard.core.offer import Offer
from cordboard.core.presence import shown
from cordboard.core.session_template import OpenTab
from cordboard.core.user import OPERATOR, Role
from cordboard.core.workspace_session import WorkspaceSession
from floor.stage import QUEUE, WEB, Stage, user, visitor


class Desk:
    """An agent at a desk: does what an agent does, tells what an agent sees."""

    def __init__(self, stage: Stage, identity: str, name: str) -> None:
        self.stage = stage
        self.id = AgentId(identity)
        self.name = name
        self.actor = user(identity)

    def does(self, command: c.AnyCommand) -> Answer:
        return self.stage.do(command, self.actor)

    # Being there

    def comes(self, page: str = "page") -> None:
        self.stage.do(c.AgentArrived(agent_id=self.id, connection_id=self._page(page)))

    def leaves(self, page: str = "page") -> None:
        """Close a page; gone after the patience for closed connections."""
        self.stage.do(c.AgentLeft(agent_id=self.id, connection_id=self._page(page), silent=False))

    def falls_silent(self, page: str = "page") -> None:
        """Lose a page whose heartbeats had stopped: gone at once."""
        self.stage.do(c.AgentLeft(agent_id=self.id, connection_id=self._page(page), silent=True))

    def signs_out(self) -> None:
        self.stage.do(c.SignOut(agent_id=self.id))

    def says_visible(self) -> None:
        self.does(c.ReportVisible())

    def _page(self, page: str) -> ConnectionId:
        return ConnectionId(f"{self.id}-{page}")

    # Offers

    def offer(self, chat: ConversationId) -> Offer:
        """The offer of this conversation that is out to this agent."""
        offer = self.stage.writer.view.offer_of(chat)
        assert offer is not None, "nothing is offered"
        assert offer.agent_id == self.id, "it is offered to somebody else"
        return offer

    def sees(self, chat: ConversationId) -> None:
        """Have the alert painted in a visible page."""
        self.does(c.ConfirmDisplayed(offer_id=self.offer(chat).id))

    def accepts(self, chat: ConversationId) -> None:
        offer = self.offer(chat)
        self.does(c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch))

    def rejects(self, chat: ConversationId) -> None:
        offer = self.offer(chat)
        self.does(c.RejectOffer(offer_id=offer.id, epoch=offer.epoch))

    # Work

    def picks(self, chat: ConversationId) -> None:
        self.does(c.PickConversation(conversation_id=chat))

    def reopens(self, chat: ConversationId) -> None:
        self.does(c.ReopenConversation(conversation_id=chat))

    def ends(self, chat: ConversationId) -> None:
        self.does(c.EndConversation(conversation_id=chat))

    def presses_x(self, chat: ConversationId) -> None:
        self.does(c.CloseSession(session_id=self.session(chat).id))

    def arranges(self, *chats: ConversationId) -> None:
        self.does(c.ArrangeSessions(session_ids=tuple(self.session(chat).id for chat in chats)))

    def shows(self, chat: ConversationId, *tabs: OpenTab, selected: str = "") -> None:
        """Have these tabs open beside the conversation."""
        self.does(c.ShowTabs(session_id=self.session(chat).id, tabs=tabs, selected=selected))

    def reads(self, chat: ConversationId, up_to: int) -> None:
        self.does(c.FocusSession(session_id=self.session(chat).id, read_up_to=up_to))

    def message(self, chat: ConversationId, text: str, client_id: str | None = None) -> Message:
        author = Author(role=AuthorRole.AGENT, id=self.id, name=self.name)
        client_id = client_id or self.stage.fresh("m")
        return Message(conversation_id=chat, author=author, client_id=client_id, text=text)

    def writes(self, chat: ConversationId, text: str, client_id: str | None = None) -> Appended:
        return self.stage.send(self.message(chat, text, client_id))

    # Presence

    def chooses(self, presence: str) -> None:
        self.does(c.ChoosePresence(presence_id=PresenceId(presence)))

    def sets(self, other: "Desk", presence: str) -> None:
        """Set somebody else's presence, as their supervisor."""
        self.does(c.SetAgentPresence(agent_id=other.id, presence_id=PresenceId(presence)))

    def resets(self, other: "Desk | None" = None) -> None:
        """Answer the alerts, one's own or those of somebody else."""
        self.does(c.ResetPresence(agent_id=(other or self).id))

    # What is there to see

    @property
    def agent(self) -> Agent:
        return self.stage.writer.view.get(Agent, self.id)

    @property
    def presence(self) -> str:
        return shown(self.agent.presence)

    @property
    def alerts(self) -> list[str]:
        return [alert.cause.value for alert in self.agent.presence.alerts]

    @property
    def offered(self) -> list[ConversationId]:
        """Conversations that are offered to this agent."""
        view = self.stage.writer.view
        return [view.get(Offer, one).conversation_id for one in view.offers_to(self.id)]

    @property
    def items(self) -> list[ConversationId]:
        """Conversations that this agent owns."""
        return list(self.stage.writer.view.owned_by(self.id))

    @property
    def panel(self) -> list[ConversationId]:
        """Conversations on this agent's session panel, from the top."""
        return [ConversationId(one.conversation_id) for one in self.sessions]

    @property
    def sessions(self) -> tuple[SessionView, ...]:
        """The session panel as a page that was just opened shows it."""
        return agent_snapshot(self.stage.writer.view, self.id).sessions

    @property
    def units_free(self) -> int:
        view = self.stage.writer.view
        return self.agent.capacity_units - view.units_held(self.id) - view.units_reserved(self.id)

    def session(self, chat: ConversationId) -> WorkspaceSession:
        view = self.stage.writer.view
        sessions = [view.get(WorkspaceSession, one) for one in view.sessions_of(self.id)]
        return next(one for one in sessions if one.conversation_id == chat)


class Widget:
    """A customer at the widget."""

    def __init__(self, stage: Stage, identity: str, name: str) -> None:
        self.stage = stage
        self.id = VisitorId(identity)
        self.name = name
        self.actor = visitor(identity)

    def starts(
        self,
        text: str = "Hello",
        *,
        workstream: WorkstreamId = WEB,
        details: tuple[Detail, ...] = (),
        page: str | None = "page",
    ) -> ConversationId:
        """Write the first message; the page then shows the conversation, unless it is lost before."""
        chat = ConversationId(self.stage.fresh("chat-"))
        command = c.StartConversation(
            conversation_id=chat,
            workstream_id=workstream,
            visitor_id=self.id,
            message_id=self.stage.fresh("m"),
            text=text,
            visitor_name=self.name,
            details=details,
        )
        self.stage.do(command, self.actor)
        if page is not None:
            self.comes(chat, page)
        return chat

    def comes(self, chat: ConversationId, page: str = "page") -> None:
        self.stage.do(c.CustomerArrived(conversation_id=chat, connection_id=self._page(page)))

    def leaves(self, chat: ConversationId, page: str = "page") -> None:
        """Close a page; gone after the patience for closed connections."""
        self.stage.do(c.CustomerLeft(conversation_id=chat, connection_id=self._page(page), silent=False))

    def falls_silent(self, chat: ConversationId, page: str = "page") -> None:
        self.stage.do(c.CustomerLeft(conversation_id=chat, connection_id=self._page(page), silent=True))

    def ends(self, chat: ConversationId) -> None:
        self.stage.do(c.EndByCustomer(conversation_id=chat), self.actor)

    def message(self, chat: ConversationId, text: str, client_id: str | None = None) -> Message:
        author = Author(role=AuthorRole.CUSTOMER, id=self.id)
        client_id = client_id or self.stage.fresh("m")
        return Message(conversation_id=chat, author=author, client_id=client_id, text=text)

    def writes(self, chat: ConversationId, text: str, client_id: str | None = None) -> Appended:
        return self.stage.send(self.message(chat, text, client_id))

    def _page(self, page: str) -> ConnectionId:
        return ConnectionId(f"{self.id}-{page}")

    def link(self, chat: ConversationId) -> str:
        conversation: Conversation = self.stage.chat(chat)
        return conversation.customer.value


def hire(stage: Stage, name: str, *, units: int = 5, there: bool = True, presence: str | None = None) -> Desk:
    """Add an agent of the queue, by default at once at their desk."""
    desk = Desk(stage, name.lower(), name)
    stage.put_user(desk.id, name, queue_ids=(QUEUE,), capacity_units=units)
    if there:
        desk.comes()
    if presence is not None:
        desk.chooses(presence)
    return desk


def equip(desk: Desk, **fields: object) -> None:
    """Change some of what is set for an agent, as the operator does."""
    settings = settings_of(desk.agent, desk.id)
    desk.stage.do(SetAgent(settings=replace(settings, **fields)), OPERATOR)


def appoint(stage: Stage, name: str = "Vera") -> Desk:
    """Add a supervisor of the queue who takes no work."""
    desk = Desk(stage, name.lower(), name)
    stage.put_user(desk.id, name, roles=(Role.SUPERVISOR,), supervises=(QUEUE,))
    return desk


def meet(stage: Stage, name: str = "") -> Widget:
    """Meet a customer."""
    return Widget(stage, stage.fresh("visitor-"), name)


def take_on(stage: Stage, desk: Desk, count: int = 1, workstream: WorkstreamId = WEB) -> list[ConversationId]:
    """Let customers come and this agent accept each."""
    chats = []
    for _ in range(count):
        chat = meet(stage).starts(workstream=workstream)
        desk.accepts(chat)
        chats.append(chat)
    return chats
