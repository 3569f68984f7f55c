"""Classification: which rules run, what they see, and what they give to the work."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cordboard.core.attributes import of_work
from cordboard.core.classification import Classified, classify, with_skills
from cordboard.core.conditions import Lookup
from cordboard.core.conversation import Conversation, Detail, State
from cordboard.core.ids import AgentId, ProfileId, SkillId
from cordboard.core.rules import ClassificationRule, Condition, Operator, RuleFailure, Ruleset
from cordboard.core.skill import SkillRating
from cordboard.core.workstream import Workstream
from core.test_attributes import nothing
from core.test_conversation import conversation
from core.test_offer import SETTINGS

THAI, SALES = SkillId("thai"), SkillId("sales")
CHAT, EMAIL = ProfileId("chat"), ProfileId("email")
WORK = replace(conversation(State.OPEN), details=(Detail(name="topic", value="Invoice"),))


def known(work: Conversation) -> Lookup:
    return of_work(work, now_ms=61_000, moment=nothing)


def run(*rulesets: Ruleset, work: Conversation = WORK, settings: Workstream = SETTINGS) -> Classified:
    return classify(work, replace(settings, classification=rulesets), known, AgentId)


def rule(name: str, when: Condition | None = None, **gives: Any) -> ClassificationRule:
    return ClassificationRule(name=name, when=when, **gives)


def ruleset(name: str, *rules: ClassificationRule) -> Ruleset:
    return Ruleset(name=name, rules=rules)


def is_(attribute: str, value: Any) -> Condition:
    return Condition(attribute=attribute, value=value)


def thai(rating: int) -> SkillRating:
    return SkillRating(skill_id=THAI, rating=rating)


def test_the_first_rule_that_fits_counts_and_the_next_ruleset_runs_all_the_same() -> None:
    """Appendix C 74."""
    after, matched, failures = run(
        ruleset(
            "topic",
            rule("other", is_("detail.topic", "delivery"), values={"kind": "delivery"}),
            rule("invoice", is_("detail.topic", "invoice"), values={"kind": "money"}),
            rule("all", values={"kind": "any", "late": "yes"}),
        ),
        ruleset("size", rule("money", is_("value.kind", "money"), units=5)),
    )
    assert (after.values, after.units) == ({"kind": "money"}, 5)
    assert matched == ("topic/invoice", "size/money")
    assert failures == ()


def test_later_rulesets_see_the_work_as_earlier_ones_left_it() -> None:
    after, matched, _ = run(
        ruleset("a", rule("big", units=7)),
        ruleset("b", rule("seen", is_("work.units", 7), values={"size": "big"})),
        ruleset("c", rule("twice", is_("value.size", "big"), values={"size": "huge"})),
    )
    assert (after.values, matched) == ({"size": "huge"}, ("a/big", "b/seen", "c/twice"))


def test_what_work_is_given_adds_up() -> None:
    settings = replace(SETTINGS, profiles=(CHAT,))
    gives: dict[str, Any] = {
        "skills": (thai(3), SkillRating(skill_id=SALES)),
        "preferred": (AgentId("anna"), AgentId("bo")),
    }
    after, _, _ = run(
        ruleset("a", rule("a", profiles=(EMAIL, CHAT), **gives)),
        ruleset("b", rule("b", skills=(thai(2),), preferred=tuple(map(AgentId, ("bo", "cy", "di"))))),
        settings=settings,
    )
    assert after.skills == (thai(3), SkillRating(skill_id=SALES))
    assert after.profiles == (CHAT, EMAIL)
    assert after.favoured == ("anna", "bo", "cy")
    assert after.units == WORK.units


def test_without_rules_work_asks_for_what_its_workstream_says() -> None:
    after, matched, failures = run(settings=replace(SETTINGS, profiles=(CHAT,)))
    assert (after, matched, failures) == (replace(WORK, profiles=(CHAT,)), (), ())


def test_a_rule_that_can_not_be_decided_is_passed_over_and_named() -> None:
    after, matched, failures = run(
        ruleset(
            "a",
            rule("gone", is_("detail.gone", 1), units=9),
            rule("no number", is_("detail.topic", 1), units=9),
            rule("rest", units=3),
        ),
        ruleset("b", rule("never", Condition(attribute="value.x", operator=Operator.AT_LEAST, value=1))),
    )
    assert (after.units, matched) == (3, ("a/rest",))
    assert failures == (
        RuleFailure(rule="a/gone", attribute="detail.gone", reason="missing"),
        RuleFailure(rule="a/no number", attribute="detail.topic", reason="wrong_type"),
        RuleFailure(rule="b/never", attribute="value.x", reason="missing"),
    )


def test_work_that_is_classified_again_keeps_the_skills_that_it_asked_for() -> None:
    once, _, _ = run(ruleset("a", rule("a", skills=(thai(4),), values={"kind": "money"})))
    again, _, _ = run(ruleset("a", rule("a", skills=(SkillRating(skill_id=SALES), thai(2)))), work=once)
    assert again.skills == (thai(4), SkillRating(skill_id=SALES))
    assert again.values == {"kind": "money"}


ratings = st.lists(
    st.builds(SkillRating, skill_id=st.sampled_from(("a", "b", "c")).map(SkillId), rating=st.integers(1, 10))
)


@given(ratings, ratings)
def test_each_skill_is_asked_for_once_at_its_highest_rating(
    some: list[SkillRating], more: list[SkillRating]
) -> None:
    joined = with_skills(some, more)
    both = [*some, *more]
    assert [one.skill_id for one in joined] == list(dict.fromkeys(one.skill_id for one in both))
    for one in joined:
        assert one.rating == max(other.rating for other in both if other.skill_id == one.skill_id)
