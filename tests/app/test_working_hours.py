"""Scenes of working hours: who is offered work by the clock on the wall."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cordboard.app.setup_commands import Configure, SetAgent
from cordboard.core.configuration import AgentSettings
from cordboard.core.conversation import State
from cordboard.core.hours import Hours, Slot, Weekday, is_open
from cordboard.core.ids import HoursId
from cordboard.core.user import OPERATOR
from floor.office import CLOSES_S, HOUR_S, MIDNIGHT_S, OFFICE, OPENS_S, RIGA, office
from floor.players import Desk, hire, meet, take_on
from floor.stage import POST, QUEUE, START_MS, Stage


def at_work(stage: Stage, name: str, hours: Hours | None = None) -> Desk:
    """An agent at their desk who works by hours."""
    desk = hire(stage, name)
    stage.do(Configure(time_zones=(RIGA,), hours=(hours or office(),)), OPERATOR)
    set_hours(desk, OFFICE)
    return desk


def set_hours(desk: Desk, hours_id: HoursId | None) -> None:
    wanted = AgentSettings(login=desk.id, queue_ids=(QUEUE,), hours_id=hours_id)
    desk.stage.do(SetAgent(settings=wanted), OPERATOR)


def test_work_that_waits_is_offered_the_moment_hours_begin(stage: Stage) -> None:
    anna = at_work(stage, "Anna")
    chat = meet(stage).starts()
    stage.wait(OPENS_S - 1, ms=999)
    assert (anna.offered, anna.presence) == ([], "available"), "presence is independent of working hours"
    stage.wait(ms=1)
    assert (anna.offered, stage.now_ms) == ([chat], START_MS + OPENS_S * 1000)


def test_off_hours_an_agent_keeps_everything_and_may_pick(stage: Stage) -> None:
    anna = at_work(stage, "Anna")
    stage.wait(CLOSES_S - 1)
    (mine,) = take_on(stage, anna)
    offered = meet(stage).starts()
    stage.wait(1)
    waiting = meet(stage).starts()
    assert (anna.items, anna.offered, anna.presence) == ([mine], [offered], "busy")
    anna.accepts(offered)
    anna.picks(waiting)
    assert anna.items == [mine, offered, waiting]


def test_others_get_what_comes_off_hours(stage: Stage) -> None:
    anna, bo = at_work(stage, "Anna"), hire(stage, "Bo")
    chats = [meet(stage).starts() for _ in range(3)]
    assert (anna.offered, bo.offered) == ([], chats)


def test_a_holiday_is_off_from_midnight_to_midnight(stage: Stage) -> None:
    anna = at_work(stage, "Anna", office("22:00", "10:00", "2024-10-05"))
    assert not anna.agent.off_hours
    stage.wait(MIDNIGHT_S - 1)
    assert not anna.agent.off_hours
    stage.wait(1)
    assert anna.agent.off_hours
    stage.wait(46 * HOUR_S - 1)
    assert anna.agent.off_hours, "the night that would begin on the holiday does not"
    stage.wait(1)
    assert not anna.agent.off_hours


@pytest.mark.parametrize(
    ("hired", "opens"),
    [
        pytest.param("2025-03-30T00:00", "2025-03-30T01:00", id="half past three is left out"),
        pytest.param("2024-10-26T23:00", "2024-10-27T00:30", id="half past three comes twice"),
    ],
)
def test_hours_begin_in_the_night_in_which_clocks_change(stage: Stage, hired: str, opens: str) -> None:
    stage.now_ms = _utc_ms(hired)
    anna = at_work(stage, "Anna", office("03:30", "12:00"))
    chat = meet(stage).starts()
    stage.wait(ms=_utc_ms(opens) - stage.now_ms - 1)
    assert anna.offered == []
    stage.wait(ms=1)
    assert anna.offered == [chat]


def _utc_ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000


def test_a_crash_in_the_middle_of_the_turn_loses_nothing(stage: Stage) -> None:
    anna = at_work(stage, "Anna")
    chat = meet(stage).starts()
    stage.wait(OPENS_S - 1)
    stage.now_ms += 1000
    assert stage.writer.wake_due()
    assert stage.writer.take()
    stage.restart()
    assert (anna.agent.off_hours, anna.offered) == (False, [chat])


@pytest.mark.parametrize(("waited_s", "down_s", "offered"), [(0, OPENS_S, 1), (OPENS_S, 9 * HOUR_S, 0)])
def test_hours_turn_while_the_server_is_down(stage: Stage, waited_s: int, down_s: int, offered: int) -> None:
    anna = at_work(stage, "Anna")
    stage.wait(waited_s)
    anna.chooses("away")
    meet(stage).starts()
    stage.restart(down_s=down_s)
    anna.comes()
    anna.chooses("available")
    assert (len(anna.offered), anna.agent.off_hours) == (offered, not offered)


def test_hours_that_ended_while_the_server_was_down_count_before_anything_is_offered(stage: Stage) -> None:
    anna, guest = at_work(stage, "Anna"), meet(stage)
    stage.wait(OPENS_S)
    chat = guest.starts(workstream=POST)
    anna.accepts(chat)
    anna.presses_x(chat)
    stage.commit_and_die(guest.message(chat, "One more thing"))
    stage.restart(down_s=CLOSES_S - OPENS_S)
    assert (stage.state(chat), anna.offered) == (State.OPEN, [])


def test_other_hours_count_at_once(stage: Stage) -> None:
    anna = at_work(stage, "Anna")
    chat = meet(stage).starts()
    stage.do(Configure(hours=(office("02:00", "04:00"),)), OPERATOR)
    assert anna.offered == [chat]
    stage.wait(HOUR_S)
    assert anna.agent.off_hours
    set_hours(anna, None)
    stage.wait(30 * HOUR_S)
    assert not anna.agent.off_hours


def test_another_time_zone_counts_at_once(stage: Stage) -> None:
    anna = at_work(stage, "Anna", office("03:00", "04:00"))
    stage.do(Configure(hours=(replace(office("03:00", "04:00"), time_zone="UTC"),)), OPERATOR)
    assert anna.agent.off_hours
    stage.wait(3 * HOUR_S)
    assert not anna.agent.off_hours


def test_a_time_zone_without_data_counts_as_utc(stage: Stage) -> None:
    stage.put(office("03:00", "04:00"))
    anna = hire(stage, "Anna")
    set_hours(anna, OFFICE)
    stage.wait(3 * HOUR_S - 1)
    assert anna.agent.off_hours
    stage.wait(1)
    assert not anna.agent.off_hours


starts = st.integers(0, 287).map(lambda step: f"{step // 12:02}:{step % 12 * 5:02}")


@settings(max_examples=25)
@given(
    st.lists(st.builds(Slot, day=st.sampled_from(Weekday), opens=starts, closes=starts), max_size=6),
    st.lists(st.tuples(st.integers(1, 40 * HOUR_S), st.booleans()), min_size=1, max_size=8),
)
def test_whatever_the_hours_an_agent_is_off_them_when_the_clock_says_so(
    slots: list[Slot], waits: list[tuple[int, bool]]
) -> None:
    stage, hours = Stage(), replace(office(), slots=tuple(slots))
    anna = at_work(stage, "Anna", hours)
    for seconds, down in waits:
        if down:
            stage.restart(down_s=seconds)
        else:
            stage.wait(seconds)
        assert anna.agent.off_hours is not is_open(hours, RIGA, stage.now_ms)
