"""Writes batches: one transaction, one sync, a savepoint for each source; numbers streams, alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import apsw
import msgspec

from cordboard.app.engine import (
    Answered,
    Appended,
    DraftSave,
    Entry,
    Message,
    News,
    Recheck,
    Said,
    Writes,
)
from cordboard.app.entries import MessageBody
from cordboard.app.ports import Answer, Value
from cordboard.app.seams import Deed
from cordboard.core import events
from cordboard.core.conversation import CUSTOMER_WRITES, Conversation, State
from cordboard.core.draft import Draft, check_draft
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import AgentId, ConversationId
from cordboard.core.message import AuthorRole
from cordboard.store.accounts import SqliteAccounts
from cordboard.store.chores import tidy
from cordboard.store.rows import CONVERSATION, ROWS, conversation_of

HEADS_KEPT = 100_000
"""Stream numbers kept in memory; the table is the truth."""

INSERT_ENTRY = "INSERT INTO entry (stream, n, at_ms, author, client_id, body) VALUES (?, ?, ?, ?, ?, ?)"
SELECT_HEAD = "SELECT coalesce(max(n), 0) FROM entry WHERE stream = ?"
SELECT_GUARD = "SELECT state, visitor_id, agent_id FROM conversation WHERE id = ?"
SELECT_REPEATED = "SELECT n, body FROM entry WHERE stream = ? AND author = ? AND client_id = ?"
INSERT_WAKE = "INSERT OR IGNORE INTO wake (conversation_id, at_ms) VALUES (?, ?)"
INSERT_FACT = "INSERT INTO fact (at_ms, body) VALUES (?, ?)"
INSERT_AUDIT = "INSERT INTO audit (at_ms, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)"
INSERT_ANSWER = "INSERT INTO answered (actor, command_id, fingerprint, answer, at_ms) VALUES (?, ?, ?, ?, ?)"
SELECT_ANSWER = "SELECT fingerprint, answer, at_ms FROM answered WHERE actor = ? AND command_id = ?"
SELECT_ENTRIES = "SELECT n, at_ms, body FROM entry WHERE stream = ? AND n > ? ORDER BY n LIMIT ?"
SELECT_LATEST = "SELECT n, at_ms, body FROM entry WHERE stream = ? AND n < ? ORDER BY n DESC LIMIT ?"
SELECT_DRAFT = "SELECT text, version, saved_at_ms FROM draft WHERE agent_id = ? AND conversation_id = ?"
DELETE_DRAFT = "DELETE FROM draft WHERE agent_id = ? AND conversation_id = ?"
UPSERT_DRAFT = (
    "INSERT INTO draft (agent_id, conversation_id, text, version, saved_at_ms) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (agent_id, conversation_id) DO UPDATE SET text = excluded.text, "
    "version = excluded.version, saved_at_ms = excluded.saved_at_ms"
)

TAKEN = frozenset(state.value for state in CUSTOMER_WRITES)
LAST = 2**62
"""Over any number of an entry."""

_encode = msgspec.json.Encoder().encode
Guard = tuple[str, str, str | None]
_CLOSED = Refusal(Code.CLOSED, "The conversation has ended; write again to start a new one.")
_NOT_FOUND = Refusal(Code.NOT_FOUND, "There is no such conversation.")
_NOT_YOURS = Refusal(Code.NOT_YOURS, "Another agent owns the conversation.")
_WRONG_STATE = Refusal(Code.WRONG_STATE, "Messages go to active conversations; open it again first.")
_ID_REUSED = Refusal(Code.ID_REUSED, "This message id came before with another text.")


class SqliteJournal:
    """The journal on one SQLite file."""

    def __init__(self, connect: Callable[[], apsw.Connection]) -> None:
        self._connect = connect
        self._db = connect()
        self._heads: dict[str, int] = {}

    def close(self) -> None:
        """Close the file; an open transaction is rolled back."""
        self._db.close()

    def begin(self) -> None:
        """Open the batch's transaction."""
        if len(self._heads) > HEADS_KEPT:
            self._heads.clear()
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the batch durable."""
        self._db.execute("COMMIT")

    def abandon(self) -> None:
        """Throw the open transaction and the connection away and connect anew."""
        self._heads.clear()
        self._db.close(True)
        self._db = self._connect()

    def probe(self) -> None:
        """Write something small and durable."""
        self._db.execute("INSERT INTO probe (id, n) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = n + 1")

    def write(self, steps: Sequence[Writes]) -> list[News]:
        """Write what commands changed; return their entries, numbered."""
        with self._savepoint():
            news: list[News] = []
            for step in steps:
                news.extend(self._write(step))
            return news

    def append(self, messages: Sequence[Message], now_ms: int) -> list[Appended | Refusal]:
        """Append messages, each guarded by its conversation's state on disk."""
        with self._savepoint():
            guards: dict[str, Guard | None] = {}
            return [self._append(message, guards, now_ms) for message in messages]

    def save_drafts(self, drafts: Sequence[DraftSave], now_ms: int) -> list[int | Refusal]:
        """Keep drafts; return their new versions, 0 for a deleted one."""
        with self._savepoint():
            return [self._save_draft(draft, now_ms) for draft in drafts]

    def load(self) -> Iterable[Value]:
        """Return every live value."""
        for row_of in ROWS.values():
            for row in self._db.execute(row_of.select_live):
                yield row_of.from_row(row)

    def wakes(self) -> list[str]:
        """Return the conversations whose customers wrote while they were parked."""
        return [row[0] for row in self._db.execute("SELECT conversation_id FROM wake ORDER BY at_ms")]

    def answered(self, actor: str, command_id: str) -> Answered | None:
        """Return the remembered answer of a committed command."""
        for fingerprint, answer, at_ms in self._db.execute(SELECT_ANSWER, (actor, command_id)):
            return Answered(
                actor=actor,
                command_id=command_id,
                fingerprint=fingerprint,
                answer=msgspec.json.decode(answer, type=Answer),
                at_ms=at_ms,
            )
        return None

    def recall(self, conversation_id: str) -> Conversation | None:
        """Return a conversation as it stands on disk."""
        for row in self._db.execute(CONVERSATION.select_one, (conversation_id,)):
            return conversation_of(row)
        return None

    def head(self, stream: str) -> int:
        """Return the number of the stream's last entry, 0 for none."""
        known = self._heads.get(stream)
        if known is None:
            known = int(self._db.execute(SELECT_HEAD, (stream,)).get)
            self._heads[stream] = known
        return known

    def entries(self, stream: str, *, after: int, limit: int) -> list[Entry]:
        """Return committed entries in order."""
        rows = self._db.execute(SELECT_ENTRIES, (stream, after, limit))
        return [Entry(stream, n, at_ms, body) for n, at_ms, body in rows]

    def latest(self, stream: str, *, before: int | None, limit: int) -> list[Entry]:
        """Return the last committed entries before a number, oldest first."""
        rows = self._db.execute(SELECT_LATEST, (stream, LAST if before is None else before, limit))
        return [Entry(stream, n, at_ms, body) for n, at_ms, body in rows][::-1]

    def draft(self, agent_id: str, conversation_id: str) -> Draft | None:
        """Return what the agent has typed."""
        for text, version, saved_at_ms in self._db.execute(SELECT_DRAFT, (agent_id, conversation_id)):
            return Draft(
                agent_id=AgentId(agent_id),
                conversation_id=ConversationId(conversation_id),
                text=text,
                version=version,
                saved_at_ms=saved_at_ms,
            )
        return None

    def perform(self, deed: Deed, now_ms: int) -> object:
        """Do a deed in a savepoint of its own; return what it returned."""
        with self._savepoint():
            return deed(self, now_ms)

    @property
    def accounts(self) -> SqliteAccounts:
        """Passwords and sign-ins."""
        return SqliteAccounts(self._db)

    def tidy(self, now_ms: int, limit: int) -> int:
        """Delete up to `limit` rows that nobody can ask for any more; return how many there were."""
        return tidy(self._db, now_ms, limit)

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        """Undo what fails, in the file and in the numbers kept of it."""
        self._db.execute("SAVEPOINT source")
        try:
            yield
        except BaseException:
            self._heads.clear()
            self._db.execute("ROLLBACK TO source")
            self._db.execute("RELEASE source")
            raise
        self._db.execute("RELEASE source")

    def _write(self, step: Writes) -> list[News]:
        execute = self._db.execute
        for value in step.live:
            row_of = ROWS[type(value)]
            execute(row_of.upsert, row_of.to_row(value, live=True))
        for value in step.ended:
            row_of = ROWS[type(value)]
            execute(row_of.upsert, row_of.to_row(value, live=False))
        for kind, identity in step.dropped:
            execute(ROWS[kind].delete, (identity,))
        for fact in step.facts:
            execute(INSERT_FACT, (step.at_ms, events.encode(fact)))
        for audit in step.audits:
            execute(INSERT_AUDIT, (audit.at_ms, audit.actor, audit.action, audit.subject, audit.detail))
        for conversation_id in step.heard:
            execute("DELETE FROM wake WHERE conversation_id = ?", (conversation_id,))
        if step.answered is not None:
            done = step.answered
            answer = _encode(done.answer)
            execute(INSERT_ANSWER, (done.actor, done.command_id, done.fingerprint, answer, done.at_ms))
        return [self._number(said, step.at_ms) for said in step.said]

    def _number(self, said: Said | Recheck, now_ms: int) -> News:
        if isinstance(said, Recheck):
            return said
        author = said.author or None
        return self._insert(said.stream, author, said.client_id or None, _encode(said.body), now_ms)

    def _insert(
        self, stream: str, author: str | None, client_id: str | None, body: bytes, now_ms: int
    ) -> Entry:
        """Give the entry the next number; kept in memory only once the row is in."""
        n = self.head(stream) + 1
        self._db.execute(INSERT_ENTRY, (stream, n, now_ms, author, client_id, body))
        self._heads[stream] = n
        return Entry(stream, n, now_ms, body)

    def _append(self, message: Message, guards: dict[str, Guard | None], now_ms: int) -> Appended | Refusal:
        identity = message.conversation_id
        stream = f"conversation:{identity}"
        if identity not in guards:
            guards[identity] = self._db.execute(SELECT_GUARD, (identity,)).fetchone()
        refusal = _guard(message, guards[identity])
        body = _encode(MessageBody(author=message.author, client_id=message.client_id, text=message.text))
        if refusal is not None:
            return self._repeated(stream, message) or refusal
        try:
            entry = self._insert(stream, message.author.id, message.client_id, body, now_ms)
        except apsw.ConstraintError:
            repeated = self._repeated(stream, message)
            assert repeated is not None, "only a repetition can violate a constraint"
            return repeated
        return self._appended(message, entry, guards[identity], now_ms)

    def _appended(self, message: Message, entry: Entry, guard: Guard | None, now_ms: int) -> Appended:
        """Do what belongs to a message's transaction: the agent's draft goes, a parked conversation wakes."""
        if message.author.role is AuthorRole.AGENT:
            self._db.execute(DELETE_DRAFT, (message.author.id, message.conversation_id))
            return Appended(n=entry.n, entry=entry)
        wakes = guard is not None and guard[0] == State.WAITING.value
        if wakes:
            self._db.execute(INSERT_WAKE, (message.conversation_id, now_ms))
        return Appended(n=entry.n, entry=entry, wakes=wakes)

    def _repeated(self, stream: str, message: Message) -> Appended | Refusal | None:
        """Return the first answer to a message that is there already, whatever its conversation's state."""
        row = self._db.execute(SELECT_REPEATED, (stream, message.author.id, message.client_id)).fetchone()
        if row is None:
            return None
        n, body = row
        if msgspec.json.decode(body, type=MessageBody).text != message.text:
            return _ID_REUSED
        return Appended(n=n, entry=None)

    def _save_draft(self, draft: DraftSave, now_ms: int) -> int | Refusal:
        key = (draft.agent_id, draft.conversation_id)
        try:
            check_draft(draft.text)
        except Refusal as refusal:
            return refusal
        kept = self.draft(*key)
        version = kept.version if kept is not None else 0
        if version != draft.version:
            return Refusal(Code.STALE_DRAFT, "The draft was changed elsewhere; read it again.")
        if not draft.text:
            self._db.execute(DELETE_DRAFT, key)
            return 0
        self._db.execute(UPSERT_DRAFT, (*key, draft.text, version + 1, now_ms))
        return version + 1


def _guard(message: Message, guard: Guard | None) -> Refusal | None:
    """Say why the conversation, as it stands on disk, does not take this message; None if it does."""
    if guard is None:
        return _NOT_FOUND
    state, visitor_id, agent_id = guard
    if message.author.role is AuthorRole.CUSTOMER:
        if visitor_id != message.author.id:
            return _NOT_FOUND
        return None if state in TAKEN else _CLOSED
    if agent_id != message.author.id:
        return _NOT_YOURS
    if state == State.ACCEPTED.value:
        return None
    return _CLOSED if state == State.CLOSED.value else _WRONG_STATE
