"""Scenes of routing: who is asked, in which order, and how much in one step."""

import pytest
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app import routing
from cordboard.core.user import SYSTEM
from cordboard.core.workstream import Workstream
from floor.players import hire, meet, take_on
from floor.stage import BY_POST, LIVE_CHAT, LUNCH, POST, Stage


def test_whoever_has_most_room_is_asked_first_and_ties_go_round(stage: Stage) -> None:
    anna, bo, cy = (hire(stage, name, units=units) for name, units in (("Anna", 1), ("Bo", 2), ("Cy", 2)))
    asked = []
    for _ in range(5):
        chat = meet(stage).starts()
        stage.now_ms += 1
        asked += [desk.name for desk in (anna, bo, cy) if chat in desk.offered]
    assert asked == ["Bo", "Cy", "Anna", "Bo", "Cy"]


def test_first_come_first_served(stage: Stage) -> None:
    chats = []
    for _ in range(3):
        chats.append(meet(stage).starts())
        stage.now_ms += 1
    assert hire(stage, "Anna", units=2).offered == chats[:2]


def test_a_conversation_too_big_for_the_room_left_does_not_hold_up_the_smaller_one() -> None:
    stage = Stage(replace(LIVE_CHAT, units=3), BY_POST)
    anna = hire(stage, "Anna", units=2)
    big = meet(stage).starts()
    small = meet(stage).starts(workstream=POST)
    assert anna.offered == [small]
    assert stage.chat(big).agent_id is None


def test_capacity_that_an_ended_offer_frees_goes_to_the_next_in_line(stage: Stage) -> None:
    anna, customer = hire(stage, "Anna", units=1), meet(stage)
    offered = customer.starts()
    waiting = meet(stage).starts()
    assert anna.offered == [offered]
    customer.ends(offered)
    assert anna.offered == [waiting]


def test_exactly_as_many_fit_as_the_units_allow() -> None:
    stage = Stage(replace(LIVE_CHAT, units=5), BY_POST)
    anna = hire(stage, "Anna", units=15)
    take_on(stage, anna, 3)
    meet(stage).starts()
    assert (anna.offered, anna.units_free) == ([], 0)


def crowded(monkeypatch: pytest.MonkeyPatch, waiting: int, settings: Workstream = LIVE_CHAT) -> Stage:
    """A queue with much more waiting than one step looks at."""
    monkeypatch.setattr(routing, "LOOKS_A_STEP", 5)
    stage = Stage(settings, replace(BY_POST, units=1))
    for _ in range(waiting):
        meet(stage).starts(workstream=POST)
        stage.now_ms += 1
    return stage


def test_what_does_not_fit_into_one_step_follows_in_the_next_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = crowded(monkeypatch, 17)
    anna = hire(stage, "Anna", units=16, there=False)
    batches = stage.writer.batches
    anna.comes()
    assert len(anna.offered) == 10, "no more than there is room for on the panel"
    assert stage.writer.batches - batches == 1 + 10 // 5


def test_a_long_line_that_nobody_may_take_comes_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = crowded(monkeypatch, 17)
    anna = hire(stage, "Anna", there=False)
    stage.put(replace(anna.agent, default_presence=LUNCH.id))
    batches = stage.writer.batches
    anna.comes()
    assert (anna.presence, anna.offered) == ("lunch", [])
    assert stage.writer.batches - batches == 1, "work of one kind needs one look"


def test_behind_a_long_line_of_what_nobody_can_take_the_rest_is_still_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage(replace(LIVE_CHAT, units=9), BY_POST)
    for _ in range(17):
        meet(stage).starts()
        stage.now_ms += 1
    small = meet(stage).starts(workstream=POST)
    monkeypatch.setattr(routing, "LOOKS_A_STEP", 5)
    assert hire(stage, "Anna", units=8).offered == [small]


def test_routing_may_be_asked_for_at_any_time(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    stage.do(c.Route(), SYSTEM)
    assert anna.offered == [chat]
