"""Scenes of custom rules that ask for the time: work finds somebody though nothing else has changed."""

import pytest
from msgspec.structs import replace

from app.queues import OTHER, hire_for
from cordboard.app import setup_commands as sc
from cordboard.app.definitions import configuration_in_force, version_in_force
from cordboard.core.conversation import State
from cordboard.core.deadline import Deadline, DeadlineKind
from cordboard.core.hours import Hours, Slot, Weekday
from cordboard.core.ids import HoursId
from cordboard.core.rules import AssignmentRule, AssignmentRuleset, Condition, Operator, RouteRule, Share
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Method, Queue
from floor.players import Desk, meet
from floor.stage import BY_POST, LIVE_CHAT, POST, Stage

DAY = Hours(
    id=HoursId("day"),
    name="Day",
    time_zone="UTC",
    slots=tuple(Slot(day=day, opens="08:00", closes="17:00") for day in Weekday),
)
LONG = Condition(attribute="work.waited_s", operator=Operator.AT_LEAST, value=100)
FROM_EIGHT = Condition(attribute="time.hour", operator=Operator.AT_LEAST, value=8)
OPENED = Condition(none_of=(Condition(attribute="hours.day", value="closed"),))
HOUR_S = 3600


def by_rules(*whens: Condition) -> Queue:
    """A queue whose one ruleset, and the rule in it, go by these conditions."""
    whole, rule = (*whens, None)[:2] if len(whens) > 1 else (None, whens[0])
    rules = (AssignmentRule(name="then", when=rule),)
    ruleset = AssignmentRuleset(name="all", when=whole, rules=rules)
    return Queue(id=OTHER, name="Other", method=Method.CUSTOM, assignment=(ruleset,))


def waiting(queue: Queue) -> tuple[Stage, Desk]:
    """An agent of a queue with rules, to which everything goes; it is a second past midnight."""
    stage = Stage()
    stage.do(sc.Configure(hours=(DAY,), queues=(queue,)), OPERATOR)
    everything = RouteRule(name="everything", to=(Share(queue_id=OTHER),))
    workstreams = (replace(one, routes=(everything,)) for one in (LIVE_CHAT, BY_POST))
    stage.do(sc.Configure(workstreams=tuple(workstreams)), OPERATOR)
    bo = hire_for(stage, "Bo", OTHER)
    stage.wait(1)
    return stage, bo


def clocks(stage: Stage) -> list[str]:
    due = stage.writer.view.all(Deadline)
    return [one.subject for one in due if one.kind is DeadlineKind.RULES_LOOK]


def test_a_rule_that_asks_how_long_work_has_waited_is_at_most_half_a_minute_late() -> None:
    stage, bo = waiting(by_rules(LONG))
    chat = meet(stage).starts()
    stage.wait(100)
    assert bo.offered == []
    stage.wait(19)
    assert bo.offered == [chat]


@pytest.mark.parametrize("whens", [(FROM_EIGHT,), (OPENED,), (OPENED, FROM_EIGHT)])
def test_a_rule_that_asks_for_the_clock_on_the_wall_is_never_late(whens: tuple[Condition, ...]) -> None:
    stage, bo = waiting(by_rules(*whens))
    chat = meet(stage).starts(workstream=POST)
    stage.restart(down_s=HOUR_S)
    bo.comes()
    stage.wait(7 * HOUR_S - 1.001)
    assert bo.offered == []
    stage.wait(ms=1)
    assert bo.offered == [chat]


def test_the_clock_runs_for_as_long_as_rules_ask_for_the_time() -> None:
    stage, bo = waiting(by_rules(LONG))
    assert clocks(stage) == [OTHER]
    stage.wait(HOUR_S)
    assert clocks(stage) == [OTHER], "also where nothing waits"
    anybody = AssignmentRule(name="anybody")
    stage.do(sc.Configure(queues=(replace(by_rules(LONG), method=Method.ROUND_ROBIN),)), OPERATOR)
    assert clocks(stage) == []
    rules = AssignmentRuleset(name="all", rules=(anybody,))
    stage.do(sc.Configure(queues=(replace(by_rules(LONG), assignment=(rules,)),)), OPERATOR)
    assert clocks(stage) == []
    chat = meet(stage).starts()
    assert stage.state(chat) is State.OFFERED
    bo.accepts(chat)


def test_a_queue_that_is_removed_leaves_no_clock() -> None:
    stage = Stage()
    stage.do(sc.Configure(hours=(DAY,), queues=(by_rules(OPENED),)), OPERATOR)
    assert clocks(stage) == [OTHER]
    known = configuration_in_force(stage.writer.view)
    wanted = replace(known, queues=tuple(one for one in known.queues if one.id != OTHER))
    seen = version_in_force(stage.writer.view)
    stage.do(sc.ApplyConfiguration(configuration=wanted, document="", reason="Gone", seen=seen), OPERATOR)
    assert clocks(stage) == []
    stage.wait(HOUR_S)
