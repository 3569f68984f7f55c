"""Decides conditions a second time, by the words of core/rules.py alone: True, False, None for undecided."""

from collections.abc import Callable, Mapping

from cordboard.core.rules import Condition, Operator, Plain

Attributes = Mapping[str, Plain | None]


def holds(condition: Condition | None, attributes: Attributes) -> bool | None:
    """Say whether it fits; None where an attribute is missing, or no number where one is needed."""
    if condition is None:
        return True
    if condition.all_of:
        return _all([holds(one, attributes) for one in condition.all_of])
    if condition.any_of:
        return _any([holds(one, attributes) for one in condition.any_of])
    if condition.none_of:
        found = [holds(one, attributes) for one in condition.none_of]
        return None if None in found else True not in found
    here = attributes.get(condition.attribute)
    if condition.operator is Operator.KNOWN:
        return here is not None
    if condition.operator is Operator.UNKNOWN:
        return here is None
    there = attributes.get(condition.other) if condition.other else condition.value
    if here is None or there is None:
        return None
    return _compare(condition.operator, here, there)


def _all(found: list[bool | None]) -> bool | None:
    if False in found:
        return False
    return None if None in found else True


def _any(found: list[bool | None]) -> bool | None:
    if True in found:
        return True
    return None if None in found else False


def _compare(operator: Operator, here: Plain, there: Plain | tuple[Plain, ...]) -> bool | None:
    if operator is Operator.ONE_OF:
        several = there if isinstance(there, tuple) else (there,)
        return _any([_equal(here, one) for one in several])
    if isinstance(there, tuple):
        return None
    if operator is Operator.IS:
        return _equal(here, there)
    if operator is Operator.IS_NOT:
        equal = _equal(here, there)
        return None if equal is None else not equal
    if operator is Operator.CONTAINS:
        return _text(there) in _text(here)
    if operator is Operator.BEGINS_WITH:
        return _text(here).startswith(_text(there))
    left, right = _number(here), _number(there)
    return None if left is None or right is None else SIZES[operator](left, right)


SIZES: dict[Operator, Callable[[float, float], bool]] = {
    Operator.AT_LEAST: lambda left, right: left >= right,
    Operator.MORE_THAN: lambda left, right: left > right,
    Operator.AT_MOST: lambda left, right: left <= right,
    Operator.LESS_THAN: lambda left, right: left < right,
}


def _equal(here: Plain, there: Plain) -> bool | None:
    """Numbers where either is one, text without regard to case otherwise."""
    if type(here) is int or type(there) is int:
        left, right = _number(here), _number(there)
        return None if left is None or right is None else left == right
    return _text(here) == _text(there)


def _text(plain: Plain) -> str:
    return str(plain).casefold()


def _number(plain: Plain) -> float | None:
    """Only numbers that the tests write: digits, with a sign or a point."""
    if isinstance(plain, bool):
        return None
    try:
        return float(plain)
    except ValueError:
        return None
