"""Scenes of the session panel: its limit, what was read, what leaves it."""

import msgspec
import pytest
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.core.errors import Code
from cordboard.core.ids import SessionId
from floor.players import appoint, hire, meet, take_on
from floor.stage import ORGANISATION, POST, Stage, refused

SMALL = replace(ORGANISATION, session_limit=2)


@pytest.mark.mission("N16", part="limit")
@pytest.mark.mission("N16", part="alert")
@pytest.mark.mission("N16", part="presence")
def test_with_ten_sessions_open_the_next_item_raises_an_alert_and_goes_to_somebody_else(
    stage: Stage,
) -> None:
    anna = hire(stage, "Anna", units=50)
    chats = take_on(stage, anna, 10)
    assert (anna.alerts, anna.presence) == ([], "busy")
    waiting = meet(stage).starts()
    assert (anna.alerts, anna.presence) == (["session_limit"], "do_not_disturb")
    assert (anna.offered, anna.panel) == ([], chats)
    assert stage.chat(waiting).declines == ()
    assert hire(stage, "Bo").offered == [waiting]


@pytest.mark.mission("N16", part="limit")
def test_one_session_more_by_hand_is_refused() -> None:
    stage = Stage(organisation=SMALL)
    anna = hire(stage, "Anna")
    parked = take_on(stage, anna, workstream=POST)[0]
    anna.presses_x(parked)
    take_on(stage, anna, 2)
    waiting = meet(stage).starts()
    with refused(Code.SESSION_LIMIT):
        anna.picks(waiting)
    with refused(Code.SESSION_LIMIT):
        anna.reopens(parked)


def test_the_last_place_on_the_panel_is_kept_for_an_offer_that_is_out() -> None:
    stage = Stage(organisation=SMALL)
    anna = hire(stage, "Anna")
    take_on(stage, anna)
    offered, waiting = meet(stage).starts(), meet(stage).starts()
    assert (anna.offered, anna.alerts) == ([offered], [])
    with refused(Code.SESSION_LIMIT):
        anna.picks(waiting)
    anna.accepts(offered)
    assert anna.alerts == ["session_limit"]


@pytest.mark.mission("N16", part="agent-reset")
@pytest.mark.mission("N16", part="supervisor-reset")
@pytest.mark.parametrize("by_supervisor", [False, True])
def test_after_a_reset_with_room_on_the_panel_work_comes_again(by_supervisor: bool) -> None:
    stage = Stage(organisation=SMALL)
    anna, vera = hire(stage, "Anna"), appoint(stage)
    chats = take_on(stage, anna, 2)
    waiting = meet(stage).starts()
    anna.ends(chats[0])
    anna.presses_x(chats[0])
    assert (anna.presence, anna.offered) == ("do_not_disturb", [])
    (vera if by_supervisor else anna).resets(anna)
    assert (anna.presence, anna.offered) == ("busy", [waiting])


def test_a_reset_without_room_raises_the_alert_again_while_work_waits() -> None:
    stage = Stage(organisation=SMALL)
    anna = hire(stage, "Anna")
    take_on(stage, anna, 2)
    meet(stage).starts()
    anna.resets()
    assert (anna.alerts, anna.presence) == (["session_limit"], "do_not_disturb")


@pytest.mark.mission("S16", part="cleared")
def test_what_was_read_never_becomes_unread(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    anna.reads(chat, 3)
    anna.reads(chat, 2)
    assert anna.session(chat).read_up_to == 3


@pytest.mark.parametrize("up_to", [-1, 2**53])
def test_what_can_not_have_been_read_does_not_even_become_a_command(up_to: int) -> None:
    raw = {"name": "focus_session", "session_id": "se_1", "read_up_to": up_to}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(raw, c.AnyCommand)


def test_one_reads_on_ones_own_panel_only(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo", there=False)
    (chat,) = take_on(stage, anna)
    for session_id in (anna.session(chat).id, SessionId("none")):
        with refused(Code.NOT_FOUND):
            bo.does(c.FocusSession(session_id=session_id, read_up_to=1))


def test_own_work_in_wrap_up_may_be_opened_again_without_a_second_session(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    anna.reopens(chat)
    anna.ends(chat)
    anna.reopens(chat)
    assert anna.panel == [chat]
