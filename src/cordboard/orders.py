"""Gives the operator's orders: to the running server, or without one to the database itself."""

import os
import pwd
import socket
import sys
import time
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


PATIENCE_S = 2.0
"""How long an order waits for another one that is being done without a server; that takes far less."""
AGAIN_S = 0.1


class Refused(Exception):
    """What the operator asked was refused; the message says why."""


class Unheard(Exception):
    """Another process has the database and takes no orders: it does one itself, or is a starting server."""


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
    reply = _heard(settings, request)
    if reply.refusal is not None:
        raise Refused(reply.refusal)
    return reply.said


def write_out(text: str) -> None:
    """Write text for another program: UTF-8 to the letter, whatever the terminal can show."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def account() -> str:
    """Return who runs this, as the machine knows them."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _heard(settings: Settings, request: control.AnyRequest) -> control.Reply:
    """Ask until somebody hears it, within our patience."""
    give_up_at = time.monotonic() + PATIENCE_S
    while True:
        try:
            return _asked(settings, request)
        except Unheard as error:
            if time.monotonic() >= give_up_at:
                raise Refused(str(error)) from error
            time.sleep(AGAIN_S)


def _asked(settings: Settings, request: control.AnyRequest) -> control.Reply:
    try:
        with boot.opened(settings, Clock()) as (writer, _):
            return boot.ask_now(writer, request)
    except Taken:
        return _ask_server(settings, request)


def _ask_server(settings: Settings, request: control.AnyRequest) -> control.Reply:
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(settings.data_dir / "control.sock"))
        except OSError as error:
            raise Unheard(
                f"Another process uses {settings.database} and takes no orders: {error}."
            ) from error
        try:
            line.sendall(msgspec.json.encode(request) + b"\n")
            reply = line.makefile("rb").readline()
        except OSError as error:
            raise Refused(f"The server took the order and did not answer: {error}.") from error
    if not reply:
        raise Refused("The server ended before it answered; see what became of it and try again.")
    return msgspec.json.decode(reply, type=control.Reply)
