"""Puts the doors on the house and runs it: with `boot` the only place that picks implementations."""

import asyncio
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import uvicorn

from cordboard import __version__, boot, sample
from cordboard.api import control
from cordboard.api.attendance import Attendance
from cordboard.api.doors import Doors
from cordboard.api.guesses import Guesses
from cordboard.api.house import House
from cordboard.api.indexing import Indexing
from cordboard.api.known_browsers import KnownBrowsers
from cordboard.api.limits import Buckets, Rate
from cordboard.api.pages import load_pages
from cordboard.api.passwords import Passwords
from cordboard.api.places import LOOK_EVERY_S, Places
from cordboard.api.routes import sample_site
from cordboard.api.routes.metrics import Figure, Figures
from cordboard.api.searches import Searches
from cordboard.api.server import Trappings, create_app
from cordboard.api.sign_ins import SignIns
from cordboard.api.sockets import Limits, picows_protocol
from cordboard.api.switchboard import Admission, Switchboard
from cordboard.api.visitor_tokens import VisitorTokens
from cordboard.app.commands import SignOut
from cordboard.bus.local import LocalBus
from cordboard.channels.test_channel import TestChannel
from cordboard.core.agent import Agent
from cordboard.core.ids import AgentId
from cordboard.core.user import SYSTEM, Actor, ActorKind
from cordboard.floor.clock import Clock
from cordboard.floor.health import Health
from cordboard.floor.inbox import unheard
from cordboard.floor.shell import FloorShell
from cordboard.floor.writer import Writer
from cordboard.insights import routing_story
from cordboard.logs import configure_logs
from cordboard.settings import Settings
from cordboard.store.closed_search import SqliteClosedSearch
from cordboard.store.engine import connect
from cordboard.store.keys import kept_key, key_for

LOOKS_A_BEAT = 5
"""How often between two beats silence is looked for, so that it is noticed when it is due."""
ORDER_BYTES = 16 * 1024 * 1024
"""The longest order: a configuration of a megabyte, as its file and as its values with their time zones."""
GRACE_S = 10
"""How long connections have to end after the server was told to stop."""


