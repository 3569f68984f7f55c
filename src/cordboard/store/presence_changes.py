"""Keeps every change of the presence that agents show: written with what changed it, never changed, kept."""

import apsw

from cordboard.app.engine import PresenceLine
from cordboard.core.ids import AgentId, PresenceId
from cordboard.core.presence import BasePresence, Cause, PresenceChange

INSERT = (
    "INSERT INTO presence_change (agent_id, at_ms, presence_id, base, cause, actor, actor_name) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
SELECT = (
    "SELECT number, at_ms, presence_id, base, cause, actor, actor_name FROM presence_change "
    "WHERE agent_id = ? AND number < ? ORDER BY number DESC LIMIT ?"
)
NEWEST = 2**63 - 1


def to_row(change: PresenceChange) -> tuple[str | int, ...]:
    """Return the bindings of `INSERT`."""
    return (
        change.agent_id,
        change.at_ms,
        change.presence_id,
        change.base.value,
        change.cause.value,
        change.by,
        change.by_name,
    )


def history(db: apsw.Connection, agent_id: str, *, before: int | None, limit: int) -> list[PresenceLine]:
    """Return an agent's last changes of presence before a number, the newest first."""
    rows = db.execute(SELECT, (agent_id, NEWEST if before is None else before, limit))
    return [
        PresenceLine(
            n=number,
            change=PresenceChange(
                agent_id=AgentId(agent_id),
                at_ms=at_ms,
                presence_id=PresenceId(presence_id),
                base=BasePresence(base),
                cause=Cause(cause),
                by=actor,
                by_name=actor_name,
            ),
        )
        for number, at_ms, presence_id, base, cause, actor, actor_name in rows
    ]
