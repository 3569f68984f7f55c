"""Scenes of waiting too long: the queue's overflow acts, or somebody was quicker (domain 4.6)."""

import msgspec
import pytest
from msgspec.structs import replace

from app.queues import ENDS, MOVES_ON, OTHER, entrances, hire_for, queue_of, set_queues, stays
from cordboard.core.conversation import State
from cordboard.core.explanation import Entrance, Overflowed
from cordboard.core.overflow import OverflowAct
from floor.players import hire, meet
from floor.stage import BY_POST, LIVE_CHAT, POST, QUEUE, Stage


def test_what_has_waited_too_long_goes_to_the_other_queue_with_its_age(stage: Stage) -> None:
    set_queues(stage, MOVES_ON)
    bo = hire_for(stage, "Bo", OTHER)
    began_at_ms, chat = stage.now_ms, meet(stage).starts()
    stage.wait(59.999)
    assert (queue_of(stage, chat), bo.offered) == (QUEUE, [])
    stage.wait(ms=1)
    assert (queue_of(stage, chat), bo.offered) == (OTHER, [chat])
    assert stage.chat(chat).queued_at_ms == began_at_ms, "its age goes with it"
    assert stays(stage) == [(QUEUE, "inqueue_overflow_queue_transfer", 0), (OTHER, None, 0)]
    attempts = stage.database.rows("SELECT queue_id, closure_reason FROM assignment ORDER BY rowid")
    assert attempts == [(QUEUE, "inqueue_overflow_queue_transfer"), (OTHER, None)]
    told = entrances(stage, chat)[-1]
    waited = Overflowed(queue_id=QUEUE, cause=None, act=OverflowAct.TO_QUEUE)
    assert (told.queue_id, told.entrance, told.overflowed) == (OTHER, Entrance.WAITED, (waited,))


def test_readers_of_both_queues_see_it_go_and_come(stage: Stage) -> None:
    set_queues(stage, MOVES_ON)
    hire(stage, "Anna", there=False)
    hire_for(stage, "Bo", OTHER, there=False)
    chat = meet(stage).starts()
    stage.ears.take()
    stage.wait(60)
    news = {
        stream: [msgspec.json.decode(entry.body)["kind"] for entry in stage.heard(stream)]
        for stream in (f"queue:{QUEUE}", f"floor:{QUEUE}", f"queue:{OTHER}", f"floor:{OTHER}")
    }
    assert news == {
        f"queue:{QUEUE}": ["item_gone"],
        f"floor:{QUEUE}": ["item_gone"],
        f"queue:{OTHER}": ["item"],
        f"floor:{OTHER}": ["item"],
    }
    assert stage.transcript(chat) == ["customer: Hello"], "customers are not told of queues"


def test_who_has_waited_too_long_is_told_and_the_conversation_ends(stage: Stage) -> None:
    set_queues(stage, ENDS)
    hire(stage, "Anna", presence="away")
    chat = meet(stage).starts()
    stage.wait(60)
    assert (stage.state(chat), stage.chat(chat).closed_by) == (State.CLOSED, "system")
    assert stage.transcript(chat) == ["customer: Hello", "closed_waited_too_long"]
    assert stays(stage) == [(QUEUE, "inqueue_overflow_end_conversation", 1)]
    assert entrances(stage, chat)[-1].overflowed[0].act is OverflowAct.END


def test_the_next_queue_counts_from_its_own_beginning(stage: Stage) -> None:
    set_queues(stage, MOVES_ON, replace(ENDS, after_s=90))
    hire_for(stage, "Bo", OTHER, there=False)
    chat = meet(stage).starts()
    stage.wait(60 + 89.999)
    assert (queue_of(stage, chat), stage.state(chat)) == (OTHER, State.OPEN)
    stage.wait(ms=1)
    assert stage.state(chat) is State.CLOSED


def test_nothing_is_done_while_an_offer_is_out_and_all_when_it_comes_back(stage: Stage) -> None:
    set_queues(stage, MOVES_ON)
    anna, bo = hire(stage, "Anna"), hire_for(stage, "Bo", OTHER)
    chat = meet(stage).starts()
    anna.sees(chat)
    stage.wait(61)
    assert (stage.state(chat), anna.offered) == (State.OFFERED, [chat])
    anna.rejects(chat)
    assert (queue_of(stage, chat), bo.offered) == (OTHER, [chat])
    assert [one.agent_id for one in stage.chat(chat).declines] == [anna.id], "declines go with it"


