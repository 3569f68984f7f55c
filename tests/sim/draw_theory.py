"""Draws docs/pictures/theory.svg: what the floor did, with intervals, on the curves of queueing theory.

Run it in the folder of the tests: `python -m sim.draw_theory ../docs/pictures/theory.svg`.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from math import log10
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sim.theory import CELLS, HANDLE_S, Cell, Comparison, compare, expectations

COLOURS = {1: "#000000", 2: "#d55e00", 5: "#0072b2", 10: "#009e73", 20: "#cc79a7", 50: "#b07d00"}
"""By the number of servers; told apart by the colour-blind too (Okabe and Ito)."""
WIDTH, HEIGHT, GAP, MARGIN = 300, 280, 62, 52
LOADS = [0.48 + 0.01 * step for step in range(86)]
TENTHS = range(21)
STABLE = 0.97
"""Curves without abandonment end before the load that nobody can serve."""


class Panel(Struct, frozen=True, kw_only=True):
    """One plot: a figure by the load."""

    title: str
    figure: str
    patience: bool
    loads: tuple[float, float]
    values: tuple[float, float]
    ticks: tuple[float, ...]
    scale: Callable[[float], float] = float
    unit: float = 1.0


PANELS = (
    Panel(
        title="Erlang C: part that waits",
        figure="wait_probability",
        patience=False,
        loads=(0.45, 1.0),
        values=(0.0, 1.0),
        ticks=(0, 0.25, 0.5, 0.75, 1),
    ),
    Panel(
        title="Erlang C: mean wait, in handle times",
        figure="wait_s",
        patience=False,
        loads=(0.45, 1.0),
        values=(-2.0, 1.3),
        ticks=(0.01, 0.1, 1, 10),
        scale=lambda value: log10(max(value, 0.01)),
        unit=HANDLE_S,
    ),
    Panel(
        title="Erlang A: part that gives up",
        figure="abandonment",
        patience=True,
        loads=(0.75, 1.35),
        values=(0.0, 0.45),
        ticks=(0, 0.1, 0.2, 0.3, 0.4),
    ),
)


def draw(comparisons: Sequence[Comparison]) -> str:
    """Return the picture as SVG."""
    width = MARGIN + len(PANELS) * (WIDTH + GAP)
    body = [line for place, panel in enumerate(PANELS) for line in _panel(panel, place, comparisons)]
    size = f"0 0 {width} {HEIGHT + 110}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" font-family="sans-serif" font-size="12">'
    )
    title = "<title>The floor in simulation, with intervals of 99.9 %, and the curves of theory</title>"
    paper = '<rect width="100%" height="100%" fill="#ffffff"/>'
    return "\n".join([head, title, paper, *body, *_legend(), "</svg>\n"])


def _panel(panel: Panel, place: int, comparisons: Iterable[Comparison]) -> list[str]:
    shift = MARGIN + place * (WIDTH + GAP)
    mine = [
        one
        for one in comparisons
        if one.figure == panel.figure and (one.cell.patience is not None) == panel.patience
    ]
    systems = {(one.cell.servers, one.cell.patience): one.cell for one in mine}
    return [
        f'<g transform="translate({shift} 36)">',
        f'<text x="0" y="-14" font-weight="bold">{panel.title}</text>',
        *_axes(panel),
        *(_curve(panel, cell) for cell in systems.values()),
        *(line for one in mine for line in _point(panel, one)),
        "</g>",
    ]


def _axes(panel: Panel) -> list[str]:
    low, high = panel.loads
    lines = [f'<path d="M0 0V{HEIGHT}H{WIDTH}" fill="none" stroke="#444444"/>']
    for step in (one for one in TENTHS if low < one / 10 <= high):
        x = _x(panel, step / 10)
        lines.append(f'<text x="{x:.1f}" y="{HEIGHT + 18}" text-anchor="middle">{step / 10:g}</text>')
    for tick in panel.ticks:
        y = _y(panel, tick * panel.unit)
        lines.append(f'<path d="M0 {y:.1f}H{WIDTH}" stroke="#dddddd"/>')
        lines.append(f'<text x="-6" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>')
    lines.append(f'<text x="{WIDTH}" y="{HEIGHT + 36}" text-anchor="end">load of each agent</text>')
    return lines


def _curve(panel: Panel, cell: Cell) -> str:
    low, high = panel.loads
    points = []
    for load in LOADS:
        if low < load < high and (panel.patience or load < STABLE):
            value = expectations(replace(cell, load=load))[panel.figure]
            if panel.values[0] < panel.scale(value / panel.unit) < panel.values[1]:
                points.append(f"{_x(panel, load):.1f},{_y(panel, value):.1f}")
    colour = COLOURS[cell.servers]
    return f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-opacity="0.55"/>'


def _point(panel: Panel, one: Comparison) -> list[str]:
    value, around = one.measured.value, one.measured.plus_minus
    assert value is not None
    assert around is not None, "every cell has arrivals in several batches"
    colour, x = COLOURS[one.cell.servers], _x(panel, one.cell.load)
    ends = _y(panel, value - around), _y(panel, value + around)
    return [
        f'<path d="M{x:.1f} {ends[0]:.1f}V{ends[1]:.1f}" stroke="{colour}" stroke-width="1.5"/>',
        f'<circle cx="{x:.1f}" cy="{_y(panel, value):.1f}" r="3.2" fill="{colour}"/>',
    ]


def _legend() -> list[str]:
    lines = [f'<text x="{MARGIN}" y="{HEIGHT + 98}">agents</text>']
    for place, (servers, colour) in enumerate(COLOURS.items()):
        x = MARGIN + 60 + 52 * place
        lines.append(f'<circle cx="{x}" cy="{HEIGHT + 94}" r="4" fill="{colour}"/>')
        lines.append(f'<text x="{x + 9}" y="{HEIGHT + 98}">{servers}</text>')
    about = "lines: theory; dots: the floor, with intervals of 99.9 %"
    lines.append(f'<text x="{MARGIN + 400}" y="{HEIGHT + 98}">{about}</text>')
    return lines


def _x(panel: Panel, load: float) -> float:
    low, high = panel.loads
    return WIDTH * (load - low) / (high - low)


def _y(panel: Panel, value: float) -> float:
    """Return the height of a value; what lies beyond the frame ends at it."""
    low, high = panel.values
    part = (panel.scale(value / panel.unit) - low) / (high - low)
    return HEIGHT * (1 - min(max(part, 0.0), 1.0))


def main() -> None:
    """Play every cell and write the picture."""
    (target,) = sys.argv[1:]
    Path(target).write_text(draw([one for cell in CELLS for one in compare(cell)]), encoding="utf-8")


if __name__ == "__main__":
    main()
