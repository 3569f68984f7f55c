"""Reads what an organisation works by from the database file, whether or not a server has it open."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

import apsw

from cordboard.app.ports import V, Value
from cordboard.core.configuration import ConfigurationVersion
from cordboard.store.engine import connect
from cordboard.store.rows import ROWS
from cordboard.store.upgrade import DatabaseUnreadable


class StoredDefinitions:
    """Values by their kind, as they stand at one moment."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def all(self, kind: type[V]) -> Iterable[V]:
        """Return all live values of a kind, by their ids."""
        row_of = ROWS[cast("type[Value]", kind)]
        values = (cast("V", row_of.from_row(row)) for row in self._db.execute(row_of.select_live))
        return sorted(values, key=lambda value: value.id)

    def versions(self) -> list[ConfigurationVersion]:
        """Return every version that was applied, the oldest first."""
        row_of = ROWS[ConfigurationVersion]
        names = ", ".join(f'"{name}"' for name in row_of.columns)
        rows = self._db.execute(f"SELECT {names} FROM {row_of.table} ORDER BY rowid")
        return [cast("ConfigurationVersion", row_of.from_row(row)) for row in rows]


@contextmanager
def stored_definitions(database: Path) -> Iterator[StoredDefinitions]:
    """Open the file for reading; all that is read is of one moment.

    Raises:
        FileNotFoundError: when there is none.
        DatabaseUnreadable: when it is none of ours, or not at this release's schema.
    """
    if not database.exists():
        raise FileNotFoundError(f"There is no database at {database}; start the server once.")
    try:
        with closing(connect(database, read_only=True)) as db:
            db.execute("BEGIN")
            yield StoredDefinitions(db)
    except apsw.Error as error:
        raise DatabaseUnreadable(
            f"{database} can't be read: {error}. One of another release must be started by that release once."
        ) from error