class Exchange:
    """Everything that runs while the server is up."""

    def __init__(self, settings: Settings, writer: Writer, bus: LocalBus, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.writer = writer
        self.floor = FloorShell(writer, clock)
        self.pages = load_pages(settings.web_dir)
        key = kept_key(settings.database)
        self.tokens = VisitorTokens(key)
        self.known_browsers = KnownBrowsers(key_for("known browsers", key))
        self.sign_ins = SignIns(self.floor, clock, self._hang_up)
        self.places = Places(self.floor, bus)
        self.indexing = Indexing(self.floor)
        self.searches = Searches(SqliteClosedSearch(lambda: connect(settings.database, read_only=True)))
        self.switchboard = Switchboard(self._house(bus), self.sign_ins, self._admission())

    async def start(self) -> None:
        """Begin; done when the sign-ins are known, so that nobody who comes back is sent away."""
        self.floor.start()
        boot.calm_the_collector()
        known: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.floor.read(lambda *_: known.set_result(None))
        await known

    async def stop(self) -> None:
        """End: searches first, so that the writer is the last to let go of the file and tidies it up."""
        self.searches.stop()
        await self.floor.stop()

    def application(self) -> Any:
        """Return the HTTP application."""
        key = self.settings.test_channel_key
        channel = TestChannel(self.floor, key).routes() if key else []
        trappings = Trappings(
            pages=self.pages,
            figures=Figures(self._figures()),
            metrics_key=self.settings.metrics_key,
            public_url=self.settings.public_url,
            is_ready=self._is_ready,
            routes=[*channel, *sample_site.routes_of(sample.LIVE_CHATS)],
            version=__version__,
        )
        return create_app(self._doors(), trappings)

    def sign_out_everywhere(self, user_id: str) -> None:
        """End a person's sign-ins; their pages are gone at once."""
        self.sign_ins.end(self.sign_ins.of_user(user_id))
        if self.floor.view.find(Agent, user_id) is not None:
            self.floor.submit(SignOut(agent_id=AgentId(user_id)), SYSTEM, unheard)

    def _is_ready(self) -> bool:
        return self.floor.health is Health.GOOD

    def _figures(self) -> Iterable[Figure]:
        """Say what can be read of the server at any moment."""
        setbacks = self.writer.setbacks
        return (
            ("cordboard_batches_total", "Batches committed.", lambda: self.writer.batches),
            ("cordboard_committed_total", "Items committed.", lambda: self.writer.committed),
            ("cordboard_deadline_failures_total", "Failures of what was due.", lambda: setbacks.failures),
            ("cordboard_deadlines_resting", "Deadlines that failed and wait.", lambda: len(setbacks)),
            ("cordboard_connections", "Pages connected.", lambda: len(self.switchboard)),
            ("cordboard_ready", "1 while work can be stored.", self._is_ready),
        )

    async def watch(self) -> None:
        """Beat and look for the silent, for ever; a machine that slept is noticed before all."""
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

    async def tell_places(self) -> None:
        """Tell waiting customers their places, for ever."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            self.places.look()

    def _house(self, bus: LocalBus) -> House:
        loop = asyncio.get_running_loop()
        return House(
            floor=self.floor,
            bus=bus,
            attendance=Attendance(self.floor, lambda ms, call: _later(loop, ms, call)),
            places=self.places,
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
        return Doors(
            floor=self.floor,
            sign_ins=self.sign_ins,
            passwords=Passwords(),
            visitors=self.tokens,
            clock=self.clock,
            build=self.pages.build,
            secure_cookies=settings.address.startswith("https:"),
            guesses=Guesses(_rate(settings.sign_ins_burst, settings.sign_ins_per_minute)),
            known_browsers=self.known_browsers,
            visits=Buckets(_rate(settings.visits_burst, settings.visits_per_minute)),
            glances=Buckets(_rate(settings.glances_burst, settings.glances_per_minute)),
            searches=self.searches,
            searches_of=Buckets(_rate(settings.searches_burst, settings.searches_per_minute)),
            tell_routing=routing_story.tell,
        )


class _Server(uvicorn.Server):
    """Uvicorn, with a good-bye to every page before it hangs up."""

    def __init__(self, config: uvicorn.Config, exchange: Exchange, up: Callable[[], None]) -> None:
        super().__init__(config)
        self._exchange = exchange
        self._up = up

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._up()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._captured_signals.clear()  # raised again, the signal would end us before all is put away

    async def shutdown(self, sockets: Any = None) -> None:
        self._exchange.switchboard.drain()
        await super().shutdown(sockets)


async def serve(
    settings: Settings, writer: Writer, bus: LocalBus, clock: Clock, up: Callable[[], None]
) -> None:
    """Run the server until it is told to stop; `up` is called when it takes connections."""
    configure_logs()
    exchange = Exchange(settings, writer, bus, clock)
    config = uvicorn.Config(
        exchange.application(),
        host=settings.host,
        port=settings.port,
        http="httptools",
        loop="uvloop",
        ws=picows_protocol(exchange.switchboard, path="/socket", limits=Limits()),
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    server = _Server(config, exchange, up)
    await exchange.start()
    forever = (exchange.watch(), exchange.tell_places(), exchange.indexing.run())
    ticking = [asyncio.ensure_future(one) for one in forever]
    controlling = await _control(settings.data_dir / "control.sock", exchange)
    try:
        await server.serve()
    finally:
        for task in ticking:
            task.cancel()
        controlling.close()
        await exchange.stop()


async def _control(path: Path, exchange: Exchange) -> asyncio.Server:
    """Listen to the operator's command line; only this account can reach the socket."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            reply = await _obeyed(reader, exchange)
            writer.write(msgspec.json.encode(reply) + b"\n")
            await writer.drain()
        except OSError:
            pass  # who asked has gone; what was ordered is done or refused all the same
        finally:
            writer.close()

    path.unlink(missing_ok=True)  # noqa: ASYNC240 - nothing else runs yet
    before = os.umask(0o177)
    try:
        return await asyncio.start_unix_server(answer, path, limit=ORDER_BYTES)
    finally:
        os.umask(before)


async def _obeyed(reader: asyncio.StreamReader, exchange: Exchange) -> control.Reply:
    """Read one order and do it."""
    try:
        line = await reader.readline()
    except ValueError:
        return control.Reply(refusal="That is more than can be taken at once.")
    try:
        request = msgspec.json.decode(line, type=control.AnyRequest)
    except msgspec.DecodeError as error:
        return control.Reply(refusal=str(error))
    future: asyncio.Future[control.Reply] = asyncio.get_running_loop().create_future()
    control.handle(request, exchange.floor, future.set_result, exchange.sign_out_everywhere)
    return await future


def _later(loop: asyncio.AbstractEventLoop, ms: int, call: Callable[[], None]) -> None:
    loop.call_later(ms / 1000, call)


def _rate(burst: int, per_minute: int) -> Rate:
    return Rate(burst=burst, per_minute=per_minute)
