"""Numbers the entries of streams, gives them back in order, and finds those that were written before."""

import apsw
import msgspec

from cordboard.app.engine import Entry, Written
from cordboard.app.entries import MessageBody

HEADS_KEPT = 100_000
"""Stream numbers kept in memory; the table is the truth."""
LAST = 2**62
"""Over any number of an entry."""

OF = "(SELECT id FROM stream WHERE name = ?)"
SELECT_STREAM = "SELECT id FROM stream WHERE name = ?"
INSERT_STREAM = "INSERT INTO stream (name) VALUES (?) RETURNING id"
INSERT_ENTRY = "INSERT INTO entry (stream, n, at_ms, author, client_id, body) VALUES (?, ?, ?, ?, ?, ?)"
SELECT_HEAD = f"SELECT coalesce(max(n), 0) FROM entry WHERE stream = {OF}"
SELECT_REPEATED = f"SELECT n, body FROM entry WHERE stream = {OF} AND author = ? AND client_id = ?"
SELECT_MESSAGE = (
    "SELECT s.name, e.n, e.body FROM entry e JOIN stream s ON s.id = e.stream "
    "WHERE e.author = ? AND e.client_id = ?"
)
SELECT_ENTRIES = f"SELECT n, at_ms, body FROM entry WHERE stream = {OF} AND n > ? ORDER BY n LIMIT ?"
SELECT_LATEST = f"SELECT n, at_ms, body FROM entry WHERE stream = {OF} AND n < ? ORDER BY n DESC LIMIT ?"
SELECT_COUNT = (
    f"SELECT count(*) FROM (SELECT 1 FROM entry WHERE stream = {OF} AND n > ? AND n < ? AND author = ? "
    "LIMIT ?)"
)

_decode = msgspec.json.Decoder(MessageBody).decode


class Streams:
    """The entries of all streams on one connection."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db
        self._heads: dict[str, int] = {}
        self._ids: dict[str, int] = {}
        """Rows' short names for streams, kept as the heads are."""

    def begin(self) -> None:
        """Keep what is remembered within its bound."""
        if len(self._heads) > HEADS_KEPT:
            self.forget()

    def forget(self) -> None:
        """Trust the tables alone again: something that was written has been undone."""
        self._heads.clear()
        self._ids.clear()

    def head(self, stream: str) -> int:
        """Return the number of the stream's last entry, 0 for none."""
        known = self._heads.get(stream)
        if known is None:
            known = int(self._db.execute(SELECT_HEAD, (stream,)).get)
            self._heads[stream] = known
        return known

    def append(
        self, stream: str, body: bytes, now_ms: int, *, author: str | None, client_id: str | None
    ) -> Entry:
        """Give the entry the next number, which is kept in memory only once the row is in.

        Raises:
            apsw.ConstraintError: when this author wrote this client id in this stream before.
        """
        n = self.head(stream) + 1
        known = self._ids.get(stream) or self._name(stream)
        self._db.execute(INSERT_ENTRY, (known, n, now_ms, author, client_id, body))
        self._heads[stream] = n
        return Entry(stream, n, now_ms, body)

    def after(self, stream: str, after: int, limit: int) -> list[Entry]:
        """Return entries in order."""
        rows = self._db.execute(SELECT_ENTRIES, (stream, after, limit))
        return [Entry(stream, n, at_ms, body) for n, at_ms, body in rows]

    def latest(self, stream: str, before: int | None, limit: int) -> list[Entry]:
        """Return the last entries before a number, oldest first."""
        rows = self._db.execute(SELECT_LATEST, (stream, LAST if before is None else before, limit))
        return [Entry(stream, n, at_ms, body) for n, at_ms, body in rows][::-1]

    def count(self, stream: str, author: str, *, after: int, before: int, limit: int) -> int:
        """Count an author's entries between two numbers, up to a limit."""
        return int(self._db.execute(SELECT_COUNT, (stream, after, before, author, limit)).get)

    def written(self, stream: str, author: str, client_id: str) -> Written | None:
        """Return a message of this stream by its author and client id."""
        for n, body in self._db.execute(SELECT_REPEATED, (stream, author, client_id)):
            return _written(stream, n, body)
        return None

    def written_anywhere(self, author: str, client_id: str) -> Written | None:
        """Return a message by its author and client id, in whichever conversation."""
        for stream, n, body in self._db.execute(SELECT_MESSAGE, (author, client_id)):
            return _written(stream, n, body)
        return None

    def _name(self, stream: str) -> int:
        """Return the stream's short name, made at its first entry."""
        known = self._db.execute(SELECT_STREAM, (stream,)).get
        made = int(known or self._db.execute(INSERT_STREAM, (stream,)).get)
        self._ids[stream] = made
        return made


def _written(stream: str, n: int, body: bytes) -> Written:
    return Written(conversation_id=stream.partition(":")[2], n=n, text=_decode(body).text)
