"""Names what a simulation needs of a house: its parts come from whoever puts the house together."""

from collections.abc import Callable, Sequence
from typing import Protocol

from cordboard.app.engine import News
from cordboard.app.ports import View
from cordboard.app.seams import FloorDoor, Journal


class Line(Protocol):
    """The socket below a session, as the simulation plays it."""

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


class Session(Protocol):
    """The server's side of one page's connection."""

    def on_open(self, line: Line) -> None:
        """Take the line."""
        ...

    def on_text(self, data: bytes) -> None:
        """Take one message."""
        ...

    def on_close(self, code: int | None) -> None:
        """Hear that the line is gone."""
        ...

    def beat(self) -> None:
        """Ask for a sign of life."""
        ...

    def check(self) -> None:
        """Hang up on the silent."""
        ...

    def sleep_over(self) -> None:
        """Forgive a silence in which the machine slept."""
        ...

    def hang_up(self, code: int, reason: str, *, retry_after_ms: int = 0, gone: bool = False) -> None:
        """Say good-bye and close."""
        ...


class Disk(Protocol):
    """What the database lies on, and what can go wrong with it; outlives every process."""

    def fail_after(self, statements: int, *, whole: bool) -> None:
        """Let one statement fail once; `whole` takes its transaction along, as SQLite does when full."""
        ...

    def fail_commit(self, *, unheard: bool) -> None:
        """Let the next commit fail, or succeed and seem to have failed."""
        ...

    def fill(self, full: bool) -> None:
        """Take nothing any more, or again."""
        ...

    def detach(self, away: bool) -> None:
        """Neither take nor give anything any more, or again."""
        ...

    def settle(self) -> None:
        """Forget what was to go wrong once."""
        ...

    @property
    def away(self) -> bool:
        """Whether it gives nothing at the moment."""
        ...

    def blamed_for(self, fault: BaseException) -> bool:
        """Whether this fault is the disk's doing and no fault of the program."""
        ...


class Writer(FloorDoor, Protocol):
    """The writer of the floor as step functions."""

    @property
    def pending(self) -> bool:
        """Whether `take` has something to do."""
        ...

    def take(self) -> bool:
        """Apply the next batch; True when there is something to commit."""
        ...

    def commit(self) -> None:
        """Make the batch durable."""
        ...

    def finish(self, failure: BaseException | None = None) -> None:
        """Publish, answer and read."""
        ...

    def probe(self) -> bool:
        """See whether the disk takes something again."""
        ...

    def wake_due(self) -> bool:
        """Ask for what is due by now."""
        ...

    def begin_anew(self, *, all_gone: bool) -> None:
        """Start connection-related clocks again."""
        ...


class Process(Protocol):
    """One life of the server's process."""

    @property
    def writer(self) -> Writer: ...

    @property
    def journal(self) -> Journal: ...

    @property
    def view(self) -> View: ...

    @property
    def read_only(self) -> bool:
        """Whether the writer takes nothing at the moment."""
        ...

    @property
    def floor_lost(self) -> bool:
        """Whether the floor in memory is not to be trusted until it could be loaded again."""
        ...

    @property
    def next_due_at_ms(self) -> int | None:
        """When the next deadline is due."""
        ...

    @property
    def attendance_told(self) -> bool:
        """Whether the floor has been told of every page that came or went."""
        ...

    def accept(self, connection_id: str, user_id: str | None) -> Session:
        """Open a session for a page; `user_id` is whom its cookie names."""
        ...

    def tidy(self, journal: Journal, now_ms: int) -> int:
        """Delete a few rows that nobody can ask for any more."""
        ...

    def index_flaw(self) -> str:
        """Say where the index differs from one made anew from the values; empty when it doesn't."""
        ...

    def rows_flaw(self) -> str:
        """Say where the rows on disk differ from the floor in memory; empty when they don't."""
        ...

    def heads(self) -> dict[str, tuple[int, int]]:
        """Return the last number and the count of entries of every stream on disk."""
        ...

    def facts(self, after: int) -> Sequence[tuple[int, int, bytes]]:
        """Return the facts after this one: number, time in ms, JSON."""
        ...

    def decisions(self, after: int) -> Sequence[tuple[int, str, int, bytes]]:
        """Return the explanations after this one: number, subject, time in ms, JSON."""
        ...


class Surroundings(Protocol):
    """What a process gets from the simulation."""

    def now_ms(self) -> int:
        """Tell the server's time."""
        ...

    def later(self, ms: int, call: Callable[[], None]) -> None:
        """Call something so many milliseconds from now, while this process lives."""
        ...

    def report(self, what: str, fault: BaseException) -> None:
        """Take what went wrong."""
        ...

    def door_of(self, writer: Writer) -> FloorDoor:
        """Return what sessions ask instead of the writer itself."""
        ...

    def published(self, news: Sequence[News]) -> None:
        """Take what is about to be handed to the readers."""
        ...


class World(Protocol):
    """A machine with a disk on which processes live and die."""

    @property
    def disk(self) -> Disk: ...

    def start(self, surroundings: Surroundings) -> Process:
        """Begin a life on what the disk holds."""
        ...

    def crash(self) -> None:
        """End the present life at once: what was not committed is lost."""
        ...

    def close(self) -> None:
        """Throw the machine away."""
        ...


WorldFactory = Callable[[], World]


class Broken(AssertionError):
    """A promise does not hold."""


def demand(condition: object, sentence: str) -> None:
    """Break off unless this holds."""
    if not condition:
        raise Broken(sentence)
