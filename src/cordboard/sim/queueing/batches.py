"""Adds up what happens in batches of equal length, and says how sure a figure over them is."""

from bisect import bisect_right
from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

from cordboard.sim.student import two_sided


class Estimate(Struct, frozen=True, kw_only=True):
    """A figure and how far the true one may be away from it."""

    value: float | None
    """None where nothing happened that it could be computed from."""
    plus_minus: float | None = None
    """Half the confidence interval, from the differences between batches."""

    def holds(self, truth: float) -> bool:
        """Whether a value lies within the interval."""
        if self.value is None or self.plus_minus is None:
            return False
        return abs(self.value - truth) <= self.plus_minus


def ratio(parts: Sequence[float], wholes: Sequence[float], confidence: float) -> Estimate:
    """Return the sum of the parts over the sum of the wholes, one of each in every batch.

    The interval is Student's, on what each batch's part differs from the ratio times its whole: batches
    with more arrivals count for more, and a batch without any harms nothing.
    """
    total, batches = sum(wholes), len(wholes)
    if total == 0:
        return Estimate(value=None)
    value = sum(parts) / total
    differences = [part - value * whole for part, whole in zip(parts, wholes, strict=True)]
    variance = sum(one * one for one in differences) / (batches - 1) / batches
    error = sqrt(variance) / (total / batches)
    return Estimate(value=value, plus_minus=two_sided(confidence, batches - 1) * error)


class Window:
    """The measured time, in batches."""

    def __init__(self, start_ms: int, length_ms: int, batches: int) -> None:
        self.bounds_ms = [start_ms + length_ms * one // batches for one in range(batches + 1)]
        self.batches = batches

    def batch_at(self, at_ms: int) -> int | None:
        """Return the number of the batch at a time, None outside of all."""
        number = bisect_right(self.bounds_ms, at_ms) - 1
        return number if 0 <= number < self.batches else None

    @property
    def lengths_ms(self) -> list[float]:
        """Return how long each batch is."""
        return [float(end - start) for start, end in zip(self.bounds_ms, self.bounds_ms[1:], strict=False)]


class Level:
    """Something that has a height at any time; the area under it is kept for each batch."""

    def __init__(self, window: Window, now_ms: int) -> None:
        self.areas = [0.0] * window.batches
        self.height = 0
        self._window = window
        self._since_ms = now_ms

    def change(self, by: int, now_ms: int) -> None:
        """Go up or down at a time that is not before the last one."""
        self.advance(now_ms)
        self.height += by

    def advance(self, now_ms: int) -> None:
        """Account for the time up to now."""
        bounds = self._window.bounds_ms
        at_ms = max(self._since_ms, bounds[0])
        end_ms = min(now_ms, bounds[-1])
        self._since_ms = now_ms
        while at_ms < end_ms:
            number = bisect_right(bounds, at_ms) - 1
            until_ms = min(end_ms, bounds[number + 1])
            self.areas[number] += self.height * (until_ms - at_ms)
            at_ms = until_ms
