"""Is a desktop's notification service on a bus of its own: it shows nothing, tells what came, and clicks."""

import asyncio
import subprocess
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar

from dbus_fast import Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusSignature
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal
from msgspec import Struct

T = TypeVar("T")
NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
PATIENCE_S = 120.0
CLOSED_BY_USER, CLOSED_BY_CALL = 2, 3
"""Reasons of NotificationClosed (Desktop Notifications Specification, org.freedesktop.Notifications)."""
Text = Annotated[str, DBusSignature("s")]
Texts = Annotated[list[str], DBusSignature("as")]
Number = Annotated[int, DBusSignature("u")]
Signed = Annotated[int, DBusSignature("i")]
Hints = Annotated[dict[str, Variant], DBusSignature("a{sv}")]
Four = Annotated[list[str], DBusSignature("ssss")]


class Popup(Struct, kw_only=True):
    """One notification, as an application asked for it."""

    number: int
    title: str
    body: str
    actions: dict[str, str]
    """Labels by key; `default` is a click on the body."""
    hints: frozenset[str]
    lasts_ms: int
    """-1: as the desktop wants; 0: until somebody closes it."""

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return [label for key, label in self.actions.items() if key not in {"default", "settings"}]


class _Service(ServiceInterface):
    """The interface of the specification."""

    def __init__(self) -> None:
        super().__init__(NAME)
        self.shown: dict[int, Popup] = {}
        self.log: list[Popup] = []

    @dbus_method(name="GetServerInformation")
    def server_information(self) -> Four:
        return ["tests", "Cordboard", "1", "1.2"]

    @dbus_method(name="GetCapabilities")
    def capabilities(self) -> Texts:
        return ["actions", "body", "persistence"]

    @dbus_method(name="Notify")
    def notify(  # noqa: PLR0917 (the specification's order)
        self,
        app_name: Text,
        replaces: Number,
        icon: Text,
        title: Text,
        body: Text,
        actions: Texts,
        hints: Hints,
        lasts_ms: Signed,
    ) -> Number:
        number = replaces or len(self.log) + 1
        popup = Popup(
            number=number,
            title=title,
            body=body,
            actions=dict(zip(actions[::2], actions[1::2], strict=True)),
            hints=frozenset(hints),
            lasts_ms=lasts_ms,
        )
        self.shown[number] = popup
        self.log.append(popup)
        return number

    @dbus_method(name="CloseNotification")
    def close_notification(self, number: Number) -> None:
        self.close(number, CLOSED_BY_CALL)

    @dbus_signal(name="NotificationClosed")
    def closed(self, number: int, reason: int) -> Annotated[list[int], DBusSignature("uu")]:
        return [number, reason]

    @dbus_signal(name="ActionInvoked")
    def invoked(self, number: int, key: str) -> Annotated[list[Any], DBusSignature("us")]:
        return [number, key]

    def close(self, number: int, reason: int) -> None:
        if self.shown.pop(number, None) is not None:
            self.closed(number, reason)


class Desktop:
    """What a person sees of the service, and does to it; calls come from the test's thread."""

    def __init__(self, address: str, service: _Service, loop: asyncio.AbstractEventLoop) -> None:
        self.address = address
        self._service = service
        self._loop = loop

    @property
    def popups(self) -> list[Popup]:
        """What is shown now, the oldest first."""
        return self._there(lambda: list(self._service.shown.values()))

    @property
    def log(self) -> list[Popup]:
        """Everything that was ever asked for."""
        return self._there(lambda: list(self._service.log))

    def press(self, popup: Popup, label: str) -> None:
        """Press a button."""
        key = next(key for key, named in popup.actions.items() if named == label)
        self._there(lambda: self._service.invoked(popup.number, key))

    def click(self, popup: Popup) -> None:
        """Click the body."""
        self._there(lambda: self._service.invoked(popup.number, "default"))

    def dismiss(self, popup: Popup) -> None:
        """Close it by hand."""
        self._there(lambda: self._service.close(popup.number, CLOSED_BY_USER))

    def _there(self, run: Callable[[], T]) -> T:
        async def call() -> T:
            return run()

        return asyncio.run_coroutine_threadsafe(call(), self._loop).result(PATIENCE_S)


def until(look: Callable[[], T], wanted: Callable[[T], bool], pause: Callable[[], object]) -> T:
    """Look again and again until it is as wanted; what was seen last is in the complaint."""
    deadline = time.monotonic() + PATIENCE_S
    while not wanted(seen := look()):
        assert time.monotonic() < deadline, seen
        pause()
    return seen


@contextmanager
def notification_service(folder: Path) -> Iterator[Desktop]:
    """Run a bus and the service on it, both for this test alone."""
    command = ["dbus-daemon", f"--config-file={_config(folder)}", "--nofork", "--print-address"]
    with (
        (folder / "bus.log").open("w") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as daemon,
    ):
        try:
            assert daemon.stdout is not None
            address = daemon.stdout.readline().strip()
            assert address, "dbus-daemon did not start"
            with _loop() as loop:
                service = _Service()
                bus = _on(loop, _serve(address, service))
                try:
                    yield Desktop(address, service, loop)
                finally:
                    _on(loop, _leave(bus))
        finally:
            daemon.terminate()


def _config(folder: Path) -> Path:
    """A bus that starts no services by itself, whatever the machine has."""
    file = folder / "bus.conf"
    file.write_text(
        "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
        '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
        '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
    )
    return file


async def _serve(address: str, service: _Service) -> MessageBus:
    bus = await MessageBus(bus_address=address).connect()
    bus.export(PATH, service)
    await bus.request_name(NAME)
    return bus


async def _leave(bus: MessageBus) -> None:
    bus.disconnect()
    await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # the library leaves it out


def _on(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run_coroutine_threadsafe(work, loop).result(PATIENCE_S)


@contextmanager
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
