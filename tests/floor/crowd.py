"""Is a crowd of agents and customers who do anything at any time, right or wrong."""

from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from cordboard.app import commands as c
from cordboard.app.engine import DraftSave, Message
from cordboard.core.channel import ChannelKind
from cordboard.core.draft import FIELDS
from cordboard.core.errors import Refusal
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
from cordboard.core.message import Author, AuthorRole
from cordboard.core.offer import Offer
from cordboard.core.presence import BasePresence
from cordboard.core.user import OPERATOR, SYSTEM, Actor
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import AutoClose, Organisation, UnseenOffer, Workstream, WrapUpBlock
from floor.flaky import FlakyJournal
from floor.plain import values
from floor.players import appoint, hire
from floor.stage import QUEUE, Stage, user, visitor

AGENTS = ("anna", "bo", "cy")
VISITORS = ("v1", "v2", "v3")
NOT_OFFLINE = tuple(base for base in BasePresence if base is not BasePresence.OFFLINE)
PRESENCES = [*(base.value for base in BasePresence), "inactive", "lunch"]
people = st.sampled_from((*AGENTS, "vera"))
agents = st.sampled_from(AGENTS)
visitors = st.sampled_from(VISITORS)
pages = st.sampled_from(("p1", "p2"))
picks = st.integers(0, 7)
"""Which of the latest things a rule is about."""
flags = st.booleans()
Answering = c.AcceptOffer | c.RejectOffer | c.ExtendOffer
answers = st.sampled_from((c.AcceptOffer, c.RejectOffer, c.ExtendOffer))
actors = st.one_of(people.map(user), visitors.map(visitor), st.just(SYSTEM), st.just(OPERATOR))

workstreams = st.fixed_dictionaries(
    {
        "units": st.integers(1, 3),
        "wrap_up_block": st.sampled_from(WrapUpBlock),
        "unseen_offer": st.sampled_from(UnseenOffer),
        "decline_limit": st.integers(1, 3),
        "missed_sets_inactive": flags,
        "rejected_sets_do_not_disturb": flags,
        "open_per_visitor": st.integers(1, 4),
        "offer_s": st.sampled_from((5, 120, 400)),
        "allowed_presences": st.sampled_from(
            ((BasePresence.AVAILABLE, BasePresence.BUSY), (BasePresence.AVAILABLE,), NOT_OFFLINE)
        ),
        "auto_close": st.builds(
            AutoClose,
            open_s=st.sampled_from((None, 60, 1200)),
            active_s=st.sampled_from((None, 600)),
            waiting_s=st.sampled_from((None, 600)),
            wrap_up_s=st.sampled_from((None, 60, 900)),
        ),
    }
)


