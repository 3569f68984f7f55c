"""Puts the house together: the only room that picks implementations."""

import asyncio
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import structlog
import uvicorn

from cordboard import __version__, sample
from cordboard.api import control
from cordboard.api.attendance import Attendance
from cordboard.api.connection import House
from cordboard.api.doors import Doors
from cordboard.api.limits import Buckets, Rate
from cordboard.api.pages import load_pages
from cordboard.api.passwords import Passwords, hashed
from cordboard.api.routes import sample_site
from cordboard.api.routes.metrics import Figure, Figures
from cordboard.api.server import Trappings, create_app
from cordboard.api.sign_ins import SignIns
from cordboard.api.sockets import Limits, picows_protocol
from cordboard.api.switchboard import Admission, Switchboard
from cordboard.api.visitor_tokens import VisitorTokens
from cordboard.app.commands import Configure
from cordboard.bus.local import LocalBus
from cordboard.channels.test_channel import TestChannel
from cordboard.core.presence import STOCK_OPTIONS
from cordboard.core.user import OPERATOR, Actor, ActorKind, User
from cordboard.core.workstream import Organisation
from cordboard.floor.clock import Clock
from cordboard.floor.shell import FloorShell
from cordboard.floor.writer import Health, Writer
from cordboard.logs import configure_logs
from cordboard.settings import Settings
from cordboard.store.engine import connect
from cordboard.store.journal import SqliteJournal
from cordboard.store.lock import held
from cordboard.store.upgrade import upgrade

KEY_BYTES = 32
LOOKS_A_BEAT = 5
"""How often between two beats silence is looked for, so that it is noticed when it is due."""
GRACE_S = 10
"""How long connections have to end after the server was told to stop."""

log = structlog.get_logger()


def report(what: str, fault: BaseException) -> None:
    """Write down what went wrong, with where."""
    log.error(what, exc_info=fault)


