"""Writes batches: one transaction, one sync, a savepoint for each source; numbers streams, alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import apsw
import msgspec

from cordboard.app.engine import (
    Answered,
    Appended,
    DraftSave,
    Earlier,
    Entry,
    Marked,
    MarkSave,
    Message,
    News,
    PresenceLine,
    Recheck,
    Said,
    Writes,
    Written,
)
from cordboard.app.ports import Answer, Value
from cordboard.app.routing_story import Wait
from cordboard.app.seams import Deed
from cordboard.core import events
from cordboard.core.conversation import Conversation
from cordboard.core.draft import MESSAGE, Draft
from cordboard.core.errors import Refusal
from cordboard.core.explanation import Explained
from cordboard.core.ids import QueueId
from cordboard.core.marks import Marks
from cordboard.store import decisions, presence_changes
from cordboard.store.accounts import SqliteAccounts
from cordboard.store.chores import tidy
from cordboard.store.closed import SqliteClosedWork
from cordboard.store.closed_index import SqliteClosedIndex
from cordboard.store.drafts import Drafts
from cordboard.store.histories import earlier, queues_visited
from cordboard.store.marks import TranscriptMarks
from cordboard.store.preferences import SqlitePreferences
from cordboard.store.rows import CONVERSATION, ROWS, conversation_of
from cordboard.store.streams import Streams
from cordboard.store.transcripts import Transcripts

INSERT_FACT = "INSERT INTO fact (at_ms, body) VALUES (?, ?)"
INSERT_AUDIT = "INSERT INTO audit (at_ms, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)"
INSERT_ANSWER = "INSERT INTO answered (actor, command_id, fingerprint, answer, at_ms) VALUES (?, ?, ?, ?, ?)"
INSERT_DECISION = "INSERT INTO decision (subject, at_ms, body) VALUES (?, ?, ?)"
SELECT_ANSWER = "SELECT fingerprint, answer, at_ms FROM answered WHERE actor = ? AND command_id = ?"
FILL_PROBE = "INSERT INTO probe (id, n) VALUES (1, zeroblob(?)) ON CONFLICT (id) DO UPDATE SET n = excluded.n"
PROBE_BYTES = 256 * 1024
_encode = msgspec.json.Encoder().encode


class TransactionLost(Exception):
    """SQLite has undone the open transaction by itself; the batch can't be committed any more."""


