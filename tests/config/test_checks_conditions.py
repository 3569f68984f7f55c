"""Holds what the linter claims of conditions against what becomes of them on any work."""

from collections.abc import Sequence
from itertools import product

from hypothesis import event, given, settings
from hypothesis import strategies as st

from config.sound import being, every, no, some, where
from cordboard.config.checks_conditions import contradiction, implies
from cordboard.core.conditions import evaluate
from cordboard.core.rules import Condition, Operator, Plain

NAMES = ("detail.a", "detail.b")
PLAIN: st.SearchStrategy[Plain] = st.one_of(
    st.sampled_from(("", "a", "ab", "AB", "b", "1", "2", "1.5", "true")), st.integers(0, 3), st.booleans()
)
DOMAIN: tuple[Plain, ...] = ("a", "ab", 1)


def comparison(
    attribute: str, operator: Operator, value: Plain, more: Sequence[Plain], other: str
) -> Condition:
    if operator in {Operator.KNOWN, Operator.UNKNOWN}:
        return where(attribute, operator)
    if other:
        return Condition(attribute=attribute, operator=operator, other=other)
    return where(attribute, operator, tuple(more) if operator is Operator.ONE_OF else value)


COMPARISON = st.builds(
    comparison,
    st.sampled_from(NAMES),
    st.sampled_from(Operator),
    PLAIN,
    st.lists(PLAIN, max_size=3),
    st.sampled_from(("", "", "", *NAMES)),
)
CONDITION: st.SearchStrategy[Condition] = st.recursive(
    COMPARISON,
    lambda parts: st.builds(
        lambda combine, some_parts: combine(*some_parts),
        st.sampled_from((every, some, no)),
        st.lists(parts, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
WORK = st.lists(st.dictionaries(st.sampled_from(NAMES), PLAIN), min_size=1, max_size=20)


@settings(max_examples=100)
@given(CONDITION, WORK)
def test_no_work_fits_a_condition_that_never_holds(
    condition: Condition, works: list[dict[str, Plain]]
) -> None:
    said = contradiction(condition, {})
    event("never" if said else "may")
    assert not said or not any(evaluate(condition, work).matched for work in works)


@settings(max_examples=100)
@given(CONDITION, st.lists(st.sampled_from(DOMAIN), min_size=1), PLAIN | st.none())
def test_nor_does_work_with_what_an_attribute_can_be(
    condition: Condition, values: list[Plain], other: Plain | None
) -> None:
    said = contradiction(condition, {NAMES[0]: DOMAIN})
    beside = {} if other is None else {NAMES[1]: other}
    assert not said or not any(evaluate(condition, {NAMES[0]: value} | beside).matched for value in values)


@settings(max_examples=100)
@given(CONDITION, CONDITION, WORK)
def test_what_follows_holds_wherever_the_first_does(
    narrow: Condition, wide: Condition, works: list[dict[str, Plain]]
) -> None:
    follows = implies(narrow, wide)
    event("follows" if follows else "open")
    for work in works:
        assert not follows or not evaluate(narrow, work).matched or evaluate(wide, work).matched


@given(CONDITION, CONDITION)
def test_what_is_plain_to_see_is_seen(one: Condition, other: Condition) -> None:
    assert implies(one, None)
    assert not implies(None, one)
    assert implies(every(one, other), one)
    assert implies(one, some(other, one))
    assert implies(every(one, other), every(other, one))
    assert contradiction(every(one, no(one)), {}) is not None
    assert contradiction(some(every(one, no(one)), every(other, no(other))), {}) is not None
    assert contradiction(None, {}) is None


SIZED = [
    where("detail.a", operator, bound)
    for operator in (Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN)
    for bound in (0, 1, 2)
]
SIZES = ("-0.5", "0", "0.5", "1", "1.5", "2", "2.5")


def test_of_numbers_everything_is_seen() -> None:
    for one, other in product(SIZED, SIZED):
        fitting = [size for size in SIZES if evaluate(one, {"detail.a": size}).matched]
        both = [size for size in fitting if evaluate(other, {"detail.a": size}).matched]
        assert implies(one, other) == (both == fitting)
        assert (contradiction(every(one, other), {}) is None) == bool(both)


def test_an_alternative_that_refuses_what_is_asked_beside_it_is_none() -> None:
    topic = being("detail.a", "x")
    assert contradiction(every(topic, some(no(topic), being("detail.a", "y"))), {}) is not None
    assert contradiction(every(topic, some(no(topic), being("detail.b", "y"))), {}) is None


def test_one_and_true_are_two_values() -> None:
    assert not implies(being("detail.a", True), being("detail.a", 1))
    assert evaluate(being("detail.a", True), {"detail.a": "true"}).matched
    assert not evaluate(being("detail.a", 1), {"detail.a": "true"}).matched


def test_decimals_lie_between_whole_numbers() -> None:
    between = every(where("detail.a", Operator.MORE_THAN, 5), where("detail.a", Operator.LESS_THAN, 6))
    assert contradiction(between, {}) is None
    assert evaluate(between, {"detail.a": "5.5"}).matched


def test_alternatives_of_one_value_are_seen_together() -> None:
    either = some(being("detail.a", "x"), being("detail.a", "y"))
    assert implies(either, where("detail.a", Operator.ONE_OF, ("x", "y", "z")))
    assert implies(where("detail.a", Operator.ONE_OF, ("X",)), either)
    assert not implies(where("detail.a", Operator.ONE_OF, ("x", "z")), either)
