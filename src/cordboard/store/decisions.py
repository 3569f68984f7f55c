"""Reads why routing decided as it did, and when a conversation waited; deletes what is out of date."""

from collections.abc import Sequence

import apsw
import msgspec

from cordboard.app.routing_story import Wait
from cordboard.core.explanation import Explained, Explanation

READ_AT_MOST = 200
"""Explanations that one reading gives; nobody reads more of one conversation."""
DAY_MS = 86_400_000
CLOSED_KEPT_MS = 90 * DAY_MS
"""After the conversation was closed; reasons shared by work of one kind after they were written."""
KEPT_MS = 365 * DAY_MS
"""However long the conversation goes on."""
MORE = 5
"""So many times as many rows as of other tables are looked at in one turn: all work writes several.

A thousand a minute are over sixteen a second, and take tenths of a second where all of them go.
"""

SELECT = (
    "SELECT subject, at_ms, body FROM decision WHERE subject IN ({places}) AND at_ms >= ? AND at_ms < ? "
    "ORDER BY at_ms DESC, seq DESC LIMIT ?"
)
# An attempt to place work waits from its opening until it is offered, picked or closed.
SELECT_WAITS = (
    "SELECT queue_id, opened_at_ms, coalesce(offered_at_ms, accepted_at_ms, closed_at_ms) FROM assignment "
    "WHERE conversation_id = ? ORDER BY opened_at_ms DESC, rowid DESC LIMIT ?"
)
SELECT_NEXT = (
    "SELECT d.seq, d.at_ms < :closed, d.at_ms < :closed AND "
    "(c.id IS NULL OR d.at_ms < :any OR (c.live = 0 AND c.state_since_ms < :closed)) "
    "FROM (SELECT seq, subject, at_ms FROM decision WHERE seq > :after ORDER BY seq LIMIT :limit) d "
    "LEFT JOIN conversation c ON c.id = d.subject ORDER BY d.seq"
)
DELETE = "DELETE FROM decision WHERE seq = ?"

_decode = msgspec.json.Decoder(Explanation).decode


def explanations(
    db: apsw.Connection, subjects: Sequence[str], *, since_ms: int, until_ms: int, limit: int
) -> list[Explained]:
    """Return the newest explanations of subjects from `since_ms` until before `until_ms`, newest last."""
    select = SELECT.format(places=", ".join("?" * len(subjects)))
    rows = db.execute(select, (*subjects, since_ms, until_ms, min(limit, READ_AT_MOST)))
    found = [
        Explained(subject=subject, at_ms=at_ms, explanation=_decode(body)) for subject, at_ms, body in rows
    ]
    return found[::-1]


def waits(db: apsw.Connection, conversation_id: str, *, limit: int) -> list[Wait]:
    """Return the latest times for which a conversation waited in a queue, the newest last."""
    rows = db.execute(SELECT_WAITS, (conversation_id, limit))
    found = [
        Wait(queue_id=queue_id, from_ms=from_ms, until_ms=until_ms) for queue_id, from_ms, until_ms in rows
    ]
    return found[::-1]


class DecisionRounds:
    """Goes round through the old explanations, so that those which stay never hold up others behind them."""

    __slots__ = ("_after",)

    def __init__(self) -> None:
        self._after = 0
        """Up to which row this round has come; a process begins with the oldest."""

    def tidy(self, db: apsw.Connection, now_ms: int, limit: int) -> None:
        """Look at the next rows, `MORE` times `limit`, and delete those that are out of date."""
        bounds = {"closed": now_ms - CLOSED_KEPT_MS, "any": now_ms - KEPT_MS}
        place = {"after": self._after, "limit": MORE * limit}
        rows: list[tuple[int, int, int]] = list(db.execute(SELECT_NEXT, bounds | place))
        db.executemany(DELETE, [(seq,) for seq, _, is_out_of_date in rows if is_out_of_date])
        # Rows lie in the order of their coming: where none is old any more the round is over.
        self._after = rows[-1][0] if any(is_old for _, is_old, _ in rows) else 0
