"""Knows of comparisons of one attribute which exclude each other, and which hold whenever another does."""

from collections.abc import Sequence

from cordboard.core.conditions import Number, evaluate, number_of, text_of
from cordboard.core.rules import Condition, Operator, Plain

LOWER = frozenset({Operator.AT_LEAST, Operator.MORE_THAN})
UPPER = frozenset({Operator.AT_MOST, Operator.LESS_THAN})
STRICT = frozenset({Operator.MORE_THAN, Operator.LESS_THAN})


def same(one: Condition, other: Condition) -> bool:
    """Whether two conditions are the same; 1 and true are equal, and are two conditions."""
    return one == other and repr(one) == repr(other)


def fits(value: Plain | None, leaf: Condition) -> bool:
    """Whether an attribute of this value passes a comparison with a value; None is a missing attribute."""
    return evaluate(leaf, {} if value is None else {leaf.attribute: value}).matched


def clash(attribute: str, group: Sequence[Condition], domain: tuple[Plain, ...] | None) -> str | None:
    """Say why comparisons of one attribute can't all hold; None when they may.

    `domain` is all that the attribute can be, None where that is not known.
    """
    group = [leaf for leaf in group if not leaf.other]
    if any(leaf.operator is Operator.ONE_OF and leaf.value == () for leaf in group):
        return f"{attribute} is compared with an empty list"
    operators = {leaf.operator for leaf in group}
    if Operator.UNKNOWN in operators:
        more = operators != {Operator.UNKNOWN}
        return f"{attribute} can't be unknown and have a value" if more else None
    candidates = [choices for leaf in group if (choices := _choices(leaf)) is not None]
    if domain is not None:
        candidates.append(domain)
    for choices in candidates:
        if not any(all(fits(value, leaf) for leaf in group) for value in choices):
            return f"no value of {attribute} fits"
    if _ranges_exclude(group):
        return f"no number fits the bounds of {attribute}"
    return f"{attribute} can't begin in two ways" if _beginnings_exclude(group) else None


def narrower(leaf: Condition, wide: Condition) -> bool:
    """Whether a comparison surely holds whenever another does."""
    if same(leaf, wide):
        return True
    if leaf.attribute != wide.attribute or leaf.operator is Operator.UNKNOWN:
        return False
    if wide.operator is Operator.KNOWN:
        return True
    if leaf.other or wide.other:
        return False
    choices = _choices(leaf)
    if choices is not None:
        return bool(choices) and all(fits(value, wide) for value in choices)
    return _bound_within(leaf, wide) or _text_within(leaf, wide)


def _choices(leaf: Condition) -> tuple[Plain, ...] | None:
    """All values with which an attribute passes this comparison; None when they are not listed."""
    if leaf.other or leaf.operator not in {Operator.IS, Operator.ONE_OF} or leaf.value is None:
        return None
    return leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)


def _ranges_exclude(group: Sequence[Condition]) -> bool:
    bounds = [(bound, leaf.operator) for leaf in group if (bound := _bound(leaf)) is not None]
    return any(
        low > high or (low == high and bool(STRICT & {lower, upper}))
        for low, lower in bounds
        if lower in LOWER
        for high, upper in bounds
        if upper in UPPER
    )


def _beginnings_exclude(group: Sequence[Condition]) -> bool:
    begins = [
        text for leaf in group if leaf.operator is Operator.BEGINS_WITH and (text := _text(leaf)) is not None
    ]
    longest = max(begins, key=len, default="")
    return any(not longest.startswith(begin) for begin in begins)


def _bound_within(leaf: Condition, wide: Condition) -> bool:
    inner, outer = _bound(leaf), _bound(wide)
    sides = [side for side in (LOWER, UPPER) if leaf.operator in side and wide.operator in side]
    if inner is None or outer is None or not sides:
        return False
    if inner == outer:
        return wide.operator not in STRICT or leaf.operator in STRICT
    return inner > outer if sides == [LOWER] else inner < outer


def _text_within(leaf: Condition, wide: Condition) -> bool:
    inner, outer = _text(leaf), _text(wide)
    if inner is None or outer is None:
        return False
    if wide.operator is Operator.CONTAINS:
        return leaf.operator in {Operator.CONTAINS, Operator.BEGINS_WITH} and outer in inner
    both = leaf.operator is wide.operator is Operator.BEGINS_WITH
    return both and inner.startswith(outer)


def _bound(leaf: Condition) -> Number | None:
    """The number of a comparison by size; None for all other comparisons."""
    sized = leaf.operator in LOWER | UPPER
    return None if not sized or leaf.value is None or isinstance(leaf.value, tuple) else number_of(leaf.value)


def _text(leaf: Condition) -> str | None:
    return None if leaf.value is None or isinstance(leaf.value, tuple) else text_of(leaf.value)
