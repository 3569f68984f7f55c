"""Gives benches the production floor: in memory alone, and with its writer over a new database."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from cordboard.app.engine import Writes
from cordboard.app.ports import Value
from cordboard.bus.local import LocalBus
from cordboard.floor.pen import Pen
from cordboard.floor.writer import Writer
from cordboard.store.engine import connect
from cordboard.store.journal import SqliteJournal
from cordboard.store.rows import TABLES
from cordboard.store.upgrade import upgrade


def in_memory(values: Iterable[Value]) -> Pen:
    """Return a floor that holds these values and keeps nothing."""
    return Pen(values, (), lambda _: None)


@contextmanager
def stored(database: Path, values: list[Value], clock: Callable[[], int]) -> Iterator[Writer]:
    """Write all values into a new database and open the writer on it."""
    upgrade(database)
    journal = _Known(lambda: connect(database), values)
    try:
        journal.begin()
        journal.write([_written(values, clock())])
        journal.commit()
        yield Writer(journal, LocalBus(), clock, _fail)
    finally:
        journal.close()


class _Known(SqliteJournal):
    """A store whose rows need not be read, for their values are at hand: reading would take long."""

    def __init__(self, connect_to: Callable[[], apsw.Connection], values: list[Value]) -> None:
        super().__init__(connect_to)
        self._values = values

    def load(self) -> Iterable[Value]:
        return self._values


def _written(values: list[Value], now_ms: int) -> Writes:
    order = list(TABLES)
    return Writes(
        at_ms=now_ms,
        live=sorted(values, key=lambda one: order.index(type(one))),
        ended=[],
        dropped=[],
        facts=[],
        said=[],
        audits=[],
        explained=[],
        heard=[],
    )


def _fail(what: str, fault: BaseException) -> None:
    raise AssertionError(what) from fault