@contextmanager
def opened(settings: Settings, clock: Callable[[], int]) -> Iterator[tuple[Writer, LocalBus]]:
    """Hold the database alone, at this release's schema, with the writer ready on it.

    Raises:
        Taken: when another process has it.
        DatabaseTooNew: when a later release wrote it.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with held(settings.database):
        upgrade(settings.database)
        journal = SqliteJournal(lambda: connect(settings.database))
        bus = LocalBus()
        writer = Writer(journal, bus, clock, report)
        _furnish(writer)
        try:
            yield writer, bus
        finally:
            journal.close()


def _furnish(writer: Writer) -> None:
    """Give a new database what every organisation has."""
    if writer.floor.find(Organisation, "organisation") is None:
        command = Configure(organisation=Organisation(), presences=STOCK_OPTIONS)
        run_now(writer, lambda: writer.submit(command, OPERATOR, lambda _: None))


def run_now(writer: Writer, ask: Callable[[], None]) -> None:
    """Do what is asked without a loop: batch after batch until the inbox is empty."""
    ask()
    while writer.pending:
        if writer.take():
            writer.commit()
        writer.finish()


def load_sample(writer: Writer, password: str) -> None:
    """Load the sample organisation into a database that has no users."""
    if writer.floor.all(User):
        return
    run_now(writer, lambda: writer.submit(sample.CONFIGURATION, OPERATOR, lambda _: None))
    for person in sample.people(hashed(password)):
        refusal = ask_now(writer, person)
        assert refusal is None, refusal


def ask_now(writer: Writer, request: control.AnyRequest) -> str | None:
    """Do what the operator asks without a loop; return the sentence that refuses it, if any."""
    outcome: list[str | None] = []
    run_now(writer, lambda: control.handle(request, writer, outcome.append))
    return outcome[0]


class Service:
    """Everything that runs while the server is up."""

    def __init__(self, settings: Settings, writer: Writer, bus: LocalBus, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.writer = writer
        self.floor = FloorShell(writer, clock)
        self.pages = load_pages(settings.web_dir)
        self.tokens = VisitorTokens(_key(settings.data_dir / "visitors.key"))
        self.sign_ins = SignIns(self.floor, clock, self._hang_up)
        self.switchboard = Switchboard(self._house(bus), self.sign_ins, self._admission())

    def application(self) -> Any:
        """Return the HTTP application."""
        key = self.settings.test_channel_key
        channel = TestChannel(self.floor, key).routes() if key else []
        trappings = Trappings(
            pages=self.pages,
            figures=Figures(self._figures()),
            metrics_key=self.settings.metrics_key,
            is_ready=lambda: self.floor.health is Health.GOOD,
            routes=[*channel, *sample_site.HANDLERS],
            version=__version__,
        )
        return create_app(self._doors(), trappings)

    def _figures(self) -> Iterable[Figure]:
        """Say what can be read of the server at any moment."""
        return (
            ("cordboard_batches_total", "Batches committed.", lambda: self.writer.batches),
            ("cordboard_committed_total", "Items committed.", lambda: self.writer.committed),
            ("cordboard_connections", "Pages connected.", lambda: len(self.switchboard)),
            ("cordboard_ready", "1 while work can be stored.", lambda: self.floor.health is Health.GOOD),
        )

    async def watch(self) -> None:
        """Beat and look for the silent, for ever; a machine that slept is noticed before anybody is blamed."""
        looks = 0
        while True:
            await asyncio.sleep(self.settings.beat_every_ms / LOOKS_A_BEAT / 1000)
            if self.clock.slept():
                self.switchboard.slept()
                self.floor.slept()
            self.switchboard.check()
            looks += 1
            if looks % LOOKS_A_BEAT == 0:
                self.sign_ins.end_of_disabled(self.floor.view)
                self.switchboard.beat()

    def _house(self, bus: LocalBus) -> House:
        loop = asyncio.get_running_loop()
        return House(
            floor=self.floor,
            bus=bus,
            attendance=Attendance(self.floor, lambda ms, call: _later(loop, ms, call)),
            clock=self.clock,
            build=self.pages.build,
            visitor=self._visitor,
            beat_every_ms=self.settings.beat_every_ms,
            silent_after_ms=self.settings.silent_after_ms,
            visitor_rate=_rate(self.settings.visitor_burst, self.settings.visitor_messages_per_minute),
        )

    def _hang_up(self, sign_in: bytes) -> None:
        self.switchboard.hang_up(sign_in)

    def _visitor(self, token: str) -> Actor | None:
        visitor_id = self.tokens.read(token, self.clock())
        return Actor(kind=ActorKind.VISITOR, id=visitor_id) if visitor_id is not None else None

    def _admission(self) -> Admission:
        return Admission(
            origin=self.settings.public_url,
            trusted_proxies=frozenset(self.settings.trusted_proxies),
            connections_per_address=self.settings.connections_per_address,
            connections=self.settings.connections,
        )

    def _doors(self) -> Doors:
        settings = self.settings
        sign_in_rate = _rate(settings.sign_ins_burst, settings.sign_ins_per_minute)
        return Doors(
            floor=self.floor,
            sign_ins=self.sign_ins,
            passwords=Passwords(),
            visitors=self.tokens,
            clock=self.clock,
            build=self.pages.build,
            secure_cookies=settings.address.startswith("https:"),
            by_address=Buckets(sign_in_rate),
            by_login=Buckets(sign_in_rate),
            visits=Buckets(_rate(settings.visits_burst, settings.visits_per_minute)),
        )


class _Server(uvicorn.Server):
    """Uvicorn, with a good-bye to every page before it hangs up."""

    def __init__(self, config: uvicorn.Config, service: Service, up: Callable[[], None]) -> None:
        super().__init__(config)
        self._service = service
        self._up = up

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._up()

    async def shutdown(self, sockets: Any = None) -> None:
        self._service.switchboard.drain()
        await super().shutdown(sockets)


async def serve(
    settings: Settings, writer: Writer, bus: LocalBus, clock: Clock, up: Callable[[], None]
) -> None:
    """Run the server until it is told to stop; `up` is called when it takes connections."""
    configure_logs()
    service = Service(settings, writer, bus, clock)
    config = uvicorn.Config(
        service.application(),
        host=settings.host,
        port=settings.port,
        http="httptools",
        loop="uvloop",
        ws=picows_protocol(service.switchboard, path="/socket", limits=Limits()),
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    server = _Server(config, service, up)
    service.floor.start()
    beating = asyncio.ensure_future(service.watch())
    controlling = await _control(settings.data_dir / "control.sock", service.floor)
    try:
        await server.serve()
    finally:
        beating.cancel()
        controlling.close()
        await service.floor.stop()


async def _control(path: Path, floor: FloorShell) -> asyncio.Server:
    """Listen to the operator's command line; only this account can reach the socket."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = await reader.readline()
        future: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        try:
            control.handle(msgspec.json.decode(line, type=control.AnyRequest), floor, future.set_result)
            refusal = await future
        except msgspec.DecodeError as error:
            refusal = str(error)
        writer.write(msgspec.json.encode(control.Reply(refusal=refusal)) + b"\n")
        await writer.drain()
        writer.close()

    path.unlink(missing_ok=True)  # noqa: ASYNC240 - nothing else runs yet
    before = os.umask(0o177)
    try:
        return await asyncio.start_unix_server(answer, path)
    finally:
        os.umask(before)


def _later(loop: asyncio.AbstractEventLoop, ms: int, call: Callable[[], None]) -> None:
    loop.call_later(ms / 1000, call)


def _rate(burst: int, per_minute: int) -> Rate:
    return Rate(burst=burst, per_minute=per_minute)


def _key(file: Path) -> bytes:
    """Return the key that visitors' tokens are signed with, made at the first start."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_bytes(secrets.token_bytes(KEY_BYTES))
    return file.read_bytes()
