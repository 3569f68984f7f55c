"""Keeps the index of the words of closed conversations: a piece after the other, in small steps."""

from collections.abc import Iterator
from typing import NamedTuple

import apsw
import msgspec
from msgspec import Struct

from cordboard.core.conversation import Detail
from cordboard.store.finding_text import fold
from cordboard.store.streams import OF

PIECES = 16
"""Places of one conversation, a piece of its transcript each; what comes after the last is not indexed."""
PIECE_CHARACTERS = 16_000
"""Of what was said; a piece ends with the message that reaches it."""
STEP_CHARACTERS = 4_000
"""Indexed in one step, or the rest of a piece: a batch waits for it, and for its commit."""
STEP_CONVERSATIONS = 5
MERGE_PAGES = 64
"""Written by one step of joining, of 4 KiB; a batch waits for it, and for its commit."""
ENTRIES_READ = 200
"""Of a transcript, in one go."""

SELECT_BEHIND = "SELECT EXISTS (SELECT 1 FROM to_index)"
SELECT_NEXT = (
    "SELECT t.place, t.piece, t.after_n, c.id, c.title, c.details FROM to_index t "
    "JOIN closed_conversation k ON k.place = t.place JOIN conversation c ON c.id = k.conversation_id "
    "ORDER BY t.place DESC LIMIT ?"
)
SELECT_SAID = f"SELECT n, body FROM entry WHERE stream = {OF} AND n > ? ORDER BY n LIMIT ?"
INSERT_TEXT = "INSERT INTO closed_text (rowid, about, said) VALUES (?, ?, ?)"
INSERT_PIECE = 'INSERT INTO closed_piece ("row", after_n) VALUES (?, ?)'
GO_ON = "UPDATE to_index SET piece = ?, after_n = ? WHERE place = ?"
DONE = "DELETE FROM to_index WHERE place = ?"
# By itself FTS5 joins what was put in when a commit writes it: everybody's commit, for as long as it takes.
SELECT_JOINS_ITSELF = "SELECT NOT EXISTS (SELECT 1 FROM closed_text_config WHERE k = 'automerge' AND v = 0)"
JOIN_NOTHING_ITSELF = "INSERT INTO closed_text (closed_text, rank) VALUES ('automerge', 0)"
MERGE = "INSERT INTO closed_text (closed_text, rank) VALUES ('merge', ?)"
CHANGES_OF_NOTHING = 1
"""What SQLite counts for a merge that found nothing to do, as the manual of FTS5 says."""


class _Line(Struct, frozen=True):
    """What the index reads of an entry."""

    text: str = ""
    """Empty for what is no message."""


class _Piece(NamedTuple):
    """A part of a transcript, and where it ends."""

    said: str
    last_n: int
    more: bool


_decode_line = msgspec.json.Decoder(_Line).decode
_decode_details = msgspec.json.Decoder(tuple[Detail, ...]).decode


class SqliteClosedIndex:
    """The index on one connection."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def is_behind(self) -> bool:
        """Whether something was closed that search can't find by its words yet."""
        return bool(self._db.execute(SELECT_BEHIND).get)

    def catch_up(self) -> None:
        """Put a bounded piece of what was closed into the index, the newest first."""
        if self._db.execute(SELECT_JOINS_ITSELF).get:
            self._db.execute(JOIN_NOTHING_ITSELF)
        pieces: list[tuple[int, str, str, int]] = []
        left = STEP_CHARACTERS
        for place, piece, after_n, identity, title, details in list(
            self._db.execute(SELECT_NEXT, (STEP_CONVERSATIONS,))
        ):
            part, about = self._said(identity, after_n), about_of(title, details)
            if part.said or piece == 0:
                pieces.append((place + piece, about, part.said, after_n))
            if part.more and piece + 1 < PIECES:
                self._db.execute(GO_ON, (piece + 1, part.last_n, place))
            else:
                self._db.execute(DONE, (place,))
            left -= len(about) + len(part.said)
            if left <= 0:
                break
        for row, about, said, after_n in sorted(pieces):  # the index takes them best in its own order
            self._db.execute(INSERT_TEXT, (row, about, said))
            self._db.execute(INSERT_PIECE, (row, after_n))

    def merge(self) -> bool:
        """Join a bounded part of what was put in piece by piece; False when there was nothing to join."""
        before = self._db.total_changes()
        self._db.execute(MERGE, (MERGE_PAGES,))
        return self._db.total_changes() - before > CHANGES_OF_NOTHING

    def _said(self, conversation_id: str, after_n: int) -> _Piece:
        """Return the next part of a transcript, folded, a line for each message."""
        said: list[str] = []
        characters = 0
        for text, n in lines_of(self._db, conversation_id, after_n):
            said.append(fold(text))
            characters += len(text)
            if characters >= PIECE_CHARACTERS:
                return _Piece("\n".join(said), n, more=True)
        return _Piece("\n".join(said), after_n, more=False)


def lines_of(db: apsw.Connection, conversation_id: str, after_n: int) -> Iterator[tuple[str, int]]:
    """Give the messages after an entry with their numbers; no statement stays open between them."""
    stream = f"conversation:{conversation_id}"
    while entries := list(db.execute(SELECT_SAID, (stream, after_n, ENTRIES_READ))):
        lines = ((_decode_line(body).text, n) for n, body in entries)
        yield from ((text, n) for text, n in lines if text)
        after_n = entries[-1][0]


def about_of(title: str, details: str) -> str:
    """Return what is known besides what was said, folded."""
    return fold("\n".join((title, *(detail.value for detail in _decode_details(details)))))


def place_of(row: int) -> int:
    """Return the conversation's place, which is the row of its first piece."""
    return row & -PIECES
