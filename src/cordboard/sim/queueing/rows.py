"""Writes findings down for people: a row for each figure, a column for the floor and for each stream."""

from cordboard.sim.queueing.batches import Estimate
from cordboard.sim.queueing.findings import Findings
from cordboard.sim.queueing.measures import Figures

COUNTS = ("offered", "answered", "abandoned", "still_waiting")
PARTS = ("wait_probability", "service_level", "abandonment")
TIMES = ("wait_s", "wait_answered_s")


def head(findings: Findings) -> list[str]:
    """Return what stands above the columns."""
    return ["figure", "all", *(findings.streams if len(findings.streams) > 1 else ())]


def rows(findings: Findings) -> list[list[str]]:
    """Return the figures as text, each with its interval; parts in per cent."""
    columns = [findings.floor]
    if len(findings.streams) > 1:
        columns += findings.streams.values()
    table = [[name, *(f"{getattr(one, name):,}" for one in columns)] for name in COUNTS]
    table += [[name, *(_time(one, name) for one in columns)] for name in TIMES]
    table += [[name, *(_part(getattr(one, name)) for one in columns)] for name in PARTS]
    table.append(["queue_length", *(_plain(one.queue_length, 2) for one in columns)])
    table.append(["occupancy", _part(findings.occupancy), *("" for _ in columns[1:])])
    return table


def _time(figures: Figures, name: str) -> str:
    return _plain(getattr(figures, name), 1)


def _part(estimate: Estimate) -> str:
    if estimate.value is None or estimate.plus_minus is None:
        return "–"
    return f"{estimate.value:.1%} ± {estimate.plus_minus * 100:.1f}"


def _plain(estimate: Estimate, digits: int) -> str:
    if estimate.value is None or estimate.plus_minus is None:
        return "–"
    return f"{estimate.value:,.{digits}f} ± {estimate.plus_minus:,.{digits}f}"
