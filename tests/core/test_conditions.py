"""Conditions: what fits, what does not, what can't be decided, against an evaluator that is plain to see."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordboard.core.conditions import Reason, Verdict, compiled, evaluate
from cordboard.core.rules import Condition, Operator, Plain

NAMES = ("detail.topic", "work.units", "value.size", "agent.is_working")
WORDS = (
    "",
    "Invoice",
    "invoice",
    "INVOICE 7",
    "7",
    " 7.0",
    "7.5",
    "07",
    "-1",
    "true",
    "False",
    "1e3",
    "٧",
    "x",
)
words = st.sampled_from(WORDS)
numbers = st.sampled_from((-1, 0, 1, 7, 8))
plains = st.one_of(words, numbers, st.booleans())
attributes = st.dictionaries(st.sampled_from(NAMES), plains)
ORDERED = {Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN}


@st.composite
def comparisons(draw: st.DrawFn) -> Condition:
    operator = draw(st.sampled_from(Operator))
    value: Any = None
    other = ""
    if operator is Operator.ONE_OF:
        value = tuple(draw(st.lists(plains, min_size=1, max_size=3)))
    elif operator not in {Operator.KNOWN, Operator.UNKNOWN}:
        other = draw(st.sampled_from(("", *NAMES)))
        value = None if other else draw(plains)
    name = draw(st.sampled_from(NAMES))
    return Condition(attribute=name, operator=operator, value=value, other=other)


def combined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    lists = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        lists.map(lambda some: Condition(all_of=some)),
        lists.map(lambda some: Condition(any_of=some)),
        lists.map(lambda some: Condition(none_of=some)),
    )


conditions = st.recursive(comparisons(), combined, max_leaves=6)


class Undecided(Exception):
    """A comparison that has no answer."""


def as_number(plain: Any) -> float:
    if plain is True or plain is False:
        raise Undecided(Reason.WRONG_TYPE)
    try:
        if isinstance(plain, str) and "e" in plain:
            raise Undecided(Reason.WRONG_TYPE)
        return float(plain)
    except ValueError:
        raise Undecided(Reason.WRONG_TYPE) from None


def as_text(plain: Plain) -> str:
    return {True: "true", False: "false"}[plain] if isinstance(plain, bool) else str(plain).casefold()


def equal(here: Plain, there: Plain) -> bool:
    if type(here) is int or type(there) is int:
        return as_number(here) == as_number(there)
    return as_text(here) == as_text(there)


def one_of(here: Plain, choices: tuple[Plain, ...]) -> bool:
    undecided = None
    for choice in choices:
        try:
            if equal(here, choice):
                return True
        except Undecided as why:
            undecided = why
    if undecided is not None:
        raise undecided
    return False


def compared(condition: Condition, known: dict[str, Plain]) -> bool:
    """The naive comparison: the answer, or an exception that says why there is none."""
    if condition.operator is Operator.KNOWN:
        return condition.attribute in known
    if condition.operator is Operator.UNKNOWN:
        return condition.attribute not in known
    if condition.attribute not in known or (condition.other and condition.other not in known):
        raise Undecided(Reason.MISSING)
    here = known[condition.attribute]
    there: Any = known[condition.other] if condition.other else condition.value
    answers = {
        Operator.IS: lambda: equal(here, there),
        Operator.IS_NOT: lambda: not equal(here, there),
        Operator.ONE_OF: lambda: one_of(here, there),
        Operator.CONTAINS: lambda: as_text(here).find(as_text(there)) >= 0,
        Operator.BEGINS_WITH: lambda: as_text(here)[: len(as_text(there))] == as_text(there),
        Operator.AT_LEAST: lambda: as_number(here) >= as_number(there),
        Operator.MORE_THAN: lambda: as_number(here) > as_number(there),
        Operator.AT_MOST: lambda: as_number(here) <= as_number(there),
        Operator.LESS_THAN: lambda: as_number(here) < as_number(there),
    }
    return answers[condition.operator]()


def naive(condition: Condition, known: dict[str, Plain]) -> bool | None:
    """True, False, or None for what failed; every part is asked."""
    inner = condition.all_of or condition.any_of or condition.none_of
    if not inner:
        try:
            return compared(condition, known)
        except Undecided:
            return None
    answers = [naive(one, known) for one in inner]
    if condition.all_of:
        return False if False in answers else None if None in answers else True
    if condition.any_of:
        return True if True in answers else None if None in answers else False
    return None if None in answers else True not in answers


def told(verdict: Verdict) -> bool | None:
    return None if verdict.failed else verdict.matched


@given(conditions, attributes)
def test_every_condition_means_what_the_naive_evaluator_says(
    condition: Condition, known: dict[str, Plain]
) -> None:
    verdict = evaluate(condition, known)
    assert told(verdict) == naive(condition, known)
    assert not (verdict.failed and verdict.matched)
    assert evaluate(condition, known.get) == verdict


@given(conditions, attributes)
def test_a_failure_names_an_attribute_that_the_condition_asks_for_and_why(
    condition: Condition, known: dict[str, Plain]
) -> None:
    verdict = evaluate(condition, known)
    if verdict.reason is Reason.MISSING:
        assert verdict.attribute in NAMES
        assert verdict.attribute not in known
    elif verdict.reason is Reason.WRONG_TYPE:
        assert verdict.attribute in known
    else:
        assert verdict.attribute == ""


anything = st.one_of(st.text(), st.integers(), st.booleans())


@given(st.sampled_from(Operator), anything, st.one_of(st.none(), anything, st.tuples(anything, anything)))
def test_nothing_at_all_makes_a_comparison_raise(operator: Operator, here: Any, there: Any) -> None:
    condition = Condition(attribute="detail.it", operator=operator, value=there)
    assert evaluate(condition, {"detail.it": here}).matched in {True, False}


def is_(operator: str, value: Any = None, *, attribute: str = "detail.topic", **rest: Any) -> Condition:
    return Condition(attribute=attribute, operator=Operator(operator), value=value, **rest)


MISSING = is_("is", 1, attribute="detail.gone")
YES = is_("is", "INVOICE")
NO = is_("is", "other")


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (YES, True),
        (is_("is_not", "Invoice"), False),
        (is_("is", 7), None),
        (is_("is", 7, attribute="detail.order"), True),
        (is_("at_least", 7, attribute="detail.order"), True),
        (is_("more_than", "6.9", attribute="detail.order"), True),
        (is_("less_than", 8), None),
        (is_("is", True, attribute="work.named"), True),
        (is_("is", "TRUE", attribute="work.named"), True),
        (is_("is", 1, attribute="work.named"), None),
        (is_("one_of", (3, "invoice")), True),
        (is_("one_of", (3, "other")), None),
        (is_("known", attribute="detail.gone"), False),
        (is_("unknown", attribute="detail.gone"), True),
        (is_("is", other="detail.same"), True),
        (is_("is", other="detail.gone"), None),
        (Condition(any_of=(MISSING, YES)), True),
        (Condition(any_of=(MISSING, NO)), None),
        (Condition(all_of=(MISSING, NO)), False),
        (Condition(all_of=(MISSING, YES)), None),
        (Condition(none_of=(NO,)), True),
        (Condition(none_of=(YES,)), False),
        (Condition(none_of=(NO, MISSING)), None),
        (Condition(none_of=(YES, MISSING)), None),
        (Condition(), None),
        (None, True),
    ],
)
def test_what_fits(condition: Condition | None, wanted: bool | None) -> None:
    known: dict[str, Plain] = {
        "detail.topic": "invoice",
        "detail.same": "Invoice",
        "detail.order": " 7 ",
        "work.named": True,
    }
    assert told(evaluate(condition, known)) is wanted


def test_conditions_that_are_equal_and_not_the_same_are_kept_apart() -> None:
    one, true = is_("is", 1), is_("is", True)
    assert one == true, "Python takes 1 and true for equal"
    assert told(evaluate(one, {"detail.topic": "1"})) is True
    assert told(evaluate(true, {"detail.topic": "1"})) is False


def test_a_condition_is_made_into_a_function_once() -> None:
    condition = Condition(all_of=(YES, NO))
    assert compiled(condition) is compiled(condition)
