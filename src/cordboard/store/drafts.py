"""Keeps what agents have typed and not sent: compare and set by version (mission decision 10).

A deleted draft's row stays without its text for as long as the conversation goes on, so that no version comes
twice: a page that still has the old one can't write over a new draft.
"""

import apsw

from cordboard.app.engine import DraftSave
from cordboard.core.draft import Draft, check_draft
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import AgentId, ConversationId

SELECT = (
    "SELECT text, version, saved_at_ms, client_id FROM draft "
    "WHERE agent_id = ? AND conversation_id = ? AND field = ?"
)
EMPTY = (
    "UPDATE draft SET text = '', version = version + 1, client_id = '' "
    "WHERE agent_id = ? AND conversation_id = ? AND field = ? AND text <> ''"
)
UPSERT = (
    "INSERT INTO draft (agent_id, conversation_id, field, text, version, saved_at_ms, client_id) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agent_id, conversation_id, field) DO UPDATE SET "
    "text = excluded.text, version = excluded.version, saved_at_ms = excluded.saved_at_ms, "
    "client_id = excluded.client_id"
)
_STALE = Refusal(Code.STALE_DRAFT, "The draft was changed elsewhere; read it again.")


class Drafts:
    """The drafts on one connection."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def find(self, agent_id: str, conversation_id: str, field: str) -> Draft | None:
        """Return what the agent has typed."""
        for text, version, saved_at_ms, _ in self._db.execute(SELECT, (agent_id, conversation_id, field)):
            if not text:
                return None
            return Draft(
                agent_id=AgentId(agent_id),
                conversation_id=ConversationId(conversation_id),
                field=field,
                text=text,
                version=version,
                saved_at_ms=saved_at_ms,
            )
        return None

    def save(self, draft: DraftSave, now_ms: int) -> int | Refusal:
        """Keep a draft over the version that it was typed over; return the new one, 0 for a deleted draft.

        The same save again, by its client's id, gets its first answer.
        """
        try:
            check_draft(draft.field, draft.text)
        except Refusal as refusal:
            return refusal
        key = (draft.agent_id, draft.conversation_id, draft.field)
        row = self._db.execute(SELECT, key).fetchone()
        text, version, _, client_id = row if row is not None else ("", 0, 0, "")
        if client_id and client_id == draft.client_id and text == draft.text:
            return version if text else 0
        if draft.version != (version if text else 0):
            return _STALE
        if not text and not draft.text:
            return 0
        self._db.execute(UPSERT, (*key, draft.text, version + 1, now_ms, draft.client_id))
        return version + 1 if draft.text else 0

    def delete(self, agent_id: str, conversation_id: str, field: str) -> None:
        """Forget a draft's text; none is no error."""
        self._db.execute(EMPTY, (agent_id, conversation_id, field))
