"""Scenes of waiting too long: the queue's overflow acts, or somebody was quicker (domain 4.6, decision 4)."""

from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace

from cordboard.app import setup_commands as sc
from cordboard.core.configuration import AgentSettings
from cordboard.core.conversation import State
from cordboard.core.explanation import Entrance, Explanation, Overflowed, Queued
from cordboard.core.ids import ConversationId, QueueId
from cordboard.core.overflow import OverflowAct, WaitingOverflow
from cordboard.core.rules import RouteRule, Share
from cordboard.core.user import OPERATOR, Role
from cordboard.core.workstream import Queue
from floor.players import Desk, hire, meet
from floor.stage import BY_POST, LIVE_CHAT, POST, QUEUE, Stage

OTHER = QueueId("other")
ENDS = WaitingOverflow(after_s=60, act=OverflowAct.END)
MOVES_ON = WaitingOverflow(after_s=60, act=OverflowAct.TO_QUEUE, queue_id=OTHER)
GENERAL = Queue(id=QUEUE, name="General")
SECOND = Queue(id=OTHER, name="Other")


def set_queues(stage: Stage, here: WaitingOverflow | None, there: WaitingOverflow | None = None) -> None:
    """Say what ends the waits in the queue where everything begins, and in the other one."""
    queues = (replace(GENERAL, waiting_overflow=here), replace(SECOND, waiting_overflow=there))
    stage.do(sc.Configure(queues=queues), OPERATOR)


def hire_for(stage: Stage, name: str, *queue_ids: QueueId, there: bool = True) -> Desk:
    """Add an agent of these queues."""
    desk = Desk(stage, name.lower(), name)
    stage.put_user(desk.id, name, queue_ids=queue_ids)
    if there:
        desk.comes()
    return desk


def queue_of(stage: Stage, chat: ConversationId) -> str:
    return stage.chat(chat).queue_id


def stays(stage: Stage) -> list[tuple[object, ...]]:
    """Queue, reason of leaving, and whether it was abandoned, of each stay in a queue."""
    return stage.database.rows(
        "SELECT queue_id, closure_reason, abandoned FROM queue_segment ORDER BY entered_at_ms, rowid"
    )


def entrances(stage: Stage, chat: ConversationId) -> list[Queued]:
    """How it came into each of its queues, as far as this was explained."""
    rows = stage.database.rows("SELECT body FROM decision WHERE subject = ? ORDER BY seq", chat)
    told = [msgspec.json.decode(body, type=Explanation) for (body,) in rows]  # type: ignore[call-overload]
    return [one for one in told if isinstance(one, Queued)]


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


# Queues that nobody serves


def test_overflow_does_not_send_work_where_nobody_serves(stage: Stage) -> None:
    set_queues(stage, MOVES_ON)
    anna = hire(stage, "Anna", presence="away")
    chat = meet(stage).starts()
    stage.wait(90)
    assert queue_of(stage, chat) == QUEUE
    bo = hire_for(stage, "Bo", OTHER)
    stage.wait(29)
    assert bo.offered == [], "it waits here once more"
    stage.wait(1)
    assert (bo.offered, anna.offered) == ([chat], [])


Leave = Callable[[Stage, Desk], object]
LEAVES: dict[str, Leave] = {
    "put": lambda stage, desk: stage.put_user(desk.id, desk.name, queue_ids=()),
    "set": lambda stage, desk: stage.do(
        sc.SetAgent(settings=AgentSettings(login=desk.id, queue_ids=())), OPERATOR
    ),
    "disabled": lambda stage, desk: stage.do(sc.DisableUser(user_id=desk.id), OPERATOR),  # type: ignore[arg-type]
    "no longer an agent": lambda stage, desk: stage.put_user(
        desk.id, desk.name, roles=(Role.SUPERVISOR,), supervises=(OTHER,)
    ),
}
"""The ways out of a queue."""


def sent_to_other(stage: Stage) -> None:
    """Have all live chat go to the other queue, which is not its fallback queue."""
    stage.do(sc.Configure(queues=(SECOND,)), OPERATOR)
    everything = RouteRule(name="everything", to=(Share(queue_id=OTHER),))
    stage.do(sc.Configure(workstreams=(replace(LIVE_CHAT, routes=(everything,)),)), OPERATOR)


@pytest.mark.parametrize("way", LEAVES)
def test_when_the_last_member_leaves_what_waits_goes_to_the_fallback_queue(stage: Stage, way: str) -> None:
    """Mission decision 4, in the place of appendix C 63: nobody is closed for want of members."""
    sent_to_other(stage)
    anna, bo = hire(stage, "Anna"), hire_for(stage, "Bo", OTHER)
    bo.chooses("away")
    chats = [meet(stage).starts(), meet(stage).starts()]
    assert {queue_of(stage, chat) for chat in chats} == {OTHER}
    LEAVES[way](stage, bo)
    assert (sorted(anna.offered), {queue_of(stage, chat) for chat in chats}) == (sorted(chats), {QUEUE})
    assert {reason for queue_id, reason, _ in stays(stage) if queue_id == OTHER} == {"queue_transfer"}
    assert entrances(stage, chats[0])[-1].entrance is Entrance.FALLBACK


def test_while_somebody_is_left_or_the_fallback_queue_is_no_better_work_stays(stage: Stage) -> None:
    sent_to_other(stage)
    bo, cy = hire_for(stage, "Bo", OTHER, there=False), hire_for(stage, "Cy", OTHER, there=False)
    chat = meet(stage).starts()
    LEAVES["set"](stage, bo)
    assert queue_of(stage, chat) == OTHER
    LEAVES["disabled"](stage, cy)
    assert queue_of(stage, chat) == OTHER, "nobody serves the fallback queue either"


def test_what_comes_back_to_a_queue_that_nobody_serves_goes_to_the_fallback_queue(stage: Stage) -> None:
    sent_to_other(stage)
    bo = hire_for(stage, "Bo", OTHER)
    offered, accepted = meet(stage).starts(), meet(stage).starts()
    bo.accepts(accepted)
    anna = hire(stage, "Anna")
    LEAVES["set"](stage, bo)
    assert bo.offered == [offered], "an offer that is out may still be accepted"
    bo.rejects(offered)
    bo.presses_x(accepted)
    assert sorted(anna.offered) == sorted([offered, accepted])


def test_work_does_not_begin_in_a_queue_that_nobody_serves(stage: Stage) -> None:
    sent_to_other(stage)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    assert (queue_of(stage, chat), anna.offered) == (QUEUE, [chat])


def test_where_nobody_serves_any_queue_the_wait_still_ends(stage: Stage) -> None:
    sent_to_other(stage)
    bo = hire_for(stage, "Bo", OTHER, there=False)
    set_queues(stage, None, ENDS)
    chat = meet(stage).starts()
    stage.wait(59)
    LEAVES["set"](stage, bo)
    assert (queue_of(stage, chat), stage.state(chat)) == (OTHER, State.OPEN)
    stage.wait(1)
    assert stage.state(chat) is State.CLOSED
