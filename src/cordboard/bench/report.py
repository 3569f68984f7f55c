"""Shows what a bench found: one JSON object, or a table; a bar on a terminal while it runs."""

import sys
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table


@contextmanager
def progress(title: str, steps: int) -> Iterator[Callable[[str], None]]:
    """Show how far a bench is, on a terminal; drawn between the steps only, so that it disturbs nothing."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, auto_refresh=False) as bar:
        task = bar.add_task(title, total=steps)

        def step(what: str) -> None:
            bar.update(task, description=f"{title}: {what}", advance=1, refresh=True)

        yield step


def show(
    title: str,
    figures: Mapping[str, Any],
    *,
    as_json: bool,
    aims: Mapping[str, float] | None = None,
    at_least: Container[str] = (),
) -> None:
    """Write the figures to standard output; a table says also which aims are met.

    Aims are largest values, but for those of the figures named in `at_least`: these are smallest ones.
    """
    if as_json:
        sys.stdout.write(msgspec.json.encode(figures).decode() + "\n")
        return
    table = Table(title=title)
    table.add_column("figure")
    table.add_column("value", justify="right")
    if aims:
        table.add_column("aim", justify="right")
        table.add_column("met")
    for name, value in figures.items():
        table.add_row(
            name, _readable(value), *(_aim(value, aims.get(name), name in at_least) if aims else ())
        )
    Console().print(table)


def _aim(value: float | None, aim: float | None, at_least: bool) -> tuple[str, str]:
    """Return the aim and whether it is met; nothing for what has none."""
    if aim is None:
        return "", ""
    met = value is not None and (value >= aim if at_least else value <= aim)
    return _readable(aim), _readable(met)


def _readable(value: object) -> str:
    """Group thousands; what is not known is a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
