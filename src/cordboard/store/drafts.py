"""Keeps what agents have typed and not sent: compare and set by version (mission decision 10)."""

import apsw

from cordboard.app.engine import DraftSave
from cordboard.core.draft import Draft, check_draft
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import AgentId, ConversationId

SELECT = "SELECT text, version, saved_at_ms FROM draft WHERE agent_id = ? AND conversation_id = ?"
DELETE = "DELETE FROM draft WHERE agent_id = ? AND conversation_id = ?"
UPSERT = (
    "INSERT INTO draft (agent_id, conversation_id, text, version, saved_at_ms) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (agent_id, conversation_id) DO UPDATE SET text = excluded.text, "
    "version = excluded.version, saved_at_ms = excluded.saved_at_ms"
)
_STALE = Refusal(Code.STALE_DRAFT, "The draft was changed elsewhere; read it again.")


class Drafts:
    """The drafts on one connection."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def find(self, agent_id: str, conversation_id: str) -> Draft | None:
        """Return what the agent has typed."""
        for text, version, saved_at_ms in self._db.execute(SELECT, (agent_id, conversation_id)):
            return Draft(
                agent_id=AgentId(agent_id),
                conversation_id=ConversationId(conversation_id),
                text=text,
                version=version,
                saved_at_ms=saved_at_ms,
            )
        return None

    def save(self, draft: DraftSave, now_ms: int) -> int | Refusal:
        """Keep a draft over the version that it was typed over; return the new one, 0 for a deleted draft."""
        try:
            check_draft(draft.text)
        except Refusal as refusal:
            return refusal
        kept = self.find(draft.agent_id, draft.conversation_id)
        version = kept.version if kept is not None else 0
        if version != draft.version:
            return _STALE
        if not draft.text:
            self.delete(draft.agent_id, draft.conversation_id)
            return 0
        row = (draft.agent_id, draft.conversation_id, draft.text, version + 1, now_ms)
        self._db.execute(UPSERT, row)
        return version + 1

    def delete(self, agent_id: str, conversation_id: str) -> None:
        """Forget a draft; none is no error."""
        self._db.execute(DELETE, (agent_id, conversation_id))