class SqliteJournal:
    """The journal on one SQLite file."""

    def __init__(self, connect: Callable[[], apsw.Connection]) -> None:
        self._connect = connect
        self._rounds = decisions.DecisionRounds()
        self._use(connect())

    def _use(self, db: apsw.Connection) -> None:
        self._db = db
        self._streams = Streams(db)
        self._drafts = Drafts(db)
        self._transcripts = Transcripts(db, self._streams, self._drafts)
        self._marks = TranscriptMarks(db, self._streams)
        self._untouched = False
        """Whether the open transaction is still empty."""

    def close(self) -> None:
        """Close the file; an open transaction is rolled back."""
        self._db.close()

    def begin(self) -> None:
        """Open the batch's transaction."""
        self._streams.begin()
        self._db.execute("BEGIN IMMEDIATE")
        self._untouched = True

    def commit(self) -> None:
        """Make the batch durable."""
        self._db.execute("COMMIT")

    def abandon(self) -> None:
        """Throw the open transaction and the connection away and connect anew."""
        self._db.close(True)
        self._use(self._connect())

    def probe(self) -> None:
        """Write as much as a batch may need, durably, and free it again: a full disk fails this too."""
        self._db.execute(FILL_PROBE, (PROBE_BYTES,))
        self._db.execute("UPDATE probe SET n = 0")

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
            return self._transcripts.append(messages, now_ms)

    def save_drafts(self, drafts: Sequence[DraftSave], now_ms: int) -> list[int | Refusal]:
        """Keep drafts; return their new versions, 0 for a deleted one."""
        with self._savepoint():
            return [self._drafts.save(draft, now_ms) for draft in drafts]

    def mark(self, saves: Sequence[MarkSave]) -> list[Marked]:
        """Keep marks, each guarded by its conversation's row; return those that have grown."""
        with self._savepoint():
            return self._marks.save(saves)

    def load(self) -> Iterable[Value]:
        """Return every live value."""
        for row_of in ROWS.values():
            for row in self._db.execute(row_of.select_live):
                yield row_of.from_row(row)

    def wakes(self) -> list[str]:
        """Return the conversations whose customers wrote while they were parked."""
        return [row[0] for row in self._db.execute("SELECT conversation_id FROM wake ORDER BY at_ms")]

    def facts(self) -> int:
        """Return the number of the last fact, 0 before the first."""
        return int(next(self._db.execute("SELECT coalesce(max(seq), 0) FROM fact"))[0])

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

    def queues_visited(self, visitor_id: str) -> list[QueueId]:
        """Return the queues in which the visitor's latest conversations have been."""
        return queues_visited(self._db, visitor_id)

    def head(self, stream: str) -> int:
        """Return the number of the stream's last entry, 0 for none."""
        return self._streams.head(stream)

    def entries(self, stream: str, *, after: int, limit: int) -> list[Entry]:
        """Return committed entries in order."""
        return self._streams.after(stream, after, limit)

    def latest(self, stream: str, *, before: int | None, limit: int) -> list[Entry]:
        """Return the last committed entries before a number, oldest first."""
        return self._streams.latest(stream, before, limit)

    def message(self, author: str, client_id: str) -> Written | None:
        """Return where a message stands, in whichever conversation; None where it was never written."""
        return self._streams.written_anywhere(author, client_id)

    def draft(self, agent_id: str, conversation_id: str, field: str = MESSAGE) -> Draft | None:
        """Return what the agent has typed."""
        return self._drafts.find(agent_id, conversation_id, field)

    def marks(self, conversation_id: str) -> Marks:
        """Return up to where each side has a transcript."""
        return self._marks.find(conversation_id)

    def count_messages(self, stream: str, author: str, *, after: int, before: int, limit: int) -> int:
        """Count an author's messages between two numbers, up to a limit."""
        return self._streams.count(stream, author, after=after, before=before, limit=limit)

    def earlier(self, visitor_id: str, *, but: str, before: Conversation | None, limit: int) -> list[Earlier]:
        """Return a visitor's ended conversations but one, the newest first, or those older than another."""
        return earlier(self._db, visitor_id, but=but, before=before, limit=limit)

    def explanations(
        self, subjects: Sequence[str], *, since_ms: int, until_ms: int, limit: int
    ) -> list[Explained]:
        """Return the newest explanations of subjects from `since_ms` until before `until_ms`, newest last."""
        return decisions.explanations(self._db, subjects, since_ms=since_ms, until_ms=until_ms, limit=limit)

    def waits(self, conversation_id: str, *, limit: int) -> list[Wait]:
        """Return the latest times for which a conversation waited in a queue, the newest last."""
        return decisions.waits(self._db, conversation_id, limit=limit)

    def presence_history(self, agent_id: str, *, before: int | None, limit: int) -> list[PresenceLine]:
        """Return an agent's last changes of presence before a number, the newest first."""
        return presence_changes.history(self._db, agent_id, before=before, limit=limit)

    def perform(self, deed: Deed, now_ms: int) -> object:
        """Do a deed in a savepoint of its own; return what it returned."""
        with self._savepoint():
            return deed(self, now_ms)

    @property
    def accounts(self) -> SqliteAccounts:
        """Passwords and sign-ins."""
        return SqliteAccounts(self._db)

    @property
    def preferences(self) -> SqlitePreferences:
        """What people have set for themselves."""
        return SqlitePreferences(self._db)

    @property
    def closed(self) -> SqliteClosedWork:
        """Closed conversations, as lists show them."""
        return SqliteClosedWork(self._db)

    @property
    def closed_index(self) -> SqliteClosedIndex:
        """The index of their words."""
        return SqliteClosedIndex(self._db)

    def tidy(self, now_ms: int, limit: int) -> int:
        """Delete up to `limit` rows that nobody can ask for any more; return how many there were."""
        return tidy(self._db, now_ms, limit, self._rounds)

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        """Undo what fails, in the file and in the numbers kept of it.

        The batch's first source needs no savepoint, which would copy every page that it changes: before it
        the transaction is empty. A full or failing disk may undo the whole transaction; what comes after must
        not be written alone.
        """
        if not self._db.in_transaction:
            raise TransactionLost("The batch's transaction was undone by an earlier failure.")
        first, self._untouched = self._untouched, False
        if not first:
            self._db.execute("SAVEPOINT source")
        try:
            yield
        except BaseException:
            self._streams.forget()
            if self._db.in_transaction:
                undo = "ROLLBACK; BEGIN IMMEDIATE" if first else "ROLLBACK TO source; RELEASE source"
                self._db.execute(undo)
                self._untouched = first
            raise
        if not first:
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
        for why in step.explained:
            execute(INSERT_DECISION, (why.subject, why.at_ms, _encode(why.explanation)))
        for change in step.presence_changes:
            execute(presence_changes.INSERT, presence_changes.to_row(change))
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
        return self._streams.append(
            said.stream,
            _encode(said.body),
            now_ms,
            author=said.author or None,
            client_id=said.client_id or None,
        )
