"""Decides whether a condition fits: made into functions once, asked for all work and for every agent."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import lru_cache, partial

from msgspec import Struct

from cordboard.core.rules import Condition, Operator, Plain, RuleFailure

CONDITIONS_KEPT = 10_000
"""Far more than an organisation's rules hold; what is pushed out is made again."""
NUMBER = re.compile(r"\s*[+-]?\d{1,15}([.]\d{1,15})?\s*")
"""Digits of any script, few enough to be compared and stored exactly."""

Lookup = Callable[[str], Plain | None]
"""Returns an attribute by its name, None where it is missing."""
Number = int | float


class Reason(StrEnum):
    """Why a comparison could not be decided."""

    MISSING = "missing"
    """The attribute, or the other one that it is compared with, is not there."""
    WRONG_TYPE = "wrong_type"
    """A number was needed and the text is none."""


class Verdict(Struct, frozen=True):
    """What became of a condition: matched, not matched, or failed, which counts as not matched."""

    matched: bool
    attribute: str = ""
    """On which attribute it failed."""
    reason: Reason | None = None
    """None where it was decided."""

    @property
    def failed(self) -> bool:
        """Whether it could not be decided."""
        return self.reason is not None


MATCHED = Verdict(True)
NOT_MATCHED = Verdict(False)
Compiled = Callable[[Lookup], Verdict]


class _Identity:
    """A condition as it is found again: by being the same, for 1 and true are equal and are not the same."""

    __slots__ = ("condition",)

    def __init__(self, condition: Condition) -> None:
        self.condition = condition

    def __hash__(self) -> int:
        return id(self.condition)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.condition is other.condition


def evaluate(condition: Condition | None, attributes: Mapping[str, Plain] | Lookup) -> Verdict:
    """Say whether a condition fits; never raises, and no condition at all fits everything."""
    look = attributes if callable(attributes) else attributes.get
    return compiled(condition)(look)


def compiled(condition: Condition | None) -> Compiled:
    """Return the condition as a function, made once for each."""
    return _kept(_Identity(condition)) if condition is not None else _fits


def failure_of(rule: str, verdict: Verdict) -> RuleFailure:
    """Name a rule that could not be decided."""
    return RuleFailure(rule=rule, attribute=verdict.attribute, reason=str(verdict.reason))


def number_of(plain: Plain) -> Number | None:
    """Return what is a number, or text that says one; None for all else."""
    if isinstance(plain, bool):
        return None
    if isinstance(plain, int):
        return plain
    found = NUMBER.fullmatch(plain)
    if found is None:
        return None
    return float(plain) if found.group(1) else int(plain)


def text_of(plain: Plain) -> str:
    """Return a value as text without regard to case; yes and no are true and false."""
    return str(plain).casefold()


@lru_cache(CONDITIONS_KEPT)
def _kept(identity: _Identity) -> Compiled:
    return _make(identity.condition)


def _make(condition: Condition) -> Compiled:
    if condition.all_of:
        return partial(_all_of, _tests(condition.all_of))
    if condition.any_of:
        return partial(_any_of, _tests(condition.any_of))
    if condition.none_of:
        return partial(_none_of, _tests(condition.none_of))
    if condition.operator in {Operator.KNOWN, Operator.UNKNOWN}:
        return partial(_known, condition.attribute, condition.operator is Operator.KNOWN)
    return _comparison(condition)


def _tests(conditions: Iterable[Condition]) -> tuple[Compiled, ...]:
    return tuple(_make(one) for one in conditions)


def _fits(look: Lookup) -> Verdict:
    return MATCHED


def _all_of(tests: tuple[Compiled, ...], look: Lookup) -> Verdict:
    """One that is not matched decides, whatever failed beside it."""
    failed: Verdict | None = None
    for test in tests:
        verdict = test(look)
        if verdict is NOT_MATCHED:
            return NOT_MATCHED
        if verdict is not MATCHED:
            failed = failed or verdict
    return failed or MATCHED


