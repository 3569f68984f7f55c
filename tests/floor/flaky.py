"""Is the real journal on a disk that fails when a scene says so."""

from collections.abc import Callable, Sequence
from enum import Enum

import apsw

from cordboard.app.engine import Appended, Marked, MarkSave, Message, News, Writes
from cordboard.core.errors import Refusal
from cordboard.store.drafts import Drafts
from cordboard.store.journal import SqliteJournal
from cordboard.store.streams import Streams
from cordboard.store.transcripts import Transcripts


class Trouble(Enum):
    """What goes wrong, once."""

    BEGIN = "the transaction can't be opened"
    WRITE = "the commands' rows can't be written"
    APPEND = "the messages' rows can't be written"
    MARK = "the marks' rows can't be written"
    COMMIT = "the commit fails and nothing is durable"
    UNHEARD = "the commit is durable, but its success is never heard of"


class DiskTrouble(apsw.IOError):
    """The disk does not do what it was told."""


class FlakyJournal(SqliteJournal):
    """A journal whose next step, or every step, can be made to fail."""

    def __init__(self, connect: Callable[[], apsw.Connection]) -> None:
        self.trouble: Trouble | None = None
        self.dead = False
        """Whether the disk takes nothing at all."""
        super().__init__(connect)

    def _meet(self, *troubles: Trouble) -> Trouble | None:
        if self.dead:
            raise DiskTrouble
        if self.trouble in troubles:
            met, self.trouble = self.trouble, None
            return met
        return None

    def begin(self) -> None:
        if self._meet(Trouble.BEGIN):
            raise DiskTrouble
        super().begin()

    def _write(self, step: Writes) -> list[News]:
        news = super()._write(step)
        if self._meet(Trouble.WRITE):
            raise DiskTrouble
        return news

    def _use(self, db: apsw.Connection) -> None:
        super()._use(db)
        self._transcripts = _Shaky(db, self._streams, self._drafts, self)

    def mark(self, saves: Sequence[MarkSave]) -> list[Marked]:
        with self._savepoint():
            marked = self._marks.save(saves)
            if self._meet(Trouble.MARK):
                raise DiskTrouble
            return marked

    def commit(self) -> None:
        met = self._meet(Trouble.COMMIT, Trouble.UNHEARD)
        if met is not Trouble.COMMIT:
            super().commit()
        if met is not None:
            raise DiskTrouble

    def probe(self) -> None:
        self._meet()
        super().probe()


class _Shaky(Transcripts):
    """Writes messages, then fails, so that the savepoint has something to undo."""

    def __init__(self, db: apsw.Connection, streams: Streams, drafts: Drafts, disk: FlakyJournal) -> None:
        super().__init__(db, streams, drafts)
        self._disk = disk

    def append(self, messages: Sequence[Message], now_ms: int) -> list[Appended | Refusal]:
        appended = super().append(messages, now_ms)
        if self._disk._meet(Trouble.APPEND):
            raise DiskTrouble
        return appended
