"""Who may be asked, and in which order."""

import pytest
from msgspec.structs import replace

from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, Decline, State
from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, PresenceId
from cordboard.core.presence import BasePresence, Presence, Reachability
from cordboard.core.routing import Standing, bar, in_order, is_free
from core.test_conversation import conversation
from core.test_offer import SETTINGS

IDLE = Standing(units_in_use=0, sessions=0, offers=0)
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
        (agent(capacity_units=2), Standing(units_in_use=1, sessions=0, offers=0), Bar.CAPACITY),
        (agent(capacity_units=3), Standing(units_in_use=1, sessions=0, offers=0), None),
        (agent(), Standing(units_in_use=0, sessions=10, offers=0), Bar.SESSIONS),
        (agent(), Standing(units_in_use=0, sessions=9, offers=1), Bar.OFFERS),
        (agent(), Standing(units_in_use=0, sessions=8, offers=1), None),
    ],
)
def test_what_keeps_an_agent_from_being_asked(who: Agent, standing: Standing, wanted: Bar | None) -> None:
    assert bar(who, OPEN, SETTINGS, standing=standing, session_limit=10) is wanted


@pytest.mark.parametrize(("count", "wanted"), [(2, None), (3, Bar.DECLINED)])
def test_three_declines_are_too_many(count: int, wanted: Bar | None) -> None:
    one = declined("anna", count=count)
    assert bar(agent(), one, SETTINGS, standing=IDLE, session_limit=10) is wanted


def test_the_session_limit_is_told_only_to_who_would_have_got_the_work() -> None:
    full = Standing(units_in_use=5, sessions=10, offers=0)
    assert bar(agent(), OPEN, SETTINGS, standing=full, session_limit=10) is Bar.CAPACITY


def order(one: Conversation, preferred: str | None = None) -> list[str]:
    candidates = [agent(name) for name in ("anna", "bo", "cy")]
    first = agent(preferred) if preferred else None
    return [who.id for who in in_order(candidates, first, replace(one, preferred=preferred))]


def test_the_preferred_agent_comes_first_and_once() -> None:
    assert order(OPEN, "bo") == ["bo", "anna", "cy"]
    assert order(OPEN, "dee") == ["dee", "anna", "bo", "cy"]


def test_whoever_declined_comes_later_the_more_often_the_later() -> None:
    twice = (*declined("anna", count=2).declines, *declined("bo").declines)
    assert order(replace(OPEN, declines=twice)) == ["cy", "bo", "anna"]
    assert order(declined("bo"), "bo") == ["anna", "cy", "bo"]


def test_whoever_closed_it_comes_last_of_all() -> None:
    assert order(replace(declined("bo", count=2), last_choice=AgentId("anna"))) == ["cy", "bo", "anna"]


@pytest.mark.parametrize("base", BasePresence)
def test_only_the_offline_the_blind_and_the_absent_are_no_candidates_at_all(base: BasePresence) -> None:
    who = agent(presence=replace(agent().presence, system=PresenceId(base.value)))
    assert is_free(who) is (base is not BasePresence.OFFLINE)
    assert not is_free(replace(who, blind=True))
    assert not is_free(replace(who, presence=replace(who.presence, reachability=Reachability.GONE)))
