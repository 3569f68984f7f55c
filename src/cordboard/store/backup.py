"""Copies a database while it is in use, with the key that belongs to it, and puts a copy back."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw

from cordboard.store.durable import put_in_place, put_private
from cordboard.store.engine import connect, keep_private
from cordboard.store.keys import key_file
from cordboard.store.lock import held
from cordboard.store.upgrade import DatabaseTooNew, latest, version

PAGES_A_STEP = 2_000
CREATE_KEY = "CREATE TABLE IF NOT EXISTS backup_key (id INTEGER PRIMARY KEY, key BLOB NOT NULL)"
"""Stands in copies alone: a copy is one file, so that nobody can leave the key behind."""
INSERT_KEY = "INSERT OR REPLACE INTO backup_key (id, key) VALUES (1, ?)"
SELECT_KEY_TABLE = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'backup_key')"
Progress = Callable[[int, int], None]
"""Told how many pages are done, of how many."""


class Unusable(Exception):
    """The file is no sound database of ours."""


def backup(database: Path, target: Path, progress: Progress) -> None:
    """Copy the database as it stands at one moment, and its key; the server goes on meanwhile.

    Raises:
        FileExistsError: when the target exists.
        Unusable: when there is no sound database, or no room for the copy.
    """
    if target.exists():
        raise FileExistsError(f"{target} exists already.")
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    _copy(database, partial, progress)
    _pack(key_file(database), partial)
    _check(partial)
    put_in_place(partial, target)


def restore(copy: Path, database: Path, *, replace: bool, progress: Progress) -> bool:
    """Put a copy and its key in the database's place; no server may be running.

    False where the copy has no key, as those of earlier releases: the one that is there stays.

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
        key = _unpacked(partial)
        if key is not None:  # before the database: where that is restored, customers come back
            put_private(key, key_file(database))
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        put_in_place(partial, database)
    return key is not None


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


def _pack(file: Path, copy: Path) -> None:
    """Put the key into a copy; before the first start there is none."""
    if not file.exists():
        return
    try:
        with closing(apsw.Connection(str(copy))) as db:
            db.execute(CREATE_KEY)
            db.execute(INSERT_KEY, (file.read_bytes(),))
    except apsw.Error as error:
        raise Unusable(f"The key can't be put into {copy}: {error}.") from error


def _unpacked(copy: Path) -> bytes | None:
    """Take the key out of a copy; None where there is none."""
    try:
        with closing(apsw.Connection(str(copy))) as db:
            if not db.execute(SELECT_KEY_TABLE).get:
                return None
            key = db.execute("SELECT key FROM backup_key").get
            db.execute("DROP TABLE backup_key")
    except apsw.Error as error:
        raise Unusable(f"The key can't be taken out of the copy: {error}.") from error
    if not isinstance(key, bytes) or not key:
        raise Unusable("What stands in the key's place in the copy is none.")
    return key


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
