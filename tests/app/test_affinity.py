"""Scenes of work that comes back: whose it was, and how long it waits for them (decision 16)."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.core.configuration import AgentSettings
from cordboard.core.conversation import State
from cordboard.core.ids import ConversationId, QueueId, UserId
from cordboard.core.overflow import OverflowAct, WaitingOverflow
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import ORGANISATION, Distribution, Organisation, Queue, Workstream
from floor.players import Desk, Widget, appoint, hire, meet, take_on
from floor.stage import BY_POST, LIVE_CHAT, POST, QUEUE, Stage

WAIT_S = 300
PATIENT = replace(BY_POST, affinity_wait_s=WAIT_S)
FOR_EVER = replace(BY_POST, affinity_wait_s=None)
OTHER = QueueId("other")


class Regular:
    """A customer whose conversation an agent has parked."""

    def __init__(self, stage: Stage, desk: Desk) -> None:
        self.stage = stage
        self.customer: Widget = meet(stage)
        self.chat: ConversationId = self.customer.starts(workstream=POST)
        desk.accepts(self.chat)
        desk.presses_x(self.chat)
        assert stage.state(self.chat) is State.WAITING

    def writes(self) -> ConversationId:
        self.customer.writes(self.chat, "One more thing")
        return self.chat


def patient(settings: Workstream = PATIENT) -> tuple[Stage, Desk, Desk, Regular]:
    """Anna has had a conversation that is parked now, and Bo has come, who has more room."""
    stage = Stage(LIVE_CHAT, settings)
    anna = hire(stage, "Anna", units=1)
    regular = Regular(stage, anna)
    return stage, anna, hire(stage, "Bo", units=9), regular


def test_whoever_had_it_is_offered_it_first_even_without_room() -> None:
    """Appendix C 64: Waiting goes to Open and to the same agent, without capacity; never against presence."""
    stage = Stage(LIVE_CHAT, replace(BY_POST, units=2))
    anna = hire(stage, "Anna", units=2)
    regular = Regular(stage, anna)
    take_on(stage, anna)
    bo = hire(stage, "Bo", units=9)
    chat = regular.writes()
    assert (anna.units_free, anna.offered, bo.offered) == (-1, [chat], [])


def test_a_workstream_that_does_not_keep_the_same_agent_prefers_nobody() -> None:
    stage, anna, bo, regular = patient(replace(PATIENT, keep_same_agent=False))
    chat = regular.writes()
    assert (anna.offered, bo.offered, stage.chat(chat).preferred) == ([], [chat], None)


def test_without_a_time_to_wait_others_have_it_at_once() -> None:
    _, anna, bo, regular = patient(BY_POST)
    anna.chooses("away")
    chat = regular.writes()
    assert bo.offered == [chat]


@pytest.mark.parametrize("away", ["presence", "gone", "signed out"])
def test_for_whoever_is_away_it_waits_as_long_as_the_workstream_says(away: str) -> None:
    stage, anna, bo, regular = patient()
    ways: dict[str, Callable[[], None]] = {
        "presence": lambda: anna.chooses("away"),
        "gone": anna.falls_silent,
        "signed out": anna.signs_out,
    }
    ways[away]()
    stage.wait(0 if away == "gone" else 200)
    chat = regular.writes()
    stage.wait(149)
    assert bo.offered == []
    if away == "gone":
        anna.comes()
        anna.chooses("away")
    stage.wait(WAIT_S - 149 - 0.001)
    assert bo.offered == []
    stage.wait(ms=1)
    assert bo.offered == [chat]
    assert stage.chat(chat).reserved_until_ms is None


def test_whoever_comes_back_in_time_is_offered_it() -> None:
    stage, anna, bo, regular = patient()
    anna.signs_out()
    chat = regular.writes()
    stage.wait(100)
    anna.comes()
    assert (anna.offered, bo.offered) == ([chat], [])
    anna.accepts(chat)
    stage.wait(2 * WAIT_S)
    assert (anna.items, stage.chat(chat).reserved_until_ms) == ([chat], None)


def test_a_time_that_ends_while_the_offer_is_out_lets_others_have_it_afterwards() -> None:
    stage, anna, bo, regular = patient(replace(PATIENT, affinity_wait_s=5))
    chat = regular.writes()
    anna.sees(chat)
    stage.wait(10)
    assert (anna.offered, bo.offered) == ([chat], [])
    stage.do(c.SignOut(agent_id=anna.id))
    assert bo.offered == [chat], "withdrawn is not declined, and the time is over"


def test_an_offer_that_nobody_saw_leaves_the_work_kept() -> None:
    stage, anna, bo, regular = patient()
    chat = regular.writes()
    stage.wait(10)
    assert (anna.offered, bo.offered) == ([], [])
    anna.says_visible()
    assert anna.offered == [chat]


def leave(stage: Stage, desk: Desk) -> None:
    settings = AgentSettings(login=desk.id, queue_ids=())
    stage.do(sc.SetAgent(settings=settings), OPERATOR)


def disable(stage: Stage, desk: Desk) -> None:
    stage.do(sc.DisableUser(user_id=UserId(desk.id)), OPERATOR)


def go_for_good(stage: Stage, desk: Desk) -> None:
    desk.falls_silent()
    stage.wait(150)


@pytest.mark.parametrize("settings", [PATIENT, FOR_EVER])
@pytest.mark.parametrize("way", [leave, disable, go_for_good])
def test_nobody_waits_for_somebody_who_can_not_come(
    settings: Workstream, way: Callable[[Stage, Desk], None]
) -> None:
    stage, anna, bo, regular = patient(settings)
    anna.chooses("away")
    chat = regular.writes()
    assert bo.offered == []
    way(stage, anna)
    assert (bo.offered, stage.chat(chat).reserved_until_ms) == ([chat], None)


def test_whoever_declines_gives_it_up_at_once() -> None:
    stage, anna, bo, regular = patient(FOR_EVER)
    chat = regular.writes()
    anna.rejects(chat)
    assert (bo.offered, stage.chat(chat).reserved_until_ms) == ([chat], None)


def test_whoever_has_left_before_is_not_waited_for() -> None:
    stage, anna, bo, regular = patient(FOR_EVER)
    leave(stage, anna)
    chat = regular.writes()
    assert bo.offered == [chat]


def test_for_ever_is_until_they_come_or_somebody_picks_it() -> None:
    stage, anna, bo, regular = patient(FOR_EVER)
    anna.chooses("away")
    chat = regular.writes()
    stage.wait(20 * 86_400)
    assert bo.offered == []
    stage.restart()
    bo.comes()
    assert bo.offered == []
    bo.picks(chat)
    assert stage.chat(chat).reserved_until_ms is None


def test_after_a_restart_it_waits_its_full_time_again() -> None:
    stage, anna, bo, regular = patient()
    anna.chooses("away")
    chat = regular.writes()
    stage.wait(WAIT_S - 1)
    stage.restart(down_s=3600)
    anna.comes()
    bo.comes()
    stage.wait(WAIT_S - 0.001)
    assert bo.offered == [], "nobody could come while the server was away (mission decision 7)"
    stage.wait(ms=1)
    assert bo.offered == [chat]


def test_what_is_closed_meanwhile_is_kept_for_nobody() -> None:
    stage, anna, _, regular = patient()
    vera = appoint(stage)
    anna.chooses("away")
    chat = regular.writes()
    vera.does(c.ForceClose(conversation_id=chat))
    stage.wait(2 * WAIT_S)
    assert (stage.state(chat), stage.chat(chat).reserved_until_ms) == (State.CLOSED, None)


@pytest.mark.parametrize(
    "change", [{"affinity_wait_s": 0}, {"affinity_wait_s": 50}, {"keep_same_agent": False}]
)
def test_settings_that_change_count_from_the_entering_of_the_queue(change: dict[str, int]) -> None:
    stage, anna, bo, regular = patient(FOR_EVER)
    anna.chooses("away")
    chat = regular.writes()
    stage.wait(100)
    stage.do(sc.Configure(workstreams=(replace(PATIENT, affinity_wait_s=101),)), OPERATOR)
    stage.wait(0.999)
    assert bo.offered == []
    stage.do(sc.Configure(workstreams=(replace(FOR_EVER, **change),)), OPERATOR)
    assert bo.offered == [chat]


def test_overflow_of_the_queue_acts_on_what_is_kept_too() -> None:
    stage, anna, bo, regular = patient(FOR_EVER)
    moves_on = WaitingOverflow(after_s=60, act=OverflowAct.TO_QUEUE, queue_id=OTHER)
    queues = (Queue(id=QUEUE, name="General", waiting_overflow=moves_on), Queue(id=OTHER, name="Other"))
    stage.do(sc.Configure(queues=queues), OPERATOR)
    stage.put_user("cy", "Cy", queue_ids=(OTHER,))
    cy = Desk(stage, "cy", "Cy")
    cy.comes()
    anna.chooses("away")
    chat = regular.writes()
    stage.wait(60)
    assert (bo.offered, cy.offered) == ([], [chat]), "nobody for whom it waited serves the other queue"


def test_a_live_chat_whose_agent_vanished_waits_for_nobody() -> None:
    """It stands at the front and prefers its agent, if back (mission decision 6)."""
    stage = Stage(replace(LIVE_CHAT, affinity_wait_s=None))
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    bo = hire(stage, "Bo", presence="away")
    go_for_good(stage, anna)
    assert (stage.chat(chat).preferred, stage.chat(chat).front) == (anna.id, True)
    bo.chooses("available")
    assert bo.offered == [chat]


def test_a_live_chat_that_its_agent_closed_goes_to_others_first(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=9)
    (chat,) = take_on(stage, anna)
    bo = hire(stage, "Bo", units=1)
    anna.presses_x(chat)
    assert (anna.offered, bo.offered) == ([], [chat])


# Pick mode


def test_what_is_to_be_picked_is_offered_to_nobody_and_kept_for_nobody() -> None:
    """Appendix C 87: in pick mode nothing is offered automatically."""
    stage = Stage(LIVE_CHAT, replace(FOR_EVER, distribution=Distribution.PICK))
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    customer = meet(stage)
    chat = customer.starts(workstream=POST)
    assert (anna.offered, bo.offered) == ([], [])
    anna.picks(chat)
    anna.presses_x(chat)
    customer.writes(chat, "One more thing")
    assert (stage.state(chat), anna.offered, bo.offered) == (State.OPEN, [], [])
    assert stage.chat(chat).reserved_until_ms is None
    bo.picks(chat)
    assert bo.items == [chat]


def test_without_an_end_it_does_not_wait_for_whoever_left_for_good_before() -> None:
    """Somebody who never comes again would hold it for ever; who only vanished is still awaited."""
    stage, anna, bo, regular = patient(FOR_EVER)
    other = Regular(stage, bo)
    for desk in (anna, bo):
        desk.signs_out()
    stage.wait(stage.writer.view.get(Organisation, ORGANISATION).restore_s)
    bo.comes()
    bo.falls_silent()
    cy = hire(stage, "Cy", units=9)
    assert (stage.chat(regular.writes()).reserved_until_ms, cy.offered) == (None, [regular.chat])
    assert stage.chat(other.writes()).reserved_until_ms is not None
    assert cy.offered == [regular.chat]
