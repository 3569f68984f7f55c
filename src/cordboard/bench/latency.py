"""Does the arithmetic of what was measured: percentiles by nearest rank, shares, rates."""

from collections.abc import Sequence
from math import ceil

NS_IN_MS = 1_000_000
NS_IN_S = 1_000_000_000


def percentile(sample: Sequence[int], share: float) -> int | None:
    """Return the smallest value that this share of the sample does not exceed; None for no sample."""
    if not sample:
        return None
    ordered = sorted(sample)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def percentile_ms(sample_ns: Sequence[int], share: float) -> float | None:
    """Return a percentile of nanoseconds in milliseconds."""
    found = percentile(sample_ns, share)
    return None if found is None else round(found / NS_IN_MS, 3)


def ratio(part: float, whole: float, digits: int = 3) -> float | None:
    """Return part / whole; None where there is no whole."""
    return round(part / whole, digits) if whole else None


def per_s(count: int, time_ns: int) -> float | None:
    """Return how many a second; None where no time has passed."""
    return ratio(count * NS_IN_S, time_ns, 1)
