"""What would have to be otherwise: all of it, and no more."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cordboard.core.agent import Agent
from cordboard.core.capacity import AgentProfile, CapacityProfile, Load, Reset, use_of
from cordboard.core.conversation import Decline, State
from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, PresenceId, ProfileId, SkillId
from cordboard.core.needs import Need, needs, needs_by_rules
from cordboard.core.presence import (
    Alert,
    AlertCause,
    BasePresence,
    Presence,
    PresenceOption,
    Reachability,
    arrive,
    from_load,
)
from cordboard.core.routing import Standing, Terms, bar, rooms_of
from cordboard.core.skill import Matching, SkillRating
from cordboard.core.workstream import Organisation
from core.test_conversation import conversation
from core.test_offer import SETTINGS

ANNA = AgentId("anna")
PLAIN, BLOCKING, DAILY = ProfileId("plain"), ProfileId("blocking"), ProfileId("daily")
PROFILES = {
    PLAIN: CapacityProfile(id=PLAIN, name="Plain", limit=1),
    BLOCKING: CapacityProfile(id=BLOCKING, name="Blocking", limit=2, blocking=True),
    DAILY: CapacityProfile(id=DAILY, name="Daily", limit=1, reset=Reset.END_OF_DAY),
}
SKILLS = [SkillId("thai"), SkillId("dutch")]
LIMIT = 3
"""Sessions."""
OPTIONS = [PresenceOption(id=PresenceId(one.value), name=one.value, base=one) for one in BasePresence]
few = st.integers(0, 3)
lists_of_profiles = st.lists(st.sampled_from(list(PROFILES)), unique=True)
lists_of_skills = st.lists(st.sampled_from(SKILLS), unique=True)

presences = st.sets(st.sampled_from(BasePresence), min_size=1).map(
    lambda some: some | {BasePresence.AVAILABLE} if BasePresence.BUSY in some else some
)
"""What is taken by somebody who is busy is taken by somebody who is not."""


class Case:
    """An agent and work; `meet` makes one thing otherwise."""

    def __init__(self, data: st.DataObject) -> None:
        self.draw = draw = data.draw
        self.default = draw(st.none() | st.sampled_from(OPTIONS))
        self.standing = Standing(held=draw(few), reserved=draw(few), sessions=draw(few), offers=draw(few))
        self.standing.ratings = {one: draw(st.integers(1, 3)) for one in draw(lists_of_skills)}
        self.standing.profiles = {one: [draw(few), draw(few)] for one in draw(lists_of_profiles)}
        shares = tuple(
            AgentProfile(profile_id=one, limit=draw(st.none() | few), spent=draw(few))
            for one in draw(lists_of_profiles)
        )
        alerts = draw(st.lists(st.builds(Alert, cause=st.sampled_from(AlertCause), at_ms=st.just(0))))
        presence = Presence(
            reachability=draw(st.sampled_from(Reachability)),
            chosen=draw(st.none() | st.sampled_from(OPTIONS)),
            alerts=tuple(alerts[:1]),
        )
        self.agent = Agent(
            id=ANNA,
            name="Anna",
            capacity_units=draw(few),
            profiles=shares,
            blind=draw(st.booleans()),
            off_hours=draw(st.booleans()),
            presence=presence,
        )
        self.work = replace(
            conversation(State.OPEN),
            units=draw(few),
            profiles=tuple(draw(lists_of_profiles)),
            skills=tuple(
                SkillRating(skill_id=one, rating=draw(st.integers(1, 3))) for one in draw(lists_of_skills)
            ),
            declines=(Decline(agent_id=ANNA, count=2),) if draw(st.booleans()) else (),
            reserved_until_ms=draw(st.none() | st.just(99)),
            favoured=(ANNA,) if draw(st.booleans()) else (),
        )
        settings = replace(
            SETTINGS,
            allowed_presences=tuple(draw(presences)),
            matching=draw(st.sampled_from(Matching)),
            decline_limit=2,
        )
        self.terms = Terms(
            settings=settings, organisation=Organisation(session_limit=LIMIT), profiles=PROFILES
        )
        self.let_the_load_speak()

    def needs(self) -> tuple[Need, ...]:
        return needs(self.agent, self.work, self.terms, self.standing, self.default)

    def bar(self) -> Bar | None:
        return bar(self.agent, self.work, self.terms, self.standing)

    def let_the_load_speak(self) -> None:
        held = self.standing.profiles
        uses = (
            use_of(PROFILES[one.profile_id], one, held.get(one.profile_id, [0])[0])
            for one in self.agent.profiles
        )
        load = Load(
            units_held=self.standing.held, units_total=self.agent.capacity_units, profiles=tuple(uses)
        )
        presence = replace(self.agent.presence, system=from_load(load))
        self.agent = replace(self.agent, presence=presence)

    def meet(self, need: Need) -> None:
        match need.bar:
            case Bar.NOT_THERE:
                self._set(blind=False, presence=arrive(self.agent.presence, self.default))
            case Bar.OFF_HOURS:
                self._set(off_hours=False)
            case Bar.PRESENCE:
                allowed = [one for one in OPTIONS if one.base in self.terms.settings.allowed_presences]
                self._set(presence=replace(self.agent.presence, chosen=allowed[0], alerts=()))
            case _:
                self._meet_more(need)

    def _meet_more(self, need: Need) -> None:
        match need.bar:
            case Bar.CAPACITY:
                freed = self.draw(st.integers(0, min(need.units, self.standing.held)))
                self.standing.held -= freed
                self._set(capacity_units=self.agent.capacity_units + need.units - freed)
            case Bar.PROFILE:
                self._make_room(ProfileId(need.lacks))
            case Bar.SKILLS:
                self.standing.ratings[SkillId(need.lacks)] = 3
            case Bar.RESERVED:
                self.work = replace(self.work, reserved_until_ms=None)
            case Bar.DECLINED:
                settings = replace(self.terms.settings, decline_limit=3)
                self.terms = replace(self.terms, settings=settings)
            case Bar.SESSIONS:
                self.standing.sessions = LIMIT - 1
            case Bar.OFFERS:
                self.standing.offers = LIMIT - 1 - self.standing.sessions
            case _:
                raise AssertionError(need.bar)

    def _make_room(self, profile_id: ProfileId) -> None:
        if self.draw(st.booleans()):
            self.standing.profiles.pop(profile_id, None)
        if rooms_of(self.agent, self.standing, PROFILES).get(profile_id, 0) <= 0:
            others = tuple(one for one in self.agent.profiles if one.profile_id != profile_id)
            self._set(profiles=(*others, AgentProfile(profile_id=profile_id, limit=9)))

    def _set(self, **fields: Any) -> None:
        self.agent = replace(self.agent, **fields)


@given(st.data())
def test_who_gets_all_that_is_named_is_kept_back_by_nothing(data: st.DataObject) -> None:
    case = Case(data)
    for need in case.needs():
        case.meet(need)
    case.let_the_load_speak()
    assert case.bar() is None


@given(st.data())
def test_what_keeps_an_agent_back_is_named_first_but_for_a_presence_that_goes_with_the_load(
    data: st.DataObject,
) -> None:
    case = Case(data)
    named = [one.bar for one in case.needs()]
    assert bool(named) is (case.bar() is not None)
    if named and named[0] is not case.bar():
        assert case.bar() is Bar.PRESENCE
        assert named[0] in {Bar.CAPACITY, Bar.PROFILE}
        assert case.agent.presence.system == PresenceId("do_not_disturb")


THERE = Presence(reachability=Reachability.CONNECTED)
FULL = replace(THERE, system=PresenceId("do_not_disturb"))
CHOSEN = replace(FULL, chosen=OPTIONS[2])
ALERTED = replace(FULL, alerts=(Alert(cause=AlertCause.REJECTED, at_ms=0),))


@pytest.mark.parametrize(
    ("presence", "wanted"),
    [
        (FULL, [Bar.CAPACITY]),
        (CHOSEN, [Bar.PRESENCE, Bar.CAPACITY]),
        (ALERTED, [Bar.PRESENCE, Bar.CAPACITY]),
    ],
)
def test_a_full_agent_needs_no_other_presence_unless_somebody_set_it(
    presence: Presence, wanted: list[Bar]
) -> None:
    anna = Agent(id=ANNA, name="Anna", capacity_units=2, presence=presence)
    terms = Terms(settings=SETTINGS, organisation=Organisation(), profiles={})
    work = replace(conversation(State.OPEN), units=1)
    assert [one.bar for one in needs(anna, work, terms, Standing(held=2), None)] == wanted


def test_rules_of_a_queue_are_always_among_what_keeps_an_agent_back_there() -> None:
    terms = Terms(settings=SETTINGS, organisation=Organisation(session_limit=1), profiles={})
    work = replace(conversation(State.OPEN), units=9)
    here, away = (Agent(id=ANNA, name="Anna", presence=one) for one in (THERE, Presence()))
    idle = replace(here, presence=replace(THERE, system=PresenceId("available")))
    assert [one.bar for one in needs_by_rules(idle, work, terms, Standing(), None)] == [Bar.RULES]
    assert [one.bar for one in needs_by_rules(away, work, terms, Standing(sessions=1), None)] == [
        Bar.NOT_THERE,
        Bar.RULES,
        Bar.SESSIONS,
    ]
