"""Is the only source of chance: one seed, one course of events, and one mood that makes seeds differ."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Chance:
    """Dice that fall the same way for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def ms(self, low: int, high: int) -> int:
        """Return a time between two, both included."""
        return self._random.randint(low, high)

    def number(self, low: int, high: int) -> int:
        """Return a number between two, both included."""
        return self._random.randint(low, high)

    def happens(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self._random.random() < probability

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of these."""
        return choices[self._random.randrange(len(choices))]

    def weighted(self, weights: Mapping[T, int]) -> T:
        """Return one of these, the heavier the likelier."""
        return self._random.choices(list(weights), list(weights.values()))[0]

    def letters(self, length: int) -> str:
        """Return random letters and digits."""
        return "".join(self._random.choices(LETTERS, k=length))


class Mood(Struct, frozen=True, kw_only=True):
    """What a seed is like: each kind of trouble is frequent, rare or absent."""

    pace_ms: int
    """How long it takes until somebody acts again, at most."""
    latency_ms: int
    crash: int
    """Weights of what chance may do next to the machine; people's deeds together weigh 100."""
    fill: int
    detach: int
    sleep: int
    cut: int
    half_open: int
    clog: int
    fail_commit: float
    """Probabilities for each batch."""
    unheard: float
    fail_statement: float
    repeat: float
    """Probability that a frame which was sent is sent once more, at once or minutes later."""
    lose: float
    """Probability that a page drops an event that reached it."""
    careless: float
    """Probability that an agent does not look at an offer."""


def mood_of(chance: Chance) -> Mood:
    """Throw the dice for a seed's mood."""

    def weight() -> int:
        return chance.pick((0, 0, 1, 3))

    def share(most: float) -> float:
        return chance.pick((0.0, 0.0, most / 4, most))

    return Mood(
        pace_ms=chance.pick((500, 2_000, 8_000, 30_000)),
        latency_ms=chance.pick((5, 60, 400)),
        crash=weight(),
        fill=weight(),
        detach=weight(),
        sleep=weight(),
        cut=2 * weight(),
        half_open=weight(),
        clog=weight(),
        fail_commit=share(0.1),
        unheard=share(0.1),
        fail_statement=share(0.1),
        repeat=share(0.2),
        lose=share(0.1),
        careless=share(0.8),
    )
