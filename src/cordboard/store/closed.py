"""Lists closed conversations by their end, for those who may read them."""

from collections.abc import Generator, Sequence
from contextlib import closing
from heapq import merge
from itertools import groupby, islice
from typing import Any

import apsw

from cordboard.app.closed_work import ClosedView, Page, Scope, Wanted
from cordboard.core.channel import ChannelKind
from cordboard.core.conversation import ClosedBy
from cordboard.store.histories import AGENT, ENDED_AT

PLACES_BITS = 8
"""A conversation's place is the end of its talk in ms, with as many bits behind it (migration 0004)."""
LOOKED_AT = 1_000
"""Places that one list looks at: it is read between two batches, and the next page goes on."""
LAST_PLACE = 2**63 - 1
END_OF_TIME_MS = (LAST_PLACE >> PLACES_BITS) - 1

VIEW = (
    "SELECT c.id, c.title, c.visitor_number, c.named, c.channel, coalesce(w.name, ''), c.queue_id, "
    f"coalesce(q.name, ''), {AGENT}, c.created_at_ms, {ENDED_AT}, c.closed_by "
    "FROM closed_conversation k JOIN conversation c ON c.id = k.conversation_id "
    "LEFT JOIN workstream w ON w.id = c.workstream_id LEFT JOIN queue q ON q.id = c.queue_id "
)
SELECT_AT = VIEW + "WHERE k.place = ?"
SELECT_ONE = VIEW + "WHERE k.conversation_id = ?"
SELECT_HAD = (
    "SELECT EXISTS (SELECT 1 FROM assignment WHERE conversation_id = ? AND agent_id = ? "
    "AND accepted_at_ms IS NOT NULL)"
)
SELECT_OF_READER = (
    "SELECT place FROM closed_reader WHERE reader = ? AND place >= ? AND place < ? ORDER BY place DESC"
)
SELECT_FOR_READER = "SELECT EXISTS (SELECT 1 FROM closed_reader WHERE reader = ? AND place = ?)"

Row = tuple[Any, ...]


class SqliteClosedWork:
    """The closed conversations on one connection."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def latest(self, wanted: Wanted, scope: Scope, *, before: int | None, limit: int) -> Page:
        """Return the next page of all that fits; `before` is `Page.next` of the one before."""
        found: list[int] = []
        since, top = bounds(wanted, before)
        place, looked_at = top, 0
        with closing(places_of(self._db, readers_of(scope, wanted), since, top)) as places:
            for place in islice(places, LOOKED_AT):
                looked_at += 1
                if is_of_queue(self._db, place, wanted, scope):
                    if len(found) == limit:
                        return self._page(found, following=found[-1])
                    found.append(place)
        return self._page(found, following=place if looked_at == LOOKED_AT else None)

    def one(self, conversation_id: str) -> ClosedView | None:
        """Return a closed conversation, None when there is none or it is not closed."""
        row = self._db.execute(SELECT_ONE, (conversation_id,)).fetchone()
        return None if row is None else view_of(row, None)

    def had(self, conversation_id: str, agent_id: str) -> bool:
        """Whether the agent ever accepted or picked it, closed or not."""
        return bool(self._db.execute(SELECT_HAD, (conversation_id, agent_id)).get)

    def _page(self, found: list[int], *, following: int | None) -> Page:
        shown = (view_of(self._db.execute(SELECT_AT, (place,)).get, None) for place in found)
        return Page(conversations=tuple(shown), next=following)


def readers_of(scope: Scope, wanted: Wanted) -> list[str]:
    """Name the lists in which everything stands that may be read, and nothing else."""
    if wanted.queue_id is not None and wanted.queue_id in scope.queue_ids:
        return [f"queue:{wanted.queue_id}"]
    queues = [f"queue:{one}" for one in scope.queue_ids] if wanted.queue_id is None else []
    return [f"agent:{scope.agent_id}", *queues] if scope.agent_id is not None else queues


def bounds(wanted: Wanted, before: int | None) -> tuple[int, int]:
    """Return the first place that fits, and the one before which a page begins."""
    since = min(wanted.since_ms, END_OF_TIME_MS) << PLACES_BITS
    top = LAST_PLACE if before is None else before
    if wanted.until_ms is not None:
        top = min(top, (min(wanted.until_ms, END_OF_TIME_MS) + 1) << PLACES_BITS)
    return since, top


def places_of(
    db: apsw.Connection, readers: Sequence[str], since: int, before: int
) -> Generator[int, None, None]:
    """Give the places in the lists, each once, the newest first; to be closed by who does not read all."""
    cursors = [db.execute(SELECT_OF_READER, (reader, since, before)) for reader in readers]
    try:
        for place, _ in groupby(merge(*cursors, reverse=True)):
            yield place[0]
    finally:
        for cursor in cursors:
            cursor.close()


def is_of_queue(db: apsw.Connection, place: int, wanted: Wanted, scope: Scope) -> bool:
    """Whether what stands at a place, in a list that was asked, was closed in the queue that is wanted."""
    if wanted.queue_id is None or wanted.queue_id in scope.queue_ids:
        return True
    return bool(db.execute(SELECT_FOR_READER, (f"queue:{wanted.queue_id}", place)).get)


def view_of(row: Row, around: str | None) -> ClosedView:
    """Return a row of VIEW as it is shown, with what was said around the first hit."""
    return ClosedView(
        id=row[0],
        title=row[1],
        visitor_number=row[2],
        named=bool(row[3]),
        channel=ChannelKind(row[4]),
        workstream_name=row[5],
        queue_id=row[6],
        queue_name=row[7],
        agent_name=row[8],
        created_at_ms=row[9],
        ended_at_ms=row[10],
        closed_by=None if row[11] is None else ClosedBy(row[11]),
        excerpt=around,
    )