def test_an_offer_that_comes_back_before_the_time_leaves_the_wait_as_it_was(stage: Stage) -> None:
    set_queues(stage, ENDS)
    anna, chat = hire(stage, "Anna"), meet(stage).starts()
    stage.wait(5)
    anna.rejects(chat)
    stage.wait(54)
    assert stage.state(chat) is State.OPEN
    stage.wait(1)
    assert stage.state(chat) is State.CLOSED


@pytest.mark.parametrize("picked", [True, False])
def test_whoever_is_served_waits_no_longer(stage: Stage, picked: bool) -> None:
    set_queues(stage, ENDS)
    anna = hire(stage, "Anna", presence="away" if picked else None)
    chat = meet(stage).starts()
    (anna.picks if picked else anna.accepts)(chat)
    stage.wait(600)
    assert stage.state(chat) is State.ACCEPTED
    anna.chooses("away")
    anna.presses_x(chat)
    stage.wait(59)
    assert stage.state(chat) is State.OPEN, "back in the queue it waits anew"
    stage.wait(1)
    assert stage.state(chat) is State.CLOSED


def test_a_customer_who_leaves_first_is_not_closed_twice(stage: Stage) -> None:
    set_queues(stage, ENDS)
    customer = meet(stage)
    chat = customer.starts()
    stage.wait(30)
    customer.ends(chat)
    stage.wait(60)
    assert stage.transcript(chat) == ["customer: Hello", "ended_by_customer"]


def test_after_a_restart_the_agents_come_back_before_the_overflow_acts(stage: Stage) -> None:
    set_queues(stage, ENDS)
    chats = [meet(stage).starts(), meet(stage).starts()]
    anna = hire(stage, "Anna", there=False)
    stage.wait(30)
    stage.restart(down_s=300)
    assert [stage.state(chat) for chat in chats] == [State.OPEN, State.OPEN]
    stage.put_user(anna.id, "Anna", queue_ids=(QUEUE,), capacity_units=1)
    anna.comes()
    anna.accepts(chats[0])
    stage.wait(20)
    assert [stage.state(chat) for chat in chats] == [State.ACCEPTED, State.CLOSED]


def test_a_restart_changes_nothing_in_a_wait_that_goes_on(stage: Stage) -> None:
    set_queues(stage, replace(ENDS, after_s=600))
    chat = meet(stage, "").starts(workstream=POST)
    stage.wait(100)
    stage.restart(down_s=100)
    stage.wait(399)
    assert stage.state(chat) is State.OPEN
    stage.wait(1)
    assert stage.state(chat) is State.CLOSED


def test_settings_that_change_count_from_the_entering_of_the_queue(stage: Stage) -> None:
    chat = meet(stage).starts()
    stage.wait(100)
    set_queues(stage, replace(ENDS, after_s=200))
    stage.wait(50)
    set_queues(stage, None)
    stage.wait(600)
    assert stage.state(chat) is State.OPEN, "nothing is configured: the customer simply waits"
    set_queues(stage, replace(ENDS, after_s=900))
    stage.wait(149.999)
    assert stage.state(chat) is State.OPEN
    set_queues(stage, ENDS)
    assert stage.state(chat) is State.CLOSED, "it is over at once where the new time has passed"


def test_going_on_to_another_queue_does_not_begin_auto_close_anew() -> None:
    stage = Stage(LIVE_CHAT, replace(BY_POST, auto_close=replace(BY_POST.auto_close, open_s=100)))
    set_queues(stage, MOVES_ON)
    hire_for(stage, "Bo", OTHER, there=False)
    chat = meet(stage).starts(workstream=POST)
    stage.wait(99.999)
    assert (queue_of(stage, chat), stage.state(chat)) == (OTHER, State.OPEN)
    stage.wait(ms=1)
    assert stage.state(chat) is State.CLOSED


def test_where_many_have_waited_too_long_each_step_moves_a_hundred(stage: Stage) -> None:
    set_queues(stage, MOVES_ON)
    bo = hire_for(stage, "Bo", OTHER, there=False)
    chats = [meet(stage).starts(workstream=POST) for _ in range(120)]
    batches = stage.writer.batches
    stage.wait(60)
    assert {queue_of(stage, chat) for chat in chats} == {OTHER}
    assert stage.writer.batches - batches >= 2
    bo.comes()
    assert bo.offered == sorted(chats)[:5], "they stand in their order, though some came a step later"
