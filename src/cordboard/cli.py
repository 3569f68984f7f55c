"""Is the command line: one command a door, each a few lines that hand over to `boot`."""

import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import msgspec
import typer
import uvloop
from rich.console import Console
from rich.progress import Progress
from typer.exceptions import TyperException

from cordboard import boot, exchange, measure, simulate
from cordboard.api import control
from cordboard.api.pages import NotBuilt
from cordboard.api.passwords import check_new, hashed
from cordboard.bench.wires import Unmeasurable
from cordboard.core.errors import Refusal
from cordboard.core.user import Role
from cordboard.floor.clock import Clock
from cordboard.settings import Settings, UnsafeSettings, load
from cordboard.store import backup as copies
from cordboard.store.lock import Taken
from cordboard.store.upgrade import DatabaseTooNew, DatabaseUnreadable

app = typer.Typer(help="Cordboard, an open contact centre.", no_args_is_help=True, add_completion=False)
user_app = typer.Typer(help="Who may sign in, and in which roles.", no_args_is_help=True)
app.add_typer(user_app, name="user")
app.add_typer(measure.app, name="bench")
app.add_typer(simulate.app, name="simulate")
console = Console()
complaints = Console(stderr=True)

Config = Annotated[Path | None, typer.Option("--config", help="Settings file (TOML).")]
Data = Annotated[Path | None, typer.Option("--data-dir", help="Where the database lives.")]
SAMPLE_PASSWORD = "cordboard demo"  # noqa: S105 - the sample organisation is for loopback only


class Refused(Exception):
    """What the operator asked was refused; the message says why."""


def main() -> None:
    """Run a command; what people can mend is said in one sentence."""
    try:
        code = app(standalone_mode=False)
    except (
        TyperException,
        UnsafeSettings,
        NotBuilt,
        Taken,
        DatabaseTooNew,
        copies.Unusable,
        DatabaseUnreadable,
        OSError,
        Refusal,
        Refused,
        Unmeasurable,
    ) as error:
        sentence = error.format_message() if isinstance(error, TyperException) else str(error)
        complaints.print(
            " ".join(sentence.split()), style="red", markup=False, highlight=False, soft_wrap=True
        )
        sys.exit(1)
    except typer.Abort:
        sys.exit(130)
    sys.exit(code)


@app.command()
def run(
    config: Config = None,
    data_dir: Data = None,
    port: Annotated[int | None, typer.Option(help="Port on loopback.")] = None,
) -> None:
    """Start with a sample organisation on this machine, to look around."""
    settings = _settings(config, data_dir=data_dir, port=port)
    if not settings.on_loopback:
        raise UnsafeSettings(
            "`run` has sample sign-ins and stays on loopback; `cordboard serve` is for others."
        )
    settings = msgspec.structs.replace(settings, test_channel_key=settings.test_channel_key or "sample")
    _serve(settings, with_sample=True, up=lambda: _welcome(settings))


@app.command()
def serve(config: Config = None, data_dir: Data = None) -> None:
    """Start for real work: no samples, settings from file and environment."""
    settings = _settings(config, data_dir=data_dir)
    _serve(settings, with_sample=False, up=lambda: console.print(f"Cordboard is up at {settings.address}"))


@app.command("backup")
def back_up(target: Path, config: Config = None, data_dir: Data = None) -> None:
    """Copy the database into a file, while the server runs or not."""
    settings = _settings(config, data_dir=data_dir)
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
    settings = _settings(config, data_dir=data_dir)
    with _pages("Restoring") as progress:
        copies.restore(copy, settings.database, replace=replace, progress=progress)
    console.print(f"{copy} is in place at {settings.database}")


