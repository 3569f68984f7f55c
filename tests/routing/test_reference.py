"""Lets anything happen to organisations of all kinds, and foretells every decision of routing."""

import os
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.core.capacity import CapacityProfile
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import AgentSettings
from cordboard.core.conversation import Conversation, Detail, State
from cordboard.core.ids import (
    ConnectionId,
    ConversationId,
    PresenceId,
    ProfileId,
    QueueId,
    SkillId,
    UserId,
    VisitorId,
    WorkstreamId,
)
from cordboard.core.offer import Offer
from cordboard.core.presence import STOCK_OPTIONS, BasePresence
from cordboard.core.skill import Skill
from cordboard.core.user import OPERATOR, Actor, ActorKind, Role
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Organisation, Workstream
from routing.houses import AGENTS, LUNCH, PROFILES, QUEUES, SKILLS, TOPICS, WORKSTREAMS, Feature, House
from routing.world import World

THOROUGH = os.environ.get("CORDBOARD_THOROUGH") == "1"
"""Thousands of organisations in the place of hundreds."""
PRESENCES = (*(PresenceId(base.value) for base in BasePresence), PresenceId("available"), LUNCH.id)
picks = st.integers(0, 9)
"""Which of several things a rule is about."""
people = st.sampled_from(AGENTS)
numbers = st.integers(0, 2**32)
features = st.sets(st.sampled_from(Feature)).map(frozenset)


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

    @initialize(number=numbers, features=features, there=st.lists(people, unique=True))
    def open(self, number: int, features: frozenset[Feature], there: list[str]) -> None:
        self.features = features
        house = House(number, features)
        assert self.world.do(house.configuration(), OPERATOR), "the organisation can work"
        for who in AGENTS:
            self.world.do(
                sc.PutUser(user_id=UserId(who), login=who, display_name=who, roles=(Role.AGENT,)), OPERATOR
            )
            self.set_agent(house.agent(who))
        self.agents_come(there)

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

    @rule(number=numbers, who=people)
    def agent_changes(self, number: int, who: str) -> None:
        self.set_agent(House(number, self.features).agent(who))

    def set_agent(self, wanted: AgentSettings) -> None:
        """Give an agent these settings, without skills that are out of use."""
        active = {one.id for one in self.world.pen.all(Skill) if one.active}
        skills = tuple(one for one in wanted.skills if one.skill_id in active)
        done = self.world.do(sc.SetAgent(settings=replace(wanted, skills=skills)), OPERATOR)
        assert done, "these settings can be"

    @rule(number=numbers)
    def limits_change(self, number: int) -> None:
        self.configure(organisation=House(number, self.features).organisation())

    @rule(number=numbers, skill_id=st.sampled_from(SKILLS))
    def skill_changes(self, number: int, skill_id: SkillId) -> None:
        known = self.world.pen.get(Skill, skill_id)
        skill = House(number, self.features).skill(skill_id)
        self.configure(skills=(replace(skill, model_id=known.model_id),))

    @rule(number=numbers, profile_id=st.sampled_from(PROFILES))
    def profile_changes(self, number: int, profile_id: ProfileId) -> None:
        known = self.world.pen.get(CapacityProfile, profile_id)
        profile = House(number, self.features).profile(profile_id)
        self.configure(profiles=(replace(profile, reset=known.reset),))

    @rule(number=numbers, queue_id=st.sampled_from(QUEUES))
    def queue_changes(self, number: int, queue_id: QueueId) -> None:
        self.configure(queues=(House(number, self.features).queue(queue_id),))

    @rule(number=numbers, workstream_id=st.sampled_from(WORKSTREAMS))
    def workstream_changes(self, number: int, workstream_id: WorkstreamId) -> None:
        known = self.world.pen.get(Workstream, workstream_id)
        after = House(number, self.features).workstream(workstream_id)
        same = replace(after, channel=known.channel, distribution=known.distribution)
        self.configure(workstreams=(same,))

    def configure(self, **parts: Any) -> None:
        assert self.world.do(sc.Configure(**parts), OPERATOR), "the organisation can work so"

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
