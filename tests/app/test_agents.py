"""Scenes of agents who come, vanish, come back in time or too late, and sign out."""

import pytest
from msgspec.structs import replace

from app.templates import AT_ONCE, staged
from cordboard.app import commands as c
from cordboard.core.conversation import State, declines_of
from cordboard.core.ids import ConnectionId
from floor.players import hire, meet, take_on
from floor.stage import POST, Stage


def test_who_signs_in_without_work_is_available(stage: Stage) -> None:
    anna = hire(stage, "Anna", there=False)
    assert anna.presence == "offline"
    anna.comes()
    assert anna.presence == "available"


def test_waiting_work_is_offered_to_whoever_comes(stage: Stage) -> None:
    chat = meet(stage).starts()
    assert hire(stage, "Anna").offered == [chat]


def test_a_vanished_agent_keeps_live_chats_for_two_and_a_half_minutes(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    anna.falls_silent()
    bo = hire(stage, "Bo")
    assert anna.presence == "offline"
    assert stage.transcript(chat)[-1] == "agent_reconnecting Anna"
    stage.wait(150 - 0.001)
    assert (stage.state(chat), anna.items, anna.units_free) == (State.ACCEPTED, [chat], 4)
    stage.wait(ms=1)
    assert (anna.items, anna.panel, anna.units_free) == ([], [], 5)
    assert bo.offered == [chat]
    assert stage.transcript(chat)[-1] == "agent_left Anna"


@pytest.mark.mission("N15", part="gone")
def test_whoever_lost_the_connection_before_the_first_look_has_missed_nothing() -> None:
    stage = staged(AT_ONCE, unseen_reroute_s=60)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    bo = hire(stage, "Bo")
    anna.falls_silent()
    stage.wait(60)
    assert (anna.items, bo.offered, declines_of(stage.chat(chat), anna.id)) == ([], [chat], 0)
    anna.comes()
    assert (anna.alerts, anna.presence) == ([], "available")


def test_what_a_vanished_agent_had_stands_first_in_line_and_comes_back_to_them(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=1)
    (chat,) = take_on(stage, anna)
    earlier = meet(stage).starts()
    anna.falls_silent()
    stage.wait(150)
    line = stage.writer.view.waiting_in(stage.chat(chat).queue_id)
    assert [line.at(0), line.at(1)] == [chat, earlier]
    anna.comes()
    assert anna.offered == [chat]
    bo = hire(stage, "Bo", units=9)
    assert bo.offered == [earlier]


def test_who_is_back_in_time_finds_everything_as_it_was(stage: Stage) -> None:
    """Appendix C 46."""
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    anna.chooses("lunch")
    since_ms = anna.agent.presence.chosen
    anna.falls_silent()
    assert anna.presence == "offline"
    stage.wait(149)
    anna.comes()
    assert (anna.presence, anna.panel) == ("lunch", [chat])
    assert anna.agent.presence.chosen == since_ms
    assert stage.transcript(chat)[-1] == "agent_back Anna"
    stage.wait(3600)
    assert anna.panel == [chat]


def test_who_is_back_too_late_starts_from_the_load(stage: Stage) -> None:
    """Appendix C 47."""
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna, workstream=POST)
    anna.ends(chat)
    anna.chooses("do_not_disturb")
    anna.falls_silent()
    stage.wait(151)
    anna.comes()
    assert anna.presence == "busy"
    assert anna.items == [chat], "wrap-up stays with its agent"


def test_signing_out_counts_as_gone_at_once_and_forgets_the_choice(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna", units=9), hire(stage, "Bo")
    chat = meet(stage).starts()
    anna.chooses("available")
    anna.signs_out()
    assert (anna.presence, bo.offered) == ("offline", [chat])
    anna.comes()
    assert anna.agent.presence.chosen is None


def test_an_agent_is_there_while_one_page_is(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    anna.comes("second")
    anna.falls_silent("page")
    stage.wait(60)
    assert anna.presence == "available"
    anna.leaves("second")
    stage.wait(5)
    assert anna.presence == "offline"


def test_a_page_that_is_loaded_again_changes_nothing(stage: Stage) -> None:
    """Appendix C 48."""
    anna = hire(stage, "Anna")
    take_on(stage, anna)
    before = anna.agent.presence
    stage.wait(10)
    anna.leaves("page")
    stage.wait(2)
    anna.comes("page again")
    stage.wait(60)
    assert anna.agent.presence == before


def test_the_end_of_a_connection_that_nobody_knows_changes_nothing(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    before = anna.agent
    stage.do(c.AgentLeft(agent_id=anna.id, connection_id=ConnectionId("old"), silent=True))
    assert anna.agent == before


@pytest.mark.parametrize(
    ("default", "presence"), [("away", "away"), ("lunch", "lunch"), ("busy", "available")]
)
def test_a_default_of_away_or_offline_is_taken_as_it_is(stage: Stage, default: str, presence: str) -> None:
    anna = hire(stage, "Anna", there=False)
    stage.put(replace(anna.agent, default_presence=default))
    anna.comes()
    assert anna.presence == presence
