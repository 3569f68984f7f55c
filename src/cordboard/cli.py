"""Is the command line: one command a door, each a few lines that hand over to `boot`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import msgspec
import typer
import uvloop
from rich.console import Console
from rich.progress import Progress
from typer.exceptions import TyperException

from cordboard import boot, configure, exchange, explain, measure, people, simulate
from cordboard.api.pages import NotBuilt
from cordboard.bench.wires import Unmeasurable
from cordboard.core.control_characters import escaped
from cordboard.core.errors import Refusal
from cordboard.floor.clock import Clock
from cordboard.orders import Config, Data, Refused, settings_of
from cordboard.settings import Settings, UnsafeSettings
from cordboard.store import backup as copies
from cordboard.store.lock import Taken
from cordboard.store.upgrade import DatabaseTooNew, DatabaseUnreadable, SqliteTooOld

app = typer.Typer(help="Cordboard, an open contact centre.", no_args_is_help=True, add_completion=False)
app.add_typer(people.app, name="user")
app.add_typer(configure.app, name="config")
app.command("check")(configure.check_file)
app.add_typer(measure.app, name="bench")
app.add_typer(simulate.app, name="simulate")
app.command("explain")(explain.explain)
console = Console()
complaints = Console(stderr=True)

SAMPLE_PASSWORD = "cordboard demo"  # noqa: S105 - the sample organisation is for loopback only

WITHOUT_KEY = (
    "The copy has no key of visitors' tokens, so the one beside the database stays. Put visitors.key of the "
    "machine that was copied there before the start, or customers can't go on with their conversations."
)


def main() -> None:
    """Run a command; what people can mend is said in one sentence."""
    _speak_plainly()
    try:
        _refuse_odd_words(sys.argv)
        code = app(standalone_mode=False)
    except (
        TyperException,
        UnsafeSettings,
        NotBuilt,
        Taken,
        DatabaseTooNew,
        copies.Unusable,
        DatabaseUnreadable,
        SqliteTooOld,
        OSError,
        Refusal,
        Refused,
        Unmeasurable,
    ) as error:
        sentence = error.format_message() if isinstance(error, TyperException) else str(error)
        complaints.print(
            escaped(" ".join(sentence.split())), style="red", markup=False, highlight=False, soft_wrap=True
        )
        sys.exit(1)
    except typer.Abort:
        sys.exit(130)
    sys.exit(code)


def _speak_plainly() -> None:
    """Write out what the terminal's encoding lacks, instead of failing over it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _refuse_odd_words(words: list[str]) -> None:
    """Refuse arguments that can't be written down: bytes that are no text stand in them as surrogates."""
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError as error:
            raise Refused(f"The argument {word!r} is no text in the encoding of this terminal.") from error


@app.command()
def run(
    config: Config = None,
    data_dir: Data = None,
    port: Annotated[int | None, typer.Option(help="Port on loopback.")] = None,
) -> None:
    """Start with a sample organisation on this machine, to look around."""
    settings = settings_of(config, data_dir=data_dir, port=port)
    if not settings.on_loopback:
        raise UnsafeSettings(
            "`run` has sample sign-ins and stays on loopback; `cordboard serve` is for others."
        )
    settings = msgspec.structs.replace(settings, test_channel_key=settings.test_channel_key or "sample")
    _serve(settings, with_sample=True, up=lambda: _welcome(settings))


@app.command()
def serve(config: Config = None, data_dir: Data = None) -> None:
    """Start for real work: no samples, settings from file and environment."""
    settings = settings_of(config, data_dir=data_dir)
    _serve(settings, with_sample=False, up=lambda: console.print(f"Cordboard is up at {settings.address}"))


@app.command("backup")
def back_up(target: Path, config: Config = None, data_dir: Data = None) -> None:
    """Copy the database and the key of visitors' tokens into a file, while the server runs or not."""
    settings = settings_of(config, data_dir=data_dir)
    with _pages("Copying") as progress:
        copies.backup(settings.database, target, progress)
    console.print(f"The database is copied to {target}")


@app.command()
def restore(
    copy: Path,
    config: Config = None,
    data_dir: Data = None,
    replace: Annotated[bool, typer.Option(help="Overwrite the database that is there.")] = False,
) -> None:
    """Put a copy in the database's place; the server must not be running."""
    settings = settings_of(config, data_dir=data_dir)
    with _pages("Restoring") as progress:
        has_key = copies.restore(copy, settings.database, replace=replace, progress=progress)
    console.print(f"{copy} is in place at {settings.database}")
    if not has_key:
        console.print(WITHOUT_KEY)


def _serve(settings: Settings, *, with_sample: bool, up: Callable[[], None]) -> None:
    clock = Clock()
    with boot.opened(settings, clock) as (writer, bus):
        if with_sample:
            boot.load_sample(writer, SAMPLE_PASSWORD, settings.port)
        uvloop.run(exchange.serve(settings, writer, bus, clock, up))


def _welcome(settings: Settings) -> None:
    at = settings.address
    console.print(f"\n[bold]Cordboard is up.[/bold]  Workspace  {at}/")
    console.print(
        f"                   Web site   {at}/sample/website   (the customer's side)", soft_wrap=True
    )
    console.print("\nSign in as anna or budi (agents), saga (supervisor) or admin;")
    console.print(f"the password of all four is: {SAMPLE_PASSWORD}\n")


@contextmanager
def _pages(what: str) -> Iterator[copies.Progress]:
    """Show how many of a copy's pages are done, on a terminal."""
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