def _any_of(tests: tuple[Compiled, ...], look: Lookup) -> Verdict:
    """One that is matched decides, whatever failed beside it."""
    failed: Verdict | None = None
    for test in tests:
        verdict = test(look)
        if verdict is MATCHED:
            return MATCHED
        if verdict is not NOT_MATCHED:
            failed = failed or verdict
    return failed or NOT_MATCHED


def _none_of(tests: tuple[Compiled, ...], look: Lookup) -> Verdict:
    """A failure decides: that something is not so must be known, not guessed."""
    matched = False
    for test in tests:
        verdict = test(look)
        if verdict.failed:
            return verdict
        matched = matched or verdict.matched
    return NOT_MATCHED if matched else MATCHED


def _known(attribute: str, wanted: bool, look: Lookup) -> Verdict:
    return MATCHED if (look(attribute) is not None) is wanted else NOT_MATCHED


def _comparison(condition: Condition) -> Compiled:
    """Compare one attribute with a value, or with another attribute."""
    attribute, other = condition.attribute, condition.other
    compare = COMPARES[condition.operator]
    missing = Verdict(False, attribute, Reason.MISSING)
    other_missing = Verdict(False, other, Reason.MISSING)
    wrong_type = Verdict(False, attribute, Reason.WRONG_TYPE)
    value = condition.value

    def test(look: Lookup) -> Verdict:
        here = look(attribute)
        if here is None:
            return missing
        there = look(other) if other else value
        if there is None:
            return other_missing if other else wrong_type
        fits = compare(here, there)
        if fits is None:
            return wrong_type
        return MATCHED if fits else NOT_MATCHED

    return test


Operand = Plain | tuple[Plain, ...]
Compare = Callable[[Plain, Operand], bool | None]
"""None where the two can't be compared."""


def _same(here: Plain, there: Operand) -> bool | None:
    """Compare as numbers where either is one, as text otherwise."""
    if isinstance(there, tuple):
        return None
    if _is_number(here) or _is_number(there):
        one, other = number_of(here), number_of(there)
        return None if one is None or other is None else one == other
    return text_of(here) == text_of(there)


def _is_number(plain: Plain) -> bool:
    return isinstance(plain, int) and not isinstance(plain, bool)


def _different(here: Plain, there: Operand) -> bool | None:
    same = _same(here, there)
    return None if same is None else not same


def _among(here: Plain, there: Operand) -> bool | None:
    """One that is the same decides, whatever can't be compared beside it."""
    answers = {_same(here, one) for one in (there if isinstance(there, tuple) else (there,))}
    if True in answers:
        return True
    return None if None in answers else False


def _contains(here: Plain, there: Operand) -> bool | None:
    return None if isinstance(there, tuple) else text_of(there) in text_of(here)


def _begins(here: Plain, there: Operand) -> bool | None:
    return None if isinstance(there, tuple) else text_of(here).startswith(text_of(there))


def _ordered(fits: Callable[[Number, Number], bool], here: Plain, there: Operand) -> bool | None:
    """Compare by size, which only numbers have."""
    one = number_of(here)
    other = None if isinstance(there, tuple) else number_of(there)
    return None if one is None or other is None else fits(one, other)


COMPARES: dict[Operator, Compare] = {
    Operator.IS: _same,
    Operator.IS_NOT: _different,
    Operator.ONE_OF: _among,
    Operator.CONTAINS: _contains,
    Operator.BEGINS_WITH: _begins,
    Operator.AT_LEAST: partial(_ordered, lambda here, there: here >= there),
    Operator.MORE_THAN: partial(_ordered, lambda here, there: here > there),
    Operator.AT_MOST: partial(_ordered, lambda here, there: here <= there),
    Operator.LESS_THAN: partial(_ordered, lambda here, there: here < there),
}
"""KNOWN and UNKNOWN are not here: they compare nothing."""
