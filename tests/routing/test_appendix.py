"""Scenes for statements on presence and routing (domain.md appendix C) that no other test proves."""

import pytest
from msgspec.structs import replace

from cordboard.app.setup_commands import Configure
from cordboard.core.ids import SkillId
from cordboard.core.rules import ClassificationRule, Ruleset
from cordboard.core.skill import Matching, Skill, SkillRating
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Method, Queue
from floor.players import equip, hire, meet
from floor.stage import LIVE_CHAT, QUEUE, Stage

THAI = Skill(id=SkillId("thai"), name="Thai")
ASKS_FOR_THAI = Ruleset(
    name="skills", rules=(ClassificationRule(name="all", skills=(SkillRating(skill_id=THAI.id, rating=4),)),)
)


def test_without_a_default_presence_who_signs_in_without_work_is_available() -> None:
    """Appendix C 41."""
    stage = Stage()
    anna = hire(stage, "Anna", there=False)
    assert anna.agent.default_presence is None
    anna.comes()
    assert anna.presence == "available"


@pytest.mark.parametrize("units", [0, 5])
def test_with_the_default_presence_away_who_signs_in_is_away_whatever_the_capacity(units: int) -> None:
    """Appendix C 42: and gets nothing until they choose another one."""
    stage = Stage()
    anna = hire(stage, "Anna", units=units, there=False)
    equip(anna, default_presence="away")
    anna.comes()
    chat = meet(stage).starts()
    assert (anna.presence, anna.offered) == ("away", [])
    anna.chooses("available")
    assert anna.offered == ([chat] if units else [])


def test_of_two_with_equal_room_the_one_whose_last_assignment_is_the_longer_ago_wins() -> None:
    """Appendix C 75."""
    stage = Stage()
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    turns = []
    for _ in range(4):
        stage.wait(1)
        chat = meet(stage).starts()
        (asked,) = (desk for desk in (anna, bo) if chat in desk.offered)
        asked.accepts(chat)
        asked.ends(chat)
        asked.presses_x(chat)
        assert anna.units_free == bo.units_free
        turns.append(asked.name)
    assert turns in (["Anna", "Bo"] * 2, ["Bo", "Anna"] * 2)


def test_equally_close_agents_take_turns_as_the_queues_method_says() -> None:
    """Domain 4.5 lets the same agent keep getting items there; here the method decides between equals."""
    settings = replace(LIVE_CHAT, matching=Matching.CLOSEST, classification=(ASKS_FOR_THAI,))
    stage = Stage()
    in_turn = Queue(id=QUEUE, name="General", method=Method.ROUND_ROBIN)
    stage.do(Configure(skills=(THAI,), queues=(in_turn,), workstreams=(settings,)), OPERATOR)
    desks = [hire(stage, name) for name in ("Anna", "Bo", "Cy")]
    for desk in desks[:2]:
        equip(desk, skills=(SkillRating(skill_id=THAI.id, rating=6),))
    turns = []
    for _ in range(4):
        stage.wait(1)
        chat = meet(stage).starts()
        (asked,) = (desk.name for desk in desks if chat in desk.offered)
        turns.append(asked)
    assert turns in (["Anna", "Bo"] * 2, ["Bo", "Anna"] * 2)
