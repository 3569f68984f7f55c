"""Scenes of skills: who may get work that asks for them, and who gets it first."""

from msgspec.structs import replace

from cordboard.app.setup_commands import Configure
from cordboard.core.conversation import State
from cordboard.core.ids import SkillId
from cordboard.core.rules import ClassificationRule, Ruleset
from cordboard.core.skill import Matching, Skill, SkillRating
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Workstream
from floor.players import equip, hire, meet
from floor.stage import LIVE_CHAT, Stage

THAI, TILL = Skill(id=SkillId("thai"), name="Thai"), Skill(id=SkillId("till"), name="Till")


def rated(**ratings: int) -> tuple[SkillRating, ...]:
    return tuple(SkillRating(skill_id=SkillId(name), rating=rating) for name, rating in ratings.items())


def asking(matching: Matching, **ratings: int) -> Workstream:
    """A workstream all of whose work asks for these."""
    rule = ClassificationRule(name="all", skills=rated(**ratings))
    return replace(LIVE_CHAT, matching=matching, classification=(Ruleset(name="skills", rules=(rule,)),))


def house(settings: Workstream) -> Stage:
    stage = Stage()
    stage.do(Configure(skills=(THAI, TILL), workstreams=(settings,)), OPERATOR)
    return stage


def test_without_anybody_at_the_rating_work_waits_until_somebody_has_it() -> None:
    """Appendix C 77."""
    stage = house(asking(Matching.EXACT, thai=4, till=2))
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    equip(anna, skills=rated(thai=3, till=9))
    equip(bo, skills=rated(thai=9))
    chat = meet(stage).starts()
    assert (anna.offered, bo.offered, stage.state(chat)) == ([], [], State.OPEN)
    equip(anna, skills=rated(thai=4, till=9))
    assert anna.offered == [chat]


def test_with_closest_somebody_without_any_of_it_may_get_the_work() -> None:
    """Appendix C 78."""
    stage = house(asking(Matching.CLOSEST, thai=4))
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    assert anna.offered == [chat]


def test_the_closest_come_first_whatever_their_free_capacity() -> None:
    """Exact before over- before under-qualified before unqualified (domain 4.5), each while there is room."""
    stage = house(asking(Matching.CLOSEST, thai=4))
    names = {"Exact": 4, "Over": 6, "Far over": 9, "Under": 3, "Far under": 1}
    desks = [hire(stage, name, units=units) for units, name in enumerate(names, 1)]
    for desk, rating in zip(desks, names.values(), strict=True):
        equip(desk, skills=rated(thai=rating), capacity_units=1)
    desks.append(hire(stage, "None", units=50))
    for desk in desks[1:]:
        desk.chooses("available")
    order = []
    for _ in desks:
        chat = meet(stage).starts()
        (taker,) = (desk for desk in desks if chat in desk.offered)
        taker.accepts(chat)
        order.append(taker.name)
    assert order == [*names, "None"]


def test_a_skill_that_is_switched_off_is_neither_asked_for_nor_an_advantage() -> None:
    exact = house(asking(Matching.EXACT, thai=4))
    anna, chat = hire(exact, "Anna"), meet(exact).starts()
    assert anna.offered == []
    exact.do(Configure(skills=(replace(THAI, active=False),)), OPERATOR)
    assert anna.offered == [chat]
    closest = house(asking(Matching.CLOSEST, thai=4))
    bo, cy = hire(closest, "Bo", units=5), hire(closest, "Cy", units=1)
    equip(cy, skills=rated(thai=4))
    closest.do(Configure(skills=(replace(THAI, active=False),)), OPERATOR)
    chat = meet(closest).starts()
    assert (bo.offered, cy.offered) == ([chat], [])


def test_without_matching_nobody_asks_for_skills() -> None:
    stage = house(asking(Matching.NONE, thai=4))
    anna, bo = hire(stage, "Anna", units=1), hire(stage, "Bo", units=9)
    equip(anna, skills=rated(thai=4))
    chat = meet(stage).starts()
    assert (anna.offered, bo.offered) == ([], [chat])
