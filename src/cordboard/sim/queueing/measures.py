"""Measures a queueing system: what became of those who arrived, and how long they waited."""

from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from cordboard.sim.queueing.batches import Estimate, Level, Window, ratio
from cordboard.sim.queueing.duration import SECOND_MS
from cordboard.sim.queueing.scenario import Run


class Figures(Struct, frozen=True, kw_only=True):
    """What was measured; parts are between 0 and 1, times in seconds."""

    offered: int
    answered: int
    abandoned: int
    still_waiting: int
    """Neither answered nor gone though the play went on for as long again; in no other figure."""
    wait_s: Estimate
    """Of all who were answered or left."""
    wait_answered_s: Estimate
    wait_probability: Estimate
    """Not answered at once."""
    service_level: Estimate
    """Answered within the threshold / (answered + abandoned - short abandons) (mission decision 19)."""
    abandonment: Estimate
    queue_length: Estimate
    """Mean number of those who wait, offers that are out with them."""

    def plain(self) -> dict[str, Any]:
        """Return everything as one object."""
        return {
            name: asdict(value) if isinstance(value, Estimate) else value
            for name, value in asdict(self).items()
        }


class Tally:
    """What became of arrivals, by the batch in which they arrived."""

    def __init__(self, run: Run, window: Window, now_ms: int) -> None:
        self._run = run
        self._window = window
        self._waiting = Level(window, now_ms)
        self._offered, self._answered, self._abandoned = (self._zeros() for _ in range(3))
        self._waited_ms, self._waited_answered_ms, self._delayed = (self._zeros() for _ in range(3))
        self._in_time, self._short = self._zeros(), self._zeros()

    @property
    def open(self) -> float:
        """How many of those who count still wait."""
        return sum(self._offered) - sum(self._answered) - sum(self._abandoned)

    def arrive(self, now_ms: int) -> None:
        """Count somebody who begins to wait."""
        self._waiting.change(1, now_ms)
        batch = self._window.batch_at(now_ms)
        if batch is not None:
            self._offered[batch] += 1

    def answer(self, arrived_ms: int, now_ms: int) -> None:
        """Count somebody whom an agent has accepted."""
        batch = self._leave(arrived_ms, now_ms)
        if batch is not None:
            waited_ms = now_ms - arrived_ms
            self._answered[batch] += 1
            self._waited_answered_ms[batch] += waited_ms
            self._in_time[batch] += waited_ms <= self._run.service_level_s * SECOND_MS

    def abandon(self, arrived_ms: int, now_ms: int) -> None:
        """Count somebody who left before any agent had accepted."""
        batch = self._leave(arrived_ms, now_ms)
        if batch is not None:
            self._abandoned[batch] += 1
            self._short[batch] += now_ms - arrived_ms < self._run.short_abandon_s * SECOND_MS

    def figures(self, now_ms: int) -> Figures:
        """Return what was measured."""
        self._waiting.advance(now_ms)
        sure = self._run.confidence
        resolved = _sum(self._answered, self._abandoned)
        judged = [whole - short for whole, short in zip(resolved, self._short, strict=True)]
        return Figures(
            offered=round(sum(self._offered)),
            answered=round(sum(self._answered)),
            abandoned=round(sum(self._abandoned)),
            still_waiting=round(self.open),
            wait_s=ratio(_seconds(self._waited_ms), resolved, sure),
            wait_answered_s=ratio(_seconds(self._waited_answered_ms), self._answered, sure),
            wait_probability=ratio(self._delayed, resolved, sure),
            service_level=ratio(self._in_time, judged, sure),
            abandonment=ratio(self._abandoned, resolved, sure),
            queue_length=ratio(self._waiting.areas, self._window.lengths_ms, sure),
        )

    def _leave(self, arrived_ms: int, now_ms: int) -> int | None:
        self._waiting.change(-1, now_ms)
        batch = self._window.batch_at(arrived_ms)
        if batch is not None:
            self._waited_ms[batch] += now_ms - arrived_ms
            self._delayed[batch] += now_ms > arrived_ms
        return batch

    def _zeros(self) -> list[float]:
        return [0.0] * self._window.batches


def _sum(ones: list[float], others: list[float]) -> list[float]:
    return [one + other for one, other in zip(ones, others, strict=True)]


def _seconds(times_ms: list[float]) -> list[float]:
    return [one / SECOND_MS for one in times_ms]
