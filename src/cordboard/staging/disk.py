"""Is a disk under a database file that can fail, fill up, go away, or be left by a dying process."""

import shutil
from pathlib import Path
from typing import Any

import apsw

from cordboard.store.engine import connect

WRITES = ("INSERT", "UPDATE", "DELETE")
COUNTED = (*WRITES, "SELECT", "BEGIN")
"""Statements that may be the one that fails."""


class FaultyDisk:
    """A database file, and what can go wrong with it."""

    def __init__(self, folder: Path, template: Path) -> None:
        self._folder = folder
        self._copies = 0
        self.path = self._next_path()
        shutil.copy(template, self.path)
        self._full = False
        self.away = False
        """Whether it gives nothing at the moment."""
        self._fuse: int | None = None
        self._target: str | tuple[str, ...] = COUNTED
        self._whole = False
        self._fate = ""
        self._raised: list[BaseException] = []
        self._transaction_lost = False

    def connect(self) -> apsw.Connection:
        """Open the file, watched."""
        if self.away:
            raise self._fault(apsw.CantOpenError("the disk is away"))
        db = connect(self.path)
        db.exec_trace = self._watch
        return db

    def fail_after(self, statements: int, *, whole: bool) -> None:
        """Let one statement fail once; `whole` takes its transaction along, as SQLite does when full."""
        self._target, self._fuse, self._whole = COUNTED, statements, whole

    def fail_at(self, beginning: str, *, skip: int, whole: bool) -> None:
        """Let the next statement that begins like this fail, after so many that don't."""
        self._target, self._fuse, self._whole = beginning, skip + 1, whole

    def fail_commit(self, *, unheard: bool) -> None:
        """Let the next commit fail, or succeed and seem to have failed."""
        self._fate = "unheard" if unheard else "failed"

    def fill(self, full: bool) -> None:
        """Take nothing any more, or again."""
        self._full = full

    def detach(self, away: bool) -> None:
        """Neither take nor give anything any more, or again."""
        self.away = away

    def settle(self) -> None:
        """Forget what was to go wrong once."""
        self._fuse, self._fate = None, ""
        self._transaction_lost = False
        self._raised.clear()

    def blamed_for(self, fault: BaseException) -> bool:
        """Whether this fault, or what it came of, is the disk's doing."""
        cause: BaseException | None = fault
        while cause is not None:
            if any(cause is one for one in self._raised):
                return True
            cause = cause.__cause__ or cause.__context__
        return self._transaction_lost or (self.away and isinstance(fault, apsw.Error))

    def crash(self) -> None:
        """Leave what a killed process leaves: the file and its log as they are."""
        old, self.path = self.path, self._next_path()
        for suffix in ("", "-wal"):
            if Path(f"{old}{suffix}").exists():
                shutil.copy(f"{old}{suffix}", f"{self.path}{suffix}")

    def remove(self, path: Path) -> None:
        """Delete a file that nobody uses any more."""
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)

    def _next_path(self) -> Path:
        self._copies += 1
        return self._folder / f"{id(self):x}-{self._copies}.db"

    def _watch(self, cursor: apsw.Cursor, sql: str, bindings: Any) -> bool:
        """Look at each statement before it runs."""
        if self.away:
            raise self._fault(apsw.IOError("the disk is away"))
        if sql == "COMMIT" and self._fate:
            self._end(cursor)
        if self._full and sql.startswith(WRITES):
            self._lose_transaction(cursor)
            raise self._fault(apsw.FullError("the disk is full"))
        if self._fuse is not None and sql.startswith(self._target):
            self._fuse -= 1
            if self._fuse <= 0:
                self._fuse = None
                if self._whole:
                    self._lose_transaction(cursor)
                raise self._fault(apsw.IOError("a statement failed"))
        return True

    def _end(self, cursor: apsw.Cursor) -> None:
        """Commit or don't, and fail."""
        fate, self._fate = self._fate, ""
        if fate == "unheard":
            cursor.connection.execute("COMMIT")
        raise self._fault(apsw.IOError("the commit failed"))

    def _lose_transaction(self, cursor: apsw.Cursor) -> None:
        if cursor.connection.in_transaction:
            cursor.connection.execute("ROLLBACK")
            self._transaction_lost = True

    def _fault(self, fault: apsw.Error) -> apsw.Error:
        self._raised.append(fault)
        return fault
