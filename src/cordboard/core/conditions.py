"""Decides whether a condition fits: made into functions once, asked for all work and for every agent."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import lru_cache, partial
from operator import ge, gt, le, lt

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
    if isinstance(plain, int):
        return None if isinstance(plain, bool) else plain
    found = NUMBER.fullmatch(plain)
    if found is None:
        return None
    return float(plain) if found.group(1) else int(plain)


def text_of(plain: Plain) -> str:
    """Return a value as text without regard to case; yes and no are true and false."""
    return plain.casefold() if isinstance(plain, str) else str(plain).casefold()


@lru_cache(CONDITIONS_KEPT)
def _kept(identity: _Identity) -> Compiled:
    return _make(identity.condition)


def _make(condition: Condition) -> Compiled:
    if condition.all_of:
        return partial(_combined, NOT_MATCHED, MATCHED, _tests(condition.all_of))
    if condition.any_of:
        return partial(_combined, MATCHED, NOT_MATCHED, _tests(condition.any_of))
    if condition.none_of:
        return partial(_none_of, _tests(condition.none_of))
    if condition.operator in {Operator.KNOWN, Operator.UNKNOWN}:
        return partial(_known, condition.attribute, condition.operator is Operator.KNOWN)
    return _comparison(condition)


def _tests(conditions: Iterable[Condition]) -> tuple[Compiled, ...]:
    return tuple(_make(one) for one in conditions)


def _fits(look: Lookup) -> Verdict:
    return MATCHED


def _combined(decides: Verdict, otherwise: Verdict, tests: tuple[Compiled, ...], look: Lookup) -> Verdict:
    """Let one verdict decide, whatever failed beside it: not matched for all_of, matched for any_of."""
    failed: Verdict | None = None
    for test in tests:
        verdict = test(look)
        if verdict is decides:
            return decides
        if verdict is not otherwise:
            failed = failed or verdict
    return failed or otherwise


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
    attribute, other, value = condition.attribute, condition.other, condition.value
    beside = COMPARES[condition.operator]
    missing = Verdict(False, attribute, Reason.MISSING)
    other_missing = Verdict(False, other, Reason.MISSING)
    wrong_type = Verdict(False, attribute, Reason.WRONG_TYPE)
    told = {True: MATCHED, False: NOT_MATCHED, None: wrong_type}
    compare = _never if value is None else beside(value)

    def with_value(look: Lookup) -> Verdict:
        here = look(attribute)
        return missing if here is None else told[compare(here)]

    def with_other(look: Lookup) -> Verdict:
        here, there = look(attribute), look(other)
        if here is None:
            return missing
        return other_missing if there is None else told[beside(there)(here)]

    return with_other if other else with_value


Operand = Plain | tuple[Plain, ...]
Compare = Callable[[Plain], bool | None]
"""Compares an attribute with what the comparison was made for; None where the two can't be compared."""


def _never(here: Plain) -> bool | None:
    return None


def _same(there: Operand) -> Compare:
    """Compare as numbers where either is one, as text otherwise."""
    if isinstance(there, tuple):
        return _never
    number, text, is_number = number_of(there), text_of(there), _is_number(there)

    def same(here: Plain) -> bool | None:
        if is_number or _is_number(here):
            found = number_of(here)
            return None if found is None or number is None else found == number
        return text_of(here) == text

    return same


def _is_number(plain: Plain) -> bool:
    return isinstance(plain, int) and not isinstance(plain, bool)


def _different(there: Operand) -> Compare:
    same = _same(there)

    def different(here: Plain) -> bool | None:
        answer = same(here)
        return None if answer is None else not answer

    return different


def _among(there: Operand) -> Compare:
    """One that is the same decides, whatever can't be compared beside it."""
    each = tuple(_same(one) for one in (there if isinstance(there, tuple) else (there,)))

    def among(here: Plain) -> bool | None:
        answer: bool | None = False
        for same in each:
            found = same(here)
            if found:
                return True
            if found is None:
                answer = None
        return answer

    return among


def _contains(there: Operand) -> Compare:
    if isinstance(there, tuple):
        return _never
    text = text_of(there)
    return lambda here: text in text_of(here)


def _begins(there: Operand) -> Compare:
    if isinstance(there, tuple):
        return _never
    text = text_of(there)
    return lambda here: text_of(here).startswith(text)


def _ordered(fits: Callable[[Number, Number], bool], there: Operand) -> Compare:
    """Compare by size, which only numbers have."""
    number = None if isinstance(there, tuple) else number_of(there)
    if number is None:
        return _never
    limit: Number = number

    def ordered(here: Plain) -> bool | None:
        found = number_of(here)
        return None if found is None else fits(found, limit)

    return ordered


COMPARES: dict[Operator, Callable[[Operand], Compare]] = {
    Operator.IS: _same,
    Operator.IS_NOT: _different,
    Operator.ONE_OF: _among,
    Operator.CONTAINS: _contains,
    Operator.BEGINS_WITH: _begins,
    Operator.AT_LEAST: partial(_ordered, ge),
    Operator.MORE_THAN: partial(_ordered, gt),
    Operator.AT_MOST: partial(_ordered, le),
    Operator.LESS_THAN: partial(_ordered, lt),
}
"""What makes a comparison with a value; KNOWN and UNKNOWN compare nothing and are not here."""
