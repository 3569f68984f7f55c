"""Sets and clears deadlines."""

from cordboard.app.ports import Tx
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id

SECOND_MS = 1000
AFTER_MS = 1
"""What may be done at the very deadline is over one millisecond later."""


def set_deadline(tx: Tx, kind: DeadlineKind, subject: str, due_at_ms: int) -> None:
    """Make something due, replacing what was due of this kind for this subject."""
    tx.put(Deadline(id=deadline_id(kind, subject), kind=kind, subject=subject, due_at_ms=due_at_ms))


def set_in(tx: Tx, kind: DeadlineKind, subject: str, seconds: int) -> None:
    """Make something due so many seconds from now."""
    set_deadline(tx, kind, subject, tx.now_ms + seconds * SECOND_MS)


def clear(tx: Tx, kind: DeadlineKind, subject: str) -> None:
    """Forget it; nothing due is no error."""
    tx.drop(Deadline, deadline_id(kind, subject))
