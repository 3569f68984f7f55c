"""Scenes of long lines whose queue is configured anew: a portion a step, to the same end."""

import pytest
from msgspec.structs import replace

from app.queues import ENDS, GENERAL
from cordboard.app import portions
from cordboard.app import setup_commands as sc
from cordboard.app.commands import EndByCustomer
from cordboard.core.conversation import Conversation, Detail, State
from cordboard.core.ids import ConversationId
from cordboard.core.rules import Bucket, Condition
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Queue
from floor.players import hire, meet
from floor.stage import POST, QUEUE, Stage

GOLD = Bucket(name="gold", when=Condition(attribute="detail.tier", value="gold"))
GOLD_FIRST = replace(GENERAL, prioritisation=(GOLD,))
CALM = replace(GENERAL, waiting_overflow=replace(ENDS, after_s=600))


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "AT_ONCE", 4)


def lined_up(stage: Stage) -> list[ConversationId]:
    """Ten letters, a second apart, every third of them from a gold customer."""
    chats = []
    for number in range(10):
        tier = Detail(name="tier", value="gold" if number % 3 == 2 else "none")
        chats.append(meet(stage).starts(workstream=POST, details=(tier,)))
        stage.wait(1)
    return chats


def begin(stage: Stage, queue: Queue) -> None:
    """Configure, and let one step be done."""
    stage.writer.submit(sc.Configure(queues=(queue,)), OPERATOR, lambda _: None)
    stage.step()


def line(stage: Stage) -> list[ConversationId]:
    waiting = stage.writer.view.waiting_in(QUEUE)
    return [waiting.at(place) for place in range(len(waiting))]


@pytest.mark.parametrize("restarted", [False, True])
def test_a_long_line_comes_into_its_new_order_in_several_steps(stage: Stage, restarted: bool) -> None:
    chats = lined_up(stage)
    begin(stage, GOLD_FIRST)
    assert sum(bool(stage.chat(chat).rank) for chat in chats) == 4, "the rest stands as it stood"
    assert line(stage)[:6] == chats[:6]
    if restarted:
        stage.restart()
    stage.run()
    gold = chats[2::3]
    assert line(stage) == [*gold, *(chat for chat in chats if chat not in gold)]


@pytest.mark.parametrize("restarted", [False, True])
def test_the_waits_of_a_long_line_count_from_entering_though_they_are_set_later(
    stage: Stage, restarted: bool
) -> None:
    chats = lined_up(stage)
    begin(stage, CALM)
    if restarted:
        stage.restart()
    stage.run()
    stage.wait(589.999)
    assert {stage.state(chat) for chat in chats} == {State.OPEN}
    for number in range(10):
        stage.wait(ms=1)
        states = [stage.state(chat) for chat in chats]
        assert states == [State.CLOSED] * (number + 1) + [State.OPEN] * (9 - number)
        stage.wait(0.999)


def test_what_leaves_meanwhile_is_passed_over_and_of_two_changes_the_second_counts(stage: Stage) -> None:
    chats = lined_up(stage)
    customer = meet(stage)
    leaving = customer.starts()
    stage.writer.submit(sc.Configure(queues=(GOLD_FIRST,)), OPERATOR, lambda _: None)
    stage.writer.submit(EndByCustomer(conversation_id=leaving), customer.actor, lambda _: None)
    stage.step()
    assert stage.state(leaving) is State.CLOSED
    begin(stage, replace(GOLD_FIRST, prioritisation=(replace(GOLD, when=None),)))
    begin(stage, GENERAL)
    stage.run()
    assert line(stage) == chats
    assert not any(one.rank for one in stage.writer.view.all(Conversation))
    anna = hire(stage, "Anna", units=3)
    assert anna.offered == chats[:3]