class Crowd(RuleBasedStateMachine):
    """Anybody does anything; what is refused leaves nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.script: list[Callable[[Stage], object]] = []
        self.chats: list[ConversationId] = []
        self.offers: list[Offer] = []
        self.sessions: list[WorkspaceSession] = []
        self.drafts: dict[tuple[str, str], int] = {}
        self.sent: list[tuple[c.AnyCommand, Actor, str, object]] = []
        self.numbers = 0

    @initialize(web=workstreams, post=workstreams, limit=st.integers(1, 4), units=st.integers(1, 6))
    def open(self, web: dict[str, Any], post: dict[str, Any], limit: int, units: int) -> None:
        kinds: dict[str, tuple[dict[str, Any], ChannelKind]] = {
            "web": (web, ChannelKind.LIVE_CHAT),
            "post": (post, ChannelKind.TEST),
        }

        self.settings = [
            Workstream(id=WorkstreamId(key), name=key, queue_id=QUEUE, channel=kind, **fields)
            for key, (fields, kind) in kinds.items()
        ]
        self.organisation = Organisation(session_limit=limit)
        self.limit = limit
        self.stage = self._stage(checks=True)
        for name in AGENTS:
            self.act(partial(hire, name=name, units=units))
        self.act(partial(appoint, name="vera"))
        for number, who in enumerate(VISITORS):
            self.start(who, web=number < 2, shows=True)

    def _stage(self, *, checks: bool) -> Stage:
        stage = Stage(*self.settings, organisation=self.organisation, journal=FlakyJournal, checks=checks)
        stage.faults_expected = True
        return stage

    def act(self, deed: Callable[[Stage], Any], *, trouble: bool = False) -> Any:
        """Do something, to be done again on another floor at the end."""
        self.script.append(deed)
        known = len(self.stage.faults)
        outcome = deed(self.stage)
        assert trouble or len(self.stage.faults) == known, repr(self.stage.faults[-1])
        return outcome

    def fresh(self, prefix: str) -> str:
        self.numbers += 1
        return f"{prefix}{self.numbers}"

    def ask(self, command: c.AnyCommand, actor: Actor) -> object:
        """Send a command; a refused one must leave nothing."""
        command_id = self.fresh("k")
        before = self.stage.journal._db.total_changes()
        self.stage.ears.take()
        answer = self.act(lambda stage: stage.ask(command, actor, command_id))
        if isinstance(answer, Refusal):
            assert self.stage.journal._db.total_changes() == before, "a refused command wrote something"
            assert not self.stage.ears.news, "a refused command was news"
        else:
            self.sent.append((command, actor, command_id, answer))
        self._look()
        return answer

    def _look(self) -> None:
        """Remember what there was, so that stale things can be asked for."""
        floor = self.stage.writer.floor
        offers = {one.id for one in self.offers}
        self.offers += [one for one in values(floor, Offer) if one.id not in offers]
        sessions = {one.id for one in self.sessions}
        self.sessions += [one for one in values(floor, WorkspaceSession) if one.id not in sessions]

    @staticmethod
    def pick(things: list[Any], place: int) -> Any:
        return things[-1 - place % len(things)] if things else None

    # Customers

    @rule(who=visitors, web=flags, shows=flags)
    def start(self, who: str, web: bool, shows: bool) -> None:
        chat = ConversationId(self.fresh("chat"))
        command = c.StartConversation(
            conversation_id=chat,
            workstream_id=self.settings[0 if web else 1].id,
            visitor_id=VisitorId(who),
            message_id="m0",
            text="hello",
        )
        if not isinstance(self.ask(command, visitor(who)), Refusal):
            self.chats.append(chat)
            if shows:
                self.customer_comes(0, "p1")

    @precondition(lambda self: self.chats)
    @rule(place=picks, page=pages)
    def customer_comes(self, place: int, page: str) -> None:
        if chat := self.pick(self.chats, place):
            self.ask(c.CustomerArrived(conversation_id=chat, connection_id=ConnectionId(page)), SYSTEM)

    @precondition(lambda self: self.chats)
    @rule(place=picks, page=pages, silent=flags)
    def customer_goes(self, place: int, page: str, silent: bool) -> None:
        if chat := self.pick(self.chats, place):
            connection = ConnectionId(page)
            self.ask(c.CustomerLeft(conversation_id=chat, connection_id=connection, silent=silent), SYSTEM)

    @precondition(lambda self: self.chats)
    @rule(place=picks, who=actors)
    def customer_ends(self, place: int, who: Actor) -> None:
        if chat := self.pick(self.chats, place):
            self.ask(c.EndByCustomer(conversation_id=chat), self.owner(chat, who))

    def owner(self, chat: ConversationId, who: Actor) -> Actor:
        """Mostly the customer who may, sometimes somebody else."""
        return who if who in (SYSTEM, user("vera")) else visitor(self.stage.chat(chat).visitor_id)

    @precondition(lambda self: self.chats)
    @rule(place=picks, who=actors, again=flags, of_agent=flags)
    def write(self, place: int, who: Actor, again: bool, of_agent: bool) -> None:
        chat = self.pick(self.chats, place)
        if chat is None:
            return
        conversation = self.stage.chat(chat)
        author = Author(role=AuthorRole.CUSTOMER, id=conversation.visitor_id)
        if of_agent:
            author = Author(role=AuthorRole.AGENT, id=conversation.agent_id or who.id, name="somebody")
        message = Message(
            conversation_id=chat, author=author, client_id="m0" if again else self.fresh("m"), text="hello"
        )
        self.act(lambda stage: stage.append(message))
        self._look()

    @precondition(lambda self: self.chats)
    @rule(
        who=people,
        place=picks,
        field=st.sampled_from(sorted(FIELDS)),
        text=st.sampled_from(("", "a", "ab")),
        stale=flags,
    )
    def save_draft(self, who: str, place: int, field: str, text: str, stale: bool) -> None:
        if chat := self.pick(self.chats, place):
            kept = self.stage.journal.draft(who, chat, field)
            version = (kept.version if kept else 0) + (1 if stale else 0)
            draft = DraftSave(agent_id=who, conversation_id=chat, field=field, text=text, version=version)
            answer = self.act(lambda stage: stage.save_draft(draft))
            assert isinstance(answer, Refusal) == stale

    # Agents

    @precondition(lambda self: self.offers)
    @rule(place=picks, who=actors, right=flags, epoch=st.sampled_from((0, 0, 0, -1, 1)), kind=answers)
    def answer(self, place: int, who: Actor, right: bool, epoch: int, kind: type[Answering]) -> None:
        if offer := self.pick(self.offers, place):
            command = kind(offer_id=offer.id, epoch=offer.epoch + epoch)
            self.ask(command, user(offer.agent_id) if right else who)

    @precondition(lambda self: self.offers)
    @rule(place=picks)
    def accept(self, place: int) -> None:
        if offer := self.pick(self.offers, place):
            self.ask(c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch), user(offer.agent_id))

    @precondition(lambda self: self.offers)
    @rule(place=picks, who=actors)
    def display(self, place: int, who: Actor) -> None:
        offer = self.pick(self.offers, place)
        self.ask(
            c.ConfirmDisplayed(offer_id=offer.id if offer else OfferId("of_0")),
            user(offer.agent_id) if offer and who is not SYSTEM else who,
        )

    @precondition(lambda self: self.chats)
    @rule(place=picks, who=people, move=st.sampled_from("prexf"), right=flags, up_to=st.integers(-1, 9))
    def work(self, place: int, who: str, move: str, right: bool, up_to: int) -> None:
        chat = self.pick(self.chats, place)
        session = self.pick(self.sessions, place)
        if chat is None:
            return
        owner = self.stage.chat(chat).agent_id
        actor = user(owner if right and owner else who)
        if move == "p":
            self.ask(c.PickConversation(conversation_id=chat), user(who))
        elif move == "r":
            self.ask(c.ReopenConversation(conversation_id=chat), actor)
        elif move == "e":
            self.ask(c.EndConversation(conversation_id=chat), actor)
        elif session is not None:
            actor = user(session.agent_id if right else who)
            identity = SessionId(session.id)
            x: c.AnyCommand = c.CloseSession(session_id=identity)
            self.ask(x if move == "x" else c.FocusSession(session_id=identity, read_up_to=up_to), actor)

    @rule(who=st.one_of(agents.map(user), actors), presence=st.sampled_from(PRESENCES))
    def choose(self, who: Actor, presence: str) -> None:
        self.ask(c.ChoosePresence(presence_id=PresenceId(presence)), who)

    @rule(who=actors, whom=agents)
    def reset(self, who: Actor, whom: str) -> None:
        self.ask(c.ResetPresence(agent_id=AgentId(whom)), who)

    @rule(who=actors, whom=agents, presence=st.sampled_from(PRESENCES))
    def sets_for_agent(self, who: Actor, whom: str, presence: str) -> None:
        self.ask(c.SetAgentPresence(agent_id=AgentId(whom), presence_id=PresenceId(presence)), who)

    @rule(who=people, page=pages, how=st.sampled_from("aacssov"))
    def attend(self, who: str, page: str, how: str) -> None:
        agent, connection = AgentId(who), ConnectionId(f"{who}-{page}")
        if how == "a":
            self.ask(c.AgentArrived(agent_id=agent, connection_id=connection), SYSTEM)
        elif how in "cs":
            self.ask(c.AgentLeft(agent_id=agent, connection_id=connection, silent=how == "s"), SYSTEM)
        elif how == "o":
            self.ask(c.SignOut(agent_id=agent), SYSTEM)
        else:
            self.ask(c.ReportVisible(), user(who))
