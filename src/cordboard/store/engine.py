"""Opens SQLite as the house needs it: WAL, every commit synced, its own recent library (apsw)."""

from pathlib import Path

import apsw

BUSY_MS = 5_000
"""How long a reader beside the server (a backup, the command line) may hold the writer up."""
CACHE_KIB = 64 * 1024


def keep_private(path: Path) -> None:
    """Make a file that its owner alone can read, before SQLite does: its WAL and journal follow it.

    One that is there stays as it is.
    """
    if not path.exists():
        path.touch(mode=0o600)


def connect(path: Path, *, vfs: str | None = None, read_only: bool = False) -> apsw.Connection:
    """Open the database file; the writer checkpoints in its commits, readers never do.

    Raises:
        apsw.CantOpenError: when the file can't be opened.
    """
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    db = apsw.Connection(str(path), flags=flags, vfs=vfs, statementcachesize=300)
    db.set_busy_timeout(BUSY_MS)
    if not read_only:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return db
