"""Describes a queueing system to be played: its queues, agents, streams of arrivals, and for how long."""

from msgspec import Struct

from cordboard.core.skill import Matching
from cordboard.core.workstream import Method, WrapUpBlock
from cordboard.sim.queueing.duration import AT_ONCE, Duration

HOUR_S = 3_600


class Run(Struct, frozen=True, kw_only=True):
    """How long is measured, and how."""

    hours: float
    """Measured, after the warm-up; split into the batches."""
    warm_up_hours: float = 0.0
    """Played first and not measured: the floor begins empty."""
    batches: int = 20
    """2 to 1,000, of equal length; the intervals come from the differences between them."""
    seed: int = 1
    confidence: float = 0.95
    service_level_s: float = 20.0
    short_abandon_s: float = 0.0
    """Who leaves sooner than this does not count against the service level (mission decision 19)."""
    session_limit: int = 10


class Line(Struct, frozen=True, kw_only=True):
    """A queue."""

    name: str
    priority: int = 100
    method: Method = Method.HIGHEST_CAPACITY


class Shift(Struct, frozen=True, kw_only=True):
    """Working hours on every day of the week, in UTC."""

    opens: str
    closes: str


class Team(Struct, frozen=True, kw_only=True):
    """Agents who are all alike."""

    name: str
    count: int
    queues: tuple[str, ...]
    capacity: int = 1
    skills: dict[str, int] = {}
    """Rating by skill."""
    shift: Shift | None = None
    """None works round the clock."""
    reset_s: float = 60.0
    """How soon an agent whom a missed offer took out of the line comes back."""


class Ask(Struct, frozen=True, kw_only=True):
    """A skill that some of the arrivals ask for, each independently of the others."""

    skill: str
    probability: float
    rating: int = 1


class Stream(Struct, frozen=True, kw_only=True):
    """Arrivals of one kind of work: a Poisson stream of live chats."""

    name: str
    queue: str
    per_hour: float
    by_hour: tuple[float, ...] = ()
    """24 factors of `per_hour`, one for each hour of the day in UTC; empty is the same all day."""
    handle: Duration
    patience_mean_s: float | None = None
    """Exponential; None waits for ever."""
    accept_delay: Duration = AT_ONCE
    offer_s: int = 120
    wrap_up: Duration = AT_ONCE
    wrap_up_block: WrapUpBlock = WrapUpBlock.ALWAYS
    wrap_up_block_s: int = 120
    """30 s to 60 min; counts for WrapUpBlock.TIMED only."""
    units: int = 1
    matching: Matching = Matching.EXACT
    asks: tuple[Ask, ...] = ()

    def per_second(self, second_of_day: float) -> float:
        """Return the rate of arrivals at this time of the day."""
        factor = self.by_hour[int(second_of_day // HOUR_S) % 24] if self.by_hour else 1.0
        return self.per_hour * factor / HOUR_S

    @property
    def most_per_second(self) -> float:
        """Return the rate of the busiest hour."""
        return self.per_hour * max(self.by_hour, default=1.0) / HOUR_S


class Scenario(Struct, frozen=True, kw_only=True):
    """A whole queueing system."""

    run: Run
    queues: tuple[Line, ...]
    agents: tuple[Team, ...]
    streams: tuple[Stream, ...]
