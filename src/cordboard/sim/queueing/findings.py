"""Gathers what a play shows, for the whole floor and for each stream."""

from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from cordboard.sim.queueing.batches import Estimate, Level, Window, ratio
from cordboard.sim.queueing.measures import Figures, Tally
from cordboard.sim.queueing.scenario import Run


class Findings(Struct, frozen=True, kw_only=True):
    """All that was measured."""

    seed: int
    hours: float
    batches: int
    confidence: float
    occupancy: Estimate
    """Part of the capacity on duty that accepted work takes, wrap-up with it where it keeps capacity."""
    floor: Figures
    streams: dict[str, Figures]

    def plain(self) -> dict[str, Any]:
        """Return everything as one object for JSON."""
        return {
            "seed": self.seed,
            "hours": self.hours,
            "batches": self.batches,
            "confidence": self.confidence,
            **self.floor.plain(),
            "occupancy": asdict(self.occupancy),
            "streams": {name: figures.plain() for name, figures in self.streams.items()},
        }


class Gauge:
    """Watches a floor."""

    def __init__(self, run: Run, window: Window, now_ms: int, streams: list[str]) -> None:
        self._run = run
        self._floor = Tally(run, window, now_ms)
        self._streams = {name: Tally(run, window, now_ms) for name in streams}
        self._used, self._on_duty = Level(window, now_ms), Level(window, now_ms)

    @property
    def open(self) -> bool:
        """Whether somebody who counts still waits."""
        return self._floor.open > 0

    def arrive(self, stream: str, now_ms: int) -> None:
        """See somebody begin to wait."""
        self._floor.arrive(now_ms)
        self._streams[stream].arrive(now_ms)

    def answer(self, stream: str, arrived_ms: int, now_ms: int) -> None:
        """See an agent accept."""
        self._floor.answer(arrived_ms, now_ms)
        self._streams[stream].answer(arrived_ms, now_ms)

    def abandon(self, stream: str, arrived_ms: int, now_ms: int) -> None:
        """See somebody leave unserved."""
        self._floor.abandon(arrived_ms, now_ms)
        self._streams[stream].abandon(arrived_ms, now_ms)

    def use(self, units: int, now_ms: int) -> None:
        """See work take capacity, or give it back."""
        self._used.change(units, now_ms)

    def on_duty(self, units: int, now_ms: int) -> None:
        """See how much capacity is there."""
        self._on_duty.change(units - self._on_duty.height, now_ms)

    def findings(self, now_ms: int) -> Findings:
        """Return what was seen."""
        self._used.advance(now_ms)
        self._on_duty.advance(now_ms)
        run = self._run
        return Findings(
            seed=run.seed,
            hours=run.hours,
            batches=run.batches,
            confidence=run.confidence,
            occupancy=ratio(self._used.areas, self._on_duty.areas, run.confidence),
            floor=self._floor.figures(now_ms),
            streams={name: tally.figures(now_ms) for name, tally in self._streams.items()},
        )
