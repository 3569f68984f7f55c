"""Plays a scenario through: warm-up, batches, and on until all who count are answered or gone."""

from collections.abc import Callable

from cordboard.sim.queueing.batches import Window
from cordboard.sim.queueing.duration import SECOND_MS
from cordboard.sim.queueing.findings import Findings, Gauge
from cordboard.sim.queueing.play import START_MS, Play
from cordboard.sim.queueing.ports import FloorFactory
from cordboard.sim.queueing.scenario import HOUR_S, Scenario

HOUR_MS = HOUR_S * SECOND_MS
AROUND = 2
"""Steps besides the batches: the warm-up and the end."""


def measure(scenario: Scenario, new_floor: FloorFactory, step: Callable[[str], None]) -> Findings:
    """Play; `step` is called after the warm-up, after each batch, and when all is over."""
    run = scenario.run
    begins_ms = START_MS + round(run.warm_up_hours * HOUR_MS)
    window = Window(begins_ms, round(run.hours * HOUR_MS), run.batches)
    gauge = Gauge(run, window, START_MS, [one.name for one in scenario.streams])
    play = Play(scenario, new_floor(), gauge)
    play.pass_until(begins_ms)
    step("warm")
    for number, end_ms in enumerate(window.bounds_ms[1:], start=1):
        play.pass_until(end_ms)
        step(f"batch {number} of {run.batches}")
    _finish(play, gauge, window)
    step("done")
    return gauge.findings(play.now_ms)


def _finish(play: Play, gauge: Gauge, window: Window) -> None:
    """Go on, arrivals with it, while anybody who counts waits; no longer than was measured."""
    first, last = window.bounds_ms[0], window.bounds_ms[-1]
    pause_ms = max(1, (last - first) // (10 * window.batches))
    while gauge.open and play.now_ms < 2 * last - first:
        play.pass_until(play.now_ms + pause_ms)
