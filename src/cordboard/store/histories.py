"""Finds a visitor's conversations that have ended, with who had them last."""

import apsw

from cordboard.app.engine import Earlier
from cordboard.core.conversation import ENDED

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
    f"WHERE c.visitor_id = ? AND c.id <> ? AND c.state IN ({STATES}) "
    "ORDER BY c.created_at_ms DESC, c.id DESC LIMIT ?"
)


def earlier(db: apsw.Connection, visitor_id: str, *, but: str, limit: int) -> list[Earlier]:
    """Return the visitor's conversations that have ended, the newest first, without one."""
    return [
        Earlier(
            id=identity,
            workstream_name=workstream_name,
            agent_name=agent_name,
            created_at_ms=created_at_ms,
            ended_at_ms=ended_at_ms,
            closed_by=closed_by,
            readable=True,
        )
        for identity, workstream_name, agent_name, created_at_ms, ended_at_ms, closed_by in db.execute(
            SELECT, (visitor_id, but, limit)
        )
    ]
