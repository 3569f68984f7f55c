"""Who may be asked, and in which order."""

import pytest
from msgspec.structs import replace

from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, Decline, State
from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, PresenceId
from cordboard.core.presence import BasePresence, Presence, Reachability
from cordboard.core.routing import Standing, Terms, bar, is_there
from cordboard.core.workstream import Organisation
from core.test_conversation import conversation
from core.test_offer import SETTINGS

IDLE = Standing()
TERMS = Terms(settings=SETTINGS, organisation=Organisation(), profiles={})
OPEN = conversation(State.OPEN)


def agent(name: str = "anna", **fields: object) -> Agent:
    there = Presence(reachability=Reachability.CONNECTED, system=PresenceId("available"))
    return replace(Agent(id=AgentId(name), name=name, presence=there), **fields)


def declined(*names: str, count: int = 1) -> Conversation:
    return replace(OPEN, declines=tuple(Decline(agent_id=AgentId(name), count=count) for name in names))


@pytest.mark.parametrize(
    ("who", "standing", "wanted"),
    [
        (agent(), IDLE, None),
        (agent(presence=Presence()), IDLE, Bar.NOT_THERE),
        (agent(presence=Presence(reachability=Reachability.GONE)), IDLE, Bar.NOT_THERE),
        (agent(blind=True), IDLE, Bar.NOT_THERE),
        (agent(presence=replace(agent().presence, system="do_not_disturb")), IDLE, Bar.PRESENCE),
        (agent(capacity_units=2), Standing(held=1, sessions=0, offers=0), Bar.CAPACITY),
        (agent(capacity_units=3), Standing(held=1, sessions=0, offers=0), None),
        (agent(), Standing(held=0, sessions=10, offers=0), Bar.SESSIONS),
        (agent(), Standing(held=0, sessions=9, offers=1), Bar.OFFERS),
        (agent(), Standing(held=0, sessions=8, offers=1), None),
    ],
)
def test_what_keeps_an_agent_from_being_asked(who: Agent, standing: Standing, wanted: Bar | None) -> None:
    assert bar(who, OPEN, TERMS, standing) is wanted


@pytest.mark.parametrize(("count", "wanted"), [(2, None), (3, Bar.DECLINED)])
def test_three_declines_are_too_many(count: int, wanted: Bar | None) -> None:
    one = declined("anna", count=count)
    assert bar(agent(), one, TERMS, IDLE) is wanted


def test_the_session_limit_is_told_only_to_who_would_have_got_the_work() -> None:
    full = Standing(held=5, sessions=10, offers=0)
    assert bar(agent(), OPEN, TERMS, full) is Bar.CAPACITY


@pytest.mark.parametrize("base", BasePresence)
def test_only_the_offline_the_blind_and_the_absent_are_no_candidates_at_all(base: BasePresence) -> None:
    who = agent(presence=replace(agent().presence, system=PresenceId(base.value)))
    assert is_there(who) is (base is not BasePresence.OFFLINE)
    assert not is_there(replace(who, blind=True))
    assert not is_there(replace(who, presence=replace(who.presence, reachability=Reachability.GONE)))
