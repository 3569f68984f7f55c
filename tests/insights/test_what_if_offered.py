"""What is said to have given an offer to somebody else would have done so."""

import pytest
from msgspec.structs import replace

from cordboard.app.routing_story import OfferedStep, WhatIf, WhatIfCode
from cordboard.core.explanation import Explained, Offered
from cordboard.core.ids import ConversationId, SkillId
from cordboard.insights.what_if import what_if_offered
from floor.players import hire, meet, take_on
from floor.stage import POST, Stage
from insights.scenes import DUTCH, THAI, asking, change, set_up, skilled, story


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


@pytest.mark.parametrize(
    ("has", "lunches", "sentence"),
    [
        ((THAI, DUTCH), True, "If Bo had been in a presence that takes such work, Bo would have got it."),
        ((THAI,), True, None),
        ((THAI,), False, "If Bo had had the skill Dutch, Bo would have got it."),
        ((), False, None),
    ],
)
def test_only_who_had_one_reason_alone_is_said_to_have_got_it_without(
    has: tuple[SkillId, ...], lunches: bool, sentence: str | None
) -> None:
    stage = set_up(asking(*skilled((THAI, 1), (DUTCH, 1))))
    anna = hire(stage, "Anna", units=3, there=False)
    change(stage, anna, skills=skilled((THAI, 1), (DUTCH, 1)))
    anna.comes()
    bo = hire(stage, "Bo", units=9, presence="lunch" if lunches else None)
    change(stage, bo, capacity_units=9, skills=skilled(*((one, 1) for one in has)))
    chat = meet(stage).starts()
    assert anna.offered == [chat]
    told = what_if(stage, chat)
    assert (told and told.text) == sentence


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
