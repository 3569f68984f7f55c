"""Lays the production floor beside queueing theory: cells, their play, and what is expected."""

from math import sqrt

from msgspec import Struct

from cordboard.core.workstream import WrapUpBlock
from cordboard.sim.erlang import Expected, erlang_a, erlang_c
from cordboard.sim.queueing.batches import Estimate
from cordboard.sim.queueing.duration import Duration
from cordboard.sim.queueing.measuring import measure
from cordboard.sim.queueing.scenario import HOUR_S, Line, Run, Scenario, Stream, Team
from cordboard.staging.bare_floor import BareFloor

HANDLE_S = 300.0
THRESHOLD_S = 60.0
CONFIDENCE = 0.999
WARM_UP = 0.1
"""Of the measured time, played before it."""
ARRIVALS = (4_000, 25_000)
"""Fewest and most of a cell: what a minute or so of CPU can play in all."""
EPISODES = 25
"""So many times of waiting that have nothing to do with each other a cell should go through at least."""
EPISODES_A_BATCH = 3
"""Fewer would leave batches without any: their means would be too skewed for Student's t."""
BATCHES = (5, 40)
"""Student's t for fewer would be very wide, for more hardly narrower."""


class Cell(Struct, frozen=True, kw_only=True):
    """One system: agents of capacity 1, no accept delay, no wrap-up, exponential times."""

    seed: int
    servers: int
    load: float
    """Arrivals per mean handle time, per server."""
    patience: float | None = None
    """Mean, in handle times; None waits for ever (Erlang C)."""

    @property
    def name(self) -> str:
        """Say which it is."""
        theory = "Erlang C" if self.patience is None else f"Erlang A, patience {self.patience:g}"
        return f"{theory}, {self.servers} x {self.load:g}"

    @property
    def memory(self) -> float:
        """How many arrivals it takes the system to forget.

        Without abandonment load / (1 - sqrt(load))^2, the relaxation time of M/M/c for many servers; with
        it those who come within a handle time or a patience, whichever is longer.
        """
        if self.patience is None:
            return self.load / (1 - sqrt(self.load)) ** 2
        return self.servers * self.load * max(1.0, self.patience)

    @property
    def arrivals(self) -> int:
        """How many arrivals are measured; where waiting is rare it takes more."""
        least, most = ARRIVALS
        return round(min(max(EPISODES / self._episodes_an_arrival, least), most))

    @property
    def batches(self) -> int:
        """Return as many as are long enough to forget the batch before, and to see waiting several times."""
        fewest, most = BATCHES
        episodes = self.arrivals * self._episodes_an_arrival
        return min(max(int(episodes / EPISODES_A_BATCH), fewest), most)

    @property
    def _episodes_an_arrival(self) -> float:
        return expected_of(self).wait_probability / self.memory


C_CELLS = (
    (1, 0.5),
    (2, 0.6),
    (1, 0.7),
    (5, 0.7),
    (20, 0.7),
    (1, 0.8),
    (2, 0.8),
    (10, 0.8),
    (5, 0.85),
    (20, 0.85),
    (10, 0.9),
    (50, 0.9),
    (20, 0.95),
)
A_CELLS = (
    (1, 0.8, 1.0),
    (5, 0.8, 0.5),
    (20, 0.9, 5.0),
    (2, 0.9, 2.0),
    (50, 0.95, 1.0),
    (5, 1.0, 1.0),
    (10, 1.0, 2.0),
    (50, 1.0, 0.5),
    (50, 1.1, 1.0),
    (10, 1.1, 1.0),
    (20, 1.1, 5.0),
    (20, 1.2, 2.0),
    (5, 1.3, 0.5),
    (20, 1.3, 0.5),
)
SYSTEMS: tuple[tuple[int, float, float | None], ...] = (
    *((servers, load, None) for servers, load in C_CELLS),
    *A_CELLS,
)
CELLS = tuple(
    Cell(seed=seed, servers=servers, load=load, patience=patience)
    for seed, (servers, load, patience) in enumerate(SYSTEMS, start=1)
)
"""The seeds are 1, 2, 3 and so on, whatever they bring."""


class Comparison(Struct, frozen=True, kw_only=True):
    """One figure of a cell."""

    cell: Cell
    figure: str
    measured: Estimate
    expected: float

    @property
    def holds(self) -> bool:
        """Whether theory lies within the interval."""
        return self.measured.holds(self.expected)

    def row(self) -> str:
        """Return a line of the table."""
        value, around = self.measured.value or 0.0, self.measured.plus_minus or 0.0
        verdict = "within" if self.holds else "OUTSIDE"
        return (
            f"{self.cell.seed:>4}  {self.cell.name:<32} {self.figure:<17}"
            f"{self.expected:>10.4f}{value:>10.4f} ±{around:>9.4f}  {verdict}"
        )


HEAD = f"{'seed':>4}  {'system':<32} {'figure':<17}{'theory':>10}{'floor':>10}  {CONFIDENCE:.1%}"


def compare(cell: Cell) -> list[Comparison]:
    """Play a cell and lay each figure beside theory."""
    floor = measure(scenario(cell), BareFloor, lambda _: None).floor
    return [
        Comparison(cell=cell, figure=name, measured=getattr(floor, name), expected=truth)
        for name, truth in expectations(cell).items()
    ]


def expectations(cell: Cell) -> dict[str, float]:
    """Return what theory says of each figure that is compared."""
    expected = expected_of(cell)
    figures = {
        "wait_probability": expected.wait_probability,
        "wait_s": expected.mean_wait,
        "service_level": expected.service_level,
    }
    return figures if cell.patience is None else figures | {"abandonment": expected.abandonment}


def expected_of(cell: Cell) -> Expected:
    """Return what theory says of a cell."""
    load = cell.servers * cell.load
    if cell.patience is None:
        return erlang_c(cell.servers, load, handle=HANDLE_S, threshold=THRESHOLD_S)
    patience_s = cell.patience * HANDLE_S
    return erlang_a(cell.servers, load, handle=HANDLE_S, patience=patience_s, threshold=THRESHOLD_S)


def scenario(cell: Cell) -> Scenario:
    """Return a cell as a scenario."""
    per_hour = cell.servers * cell.load * HOUR_S / HANDLE_S
    hours = cell.arrivals / per_hour
    return Scenario(
        run=Run(
            hours=hours,
            warm_up_hours=WARM_UP * hours,
            batches=cell.batches,
            seed=cell.seed,
            confidence=CONFIDENCE,
            service_level_s=THRESHOLD_S,
        ),
        queues=(Line(name="line"),),
        agents=(Team(name="agents", count=cell.servers, queues=("line",)),),
        streams=(
            Stream(
                name="stream",
                queue="line",
                per_hour=per_hour,
                handle=Duration(mean_s=HANDLE_S),
                patience_mean_s=None if cell.patience is None else cell.patience * HANDLE_S,
                wrap_up_block=WrapUpBlock.NEVER,
            ),
        ),
    )
