"""Divides work by percentages, exactly and without chance."""

from collections.abc import Sequence


def next_share(percents: Sequence[int], counts: Sequence[int]) -> int:
    """Return whose turn it is, as a place in `percents`; `counts` is how often each had one.

    The one furthest behind its part comes next, of several the first: over every hundred turns each gets
    exactly its percentage.
    """
    turn = sum(counts) + 1
    whole = sum(percents)
    behind = [percent * turn - whole * count for percent, count in zip(percents, counts, strict=True)]
    return behind.index(max(behind))
