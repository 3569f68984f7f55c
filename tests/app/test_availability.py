"""Scenes of customers who look before they write: whether somebody is there, and how long the line is."""

from msgspec.structs import replace

from app.queues import OTHER, SECOND, hire_for
from cordboard.app import setup_commands as sc
from cordboard.app.availability import available, place
from cordboard.core.rules import Condition, Operator, RouteRule, Share
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Workstream
from floor.players import hire, meet, take_on
from floor.stage import LIVE_CHAT, QUEUE, WEB, Stage

TO_OTHER = RouteRule(name="other", to=(Share(queue_id=OTHER, percent=60), Share(queue_id=QUEUE, percent=40)))
WITH_ANSWERS = replace(TO_OTHER, when=Condition(attribute="detail.topic", operator=Operator.KNOWN))


def routed(stage: Stage, *routes: RouteRule) -> None:
    stage.do(sc.Configure(queues=(SECOND,)), OPERATOR)
    stage.do(sc.Configure(workstreams=(replace(LIVE_CHAT, routes=routes),)), OPERATOR)


def is_available(stage: Stage) -> bool:
    return available(stage.writer.view, stage.writer.view.get(Workstream, WEB), stage.now_ms)


def place_in_line(stage: Stage) -> int:
    return place(stage.writer.view, stage.writer.view.get(Workstream, WEB))


def test_whoever_serves_a_queue_to_which_a_route_leads_is_there(stage: Stage) -> None:
    routed(stage, WITH_ANSWERS)
    assert not is_available(stage)
    bo = hire_for(stage, "Bo", OTHER)
    assert is_available(stage)
    routed(stage)
    assert not is_available(stage), "the queue can't be reached any more"
    anna = hire(stage, "Anna", units=1)
    assert is_available(stage)
    take_on(stage, anna)
    assert not is_available(stage)
    assert bo.offered == []


def test_the_place_is_that_of_work_without_answers(stage: Stage) -> None:
    routed(stage)
    hire(stage, "Anna", there=False)
    hire_for(stage, "Bo", OTHER, there=False)
    for _ in range(2):
        meet(stage).starts()
    assert place_in_line(stage) == 3
    routed(stage, WITH_ANSWERS)
    assert place_in_line(stage) == 3, "without answers it goes to the fallback queue"
    routed(stage, WITH_ANSWERS, TO_OTHER)
    assert place_in_line(stage) == 1, "and by a route without a condition to its first share"
