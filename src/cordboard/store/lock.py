"""Makes sure that one process at a time writes a database."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):
    """Another process has the database."""


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Hold the database's lock; the system lets go of it when the process ends, however it ends.

    Raises:
        Taken: when another process holds it.
    """
    with database.with_suffix(".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Taken(f"Another process is using {database}.") from error
        yield
