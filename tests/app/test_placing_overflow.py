"""Scenes of queues that can't take work as they are: closed or full before it enters (domain 4.6)."""

import pytest

from cordboard.app import commands as c
from cordboard.core.conversation import State
from cordboard.core.deadline import Deadline
from cordboard.core.explanation import Entrance, Overflowed, Queued
from cordboard.core.ids import ConversationId
from cordboard.core.rules import (
    RouteRule,
    Share,
)
from cordboard.core.workstream import Queue
from floor.players import meet
from floor.queues import (
    ANYWAY,
    CARE,
    CLOSED,
    DAY,
    END,
    FULL,
    HOUR_S,
    LATE,
    NIGHT,
    SALES,
    TO_QUEUE,
    closed,
    come,
    configure,
    full,
    hire_for,
    queue,
    route,
    why,
)
from floor.stage import WEB, Stage


def test_the_third_over_a_limit_of_two_is_too_many(stage: Stage) -> None:
    """Appendix C 83: exactly, at every moment."""
    configure(stage, queue(SALES, full(2, TO_QUEUE, NIGHT)), routes=(route("all", SALES),))
    chats = [come(stage) for _ in range(3)]
    assert [stage.chat(one).queue_id for one in chats] == [SALES, SALES, NIGHT]
    assert hire_for(stage, "Anna", SALES, units=1).offered == [chats[0]]
    assert stage.chat(come(stage)).queue_id == SALES, "one of the two waits no longer"


def test_out_of_hours_acts_before_the_limit_does(stage: Stage) -> None:
    """Appendix C 84."""
    sales = queue(SALES, full(1), closed(TO_QUEUE, NIGHT), hours_id=DAY.id)
    configure(stage, sales, routes=(route("all", SALES),))
    stage.wait(9 * HOUR_S)
    assert stage.chat(come(stage)).queue_id == SALES
    assert stage.state(come(stage)) is State.CLOSED, "full"
    stage.wait(9 * HOUR_S)
    late = come(stage)
    assert stage.chat(late).queue_id == NIGHT
    assert why(stage, late) == Queued(
        queue_id=NIGHT,
        entrance=Entrance.OVERFLOW,
        route="all",
        overflowed=(Overflowed(queue_id=SALES, cause=CLOSED, act=TO_QUEUE),),
    )


def test_hours_alone_keep_nothing_out(stage: Stage) -> None:
    configure(stage, queue(SALES, hours_id=DAY.id), routes=(route("all", SALES), route("rest", CARE)))
    chat = come(stage)
    assert why(stage, chat) == Queued(queue_id=SALES, entrance=Entrance.RULE, route="all")


def test_where_all_overflow_the_first_that_is_open_acts(stage: Stage) -> None:
    configure(
        stage,
        queue(SALES, closed(END), hours_id=LATE.id),
        queue(CARE, full(1, ANYWAY), hours_id=DAY.id),
        routes=(route("a", SALES), route("b", CARE)),
    )
    stage.wait(9 * HOUR_S)
    chats = [come(stage) for _ in range(2)]
    assert [stage.chat(one).queue_id for one in chats] == [CARE, CARE]
    assert why(stage, chats[1]) == Queued(
        queue_id=CARE,
        entrance=Entrance.RULE,
        route="b",
        overflowed=(
            Overflowed(queue_id=SALES, cause=CLOSED, act=END),
            Overflowed(queue_id=CARE, cause=FULL, act=ANYWAY),
        ),
    )


def test_where_none_is_open_the_one_that_opens_first_acts(stage: Stage) -> None:
    configure(
        stage,
        queue(SALES, closed(END), hours_id=LATE.id),
        queue(CARE, closed(ANYWAY), hours_id=DAY.id),
        routes=(route("a", SALES), route("b", CARE)),
    )
    early = come(stage)
    assert (stage.chat(early).queue_id, stage.state(early)) == (CARE, State.OPEN)
    stage.wait(21 * HOUR_S)
    again = come(stage)
    assert stage.chat(again).queue_id == CARE, "on the next Friday it opens first again"


