"""Scenes of the session panel: its limit, what was read, what leaves it."""

from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app.entries import SessionBody, SessionClosedBody
from cordboard.core.assignment import ClosureReason
from cordboard.core.conversation import State
from cordboard.core.errors import Code
from cordboard.core.ids import ConversationId, SessionId
from cordboard.core.workstream import AutoClose, WrapUpBlock
from floor.players import Desk, appoint, hire, meet, take_on
from floor.stage import LIVE_CHAT, ORGANISATION, POST, Stage, refused

DAY_S = 86_400
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


def closed_for(stage: Stage) -> list[str]:
    """Why sessions left Anna's panel, as her pages are told."""
    bodies = stage.bodies("agent:anna")
    return [body.reason for body in bodies if isinstance(body, SessionClosedBody)]


def test_a_session_that_its_agent_closes_says_so_whatever_becomes_of_the_conversation(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    (released,) = take_on(stage, anna)
    anna.presses_x(released)
    anna.leaves()
    anna.comes()
    (parked,) = take_on(stage, anna, workstream=POST)
    anna.presses_x(parked)
    (ended,) = take_on(stage, anna, workstream=POST)
    anna.ends(ended)
    anna.presses_x(ended)
    assert closed_for(stage) == ["agent"] * 3


def force_close(anna: Desk, chat: ConversationId) -> None:
    appoint(anna.stage).does(c.ForceClose(conversation_id=chat))


def vanish(anna: Desk, _: ConversationId) -> None:
    anna.signs_out()
    anna.stage.wait(ORGANISATION.restore_s)


def never_close(anna: Desk, chat: ConversationId) -> None:
    anna.ends(chat)
    anna.stage.wait(DAY_S)


@pytest.mark.parametrize(
    ("reason", "lose"),
    [
        (ClosureReason.FORCE_CLOSE, force_close),
        (ClosureReason.AGENT_DISCONNECTED, vanish),
        (ClosureReason.AUTO_CLOSE, never_close),
    ],
)
def test_a_session_that_somebody_else_closes_says_why(
    stage: Stage, reason: ClosureReason, lose: Callable[[Desk, ConversationId], None]
) -> None:
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    session_id = anna.session(chat).id
    lose(anna, chat)
    assert closed_for(stage) == [reason.value]
    kept = stage.database.rows("SELECT closure_reason FROM workspace_session WHERE id = ?", session_id)
    assert kept == [(reason.value,)]


WRAP_UPS = [(block, wrap_up_s) for block in WrapUpBlock for wrap_up_s in (None, 60, 900)]


@pytest.mark.parametrize(("block", "wrap_up_s"), WRAP_UPS)
def test_a_session_shows_when_its_wrap_up_really_ends(block: WrapUpBlock, wrap_up_s: int | None) -> None:
    """What pages are told, at every moment, is when the capacity is freed and when it closes."""
    auto_close = AutoClose(wrap_up_s=wrap_up_s)
    stage = Stage(replace(LIVE_CHAT, wrap_up_block=block, wrap_up_block_s=120, auto_close=auto_close))
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    assert shown_ends(stage) == (None, None)
    anna.ends(chat)
    closes_at_ms, frees_at_ms = shown_ends(stage)
    assert (closes_at_ms is None, frees_at_ms is None) == (wrap_up_s is None, block is not WrapUpBlock.TIMED)
    if frees_at_ms is not None:
        stage.wait(ms=frees_at_ms - stage.now_ms - 1)
        assert stage.writer.view.units_held(anna.agent.id) == 1
        stage.wait(ms=1)
        assert stage.writer.view.units_held(anna.agent.id) == 0
        if stage.state(chat) is not State.CLOSED:
            assert shown_ends(stage) == (closes_at_ms, None), "a page hears that the capacity is free"
    if closes_at_ms is None:
        stage.wait(DAY_S)
        assert stage.state(chat) is State.WRAP_UP
    elif closes_at_ms > stage.now_ms:
        stage.wait(ms=closes_at_ms - stage.now_ms - 1)
        assert stage.state(chat) is State.WRAP_UP
        stage.wait(ms=1)
    assert wrap_up_s is None or stage.state(chat) is State.CLOSED


def shown_ends(stage: Stage) -> tuple[int | None, int | None]:
    """When Anna's only session closes and frees capacity, by the latest that her pages were told."""
    shown = [body.session for body in stage.bodies("agent:anna") if isinstance(body, SessionBody)]
    return shown[-1].closes_at_ms, shown[-1].frees_at_ms


def test_when_an_agent_first_took_it_outlasts_all_that_comes_after(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    first_ms = stage.chat(chat).accepted_at_ms
    assert first_ms == stage.now_ms
    vanish(anna, chat)
    bo = hire(stage, "Bo")
    bo.accepts(chat)
    assert stage.chat(chat).agent_id == "bo"
    assert stage.chat(chat).accepted_at_ms == first_ms
