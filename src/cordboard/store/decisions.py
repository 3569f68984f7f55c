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
LOOKED_AT = 20
"""So many times as many rows as may go are looked at in one turn: those of conversations that go on stay."""

SELECT = (
    "SELECT subject, at_ms, body FROM decision WHERE subject IN ({places}) AND at_ms >= ? AND at_ms < ? "
    "ORDER BY at_ms DESC, seq DESC LIMIT ?"
)
# An attempt to place work waits from its opening until it is offered, picked or closed.
SELECT_WAITS = (
    "SELECT queue_id, opened_at_ms, coalesce(offered_at_ms, accepted_at_ms, closed_at_ms) FROM assignment "
    "WHERE conversation_id = ? ORDER BY opened_at_ms DESC, rowid DESC LIMIT ?"
)
# The oldest rows lie first.
OLD = (
    "DELETE FROM decision WHERE seq IN (SELECT d.seq FROM "
    "(SELECT seq, subject, at_ms FROM decision ORDER BY seq LIMIT :looked_at) d "
    "LEFT JOIN conversation c ON c.id = d.subject WHERE d.at_ms < :closed AND "
    "(c.id IS NULL OR d.at_ms < :any OR (c.live = 0 AND c.state_since_ms < :closed)) LIMIT :limit)"
)

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


def tidy_decisions(db: apsw.Connection, now_ms: int, limit: int) -> None:
    """Delete up to `limit` explanations that are out of date."""
    bounds = {"closed": now_ms - CLOSED_KEPT_MS, "any": now_ms - KEPT_MS}
    db.execute(OLD, bounds | {"looked_at": LOOKED_AT * limit, "limit": limit})
