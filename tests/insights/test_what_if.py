"""Every change that is said to alter an outcome does alter it when it is made."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from cordboard.app.routing_story import OfferedStep, RoutingStory, WhatIf, WhatIfCode
from cordboard.app.setup_commands import SetAgent
from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import AgentSettings, ProfileLimit
from cordboard.core.explanation import Bar, Explained, Offered
from cordboard.core.ids import ConversationId, ProfileId, SkillId
from cordboard.core.rules import AssignmentRule, AssignmentRuleset, ClassificationRule, Condition, Ruleset
from cordboard.core.skill import Skill, SkillRating
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Distribution, Method, Organisation, Queue, Workstream
from cordboard.insights.routing_story import tell
from cordboard.insights.what_if import what_if_offered
from floor.players import Desk, hire, meet, take_on
from floor.stage import BY_POST, LIVE_CHAT, POST, QUEUE, Stage

THAI, DUTCH = SkillId("thai"), SkillId("dutch")
SALES = ProfileId("sales")


def asking(*skills: SkillRating) -> Workstream:
    """Live chat of which all work asks for these skills and counts as sales."""
    rule = ClassificationRule(name="all", skills=skills)
    return replace(LIVE_CHAT, classification=(Ruleset(name="skills", rules=(rule,)),))


def set_up(settings: Workstream = LIVE_CHAT) -> Stage:
    """A floor with two skills and a profile."""
    stage = Stage(settings, BY_POST)
    for value in (
        Skill(id=THAI, name="Thai"),
        Skill(id=DUTCH, name="Dutch"),
        CapacityProfile(id=SALES, name="Sales", limit=1),
    ):
        stage.put(value)
    return stage


def story(stage: Stage, chat: ConversationId) -> RoutingStory:
    return tell(stage.journal, stage.writer.view, stage.chat(chat))


def change(stage: Stage, desk: Desk, **fields: Any) -> None:
    """Set something for an agent, as an administrator does."""
    settings = AgentSettings(login=desk.id, queue_ids=(QUEUE,), **fields)
    stage.do(SetAgent(settings=settings), OPERATOR)


Mend = Callable[[Stage, Desk], None]


def skilled(*ratings: tuple[SkillId, int]) -> tuple[SkillRating, ...]:
    return tuple(SkillRating(skill_id=skill_id, rating=rating) for skill_id, rating in ratings)


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
    assert failed.attribute == "agent.attribute.height"
    change(stage, anna, attributes={"height": "tall"})
    assert anna.offered == [chat]


# Offers


def what_if(stage: Stage, chat: ConversationId) -> WhatIf | None:
    """What would have altered the latest offer."""
    last = story(stage, chat).steps[-1]
    assert isinstance(last, OfferedStep)
    return last.what_if


@pytest.mark.parametrize(
    ("is_skilled", "winner", "code", "sentence"),
    [
        (False, "anna", WhatIfCode.ANOTHER_WINNER, "If Bo had had the skill Thai, Bo would have got it."),
        (True, "bo", WhatIfCode.NEXT_IN_LINE, "Without Bo it would have gone to Anna."),
    ],
)
def test_who_would_have_got_it_but_for_one_reason_gets_it_without_the_reason(
    is_skilled: bool, winner: str, code: WhatIfCode, sentence: str
) -> None:
    stage = set_up(asking(*skilled((THAI, 1))))
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    change(stage, anna, capacity_units=3, skills=skilled((THAI, 1)))
    change(stage, bo, capacity_units=9, skills=skilled((THAI, 1)) if is_skilled else ())
    chat = meet(stage).starts()
    assert [one.id for one in (anna, bo) if one.offered] == [winner]
    told = what_if(stage, chat)
    assert told is not None
    assert (told.code, told.text) == (code, sentence)


def test_who_is_full_would_not_have_gone_first_with_one_more_unit() -> None:
    stage = set_up()
    anna, bo = hire(stage, "Anna", units=5), hire(stage, "Bo", units=1)
    anna.chooses("lunch")
    take_on(stage, bo)
    anna.chooses("available")
    chat = meet(stage).starts()
    assert anna.offered == [chat]
    assert what_if(stage, chat) is None


def test_whom_work_waits_for_it_would_not_leave_for_somebody_with_more_room() -> None:
    stage = set_up()
    anna = hire(stage, "Anna", units=2)
    customer = meet(stage)
    chat = customer.starts(workstream=POST)
    anna.accepts(chat)
    anna.presses_x(chat)
    hire(stage, "Bo", units=9, presence="lunch")
    customer.writes(chat, "One more thing")
    assert anna.offered == [chat]
    assert what_if(stage, chat) is None


def test_where_another_reason_may_lie_behind_the_first_nothing_is_promised() -> None:
    """A presence is asked about before skills: who lacked the one may have lacked the other."""
    stage = set_up(asking(*skilled((THAI, 1))))
    anna = hire(stage, "Anna", units=3, there=False)
    change(stage, anna, skills=skilled((THAI, 1)))
    anna.comes()
    hire(stage, "Bo", units=9, presence="lunch")
    chat = meet(stage).starts()
    assert anna.offered == [chat]
    assert what_if(stage, chat) is None


def offer_of(stage: Stage, chat: ConversationId) -> Offered:
    rows: list[Explained] = stage.journal.explanations((chat,), since_ms=0, until_ms=2**62, limit=9)
    return next(one.explanation for one in rows if isinstance(one.explanation, Offered))


def test_the_order_of_the_closest_skills_is_not_in_the_explanation_and_not_guessed() -> None:
    stage = set_up()
    hire(stage, "Anna")
    hire(stage, "Bo")
    chat = meet(stage).starts()
    offered, view = offer_of(stage, chat), stage.writer.view
    assert what_if_offered(view, offered, stage.chat(chat), ()) is not None
    gone = replace(stage.chat(chat), skills=skilled((THAI, 1)), workstream_id="gone")
    assert what_if_offered(view, offered, gone, ()) is None