def test_a_queue_to_which_an_overflow_sends_is_not_asked_whether_it_overflows(stage: Stage) -> None:
    configure(
        stage,
        queue(SALES, closed(TO_QUEUE, NIGHT), hours_id=DAY.id),
        queue(NIGHT, full(1, END)),
        routes=(route("all", SALES),),
    )
    chats = [come(stage) for _ in range(2)]
    assert [stage.chat(one).queue_id for one in chats] == [NIGHT] * 2
    rows = stage.database.rows("SELECT queue_id, closure_reason, live FROM assignment ORDER BY rowid")
    sent_on, waits = (SALES, "overflow_queue_transfer", 0), (NIGHT, None, 1)
    assert sorted(rows, key=str) == sorted([sent_on, waits] * 2, key=str)


@pytest.mark.parametrize(
    ("sales", "notice"),
    [
        (queue(SALES, closed(END), hours_id=DAY.id), "closed_out_of_hours"),
        (queue(SALES, full(1, END)), "closed_queue_full"),
    ],
)
def test_work_that_an_overflow_ends_is_told_so_and_closed_with_all_its_records(
    stage: Stage, sales: Queue, notice: str
) -> None:
    configure(stage, sales, routes=(route("all", SALES),))
    anna = hire_for(stage, "Anna", SALES, units=1)
    if notice == "closed_queue_full":
        offered, _ = come(stage), come(stage)
        assert anna.offered == [offered]
    deadlines = list(stage.writer.view.all(Deadline))
    customer = meet(stage)
    chat = customer.starts("Anybody there?", page=None)
    assert stage.transcript(chat) == ["customer: Anybody there?", notice]
    work = stage.chat(chat)
    assert (work.state, work.closed_by, work.queue_id) == (State.CLOSED, "system", SALES)
    assert chat not in anna.offered
    assert list(stage.writer.view.ongoing_of(customer.id)) == []
    for table in ("assignment", "queue_segment"):
        rows = stage.database.rows(
            f"SELECT queue_id, closure_reason, live FROM {table} WHERE conversation_id = ?", chat
        )
        assert rows == [(SALES, "overflow_end_conversation", 0)]
    ((abandoned,),) = stage.database.rows(
        "SELECT abandoned FROM queue_segment WHERE conversation_id = ?", chat
    )
    assert abandoned == 1
    assert list(stage.writer.view.all(Deadline)) == deadlines, "no clock runs for it"
    assert why(stage, chat).entrance is Entrance.OVERFLOW


def test_a_beginning_that_is_sent_again_is_placed_once(stage: Stage) -> None:
    half = (Share(queue_id=SALES, percent=50), Share(queue_id=CARE, percent=50))
    configure(stage, queue(SALES, full(1)), routes=(RouteRule(name="half", to=half),))
    customer = meet(stage)

    def start(name: str) -> object:
        command = c.StartConversation(
            conversation_id=ConversationId(name),
            workstream_id=WEB,
            visitor_id=customer.id,
            message_id=f"m-{name}",
            text="Hello",
        )
        return stage.ask(command, customer.actor, f"key-{name}")

    answers = [start(name) for name in ("a", "b", "c")]
    rows = stage.database.rows("SELECT id, value FROM counter ORDER BY id")
    assert stage.state(ConversationId("c")) is State.CLOSED
    assert [start(name) for name in ("c", "a", "b")] == [answers[2], answers[0], answers[1]]
    assert stage.database.rows("SELECT id, value FROM counter ORDER BY id") == rows
    assert len(stage.database.rows("SELECT 1 FROM decision WHERE subject = 'c'")) == 1
    assert stage.transcript(ConversationId("c")) == ["customer: Hello", "closed_queue_full"]
