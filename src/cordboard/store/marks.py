"""Keeps up to where each side has a transcript: marks only grow, and never beyond what is written."""

from collections.abc import Sequence

import apsw

from cordboard.app.engine import Marked, MarkSave
from cordboard.core.marks import Marks, later, said_by
from cordboard.core.message import AuthorRole
from cordboard.store.streams import Streams

SELECT = "SELECT customer_delivered, customer_read, agent_read FROM mark WHERE conversation_id = ?"
SELECT_GUARD = "SELECT visitor_id, agent_id FROM conversation WHERE id = ?"
UPSERT = (
    "INSERT INTO mark (conversation_id, customer_delivered, customer_read, agent_read) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (conversation_id) DO UPDATE SET customer_delivered = excluded.customer_delivered, "
    "customer_read = excluded.customer_read, agent_read = excluded.agent_read"
)


class TranscriptMarks:
    """The marks on one connection."""

    def __init__(self, db: apsw.Connection, streams: Streams) -> None:
        self._db = db
        self._streams = streams

    def find(self, conversation_id: str) -> Marks:
        """Return a conversation's marks; one without any has them at nothing."""
        for delivered, read, agent_read in self._db.execute(SELECT, (conversation_id,)):
            return Marks(customer_delivered=delivered, customer_read=read, agent_read=agent_read)
        return Marks()

    def save(self, saves: Sequence[MarkSave]) -> list[Marked]:
        """Keep the later of what was known and what is said; return the conversations whose marks grew."""
        grown: dict[str, Marks] = {}
        for save in saves:
            if not self._is_theirs(save):
                continue
            head = self._streams.head(f"conversation:{save.conversation_id}")
            said = said_by(save.role, delivered=save.delivered, read=save.read, head=head)
            known = grown.get(save.conversation_id) or self.find(save.conversation_id)
            marks = later(known, said)
            if marks != known:
                grown[save.conversation_id] = marks
        for identity, marks in grown.items():
            row = (identity, marks.customer_delivered, marks.customer_read, marks.agent_read)
            self._db.execute(UPSERT, row)
        return [Marked(conversation_id=identity, marks=marks) for identity, marks in grown.items()]

    def _is_theirs(self, save: MarkSave) -> bool:
        """Whether the conversation exists and is this customer's, or this agent's at the moment."""
        for visitor_id, agent_id in self._db.execute(SELECT_GUARD, (save.conversation_id,)):
            theirs: str | None = visitor_id if save.role is AuthorRole.CUSTOMER else agent_id
            return save.author_id == theirs
        return False
