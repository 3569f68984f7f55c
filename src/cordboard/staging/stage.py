"""Puts a house together for the simulation: the real parts, on a disk that can be made to fail."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from cordboard.api.attendance import Attendance
from cordboard.api.connection import Connection
from cordboard.api.house import Caller, House
from cordboard.api.limits import Rate
from cordboard.api.places import Places
from cordboard.app import access
from cordboard.app.engine import News
from cordboard.app.ports import Value, View
from cordboard.app.seams import Bus, Journal
from cordboard.app.snapshots import agent_shown
from cordboard.bus.local import LocalBus
from cordboard.core.agent import Agent
from cordboard.core.user import Actor, ActorKind, User
from cordboard.floor.health import Health
from cordboard.floor.index import reindexed
from cordboard.floor.shell import tidy
from cordboard.floor.writer import Writer
from cordboard.sim.ports import Surroundings
from cordboard.staging.disk import FaultyDisk
from cordboard.store.engine import connect
from cordboard.store.journal import SqliteJournal
from cordboard.store.rows import ROWS
from cordboard.store.upgrade import upgrade

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
VISITOR_RATE = Rate(burst=5, per_minute=30)
BEAT_MS, SILENT_MS = 5_000, 12_000
SELECT_HEADS = (
    "SELECT s.name, max(e.n), count(*) FROM entry e JOIN stream s ON s.id = e.stream GROUP BY e.stream"
)
SELECT_DECISIONS = "SELECT seq, subject, at_ms, body FROM decision WHERE seq > ? ORDER BY seq"
NewJournal = Callable[[Callable[[], apsw.Connection]], SqliteJournal]
NewBus = Callable[[], Bus]


@contextmanager
def workshop(
    new_journal: NewJournal = SqliteJournal, new_bus: NewBus = LocalBus
) -> Iterator[Callable[[], "Stage"]]:
    """Give what makes machines, each with a new database; other parts may be put in the places of ours."""
    memory = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="cordboard-", dir=memory) as name:
        folder = Path(name)
        template = folder / "template.db"
        upgrade(template)
        yield lambda: Stage(folder, template, new_journal, new_bus)


class Stage:
    """A machine with a disk on which processes live and die."""

    def __init__(self, folder: Path, template: Path, new_journal: NewJournal, new_bus: NewBus) -> None:
        self.disk = FaultyDisk(folder, template)
        self._new_journal = new_journal
        self._new_bus = new_bus
        self._process: LiveProcess | None = None

    def start(self, surroundings: Surroundings) -> "LiveProcess":
        """Begin a life on what the disk holds."""
        journal = self._new_journal(self.disk.connect)
        self._process = LiveProcess(surroundings, journal, self._new_bus(), self.disk.path)
        return self._process

    def crash(self) -> None:
        """End the present life at once: what was not committed is lost."""
        old = self.disk.path
        self.disk.crash()
        self.close()
        self.disk.remove(old)

    def close(self) -> None:
        """End the present life; the folder goes with the workshop."""
        if self._process is not None:
            self._process.close()
            self._process = None


class _Tap:
    """The bus, overheard."""

    def __init__(self, bus: Bus, overhear: Callable[[Sequence[News]], None]) -> None:
        self._overhear = overhear
        self._publish = bus.publish
        self.flush = bus.flush
        self.mistrust = bus.mistrust

    def publish(self, news: Sequence[News]) -> None:
        """Tell who listens in, then the readers."""
        self._overhear(news)
        self._publish(news)


class LiveProcess:
    """One life of the server's process."""

    def __init__(self, surroundings: Surroundings, journal: SqliteJournal, bus: Bus, path: Path) -> None:
        self._journal = journal
        self.writer = Writer(
            journal, _Tap(bus, surroundings.published), surroundings.now_ms, surroundings.report
        )
        door = surroundings.door_of(self.writer)
        self._house = House(
            floor=door,
            bus=bus,
            attendance=Attendance(door, surroundings.later),
            places=Places(door, bus),
            clock=surroundings.now_ms,
            build="simulated",
            visitor=lambda token: Actor(kind=ActorKind.VISITOR, id=token),
            beat_every_ms=BEAT_MS,
            silent_after_ms=SILENT_MS,
            visitor_rate=VISITOR_RATE,
        )
        self._eye = connect(path, read_only=True)
        """Sees what is committed, whatever becomes of the writer's connection."""
        self._known: dict[tuple[type[Value], str], tuple[Value, tuple[Any, ...]]] = {}

    @property
    def journal(self) -> Journal:
        """The store."""
        return self._journal

    @property
    def view(self) -> View:
        """The floor in memory."""
        return self.writer.view

    @property
    def read_only(self) -> bool:
        """Whether the writer takes nothing at the moment."""
        return self.writer.health is Health.READ_ONLY

    @property
    def floor_lost(self) -> bool:
        """Whether the floor in memory is not to be trusted."""
        return self.writer.floor_lost

    @property
    def next_due_at_ms(self) -> int | None:
        """When the next deadline is due."""
        return self.writer.next_due_at_ms()

    @property
    def attendance_told(self) -> bool:
        """Whether the floor has been told of every page that came or went."""
        return not self._house.attendance._outstanding

    def accept(self, connection_id: str, user_id: str | None) -> Connection:
        """Open a session for a page, as the switchboard does."""
        user = self.view.find(User, user_id) if user_id is not None else None
        if user is None or user.disabled:
            return Connection(self._house, connection_id, None)
        caller = Caller(actor=access.actor_of(user), name=user.name, roles=user.roles, sign_in=user.id)
        return Connection(self._house, connection_id, caller)

    def tidy(self, journal: Journal, now_ms: int) -> int:
        """Delete a few rows that nobody can ask for any more."""
        return tidy(journal, now_ms)

    def index_flaw(self) -> str:
        """Say where the index differs from one made anew from the values."""
        return self.writer.floor.index.flaws(reindexed(self.writer.floor.tables))

    def rows_flaw(self) -> str:
        """Say where loading the rows would not give the floor in memory."""
        flaws = [flaw for kind in ROWS if (flaw := self._table_flaw(kind))]
        wakes = {row[0] for row in self._eye.execute("SELECT conversation_id FROM wake")}
        if wakes != self.writer.floor.wakes:
            flaws.append(f"wake rows {sorted(wakes)}, heard of {sorted(self.writer.floor.wakes)}")
        floor = self.writer.floor
        looks = {one.id: (agent_shown(floor, one), one.queue_ids) for one in self.view.all(Agent)}
        if looks != floor.shown:
            flaws.append(f"shown as {floor.shown}, to be shown as {looks}")
        return "; ".join(flaws)

    def heads(self) -> dict[str, tuple[int, int]]:
        """Return the last number and the count of entries of every stream on disk."""
        rows = self._eye.execute(SELECT_HEADS)
        return {stream: (head, count) for stream, head, count in rows}

    def facts(self, after: int) -> Sequence[tuple[int, int, bytes]]:
        """Return the facts after this one."""
        return list(
            self._eye.execute("SELECT seq, at_ms, body FROM fact WHERE seq > ? ORDER BY seq", (after,))
        )

    def decisions(self, after: int) -> Sequence[tuple[int, str, int, bytes]]:
        """Return the explanations after this one."""
        return list(self._eye.execute(SELECT_DECISIONS, (after,)))

    def close(self) -> None:
        """Let go of the files."""
        self._eye.close(True)
        self._journal.close()

    def _table_flaw(self, kind: type[Value]) -> str:
        """Compare a table's live rows with the floor's values; what was compared once is not turned again."""
        at = ROWS[kind].columns.index("id")
        rows = {row[at]: row for row in self._eye.execute(ROWS[kind].select_live)}
        table = self.writer.floor.tables.get(kind, {})
        wrong = [one for one in sorted({*rows, *table}) if rows.get(one) != self._row(kind, one, table)]
        return "; ".join(f"{kind.__name__} {one}: {rows.get(one)} / {table.get(one)}" for one in wrong)

    def _row(self, kind: type[Value], identity: str, table: dict[str, Any]) -> tuple[Any, ...] | None:
        value = table.get(identity)
        if value is None:
            return None
        known = self._known.get((kind, identity))
        if known is None or known[0] is not value:
            row = ROWS[kind].to_row(value, live=True)[:-1]
            assert ROWS[kind].from_row(row) == value, f"{value} comes back as another from its row"
            known = self._known[(kind, identity)] = (value, row)
        return known[1]
