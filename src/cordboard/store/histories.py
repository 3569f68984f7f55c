"""Finds a visitor's conversations that have ended, with who had them last, and where they have been."""

import apsw

from cordboard.app.engine import Earlier
from cordboard.core.conversation import ENDED, ClosedBy, Conversation
from cordboard.core.ids import QueueId

STATES = ", ".join(f"'{state.value}'" for state in sorted(ENDED))
# The end of the talk is where wrap-up began; what nobody accepted was closed without one.
ENDED_AT = (
    "coalesce((SELECT s.wrap_up_at_ms FROM queue_segment s WHERE s.conversation_id = c.id "
    "ORDER BY s.entered_at_ms DESC, s.rowid DESC LIMIT 1), c.state_since_ms)"
)
AGENT = (
    "(SELECT g.name FROM assignment a JOIN agent g ON g.id = a.agent_id WHERE a.conversation_id = c.id "
    "AND a.accepted_at_ms IS NOT NULL ORDER BY a.accepted_at_ms DESC, a.rowid DESC LIMIT 1)"
)
SELECT = (
    f"SELECT c.id, coalesce(w.name, ''), {AGENT}, c.created_at_ms, {ENDED_AT}, c.closed_by "
    "FROM conversation c LEFT JOIN workstream w ON w.id = c.workstream_id "
    f"WHERE c.visitor_id = ? AND c.id <> ? AND c.state IN ({STATES}) AND (c.created_at_ms, c.id) < (?, ?) "
    "ORDER BY c.created_at_ms DESC, c.id DESC LIMIT ?"
)
END_OF_TIME = (2**63 - 1, "")

CONVERSATIONS_LOOKED_AT = 1_000
"""Of one visitor, the latest: far more than anybody but an attacker begins."""
SELECT_VISITED = (
    "SELECT DISTINCT s.queue_id FROM (SELECT id FROM conversation WHERE visitor_id = ? "
    "ORDER BY created_at_ms DESC LIMIT ?) c JOIN queue_segment s ON s.conversation_id = c.id ORDER BY 1"
)


def queues_visited(db: apsw.Connection, visitor_id: str) -> list[QueueId]:
    """Return the queues in which the visitor's latest conversations have been."""
    rows = db.execute(SELECT_VISITED, (visitor_id, CONVERSATIONS_LOOKED_AT))
    return [QueueId(str(row[0])) for row in rows]


def earlier(
    db: apsw.Connection, visitor_id: str, *, but: str, before: Conversation | None, limit: int
) -> list[Earlier]:
    """Return the visitor's ended conversations but one, the newest first, or those older than another."""
    start = END_OF_TIME if before is None else (before.created_at_ms, before.id)
    return [
        Earlier(
            id=identity,
            workstream_name=workstream_name,
            agent_name=agent_name,
            created_at_ms=created_at_ms,
            ended_at_ms=ended_at_ms,
            closed_by=None if closed_by is None else ClosedBy(closed_by),
            readable=True,
        )
        for identity, workstream_name, agent_name, created_at_ms, ended_at_ms, closed_by in db.execute(
            SELECT, (visitor_id, but, *start, limit)
        )
    ]
