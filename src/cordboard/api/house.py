"""Says what all connections share: the house behind them, who calls, the line below, and how one hangs up."""

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from cordboard.api.attendance import Attendance
from cordboard.api.limits import Rate
from cordboard.api.places import Places
from cordboard.app.seams import Bus, FloorDoor
from cordboard.core.user import Actor, Role

CLOSE_PROTOCOL = 4400
CLOSE_NOT_SIGNED_IN = 4401
CLOSE_SILENT = 4408
CLOSE_SLOW = 4409
CLOSE_RELOAD = 4410
CLOSE_RESTART = 1012
COME_BACK_MS = 1_000
"""How long clients wait at least before they come back to a server that can't serve them now."""


class Line(Protocol):
    """The socket below, as little of it as a connection needs."""

    @property
    def buffered(self) -> int:
        """Bytes that have not been taken yet."""
        ...

    def send_text(self, payload: bytes) -> None:
        """Send one message."""
        ...

    def close(self, code: int, reason: str = "") -> None:
        """Hang up."""
        ...


class Caller(Struct, frozen=True, kw_only=True):
    """Who is on the line."""

    actor: Actor
    name: str = ""
    roles: tuple[Role, ...] = ()
    sign_in: str = ""
    """Names the sign-in that it hangs on, so that signing out hangs up."""


class House(Struct, frozen=True, kw_only=True):
    """What all connections share."""

    floor: FloorDoor
    bus: Bus
    attendance: Attendance
    places: Places
    clock: Callable[[], int]
    build: str
    visitor: Callable[[str], Actor | None]
    """Reads a visitor's token; None for one that is forged or out of date."""
    beat_every_ms: int
    silent_after_ms: int
    """Two missed beats and a little (mission decision 5)."""
    visitor_rate: Rate
    """How much a visitor may write."""
