"""Lists closed conversations by their end, finds them by their words, and keeps the index of words."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import apsw
import msgspec
from msgspec import Struct

from cordboard.app.closed_work import ClosedView, Page, Scope, Wanted
from cordboard.core.conversation import Detail
from cordboard.store.finding_text import Words, excerpt, fold, match_of, words_of
from cordboard.store.histories import AGENT, ENDED_AT
from cordboard.store.streams import OF

PLACES_BITS = 8
"""A conversation's place is the end of its talk in ms, with as many bits behind it (migration 0004)."""
PIECES = 16
"""Places of one conversation, a piece of its transcript each; what comes after the last is not indexed."""
PIECE_CHARACTERS = 16_000
"""Of what was said; a piece ends with the message that reaches it."""
STEP_CHARACTERS = 16_000
"""Indexed in one step, or the rest of a piece: some milliseconds, a batch waits no longer for it."""
STEP_CONVERSATIONS = 20
ENTRIES_READ = 200
"""Of a transcript, in one go."""
CHUNK = 200
LOOKED_AT = 1_000
"""Candidates that one question looks at: it is answered between two batches, and the next one goes on."""
EXCERPTS = 10
"""In one answer: for each a piece of a transcript is read and folded, which takes some milliseconds."""
LAST_PLACE = 2**63 - 1
END_OF_TIME_MS = (LAST_PLACE >> PLACES_BITS) - 1

VIEW = (
    "SELECT c.id, c.title, c.visitor_number, c.named, c.channel, coalesce(w.name, ''), c.queue_id, "
    f"coalesce(q.name, ''), {AGENT}, c.created_at_ms, {ENDED_AT}, c.closed_by "
    "FROM closed_conversation k JOIN conversation c ON c.id = k.conversation_id "
    "LEFT JOIN workstream w ON w.id = c.workstream_id LEFT JOIN queue q ON q.id = c.queue_id "
)
SELECT_AT = VIEW + "WHERE k.place = ?"
SELECT_ABOUT = (
    "SELECT c.queue_id, c.title, c.details FROM closed_conversation k "
    "JOIN conversation c ON c.id = k.conversation_id WHERE k.place = ?"
)
SELECT_ONE = VIEW + "WHERE k.conversation_id = ?"
SELECT_HAD = (
    "SELECT EXISTS (SELECT 1 FROM assignment WHERE conversation_id = ? AND agent_id = ? "
    "AND accepted_at_ms IS NOT NULL)"
)
SELECT_OF_READER = (
    "SELECT place FROM closed_reader WHERE reader = ? AND place >= ? AND place < ? "
    "ORDER BY place DESC LIMIT ?"
)
SELECT_MATCHES = (
    f'SELECT m."row", EXISTS (SELECT 1 FROM closed_reader r WHERE r.place = m."row" & -{PIECES} '
    "AND r.reader IN (SELECT value FROM json_each(?))) "
    'FROM (SELECT rowid AS "row" FROM closed_text WHERE closed_text MATCH ? AND rowid >= ? AND rowid < ? '
    "ORDER BY rowid DESC LIMIT ?) m"
)
SELECT_PIECE = (
    "SELECT p.after_n, k.conversation_id FROM closed_piece p "
    f'JOIN closed_conversation k ON k.place = p."row" & -{PIECES} WHERE p."row" = ?'
)
SELECT_SAID = f"SELECT n, body FROM entry WHERE stream = {OF} AND n > ? ORDER BY n LIMIT ?"
SELECT_BEHIND = "SELECT EXISTS (SELECT 1 FROM to_index)"
SELECT_NEXT = (
    "SELECT t.place, t.piece, t.after_n, c.id, c.title, c.details FROM to_index t "
    "JOIN closed_conversation k ON k.place = t.place JOIN conversation c ON c.id = k.conversation_id "
    "ORDER BY t.place DESC LIMIT ?"
)
INSERT_TEXT = "INSERT INTO closed_text (rowid, about, said) VALUES (?, ?, ?)"
INSERT_PIECE = 'INSERT INTO closed_piece ("row", after_n) VALUES (?, ?)'
GO_ON = "UPDATE to_index SET piece = ?, after_n = ? WHERE place = ?"
DONE = "DELETE FROM to_index WHERE place = ?"

Row = tuple[Any, ...]


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


