"""Scenes of placing: classified, sent by rules and by percentages, and told why."""

from collections import Counter

import pytest
from msgspec.structs import replace

from cordboard.app import setup_commands as sc
from cordboard.app.definitions import configuration_in_force
from cordboard.core.conversation import State
from cordboard.core.explanation import Entrance, Overflowed, Queued
from cordboard.core.ids import AgentId, ProfileId, SkillId
from cordboard.core.rules import (
    Bucket,
    ClassificationRule,
    Condition,
    Operator,
    RouteRule,
    RuleFailure,
    Ruleset,
    Share,
)
from cordboard.core.skill import SkillRating
from cordboard.core.user import OPERATOR
from floor.players import hire, meet
from floor.queues import (
    CARE,
    DAY,
    END,
    FULL,
    HOUR_S,
    NIGHT,
    SALES,
    closed,
    come,
    configure,
    full,
    hire_for,
    queue,
    route,
    topic,
    why,
)
from floor.stage import BY_POST, LIVE_CHAT, QUEUE, Stage


def test_the_first_route_rule_that_fits_names_the_queue(stage: Stage) -> None:
    rules = (route("buys", SALES, when=topic("buy")), route("rest", CARE))
    configure(stage, routes=rules)
    assert [stage.chat(come(stage, topic=one)).queue_id for one in ("Buy", "other")] == [SALES, CARE]


def test_without_a_fitting_rule_the_fallback_queue_has_it_whether_it_overflows_or_not(stage: Stage) -> None:
    """Appendix C 71."""
    configure(
        stage, queue(QUEUE, full(1), closed(), hours_id=DAY.id), routes=(route("a", SALES, when=topic("x")),)
    )
    chats = [come(stage, topic="y") for _ in range(3)]
    assert {stage.chat(one).queue_id for one in chats} == {QUEUE}
    assert {stage.state(one) for one in chats} == {State.OPEN}
    assert why(stage, chats[-1]) == Queued(queue_id=QUEUE, entrance=Entrance.FALLBACK)


def test_of_two_rules_that_fit_the_one_whose_queue_does_not_overflow_gets_the_work(stage: Stage) -> None:
    """Appendix C 72."""
    configure(stage, queue(SALES, full(1)), routes=(route("r1", SALES), route("r2", CARE)))
    first, second = come(stage), come(stage)
    assert (stage.chat(first).queue_id, stage.chat(second).queue_id) == (SALES, CARE)
    assert why(stage, second) == Queued(
        queue_id=CARE,
        entrance=Entrance.RULE,
        route="r2",
        overflowed=(Overflowed(queue_id=SALES, cause=FULL, act=END),),
    )


def test_percentages_are_exact_over_a_thousand_conversations() -> None:
    """Appendix C 73."""
    stage = Stage(checks=False)
    split = (
        Share(queue_id=SALES, percent=70),
        Share(queue_id=CARE, percent=27),
        Share(queue_id=QUEUE, percent=3),
    )
    configure(stage, routes=(RouteRule(name="split", to=split),))
    went = Counter(stage.chat(come(stage)).queue_id for _ in range(1_000))
    assert went == {SALES: 700, CARE: 270, QUEUE: 30}


def test_percentages_count_before_overflow_and_begin_anew_when_they_change(stage: Stage) -> None:
    half = (Share(queue_id=SALES, percent=50), Share(queue_id=CARE, percent=50))
    configure(stage, queue(SALES, full(1)), routes=(RouteRule(name="half", to=half), route("rest", NIGHT)))
    assert [stage.chat(come(stage)).queue_id for _ in range(4)] == [SALES, CARE, NIGHT, CARE]
    for _ in range(16):
        come(stage)
    most = (Share(queue_id=CARE, percent=90), Share(queue_id=NIGHT, percent=10))
    configure(stage, routes=(RouteRule(name="half", to=most),))
    went = Counter(stage.chat(come(stage)).queue_id for _ in range(10))
    assert went == {CARE: 9, NIGHT: 1}, "what went before doesn't bend the new percentages"


