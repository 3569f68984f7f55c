"""Appends messages to their conversations, each guarded by its conversation's row on disk."""

from collections.abc import Sequence

import apsw
import msgspec

from cordboard.app.engine import Appended, Entry, Message
from cordboard.app.entries import MessageBody
from cordboard.core.conversation import CUSTOMER_WRITES, State
from cordboard.core.draft import MESSAGE
from cordboard.core.errors import Code, Refusal
from cordboard.core.message import AuthorRole
from cordboard.store.drafts import Drafts
from cordboard.store.streams import Streams

SELECT_GUARD = "SELECT state, visitor_id, agent_id, unseen FROM conversation WHERE id = ?"
INSERT_WAKE = "INSERT OR IGNORE INTO wake (conversation_id, at_ms) VALUES (?, ?)"
TAKEN = frozenset(state.value for state in CUSTOMER_WRITES)

Guard = tuple[str, str, str | None, int]
"""State, visitor and owner of a conversation, and whether the owner has yet to look at it."""

_encode = msgspec.json.Encoder().encode
_CLOSED = Refusal(Code.CLOSED, "The conversation has ended; write again to start a new one.")
_NOT_FOUND = Refusal(Code.NOT_FOUND, "There is no such conversation.")
_NOT_YOURS = Refusal(Code.NOT_YOURS, "Another agent owns the conversation.")
_WRONG_STATE = Refusal(Code.WRONG_STATE, "Messages go to active conversations; open it again first.")
_ID_REUSED = Refusal(Code.ID_REUSED, "This message id came before with another text.")


class Transcripts:
    """The conversations' messages on one connection."""

    def __init__(self, db: apsw.Connection, streams: Streams, drafts: Drafts) -> None:
        self._db = db
        self._streams = streams
        self._drafts = drafts

    def append(self, messages: Sequence[Message], now_ms: int) -> list[Appended | Refusal]:
        """Append messages in their order; each gets its own answer."""
        guards: dict[str, Guard | None] = {}
        return [self._append(message, guards, now_ms) for message in messages]

    def _append(self, message: Message, guards: dict[str, Guard | None], now_ms: int) -> Appended | Refusal:
        identity = message.conversation_id
        if identity not in guards:
            guards[identity] = self._db.execute(SELECT_GUARD, (identity,)).fetchone()
        guard = guards[identity]
        refusal = _refused(message, guard)
        if refusal is not None:
            return self._repeated(message) or refusal
        try:
            entry = self._insert(message, now_ms)
        except apsw.ConstraintError:
            repeated = self._repeated(message)
            assert repeated is not None, "only a repetition can violate a constraint"
            return repeated
        return self._appended(message, entry, guard, now_ms)

    def _insert(self, message: Message, now_ms: int) -> Entry:
        body = MessageBody(author=message.author, client_id=message.client_id, text=message.text)
        return self._streams.append(
            f"conversation:{message.conversation_id}",
            _encode(body),
            now_ms,
            author=message.author.id,
            client_id=message.client_id,
        )

    def _appended(self, message: Message, entry: Entry, guard: Guard | None, now_ms: int) -> Appended:
        """Do what belongs to a message's transaction: the agent's draft goes, the floor is to hear of it.

        It must where a customer writes into a parked conversation, and where an agent writes into one that
        was assigned by itself and so has looked at it.
        """
        assert guard is not None, "nothing is written where there is no conversation"
        wakes = guard[0] == State.WAITING.value
        if message.author.role is AuthorRole.AGENT:
            self._drafts.delete(message.author.id, message.conversation_id, MESSAGE)
            wakes = bool(guard[3])
        if wakes:
            self._db.execute(INSERT_WAKE, (message.conversation_id, now_ms))
        return Appended(n=entry.n, entry=entry, wakes=wakes)

    def _repeated(self, message: Message) -> Appended | Refusal | None:
        """Return the first answer to a message that is there already, whatever its conversation's state."""
        stream = f"conversation:{message.conversation_id}"
        written = self._streams.written(stream, message.author.id, message.client_id)
        if written is None:
            return None
        return Appended(n=written.n, entry=None) if written.text == message.text else _ID_REUSED


def _refused(message: Message, guard: Guard | None) -> Refusal | None:
    """Say why the conversation, as it stands on disk, does not take this message; None if it does."""
    if guard is None:
        return _NOT_FOUND
    state, visitor_id, agent_id, _ = guard
    if message.author.role is AuthorRole.CUSTOMER:
        if visitor_id != message.author.id:
            return _NOT_FOUND
        return None if state in TAKEN else _CLOSED
    if agent_id != message.author.id:
        return _NOT_YOURS
    if state == State.ACCEPTED.value:
        return None
    return _CLOSED if state == State.CLOSED.value else _WRONG_STATE
