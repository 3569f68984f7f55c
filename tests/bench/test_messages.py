"""The whole bench in a few seconds: both servers, cut lines, a kill, every message counted."""

from pathlib import Path

import pytest

from cordboard.bench.messages import Figures, Plan, measure
from cordboard.measure import furnish

SHORT = Plan(
    customers=12,
    agents=3,
    rounds=2,
    warm_s=0.05,
    closed_s=0.3,
    slow_s=0.3,
    fast_s=0.3,
    trouble_s=0.2,
)
VAR = Path(__file__).parents[2] / "var"
"""Beside the code, for a folder for tests may be in memory."""
KEYS = {
    "durable_per_cpu_s",
    "relay_per_cpu_s",
    "ratio_to_relay",
    "mean_batch",
    "p50_ms_at_200",
    "p99_ms_at_200",
    "p99_ms_at_2000",
    "relay_p99_ms_at_2000",
    "lost",
    "doubled",
    "server_wait",
    "generator_cpu",
    "fsync_ms",
    "messages",
    "durable_per_wall_s",
}


@pytest.fixture(scope="module")
def run() -> tuple[Figures, list[str]]:
    steps: list[str] = []
    return measure(SHORT, VAR, furnish, steps.append), steps


@pytest.fixture
def figures(run: tuple[Figures, list[str]]) -> Figures:
    return run[0]


def test_nothing_is_lost_and_nothing_doubled(figures: Figures) -> None:
    assert (figures["lost"], figures["doubled"], figures["out_of_step"]) == (0, 0, 0)


def test_every_message_of_the_run_was_acknowledged(figures: Figures) -> None:
    assert figures["acknowledged"] == figures["sent"]
    assert figures["refused"] == 0


def test_lines_were_cut_in_traffic_and_messages_repeated(figures: Figures) -> None:
    repeated = figures["repeated"]
    assert repeated is not None
    assert repeated > 0


def test_every_figure_is_there_and_was_measured(figures: Figures) -> None:
    assert figures.keys() >= KEYS
    assert not [name for name, value in figures.items() if value is None]


def test_every_step_was_announced(run: tuple[Figures, list[str]]) -> None:
    assert len(run[1]) == SHORT.steps


def test_a_run_leaves_nothing_behind(run: tuple[Figures, list[str]]) -> None:
    assert not list(VAR.glob("bench-*"))