class SqliteClosedWork:
    """The closed conversations on one connection."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def find(self, wanted: Wanted, scope: Scope, *, before: int | None, limit: int) -> Page:
        """Return the next page of what fits; `before` is `Page.next` of the one before."""
        words, readers = words_of(wanted.text), _readers(scope, wanted.queue_id)
        limit = min(limit, EXCERPTS) if words.long else limit
        found: list[int] = []
        before = _top(wanted, before)
        for _ in range(LOOKED_AT // CHUNK if readers else 0):
            candidates = self._candidates(wanted, words, readers, before)
            for row, is_readable in candidates:
                place = _place_of(row)
                if found and place == _place_of(found[-1]):
                    found[-1] = row  # an earlier piece of the same conversation: it has the first hit
                elif is_readable and self._fits(place, wanted, words):
                    if len(found) == limit:
                        return self._page(found, words, following=_place_of(found[-1]))
                    found.append(row)
                before = place
            if len(candidates) < CHUNK:
                return self._page(found, words, following=None)
        return self._page(found, words, following=before if readers else None)

    def one(self, conversation_id: str) -> ClosedView | None:
        """Return a closed conversation, None when there is none or it is not closed."""
        row = self._db.execute(SELECT_ONE, (conversation_id,)).fetchone()
        return None if row is None else _view(row, None)

    def had(self, conversation_id: str, agent_id: str) -> bool:
        """Whether the agent ever accepted or picked it, closed or not."""
        return bool(self._db.execute(SELECT_HAD, (conversation_id, agent_id)).get)

    def is_behind(self) -> bool:
        """Whether something was closed that search can't find by its words yet."""
        return bool(self._db.execute(SELECT_BEHIND).get)

    def catch_up(self) -> None:
        """Put a bounded piece of what was closed into the index, the newest first."""
        pieces: list[tuple[int, str, str, int]] = []
        left = STEP_CHARACTERS
        for place, piece, after_n, identity, title, details in list(
            self._db.execute(SELECT_NEXT, (STEP_CONVERSATIONS,))
        ):
            part, about = self._said(identity, after_n), _about(title, details)
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

    def _candidates(
        self, wanted: Wanted, words: Words, readers: list[str], before: int
    ) -> list[tuple[int, bool]]:
        """Return the next rows below a place, at most CHUNK, the greatest first, and which may be read."""
        since = min(wanted.since_ms, END_OF_TIME_MS) << PLACES_BITS
        if words.long:
            bindings = (_json(readers), match_of(words.long), since, before, CHUNK)
            return [(row, bool(readable)) for row, readable in self._db.execute(SELECT_MATCHES, bindings)]
        places: set[int] = set()
        for reader in readers:
            places.update(
                row[0] for row in self._db.execute(SELECT_OF_READER, (reader, since, before, CHUNK))
            )
        return [(place, True) for place in sorted(places, reverse=True)[:CHUNK]]

    def _fits(self, place: int, wanted: Wanted, words: Words) -> bool:
        """Whether what stands at a place is of the right queue and has the short words."""
        if wanted.queue_id is None and not words.short:
            return True
        queue_id, title, details = self._db.execute(SELECT_ABOUT, (place,)).get
        about = _about(title, details)
        return wanted.queue_id in {None, queue_id} and all(word in about for word in words.short)

    def _page(self, found: list[int], words: Words, *, following: int | None) -> Page:
        shown = (
            _view(
                self._db.execute(SELECT_AT, (_place_of(row),)).get,
                self._excerpt(row, words) if words.long else None,
            )
            for row in found
        )
        return Page(conversations=tuple(shown), next=following)

    def _excerpt(self, row: int, words: Words) -> str | None:
        """Return what was said around the first hit in an indexed piece."""
        after_n, identity = self._db.execute(SELECT_PIECE, (row,)).get
        characters = 0
        for text, _ in self._lines(identity, after_n):
            around = excerpt(text, words.long)
            characters += len(text)
            if around is not None or characters >= PIECE_CHARACTERS:
                return around
        return None

    def _said(self, conversation_id: str, after_n: int) -> _Piece:
        """Return the next part of a transcript, folded, a line for each message."""
        said: list[str] = []
        characters = 0
        for text, n in self._lines(conversation_id, after_n):
            said.append(fold(text))
            characters += len(text)
            if characters >= PIECE_CHARACTERS:
                return _Piece("\n".join(said), n, more=True)
        return _Piece("\n".join(said), after_n, more=False)

    def _lines(self, conversation_id: str, after_n: int) -> Iterator[tuple[str, int]]:
        """Give the messages after an entry with their numbers; no statement stays open between them."""
        stream = f"conversation:{conversation_id}"
        while entries := list(self._db.execute(SELECT_SAID, (stream, after_n, ENTRIES_READ))):
            lines = ((_decode_line(body).text, n) for n, body in entries)
            yield from ((text, n) for text, n in lines if text)
            after_n = entries[-1][0]


def _readers(scope: Scope, queue_id: str | None) -> list[str]:
    """Name the lists in which everything stands that may be read, of one queue if it is given."""
    if queue_id is not None and queue_id in scope.queue_ids:
        return [f"queue:{queue_id}"]
    queues = [f"queue:{one}" for one in scope.queue_ids] if queue_id is None else []
    return [f"agent:{scope.agent_id}", *queues] if scope.agent_id is not None else queues


def _top(wanted: Wanted, before: int | None) -> int:
    """Return the place below which a page begins."""
    top = LAST_PLACE if before is None else before
    if wanted.until_ms is None:
        return top
    return min(top, (min(wanted.until_ms, END_OF_TIME_MS) + 1) << PLACES_BITS)


def _place_of(row: int) -> int:
    """Return the conversation's place, which is the row of its first piece."""
    return row & -PIECES


def _about(title: str, details: str) -> str:
    """Return what is known besides what was said, folded."""
    return fold("\n".join((title, *(detail.value for detail in _decode_details(details)))))


def _json(readers: list[str]) -> str:
    return msgspec.json.encode(readers).decode()


def _view(row: Row, around: str | None) -> ClosedView:
    return ClosedView(
        id=row[0],
        title=row[1],
        visitor_number=row[2],
        named=bool(row[3]),
        channel=row[4],
        workstream_name=row[5],
        queue_id=row[6],
        queue_name=row[7],
        agent_name=row[8],
        created_at_ms=row[9],
        ended_at_ms=row[10],
        closed_by=row[11],
        excerpt=around,
    )
