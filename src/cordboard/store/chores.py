"""Deletes what nobody can ask for any more, a few rows at a time, so that no batch is held up by it."""

import apsw

from cordboard.core.draft import KEPT_AFTER_END_S
from cordboard.store.decisions import DecisionRounds

DAY_MS = 86_400_000
ANSWERS_KEPT_MS = 7 * DAY_MS
"""Repetitions of older commands are refused by the ids' own time."""
ENTRIES_KEPT = 2_000
"""Of a stream that is no transcript: twice what a reader may have missed before it takes a snapshot."""

OLD_ANSWERS = (
    "DELETE FROM answered WHERE (actor, command_id) IN "
    "(SELECT actor, command_id FROM answered WHERE at_ms < ? ORDER BY at_ms LIMIT ?)"
)
LEFT_DRAFTS = (
    "(agent_id, conversation_id, field) IN (SELECT d.agent_id, d.conversation_id, d.field FROM draft d "
    "LEFT JOIN conversation c ON c.id = d.conversation_id "
    "WHERE c.agent_id IS NOT d.agent_id AND {these} AND d.saved_at_ms < ?1 AND NOT EXISTS "
    "(SELECT 1 FROM workspace_session s WHERE s.conversation_id = d.conversation_id "
    "AND s.agent_id = d.agent_id AND s.closed_at_ms >= ?1) LIMIT ?2)"
)
"""Of conversations that were no longer their agent's by a time, which is when the session was closed."""
EMPTY_DRAFTS = (
    "UPDATE draft SET text = '', version = version + 1, client_id = '' WHERE "
    + LEFT_DRAFTS.format(these="c.live = 1 AND d.text <> ''")
)
"""The agent may get the conversation again; then no version may come twice."""
OLD_DRAFTS = "DELETE FROM draft WHERE " + LEFT_DRAFTS.format(these="coalesce(c.live, 0) = 0")
LONG_STREAMS = (
    "SELECT stream, max(n) FROM entry WHERE stream IN (SELECT id FROM stream WHERE name >= ? AND name < ?) "
    "GROUP BY stream HAVING count(*) > ?"
)
OLD_ENTRIES = "DELETE FROM entry WHERE seq IN (SELECT seq FROM entry WHERE stream = ? AND n <= ? LIMIT ?)"
STATE_STREAMS = ("agent:", "floor:", "queue:")


def tidy(db: apsw.Connection, now_ms: int, limit: int, decisions: DecisionRounds) -> int:
    """Delete up to `limit` rows of each kind, of explanations more; return how many went."""
    before = db.total_changes()
    db.execute(OLD_ANSWERS, (now_ms - ANSWERS_KEPT_MS, limit))
    for statement in (EMPTY_DRAFTS, OLD_DRAFTS):
        db.execute(statement, (now_ms - KEPT_AFTER_END_S * 1000, limit))
    decisions.tidy(db, now_ms, limit)
    for prefix in STATE_STREAMS:
        after_prefix = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        for stream, head in list(db.execute(LONG_STREAMS, (prefix, after_prefix, ENTRIES_KEPT + limit))):
            db.execute(OLD_ENTRIES, (stream, head - ENTRIES_KEPT, limit))
    return db.total_changes() - before