@user_app.command("add")
def add_user(
    login: str,
    name: Annotated[str, typer.Option(prompt=True, help="The name that others see.")],
    role: Annotated[list[Role], typer.Option(help="May be given several times.")],
    queue: Annotated[list[str] | None, typer.Option(help="Queue whose work the agent is offered.")] = None,
    supervises: Annotated[list[str] | None, typer.Option(help="Queue that the supervisor sees.")] = None,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """Let somebody sign in; the password is asked for, or read from standard input."""
    request = control.AddUser(
        login=login,
        display_name=name,
        password_hash=_asked_password(),
        roles=tuple(role),
        queue_ids=tuple(queue or ()),
        supervises=tuple(supervises or ()),
    )
    _ask(_settings(config, data_dir=data_dir), request)
    console.print(f"{login} may sign in", markup=False)


@user_app.command("passwd")
def set_password(login: str, config: Config = None, data_dir: Data = None) -> None:
    """Give somebody a new password."""
    request = control.SetPassword(login=login, password_hash=_asked_password())
    _ask(_settings(config, data_dir=data_dir), request)
    console.print(f"{login} has a new password")


@user_app.command("disable")
def disable(
    login: str,
    undo: Annotated[bool, typer.Option("--undo", help="Give the access back.")] = False,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """End somebody's access; their conversations go to others."""
    _ask(_settings(config, data_dir=data_dir), control.SetDisabled(login=login, disabled=not undo))
    console.print(f"{login} may sign in again" if undo else f"{login} may no longer sign in")


@user_app.command("roles")
def set_roles(
    login: str,
    role: Annotated[list[Role], typer.Option(help="May be given several times.")],
    queue: Annotated[list[str] | None, typer.Option(help="Replaces the agent's queues.")] = None,
    supervises: Annotated[list[str] | None, typer.Option(help="Replaces the supervised queues.")] = None,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """Change what somebody may do."""
    request = control.SetRoles(
        login=login,
        roles=tuple(role),
        queue_ids=tuple(queue) if queue is not None else None,
        supervises=tuple(supervises) if supervises is not None else None,
    )
    _ask(_settings(config, data_dir=data_dir), request)
    console.print(f"{login}: {', '.join(role)}")


def _settings(config: Path | None, *, data_dir: Path | None, port: int | None = None) -> Settings:
    settings = load(config)
    given = {"data_dir": data_dir, "port": port}
    return msgspec.structs.replace(settings, **{k: v for k, v in given.items() if v is not None})


def _serve(settings: Settings, *, with_sample: bool, up: Callable[[], None]) -> None:
    clock = Clock()
    with boot.opened(settings, clock) as (writer, bus):
        if with_sample:
            boot.load_sample(writer, SAMPLE_PASSWORD)
        uvloop.run(exchange.serve(settings, writer, bus, clock, up))


def _welcome(settings: Settings) -> None:
    at = settings.address
    console.print(f"\n[bold]Cordboard is up.[/bold]  Workspace  {at}/")
    console.print(
        f"                   Web site   {at}/sample/website   (the customer's side)", soft_wrap=True
    )
    console.print("\nSign in as anna or budi (agents), saga (supervisor) or admin;")
    console.print(f"the password of all four is: {SAMPLE_PASSWORD}\n")


def _asked_password() -> str:
    """Ask for a password on a terminal, or read it from what is piped in; return its hash."""
    if sys.stdin.isatty():
        password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = _piped_password()
    check_new(password)
    return hashed(password)


def _piped_password() -> str:
    try:
        return sys.stdin.readline().rstrip("\n")
    except UnicodeDecodeError as error:
        raise Refused("The password is no text in UTF-8.") from error


def _ask(settings: Settings, request: control.AnyRequest) -> None:
    """Ask a running server; without one, do it in the database itself."""
    try:
        with boot.opened(settings, Clock()) as (writer, _):
            refusal = boot.ask_now(writer, request)
    except Taken:
        refusal = _ask_server(settings, request)
    if refusal is not None:
        raise Refused(refusal)


def _ask_server(settings: Settings, request: control.AnyRequest) -> str | None:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(settings.data_dir / "control.sock"))
            line.sendall(msgspec.json.encode(request) + b"\n")
            reply = line.makefile("rb").readline()
    except OSError as error:
        raise Refused(f"Another process uses {settings.database} and takes no orders: {error}.") from error
    if not reply:
        return "The server ended before it answered; see what became of it and try again."
    return msgspec.json.decode(reply, type=control.Reply).refusal


@contextmanager
def _pages(what: str) -> Iterator[copies.Progress]:
    """Show how many of a copy's pages are done, on a terminal."""
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
