"""Proves that the production floor does what queueing theory says; `pytest -s` shows the table."""

import functools
import sys
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from sim.draw_theory import PANELS, draw
from sim.theory import CELLS, HEAD, Comparison, compare, expectations

ENOUGH_CELLS = 20
OTHER_LOAD = 1.15
"""Times the load: a floor that took so much longer would be noticed."""


@functools.cache
def comparisons() -> list[Comparison]:
    """Play every cell once."""
    return [comparison for cell in CELLS for comparison in compare(cell)]


def test_the_floor_does_what_erlang_c_and_erlang_a_say() -> None:
    """Seeds are fixed beforehand; the 99.9 % interval of every figure holds what theory says."""
    rows = [comparison.row() for comparison in comparisons()]
    sys.stdout.write("\n".join(["", HEAD, *rows, ""]))
    assert len(CELLS) >= ENOUGH_CELLS
    outside = [comparison.row() for comparison in comparisons() if not comparison.holds]
    assert not outside, "\n".join([HEAD, *outside])


def test_the_intervals_are_narrow_enough_to_notice_another_load() -> None:
    """In most cells, what theory says of a load that is a little higher lies outside of some interval."""
    noticed = {one.cell for one in comparisons() if not one.measured.holds(_elsewhere(one))}
    assert len(noticed) > 0.75 * len(CELLS), [cell.name for cell in CELLS if cell not in noticed]


def test_the_picture_has_a_dot_with_an_interval_for_each_figure_that_it_shows() -> None:
    picture = ET.fromstring(draw(comparisons()))
    shown = {(panel.figure, panel.patience) for panel in PANELS}
    expected = [one for one in comparisons() if (one.figure, one.cell.patience is not None) in shown]
    dots = [one for one in picture.iter("{http://www.w3.org/2000/svg}circle") if one.get("r") == "3.2"]
    assert len(dots) == len(expected) > len(CELLS)


def _elsewhere(comparison: Comparison) -> float:
    """What theory says of the figure at another load."""
    cell = replace(comparison.cell, load=comparison.cell.load * OTHER_LOAD)
    return expectations(cell)[comparison.figure]
