"""Scenes of queues that nobody serves: work goes to the fallback queue, or stays (mission decision 4)."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from app.queues import ENDS, MOVES_ON, OTHER, SECOND, entrances, hire_for, queue_of, set_queues, stays
from cordboard.app import setup_commands as sc
from cordboard.core.configuration import AgentSettings
from cordboard.core.conversation import State
from cordboard.core.explanation import Entrance
from cordboard.core.ids import QueueId, UserId
from cordboard.core.rules import RouteRule, Share
from cordboard.core.user import OPERATOR, Role
from cordboard.core.workstream import Queue
from floor.players import Desk, hire, meet
from floor.stage import LIVE_CHAT, QUEUE, Stage, together

THIRD = Queue(id=QueueId("third"), name="Third")
EVERYTHING = RouteRule(name="everything", to=(Share(queue_id=OTHER),))
Join = Callable[[Stage], object]
JOINS: dict[str, Join] = {
    "put": lambda stage: stage.put_user("anna", "Anna", queue_ids=(QUEUE,)),
    "set": lambda stage: stage.do(
        sc.SetAgent(settings=AgentSettings(login="zed", queue_ids=(QUEUE,), capacity_units=5)), OPERATOR
    ),
    "enabled": lambda stage: stage.do(sc.DisableUser(user_id=UserId("eve"), disabled=False), OPERATOR),
    "another fallback": lambda stage: stage.do(
        sc.Configure(workstreams=(replace(LIVE_CHAT, queue_id=THIRD.id, routes=(EVERYTHING,)),)), OPERATOR
    ),
}
"""The ways in which a fallback queue comes to be served."""
Leave = Callable[[Stage, Desk], object]
LEAVES: dict[str, Leave] = {
    "put": lambda stage, desk: stage.put_user(desk.id, desk.name, queue_ids=()),
    "set": lambda stage, desk: stage.do(
        sc.SetAgent(settings=AgentSettings(login=desk.id, queue_ids=())), OPERATOR
    ),
    "disabled": lambda stage, desk: stage.do(sc.DisableUser(user_id=UserId(desk.id)), OPERATOR),
    "no longer an agent": lambda stage, desk: stage.put_user(
        desk.id, desk.name, roles=(Role.SUPERVISOR,), supervises=(OTHER,)
    ),
}
"""The ways out of a queue."""


def sent_to_other(stage: Stage) -> None:
    """Have all live chat go to the other queue, which is not its fallback queue."""
    stage.do(sc.Configure(queues=(SECOND,)), OPERATOR)
    stage.do(sc.Configure(workstreams=(replace(LIVE_CHAT, routes=(EVERYTHING,)),)), OPERATOR)


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
    assert (bo.offered, anna.offered) == ([], [offered]), "an offer of a queue that one serves no longer ends"
    assert bo.items == [accepted], "what was accepted stays"
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


def test_work_stays_where_somebody_takes_over_in_the_same_breath(stage: Stage) -> None:
    sent_to_other(stage)
    set_queues(stage, None, ENDS)
    bo, cy = hire_for(stage, "Bo", OTHER, there=False), hire_for(stage, "Cy", there=False)
    hire(stage, "Anna")
    chat = meet(stage).starts()
    stage.wait(59)
    settings = (AgentSettings(login=bo.id), AgentSettings(login=cy.id, queue_ids=(OTHER,)))
    together(stage, [(sc.SetAgent(settings=one), OPERATOR) for one in settings])
    assert (queue_of(stage, chat), stage.state(chat)) == (OTHER, State.OPEN)
    stage.wait(1)
    assert stage.state(chat) is State.CLOSED, "its wait went on as before"


@pytest.mark.parametrize("way", JOINS)
def test_when_the_fallback_queue_comes_to_be_served_what_waits_where_nobody_serves_goes_there(
    way: str,
) -> None:
    """Nobody waits where no one will ever come, whatever was configured first."""
    stage = Stage(LIVE_CHAT)
    stage.do(sc.Configure(queues=(THIRD,)), OPERATOR)
    sent_to_other(stage)
    hire_for(stage, "Zed", there=False)
    hire_for(stage, "Cy", THIRD.id, there=False)
    stage.put_user("eve", "Eve")
    stage.do(sc.DisableUser(user_id=UserId("eve")), OPERATOR)
    stage.put_user("eve", "Eve", queue_ids=(QUEUE,))
    chats = [meet(stage).starts() for _ in range(120)]
    assert {queue_of(stage, chat) for chat in chats} == {OTHER}, "of a member without access nothing is hoped"
    batches = stage.writer.batches
    JOINS[way](stage)
    assert {queue_of(stage, chat) for chat in chats} == {THIRD.id if way == "another fallback" else QUEUE}
    assert stage.writer.batches - batches >= 3, "a hundred a step"


def test_a_second_member_of_the_fallback_queue_moves_nothing(stage: Stage) -> None:
    sent_to_other(stage)
    bo = hire_for(stage, "Bo", OTHER, there=False)
    hire(stage, "Anna", there=False)
    chat = meet(stage).starts()
    hire(stage, "Cy", there=False)
    assert queue_of(stage, chat) == OTHER
    bo.comes()
    assert bo.offered == [chat]
