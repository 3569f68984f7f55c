"""Lets anything happen to organisations of all kinds, and foretells every decision of routing."""

import os
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import AgentSettings
from cordboard.core.conversation import Conversation, Detail, State
from cordboard.core.ids import ConnectionId, ConversationId, PresenceId, UserId, VisitorId, WorkstreamId
from cordboard.core.offer import Offer
from cordboard.core.presence import STOCK_OPTIONS, BasePresence
from cordboard.core.user import OPERATOR, Actor, ActorKind, Role
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Organisation, Workstream
from routing import houses
from routing.houses import AGENTS, LUNCH, TOPICS, WORKSTREAMS
from routing.world import World

THOROUGH = os.environ.get("CORDBOARD_THOROUGH") == "1"
"""Thousands of organisations in the place of hundreds."""
PRESENCES = (*(PresenceId(base.value) for base in BasePresence), PresenceId("available"), LUNCH.id)
picks = st.integers(0, 9)
"""Which of several things a rule is about."""
people = st.sampled_from(AGENTS)


def user(identity: str) -> Actor:
    return Actor(kind=ActorKind.USER, id=identity)


class RoutingMachine(RuleBasedStateMachine):
    """Work, agents, masters and time; the world checks each decision as it is made."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World([Organisation(), *STOCK_OPTIONS])
        self.started = 0

    def teardown(self) -> None:
        self.world.close()

    @initialize(house=houses.houses, agents=st.lists(houses.settings_of_agents, min_size=6, max_size=6))
    def open(self, house: sc.Configure, agents: list[AgentSettings]) -> None:
        assert self.world.do(house, OPERATOR), "the organisation can work"
        self.house = house
        for agent_id, wanted in zip(AGENTS, agents, strict=True):
            self.world.do(
                sc.PutUser(
                    user_id=UserId(agent_id), login=agent_id, display_name=agent_id, roles=(Role.AGENT,)
                ),
                OPERATOR,
            )
            self.set_agent(agent_id, wanted)

    def some(self, kind: type[Any], place: int) -> Any:
        """One of the things that are there, None where none are."""
        found = list(self.world.pen.all(kind))
        return found[place % len(found)] if found else None

    # Work

    @rule(
        several=st.lists(
            st.tuples(st.sampled_from(WORKSTREAMS), st.sampled_from(TOPICS)), min_size=1, max_size=6
        )
    )
    def work_comes(self, several: list[tuple[WorkstreamId, str]]) -> None:
        for workstream_id, topic in several:
            self.started += 1
            identity = ConversationId(f"c{self.started}")
            self.world.do(
                c.StartConversation(
                    conversation_id=identity,
                    workstream_id=workstream_id,
                    visitor_id=VisitorId(f"v{self.started}"),
                    message_id="m",
                    text="hello",
                    details=(Detail(name="topic", value=topic),),
                )
            )
            if self.world.pen.get(Workstream, workstream_id).channel is ChannelKind.LIVE_CHAT:
                self.world.do(
                    c.CustomerArrived(conversation_id=identity, connection_id=ConnectionId(identity))
                )

    @rule(place=picks)
    def customer_ends(self, place: int) -> None:
        work = self.some(Conversation, place)
        if work is not None:
            visitor = Actor(kind=ActorKind.VISITOR, id=work.visitor_id)
            self.world.do(c.EndByCustomer(conversation_id=work.id), visitor)

    @rule()
    def customers_write(self) -> None:
        for work in list(self.world.pen.all(Conversation)):
            if work.state is State.WAITING:
                self.world.pen.wakes.add(work.id)
                self.world.do(c.HearCustomer(conversation_id=work.id))

    # Agents

    @rule(several=st.lists(people, min_size=1, max_size=6, unique=True))
    def agents_come(self, several: list[str]) -> None:
        for who in several:
            self.world.do(c.AgentArrived(agent_id=who, connection_id=ConnectionId(who)))

    @rule(who=people, how=st.sampled_from(("sign out", "close", "silent")))
    def agent_goes(self, who: str, how: str) -> None:
        left = c.AgentLeft(agent_id=who, connection_id=ConnectionId(who), silent=how == "silent")
        self.world.do(c.SignOut(agent_id=who) if how == "sign out" else left)

    @rule(who=people, presence=st.sampled_from(PRESENCES))
    def agent_chooses(self, who: str, presence: PresenceId) -> None:
        self.world.do(c.ChoosePresence(presence_id=presence), user(who))

    @rule(who=people)
    def agent_resets(self, who: str) -> None:
        self.world.do(c.ResetPresence(agent_id=who), user(who))

    @rule(who=people)
    def agent_is_seen(self, who: str) -> None:
        self.world.do(c.ReportVisible(), user(who))

    @rule()
    def offers_are_accepted(self) -> None:
        for offer in list(self.world.pen.all(Offer)):
            self.world.do(c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch), user(offer.agent_id))

    @rule(place=picks, answer=st.sampled_from(("accept", "reject", "reject", "see")))
    def offer_is_answered(self, place: int, answer: str) -> None:
        offer = self.some(Offer, place)
        if offer is None:
            return
        answers: dict[str, c.AnyCommand] = {
            "accept": c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch),
            "reject": c.RejectOffer(offer_id=offer.id, epoch=offer.epoch),
            "see": c.ConfirmDisplayed(offer_id=offer.id),
        }
        self.world.do(answers[answer], user(offer.agent_id))

    @rule(place=picks, who=people)
    def work_is_picked(self, place: int, who: str) -> None:
        work = self.some(Conversation, place)
        if work is not None:
            self.world.do(c.PickConversation(conversation_id=work.id), user(who))

    @rule(place=picks)
    def agent_ends(self, place: int) -> None:
        session = self.some(WorkspaceSession, place)
        if session is not None:
            self.world.do(c.EndConversation(conversation_id=session.conversation_id), user(session.agent_id))

    @rule(place=picks)
    def agent_presses_x(self, place: int) -> None:
        session = self.some(WorkspaceSession, place)
        if session is not None:
            self.world.do(c.CloseSession(session_id=session.id), user(session.agent_id))

    @rule(place=picks)
    def agent_reopens(self, place: int) -> None:
        parked = [one for one in self.world.pen.all(Conversation) if one.state is State.WAITING]
        if parked:
            work = parked[place % len(parked)]
            self.world.do(c.ReopenConversation(conversation_id=work.id), user(work.agent_id or ""))

    # Masters

    @rule(place=picks)
    def work_is_closed_by_force(self, place: int) -> None:
        work = self.some(Conversation, place)
        if work is not None:
            self.world.do(c.ForceClose(conversation_id=work.id), OPERATOR)

    @rule(who=people, wanted=houses.settings_of_agents)
    def set_agent(self, who: str, wanted: AgentSettings) -> None:
        """Ratings off the scale of a skill are taken down to it, and skills out of use are left out."""
        used = {one.id: one for one in self.world.pen.all(houses.Skill) if one.active}
        most = {one: 4 if used[one].model_id else 10 for one in used}
        ratings = tuple(
            replace(one, rating=min(one.rating, most[one.skill_id]))
            for one in wanted.skills
            if one.skill_id in used
        )
        done = self.world.do(sc.SetAgent(settings=replace(wanted, login=who, skills=ratings)), OPERATOR)
        assert done, "these settings can be"

    @rule(house=houses.houses, parts=st.sets(st.sampled_from(("organisation", "skills", "profiles"))))
    def organisation_changes(self, house: sc.Configure, parts: set[str]) -> None:
        self.configure({part: getattr(house, part) for part in parts})

    @rule(house=houses.houses, place=st.integers(0, 4))
    def one_queue_changes(self, house: sc.Configure, place: int) -> None:
        self.configure({"queues": house.queues[place : place + 1]})

    @rule(house=houses.houses, place=st.integers(0, 3))
    def one_workstream_changes(self, house: sc.Configure, place: int) -> None:
        self.configure({"workstreams": house.workstreams[place : place + 1]})

    def configure(self, parts: dict[str, Any]) -> None:
        self.world.do(sc.Configure(**parts), OPERATOR)

    @rule(who=people, disabled=st.booleans())
    def access_changes(self, who: str, disabled: bool) -> None:
        self.world.do(sc.DisableUser(user_id=UserId(who), disabled=disabled), OPERATOR)

    # Time

    @rule(ms=st.sampled_from((1, 1, 1_000, 5_001, 12_000, 60_000, 130_000, 5 * 3_600_000, 24 * 3_600_000)))
    def time_passes(self, ms: int) -> None:
        self.world.wait(ms)

    @rule()
    def server_begins_anew(self) -> None:
        self.world.begin_anew()


TestRouting = RoutingMachine.TestCase
TestRouting.settings = settings(
    max_examples=5_000 if THOROUGH else 250,
    stateful_step_count=50 if THOROUGH else 30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
