"""Finds closed conversations by their words, on a connection of its own that only reads."""

from collections.abc import Callable, Generator
from contextlib import closing
from typing import NamedTuple

import apsw
import msgspec

from cordboard.app.closed_work import ClosedView, Page, Scope, Wanted
from cordboard.core.errors import Code, Refusal
from cordboard.store.closed import SELECT_AT, bounds, is_of_queue, places_of, readers_of, view_of
from cordboard.store.closed_index import PIECE_CHARACTERS, PIECES, about_of, lines_of, place_of
from cordboard.store.finding_text import Words, excerpt, match_of, words_of

EXCERPTS = 10
"""In one answer: for each a piece of a transcript is read and folded, which takes some milliseconds."""
ASKED_EVERY = 200
"""Instructions of SQLite after which it is asked whether to go on: some milliseconds' worth of the index."""

SELECT_OLDEST = "SELECT place FROM closed_reader WHERE reader = ? AND place >= ? ORDER BY place LIMIT 1"
# All hits, for only so it is known how far one came; the newest first, so that any end of it is a page.
SELECT_MATCHES = (
    f'SELECT m."row", EXISTS (SELECT 1 FROM closed_reader r WHERE r.place = m."row" & -{PIECES} '
    "AND r.reader IN (SELECT value FROM json_each(?))) "
    'FROM (SELECT rowid AS "row" FROM closed_text WHERE closed_text MATCH ? AND rowid >= ? AND rowid < ? '
    "ORDER BY rowid DESC) m"
)
SELECT_ABOUT = (
    "SELECT c.title, c.details FROM closed_conversation k "
    "JOIN conversation c ON c.id = k.conversation_id WHERE k.place = ?"
)
SELECT_PIECE = (
    "SELECT p.after_n, k.conversation_id FROM closed_piece p "
    f'JOIN closed_conversation k ON k.place = p."row" & -{PIECES} WHERE p."row" = ?'
)


class _Hits(NamedTuple):
    """Rows that fit, one of each conversation, and where the next page begins."""

    rows: list[int]
    following: int | None


class SqliteClosedSearch:
    """Opens its connection with the first question, and another after one that failed."""

    def __init__(self, connect: Callable[[], apsw.Connection]) -> None:
        self._connect = connect
        self._db: apsw.Connection | None = None

    def find(
        self,
        text: str,
        wanted: Wanted,
        scope: Scope,
        *,
        before: int | None,
        limit: int,
        go_on: Callable[[], bool],
    ) -> Page:
        """Return the next page of what fits and has all words; see `ClosedSearch`.

        Raises:
            Refusal: TOO_BROAD.
        """
        words = words_of(text)
        try:
            self._db = db = self._db or self._connect()
            search = _Search(db, words, wanted, scope)
            hits = search.look(before, min(limit, EXCERPTS) if words.long else limit, go_on)
            return Page(conversations=tuple(map(search.shown, hits.rows)), next=hits.following)
        except apsw.Error:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connection."""
        db, self._db = self._db, None
        if db is not None:
            db.close(True)


class _Search:
    """One question on the connection."""

    def __init__(self, db: apsw.Connection, words: Words, wanted: Wanted, scope: Scope) -> None:
        self._db = db
        self._words = words
        self._wanted = wanted
        self._scope = scope
        self._readers = readers_of(scope, wanted)

    def look(self, before: int | None, limit: int, go_on: Callable[[], bool]) -> _Hits:
        """Look for hits until there are enough, or it shall not go on."""
        since, top = bounds(self._wanted, before)
        found: list[int] = []
        seen: int | None = None
        self._db.set_progress_handler(lambda: not go_on(), ASKED_EVERY)
        try:
            with closing(self._candidates(since, top)) as candidates:
                for row, is_readable in candidates:
                    place = place_of(row)
                    if found and place == place_of(found[-1]):
                        found[-1] = row  # an earlier piece of the same conversation: it has the first hit
                    elif is_readable and self._fits(place):
                        if len(found) == limit:
                            return _Hits(found, place_of(found[-1]))
                        found.append(row)
                    seen = place
        except apsw.InterruptError as given_up:
            if seen is None:
                raise Refusal(Code.TOO_BROAD, "That takes too long; look for other words.") from given_up
        else:
            return _Hits(found, None)
        finally:
            self._db.set_progress_handler(None)
        return _Hits(found, self._following(since, seen))

    def shown(self, row: int) -> ClosedView:
        """Return a hit as it is shown."""
        around = self._excerpt(row) if self._words.long else None
        return view_of(self._db.execute(SELECT_AT, (place_of(row),)).get, around)

    def _candidates(self, since: int, before: int) -> Generator[tuple[int, bool], None, None]:
        """Give the rows that have the long words, the newest first, and whether they may be read."""
        if not self._words.long:
            with closing(places_of(self._db, self._readers, since, before)) as places:
                yield from ((place, True) for place in places)
            return
        newest = self._newest(since, before)
        if newest is None:
            return
        first = [place for one in self._readers for (place,) in self._db.execute(SELECT_OLDEST, (one, since))]
        readers = msgspec.json.encode(self._readers).decode()
        rows = (min(first), min(before, newest + PIECES))
        with closing(self._db.execute(SELECT_MATCHES, (readers, match_of(self._words.long), *rows))) as hits:
            yield from ((row, bool(is_readable)) for row, is_readable in hits)

    def _newest(self, since: int, before: int) -> int | None:
        """Return the newest place before another that may be read."""
        with closing(places_of(self._db, self._readers, since, before)) as places:
            return next(places, None)

    def _following(self, since: int, seen: int) -> int | None:
        """Return where to go on after a place: from one that may be read, others tell too much."""
        newest = self._newest(since, seen)
        return None if newest is None else newest + PIECES

    def _fits(self, place: int) -> bool:
        """Whether what stands at a place is of the right queue and has the short words."""
        if not is_of_queue(self._db, place, self._wanted, self._scope):
            return False
        if not self._words.short:
            return True
        about = about_of(*self._db.execute(SELECT_ABOUT, (place,)).get)
        return all(word in about for word in self._words.short)

    def _excerpt(self, row: int) -> str | None:
        """Return what was said around the first hit in an indexed piece."""
        after_n, identity = self._db.execute(SELECT_PIECE, (row,)).get
        characters = 0
        for text, _ in lines_of(self._db, identity, after_n):
            around = excerpt(text, self._words.long)
            characters += len(text)
            if around is not None or characters >= PIECE_CHARACTERS:
                return around
        return None
