"""Gives the operator's orders: to the running server, or without one to the database itself."""

import socket
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from cordboard import boot
from cordboard.api import control
from cordboard.floor.clock import Clock
from cordboard.settings import Settings, load
from cordboard.store.lock import Taken

Config = Annotated[Path | None, typer.Option("--config", help="Settings file (TOML).")]
Data = Annotated[Path | None, typer.Option("--data-dir", help="Where the database lives.")]


class Refused(Exception):
    """What the operator asked was refused; the message says why."""


def settings_of(config: Path | None, *, data_dir: Path | None, port: int | None = None) -> Settings:
    """Return the settings of the file and the environment, with what was given on the command line."""
    settings = load(config)
    given = {"data_dir": data_dir, "port": port}
    return msgspec.structs.replace(settings, **{k: v for k, v in given.items() if v is not None})


def ask(settings: Settings, request: control.AnyRequest) -> str:
    """Ask a running server; without one, do it in the database itself; return what was asked to see.

    Raises:
        Refused: when it can't be done.
    """
    try:
        with boot.opened(settings, Clock()) as (writer, _):
            reply = boot.ask_now(writer, request)
    except Taken:
        reply = _ask_server(settings, request)
    if reply.refusal is not None:
        raise Refused(reply.refusal)
    return reply.said


def _ask_server(settings: Settings, request: control.AnyRequest) -> control.Reply:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(settings.data_dir / "control.sock"))
            line.sendall(msgspec.json.encode(request) + b"\n")
            reply = line.makefile("rb").readline()
    except OSError as error:
        raise Refused(f"Another process uses {settings.database} and takes no orders: {error}.") from error
    if not reply:
        raise Refused("The server ended before it answered; see what became of it and try again.")
    return msgspec.json.decode(reply, type=control.Reply)
