"""Keeps databases in memory that outlast their connections."""

import functools
import itertools
import tempfile
from pathlib import Path

import apsw

from cordboard.store.engine import connect
from cordboard.store.upgrade import upgrade

Column = str | int | float | bytes | None
_numbers = itertools.count(1)


@functools.cache
def blank() -> bytes:
    """An upgraded database file without a row in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blank.db"
        upgrade(path)
        return path.read_bytes()


class MemoryDatabase:
    """One database in memory; it lives as long as this object."""

    def __init__(self, content: bytes | None = None) -> None:
        self.name = Path(f"/stage-{next(_numbers)}")
        source = apsw.Connection(":memory:")
        source.deserialize("main", content or blank())
        self.anchor = apsw.Connection(str(self.name), vfs="memdb")
        with self.anchor.backup("main", source, "main") as backup:
            backup.step()

    def connect(self) -> apsw.Connection:
        """Open it as the house opens a file."""
        return connect(self.name, vfs="memdb")

    def rows(self, sql: str, *bindings: Column) -> list[tuple[Column, ...]]:
        """Look into it from beside the journal, between two transactions."""
        return list(self.anchor.execute(sql, bindings))

    def dump(self) -> dict[str, list[tuple[Column, ...]]]:
        """Every row of every table."""
        tables = [str(row[0]) for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: sorted(self.rows(f'SELECT * FROM "{table}"'), key=repr) for table in tables}
