"""Shows what a bench found: one flat JSON object, or a table; a bar on a terminal while it runs."""

import sys
from collections.abc import Callable, Iterator
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


def show(title: str, figures: dict[str, Any], *, as_json: bool) -> None:
    """Write the figures to standard output."""
    if as_json:
        sys.stdout.write(msgspec.json.encode(figures).decode() + "\n")
        return
    table = Table(title=title)
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in figures.items():
        table.add_row(name, _readable(value))
    Console().print(table)


def _readable(value: object) -> str:
    """Group thousands; what is not known is a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
