"""Draws how long something takes, from a distribution with a given mean."""

from enum import StrEnum
from math import log, sqrt
from random import Random

from msgspec import Struct

SECOND_MS = 1000


class Kind(StrEnum):
    """Shapes of a distribution of times."""

    CONSTANT = "constant"
    EXPONENTIAL = "exponential"
    """Without memory, as queueing theory likes it."""
    LOGNORMAL = "lognormal"
    """As handle times usually are: many short ones, a few very long."""


class Duration(Struct, frozen=True, kw_only=True):
    """How long something takes."""

    kind: Kind = Kind.EXPONENTIAL
    mean_s: float
    """0 is at once, whatever the kind."""
    deviation_s: float | None = None
    """Standard deviation; counts for Kind.LOGNORMAL only, where None is as much as the mean."""

    def draw_ms(self, random: Random) -> int:
        """Return one time in whole milliseconds."""
        if self.mean_s == 0:
            return 0
        return round(self._draw_s(random) * SECOND_MS)

    def _draw_s(self, random: Random) -> float:
        match self.kind:
            case Kind.CONSTANT:
                return self.mean_s
            case Kind.EXPONENTIAL:
                return random.expovariate(1 / self.mean_s)
            case Kind.LOGNORMAL:
                return self._draw_lognormal_s(random)

    def _draw_lognormal_s(self, random: Random) -> float:
        deviation_s = self.mean_s if self.deviation_s is None else self.deviation_s
        spread = log(1 + (deviation_s / self.mean_s) ** 2)
        return random.lognormvariate(log(self.mean_s) - spread / 2, sqrt(spread))


AT_ONCE = Duration(kind=Kind.CONSTANT, mean_s=0.0)
