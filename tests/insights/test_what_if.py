"""Every change that is said to alter an outcome does alter it when it is made."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from cordboard.app.commands import ForceClose
from cordboard.app.routing_story import WhatIfCode
from cordboard.core.configuration import ProfileLimit
from cordboard.core.explanation import Bar, Explained, Unplaced
from cordboard.core.rules import (
    AssignmentRule,
    AssignmentRuleset,
    Condition,
    RuleFailure,
)
from cordboard.core.workstream import Distribution, Method, Organisation, Queue, Workstream
from cordboard.insights.routing_story import tell
from cordboard.insights.what_if import what_if_waiting
from floor.players import Desk, appoint, hire, meet, take_on
from floor.stage import LIVE_CHAT, QUEUE, Stage
from insights.scenes import DUTCH, SALES, THAI, asking, change, set_up, skilled, story

Mend = Callable[[Stage, Desk], None]


WAITING: dict[str, tuple[Workstream, Mend, str, Mend]] = {
    "not there": (
        LIVE_CHAT,
        lambda _, anna: anna.falls_silent(),
        "Anna could take it, but would have to connect, with a page that shows offers.",
        lambda _, anna: anna.comes(),
    ),
    "presence": (
        LIVE_CHAT,
        lambda _, anna: anna.chooses("lunch"),
        "Anna could take it, but would have to change to a presence that takes such work.",
        lambda _, anna: anna.chooses("available"),
    ),
    "capacity": (
        replace(LIVE_CHAT, units=3),
        lambda stage, anna: change(stage, anna, capacity_units=1),
        "Anna could take it, but would have to have 2 more units free.",
        lambda stage, anna: change(stage, anna, capacity_units=3),
    ),
    "skill": (
        asking(*skilled((THAI, 1))),
        lambda *_: None,
        "Anna could take it, but would have to have the skill Thai.",
        lambda stage, anna: change(stage, anna, skills=skilled((THAI, 1))),
    ),
    "two skills, one of them better": (
        asking(*skilled((THAI, 5), (DUTCH, 1))),
        lambda stage, anna: change(stage, anna, skills=skilled((THAI, 4))),
        "Anna could take it, but would have to have the skill Thai at 5 or better and have the skill Dutch.",
        lambda stage, anna: change(stage, anna, skills=skilled((THAI, 5), (DUTCH, 1))),
    ),
    "profile": (
        replace(LIVE_CHAT, profiles=(SALES,)),
        lambda *_: None,
        (
            "Anna could take it, but would have to have room in the capacity profile Sales,"
            " or a higher limit in it."
        ),
        lambda stage, anna: change(stage, anna, profiles=(ProfileLimit(profile_id=SALES),)),
    ),
    "skill and capacity": (
        replace(asking(*skilled((THAI, 1))), units=2),
        lambda stage, anna: change(stage, anna, capacity_units=1),
        "Anna could take it, but would have to have 1 more unit free and have the skill Thai.",
        lambda stage, anna: change(stage, anna, capacity_units=2, skills=skilled((THAI, 1))),
    ),
}


@pytest.mark.parametrize("case", WAITING)
def test_work_that_waits_is_taken_when_what_was_named_is_done(case: str) -> None:
    settings, hinder, sentence, mend = WAITING[case]
    stage = set_up(settings)
    anna = hire(stage, "Anna")
    hinder(stage, anna)
    chat = meet(stage).starts()
    assert anna.offered == []
    assert [one.text for one in story(stage, chat).what_if] == [sentence]
    mend(stage, anna)
    assert anna.offered == [chat]


def test_those_for_whom_least_must_change_are_named_and_no_more_than_three() -> None:
    stage = set_up(asking(*skilled((THAI, 1))))
    for name in ("Anna", "Bo", "Citra", "Dace"):
        hire(stage, name, there=name in {"Anna", "Bo"})
    change(stage, hire(stage, "Emil", there=False), skills=skilled((THAI, 1)))
    told = story(stage, meet(stage).starts()).what_if
    assert [(one.agent, [need.bar for need in one.needs]) for one in told] == [
        ("Anna", [Bar.SKILLS]),
        ("Bo", [Bar.SKILLS]),
        ("Emil", [Bar.NOT_THERE]),
    ]


def test_units_and_profiles_are_both_named() -> None:
    stage = set_up(replace(LIVE_CHAT, units=2, profiles=(SALES,)))
    anna = hire(stage, "Anna")
    change(stage, anna, capacity_units=1)
    chat = meet(stage).starts()
    (told,) = story(stage, chat).what_if
    assert [(need.bar, need.units, need.lacks) for need in told.needs] == [
        (Bar.CAPACITY, 1, ""),
        (Bar.PROFILE, 0, "Sales"),
    ]
    change(stage, anna, capacity_units=2, profiles=(ProfileLimit(profile_id=SALES),))
    assert anna.offered == [chat]


def test_who_is_full_is_nearer_than_who_is_away_and_full_and_needs_no_other_presence() -> None:
    stage = set_up()
    anna, bo = hire(stage, "Anna", units=1), hire(stage, "Bo", units=1)
    take_on(stage, anna)
    take_on(stage, bo)
    anna.chooses("lunch")
    waiting = meet(stage).starts()
    (told,) = story(stage, waiting).what_if
    assert told.text == "Bo could take it, but would have to have 1 more unit free."
    change(stage, bo, capacity_units=2)
    assert bo.offered[-1] == waiting


MISSING = tuple(RuleFailure(rule=f"{n}", attribute=f"detail.{n}", reason="missing") for n in range(5))
WRONG = RuleFailure(rule="age", attribute="detail.age", reason="wrong_type")


def failed(*failures: RuleFailure) -> Explained:
    explanation = Unplaced(queue_id=QUEUE, members=3, failures=failures)
    return Explained(subject="chat", at_ms=0, explanation=explanation)


def test_what_does_not_wait_needs_nothing_also_when_its_workstream_is_gone() -> None:
    stage = set_up()
    chat = meet(stage).starts()
    appoint(stage).does(ForceClose(conversation_id=chat))
    gone = replace(stage.chat(chat), workstream_id="gone")
    assert tell(stage.journal, stage.writer.view, gone) == story(stage, chat)
    for ended in (gone, stage.chat(chat)):
        assert what_if_waiting(stage.writer.view, ended, failed(WRONG, *MISSING)) == ()


@pytest.mark.parametrize(("people", "rules"), [(("Anna",), ["age", "0"]), (("Anna", "Bo", "Citra"), ["age"])])
def test_a_missing_attribute_takes_no_place_of_what_would_help(
    people: tuple[str, ...], rules: list[str]
) -> None:
    stage = set_up()
    for name in people:
        hire(stage, name, there=False)
    chat = stage.chat(meet(stage).starts())
    told = what_if_waiting(stage.writer.view, chat, failed(*MISSING, WRONG))
    assert [one.agent for one in told if one.agent] == list(people)
    assert [one.failure.rule for one in told if one.failure] == rules


def test_nothing_is_named_where_no_change_of_an_agents_would_help() -> None:
    stage = set_up(replace(LIVE_CHAT, distribution=Distribution.PICK))
    hire(stage, "Anna")
    assert story(stage, meet(stage).starts()).what_if == (), "it is to be picked"
    alone = set_up()
    (nobody,) = story(alone, meet(alone).starts()).what_if
    assert nobody.code is WhatIfCode.NO_MEMBERS


def test_work_that_too_many_declined_needs_somebody_to_pick_it() -> None:
    stage = Stage(
        replace(LIVE_CHAT, rejected_sets_do_not_disturb=False), organisation=Organisation(decliners_limit=1)
    )
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.rejects(chat)
    told = story(stage, chat)
    assert "no longer offered by itself" in told.steps[-1].text
    assert told.what_if == ()


def test_in_a_queue_with_rules_of_its_own_the_rules_are_what_keeps_people_from_work() -> None:
    rule = AssignmentRule(name="tall", when=Condition(attribute="agent.attribute.height", value="tall"))
    queue = Queue(
        id=QUEUE,
        name="General",
        method=Method.CUSTOM,
        assignment=(AssignmentRuleset(name="by height", rules=(rule,)),),
    )
    stage = set_up()
    stage.put(queue)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    told = story(stage, chat).what_if
    assert told[0].text == "Anna could take it, but would have to fit a rule of the queue."
    failed = told[1].failure
    assert failed is not None
    assert (failed.rule, failed.attribute) == ("by height/tall", "agent.attribute.height")
    change(stage, anna, attributes={"height": "tall"})
    assert anna.offered == [chat]
