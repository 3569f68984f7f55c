"""Copies a database while it is in use, and puts a copy back."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw

from cordboard.store.engine import connect, keep_private
from cordboard.store.lock import held
from cordboard.store.upgrade import DatabaseTooNew, latest, version

PAGES_A_STEP = 2_000
Progress = Callable[[int, int], None]
"""Told how many pages are done, of how many."""


class Unusable(Exception):
    """The file is no sound database of ours."""


def backup(database: Path, target: Path, progress: Progress) -> None:
    """Copy the database as it stands at one moment; the server goes on meanwhile.

    Raises:
        FileExistsError: when the target exists.
        Unusable: when there is no sound database, or no room for the copy.
    """
    if target.exists():
        raise FileExistsError(f"{target} exists already.")
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    _copy(database, partial, progress)
    _check(partial)
    _move(partial, target)


def restore(copy: Path, database: Path, *, replace: bool, progress: Progress) -> None:
    """Put a copy in the database's place; no server may be running.

    Raises:
        Taken: while a server uses the database.
        FileExistsError: when there is a database and `replace` is False.
        Unusable, DatabaseTooNew: when the copy is unsound, or of a later release.
    """
    _check(copy)
    known = version(copy)
    if known is None or known > latest():
        raise DatabaseTooNew(f"{copy} was written by a later release.")
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with held(database):
        if database.exists() and not replace:
            raise FileExistsError(f"{database} exists already; say --replace to put the copy in its place.")
        partial = database.with_name(database.name + ".partial")
        partial.unlink(missing_ok=True)
        _copy(copy, partial, progress)
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        _move(partial, database)


def _copy(database: Path, partial: Path, progress: Progress) -> None:
    keep_private(partial)
    try:
        with (
            closing(connect(database, read_only=True)) as source,
            closing(apsw.Connection(str(partial))) as target,
        ):
            _copy_pages(source, target, progress)
            target.execute("PRAGMA journal_mode = DELETE")
    except apsw.Error as error:
        raise Unusable(f"{database} can't be copied: {error}.") from error


def _copy_pages(source: apsw.Connection, target: apsw.Connection, progress: Progress) -> None:
    """Copy in one read transaction: otherwise every commit of the server would begin the copy anew."""
    source.execute("BEGIN")
    source.execute("SELECT count(*) FROM sqlite_schema").get  # noqa: B018 - a read begins the transaction
    with target.backup("main", source, "main") as copying:
        while not copying.done:
            copying.step(PAGES_A_STEP)
            progress(copying.page_count - copying.remaining, copying.page_count)
    source.execute("ROLLBACK")


def _check(file: Path) -> None:
    try:
        db = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)
        verdict = db.execute("PRAGMA integrity_check").get
        db.execute("SELECT count(*) FROM conversation")
        db.close()
    except apsw.Error as error:
        raise Unusable(f"{file} is no database of Cordboard: {error}.") from error
    if verdict != "ok":
        raise Unusable(f"{file} is damaged: {verdict}.")


def _move(partial: Path, target: Path) -> None:
    """Make the copy durable, then give it its name in one step."""
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
