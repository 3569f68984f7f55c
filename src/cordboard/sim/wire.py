"""Is a socket between a page and the server: it keeps the order, and can be cut, go deaf, or clog."""

from collections.abc import Callable
from typing import Protocol

from cordboard.sim.agenda import Agenda
from cordboard.sim.chance import Chance
from cordboard.sim.ports import Session

CLOGGED_BYTES = 4 * 1024 * 1024
"""More than a server lets gather for one reader."""


class End(Protocol):
    """The page's side."""

    def on_message(self, payload: bytes) -> None:
        """Take one message."""
        ...

    def on_close(self, code: int | None) -> None:
        """Hear that the line is gone."""
        ...


class Host(Protocol):
    """What a page needs of the server's machine."""

    def accept(self, page: End, user_id: str | None) -> "Wire | None":
        """Let a page connect; None where nobody listens."""
        ...


class Wire:
    """One socket, and both its directions."""

    def __init__(self, agenda: Agenda, chance: Chance, page: End, session: Session, latency_ms: int) -> None:
        self._agenda = agenda
        self._chance = chance
        self._page = page
        self._session = session
        self._latency_ms = latency_ms
        self._down_free_ms = 0
        self._up_free_ms = 0
        self.page_open = True
        self.server_open = True
        self.deaf_page = False
        """Nothing reaches the page any more, and nobody is told."""
        self.deaf_server = False
        self.clogged = False

    @property
    def buffered(self) -> int:
        """Bytes that the page has not taken."""
        return CLOGGED_BYTES if self.clogged else 0

    def open(self) -> None:
        """Connect both ends."""
        self._session.on_open(self)

    def send_text(self, payload: bytes) -> None:
        """Carry one message down to the page."""
        if self.server_open:
            self._down(lambda: self._page.on_message(payload))

    def close(self, code: int, reason: str = "") -> None:
        """Hang up on the server's side."""
        if self.server_open:
            self._down(lambda: self._page_hears(code))
            self.server_open = False
            self._agenda.after(self._delay_ms(), lambda: self._session.on_close(code))

    def say(self, payload: bytes) -> None:
        """Carry one message up to the server."""
        if self.page_open:
            self._up(lambda: self._session.on_text(payload))

    def hang_up(self) -> None:
        """Hang up on the page's side."""
        if self.page_open:
            self.page_open = False
            self._up(lambda: self._server_hears(1001))

    def cut(self) -> None:
        """Lose what is under way; each end notices in its own time, or never."""
        self.deaf_page = self.deaf_server = True
        if self._chance.happens(0.7):
            self._agenda.after(self._chance.ms(0, 3_000), lambda: self._page_hears(None))
        if self._chance.happens(0.7):
            self._agenda.after(self._chance.ms(0, 3_000), lambda: self._server_hears(None))

    def suffer(self, what: str) -> None:
        """Be cut, deaf on one side, or clogged for a while."""
        match what:
            case "cut":
                self.cut()
            case "deaf_page":
                self.deaf_page = True
            case "deaf_server":
                self.deaf_server = True
            case _:
                self.clogged = True
                self._agenda.after(self._chance.ms(100, 5_000), self.unclog)

    def die(self) -> None:
        """Lose the server's end with its process; the page mostly hears of it."""
        self.server_open = False
        self.deaf_page = self.deaf_server = True
        if self._chance.happens(0.8):
            self._agenda.after(self._delay_ms(), lambda: self._page_hears(None))

    def unclog(self) -> None:
        """Let the page take again what gathers for it."""
        self.clogged = False

    def _page_hears(self, code: int | None) -> None:
        if self.page_open:
            self.page_open = False
            self._page.on_close(code)

    def _server_hears(self, code: int | None) -> None:
        if self.server_open:
            self.server_open = False
            self._session.on_close(code)

    def _down(self, arrive: Callable[[], None]) -> None:
        def arrives() -> None:
            if self.page_open and not self.deaf_page:
                arrive()

        self._down_free_ms = self._carry(self._down_free_ms, arrives)

    def _up(self, arrive: Callable[[], None]) -> None:
        def arrives() -> None:
            if self.server_open and not self.deaf_server:
                arrive()

        self._up_free_ms = self._carry(self._up_free_ms, arrives)

    def _carry(self, free_ms: int, arrives: Callable[[], None]) -> int:
        """Let it arrive after all that went before it."""
        at_ms = max(free_ms, self._agenda.now_ms + self._delay_ms())
        self._agenda.after(at_ms - self._agenda.now_ms, arrives)
        return at_ms

    def _delay_ms(self) -> int:
        return self._chance.ms(1, self._latency_ms)
