"""Lets anything happen to organisations of all kinds, and foretells every decision of routing."""

import os
from itertools import cycle
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
    AgentId,
    ConnectionId,
    ConversationId,
    PresenceId,
    QueueId,
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
from routing.houses import House
from routing.stock import AGENTS, LUNCH, PROFILES, QUEUES, SKILLS, TOPICS, WORKSTREAMS, Feature
from routing.world import World

THOROUGH = os.environ.get("CORDBOARD_THOROUGH") == "1"
"""Thousands of organisations in the place of hundreds."""
PRESENCES = (*(PresenceId(base.value) for base in BasePresence), *(PresenceId("available"),) * 3, LUNCH.id)
picks = st.integers(0, 9)
"""Which of several things a rule is about."""
people = st.sampled_from(AGENTS)
groups = st.just(list(AGENTS)) | st.lists(people, min_size=1, unique=True)
arriving = st.lists(st.tuples(st.sampled_from(WORKSTREAMS), st.sampled_from(TOPICS)), min_size=2, max_size=8)
PARTS = ("organisation", *SKILLS, *PROFILES, *QUEUES, *WORKSTREAMS)
"""What of an organisation can be configured anew."""
numbers = st.integers(0, 2**32)
features = st.just(frozenset(Feature)) | st.frozensets(st.sampled_from(Feature))


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

    @initialize(
        number=numbers,
        features=features,
        away=st.frozensets(people, max_size=2),
        pace_ms=st.sampled_from((0, 1)),
    )
    def open(self, number: int, features: frozenset[Feature], away: frozenset[AgentId], pace_ms: int) -> None:
        self.world.pace_ms = pace_ms
        self.features = features
        house = House(number, features)
        assert self.world.do(house.configuration(), OPERATOR), "the organisation can work"
        for who in reversed(AGENTS):  # joining a queue in another order than by their ids
            self.world.do(
                sc.PutUser(user_id=UserId(who), login=who, display_name=who, roles=(Role.AGENT,)), OPERATOR
            )
            self.set_agent(house.agent(who))
        self.agents_come([who for who in AGENTS if who not in away])

    def some(self, kind: type[Any], place: int) -> Any:
        """One of the things that are there, None where none are."""
        found = list(self.world.pen.all(kind))
        return found[place % len(found)] if found else None

    # Work

    @rule(several=arriving)
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

    @rule(several=arriving, ms=st.integers(1, 1_000))
    def more_work_comes(self, several: list[tuple[WorkstreamId, str]], ms: int) -> None:
        self.world.wait(ms)
        self.work_comes(several)

    @rule(place=picks, by_force=st.booleans())
    def work_ends(self, place: int, by_force: bool) -> None:
        work = self.some(Conversation, place)
        if work is not None and by_force:
            self.world.do(c.ForceClose(conversation_id=work.id), OPERATOR)
        elif work is not None:
            visitor = Actor(kind=ActorKind.VISITOR, id=work.visitor_id)
            self.world.do(c.EndByCustomer(conversation_id=work.id), visitor)

    @rule()
    def customers_write(self) -> None:
        for work in list(self.world.pen.all(Conversation)):
            if work.state is State.WAITING:
                self.world.pen.wakes.add(work.id)
                self.world.do(c.HearCustomer(conversation_id=work.id))

    # Agents

    @rule(several=groups)
    def agents_come(self, several: list[AgentId]) -> None:
        for who in several:
            self.world.do(c.AgentArrived(agent_id=who, connection_id=ConnectionId(who)))

    @rule(who=people, how=st.sampled_from(("sign out", "close", "silent", "lose access")))
    def agent_goes(self, who: AgentId, how: str) -> None:
        commands: dict[str, c.AnyCommand] = {
            "sign out": c.SignOut(agent_id=who),
            "close": c.AgentLeft(agent_id=who, connection_id=ConnectionId(who), silent=False),
            "silent": c.AgentLeft(agent_id=who, connection_id=ConnectionId(who), silent=True),
        }
        if how in commands:
            self.world.do(commands[how])
            return
        for disabled in (True, False):
            self.world.do(sc.DisableUser(user_id=UserId(who), disabled=disabled), OPERATOR)

    @rule(several=groups, presence=st.sampled_from(PRESENCES))
    def agents_choose(self, several: list[AgentId], presence: PresenceId) -> None:
        for who in several:
            self.world.do(c.ChoosePresence(presence_id=presence), user(who))

    @rule(several=groups)
    def agents_reset(self, several: list[AgentId]) -> None:
        for who in several:
            self.world.do(c.ResetPresence(agent_id=who), user(who))

    @rule(several=groups)
    def agents_see(self, several: list[AgentId]) -> None:
        for who in several:
            self.world.do(c.ReportVisible(), user(who))

    @rule(
        answers=st.lists(st.sampled_from(("accept", "reject", "see", "accept", "reject", "wait")), min_size=1)
    )
    def offers_are_answered(self, answers: list[str]) -> None:
        for offer, answer in zip(list(self.world.pen.all(Offer)), cycle(answers), strict=False):
            commands: dict[str, c.AnyCommand] = {
                "accept": c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch),
                "reject": c.RejectOffer(offer_id=offer.id, epoch=offer.epoch),
                "see": c.ConfirmDisplayed(offer_id=offer.id),
            }
            if answer in commands:
                self.world.do(commands[answer], user(offer.agent_id))

    @rule(place=picks, who=people)
    def agent_takes(self, place: int, who: AgentId) -> None:
        """Pick what waits, or take up again what is parked."""
        work = self.some(Conversation, place)
        if work is not None and work.state is State.WAITING:
            self.world.do(c.ReopenConversation(conversation_id=work.id), user(work.agent_id or ""))
        elif work is not None:
            self.world.do(c.PickConversation(conversation_id=work.id), user(who))

    @rule(deeds=st.lists(st.sampled_from(("end", "close", "end and close", "go on")), min_size=1))
    def agents_finish(self, deeds: list[str]) -> None:
        for session, deed in zip(list(self.world.pen.all(WorkspaceSession)), cycle(deeds), strict=False):
            actor = user(session.agent_id)
            if deed.startswith("end"):
                self.world.do(c.EndConversation(conversation_id=session.conversation_id), actor)
            if deed.endswith("close"):
                self.world.do(c.CloseSession(session_id=session.id), actor)

    # Masters

    @rule(number=numbers, who=people)
    def agent_changes(self, number: int, who: AgentId) -> None:
        self.set_agent(House(number, self.features).agent(who))

    def set_agent(self, wanted: AgentSettings) -> None:
        """Give an agent these settings, without skills that are out of use."""
        active = {one.id for one in self.world.pen.all(Skill) if one.active}
        skills = tuple(one for one in wanted.skills if one.skill_id in active)
        done = self.world.do(sc.SetAgent(settings=replace(wanted, skills=skills)), OPERATOR)
        assert done, "these settings can be"

    @rule(number=numbers, which=st.sampled_from(PARTS))
    def organisation_changes(self, number: int, which: str) -> None:
        """Change one definition; what can't change once it exists stays."""
        house, pen, parts = House(number, self.features), self.world.pen, dict[str, Any]()
        if which in SKILLS:
            known = pen.get(Skill, which)
            parts["skills"] = (replace(house.skill(known.id), model_id=known.model_id),)
        elif which in PROFILES:
            profile = pen.get(CapacityProfile, which)
            parts["profiles"] = (replace(house.profile(profile.id), reset=profile.reset),)
        elif which in QUEUES:
            parts["queues"] = (house.queue(QueueId(which)),)
        elif which in WORKSTREAMS:
            old = pen.get(Workstream, which)
            new = replace(house.workstream(old.id), channel=old.channel, distribution=old.distribution)
            parts["workstreams"] = (new,)
        else:
            parts["organisation"] = house.organisation()
        assert self.world.do(sc.Configure(**parts), OPERATOR), "the organisation can work so"

    # Time

    @rule(ms=st.sampled_from((1, 1, 1_000, 12_000, 60_000, 130_000, 8 * 3_600_000)))
    def time_passes(self, ms: int) -> None:
        self.world.wait(ms)

    @rule(back=groups)
    def server_begins_anew(self, back: list[AgentId]) -> None:
        self.world.begin_anew()
        self.agents_come(back)


TestRouting = RoutingMachine.TestCase
TestRouting.settings = settings(
    max_examples=5_000 if THOROUGH else 250,
    stateful_step_count=50 if THOROUGH else 30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