def test_of_a_ruleset_one_rule_counts_and_the_next_ruleset_and_the_routes_see_what_it_wrote(
    stage: Stage,
) -> None:
    """Appendix C 74."""
    configure(stage)
    anna = hire_for(stage, "Anna", CARE)
    thai = SkillRating(skill_id=SkillId("thai"), rating=4)
    rulesets = (
        Ruleset(
            name="kind",
            rules=(
                ClassificationRule(name="money", when=topic("invoice"), values={"kind": "money"}, units=3),
                ClassificationRule(name="rest", values={"kind": "talk"}, units=1),
            ),
        ),
        Ruleset(
            name="who",
            rules=(
                ClassificationRule(
                    name="thai",
                    when=Condition(attribute="value.kind", value="money"),
                    skills=(thai,),
                    preferred=(AgentId(anna.id),),
                ),
            ),
        ),
    )
    to_care = route(
        "money", CARE, when=Condition(attribute="work.units", operator=Operator.AT_LEAST, value=3)
    )
    configure(stage, classification=rulesets, routes=(to_care,))
    chat = come(stage, topic="Invoice")
    work = stage.chat(chat)
    assert (work.values, work.units, work.skills, work.favoured) == (
        {"kind": "money"},
        3,
        (thai,),
        (anna.id,),
    )
    assert work.queue_id == CARE
    assert why(stage, chat).classified_by == ("kind/money", "who/thai")


def test_the_time_and_the_hours_of_the_organisation_can_be_asked_for(stage: Stage) -> None:
    rules = (
        route("office", SALES, when=Condition(attribute="hours.day", value="open")),
        route("evening", CARE, when=Condition(attribute="time.hour", operator=Operator.AT_LEAST, value=17)),
        route("friday", NIGHT, when=Condition(attribute="time.weekday", value="friday")),
    )
    configure(stage, routes=rules)
    went = []
    for hour in (0, 8, 17):
        stage.wait(hour * HOUR_S - (stage.now_ms - 20_000 * 86_400_000) // 1000)
        went.append(stage.chat(come(stage)).queue_id)
    assert went == [NIGHT, SALES, CARE]


@pytest.mark.parametrize(
    ("when", "failure"),
    [
        (Condition(attribute="detail.gone", value="x"), ("detail.gone", "missing")),
        (
            Condition(attribute="detail.topic", operator=Operator.AT_LEAST, value=3),
            ("detail.topic", "wrong_type"),
        ),
    ],
)
def test_rules_that_can_not_be_decided_are_named_and_stop_nothing(
    stage: Stage, when: Condition, failure: tuple[str, str]
) -> None:
    anna = hire(stage, "Anna")
    configure(
        stage,
        queue(QUEUE, prioritisation=(Bucket(name="dear", when=when),)),
        classification=(Ruleset(name="a", rules=(ClassificationRule(name="b", when=when, units=5),)),),
        routes=(route("r", SALES, when=when), route("rest", QUEUE)),
    )
    chat = come(stage, topic="much")
    assert anna.offered == [chat]
    attribute, reason = failure
    told = [RuleFailure(rule=one, attribute=attribute, reason=reason) for one in ("a/b", "r", "dear")]
    assert why(stage, chat) == Queued(
        queue_id=QUEUE, entrance=Entrance.RULE, route="rest", failures=tuple(told)
    )


def test_what_has_a_profile_of_its_workstream_keeps_it_beside_those_of_its_rules() -> None:
    stage = Stage(replace(LIVE_CHAT, profiles=(ProfileId("chat"),)), BY_POST)
    assert stage.chat(meet(stage).starts()).profiles == ("chat",)


def test_explanations_name_the_configuration_in_force(stage: Stage) -> None:
    assert why(stage, come(stage)).configuration == 0
    wanted = configuration_in_force(stage.writer.view)
    command = sc.ApplyConfiguration(configuration=wanted, document="the same", reason="a test", seen=0)
    stage.do(command, OPERATOR)
    assert why(stage, come(stage)).configuration == 1
