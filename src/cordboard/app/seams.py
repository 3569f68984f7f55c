"""Names the seams between floor, store, bus and doors; each room implements its side, `boot` joins them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from cordboard.app.accounts import Accounts, Preferences
from cordboard.app.closed_work import ClosedIndex, ClosedWork
from cordboard.app.commands import AnyCommand
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
    Writes,
    Written,
)
from cordboard.app.ports import Answer, Value, View
from cordboard.app.routing_story import Wait
from cordboard.core.conversation import Conversation
from cordboard.core.draft import MESSAGE, Draft
from cordboard.core.errors import Refusal
from cordboard.core.explanation import Explained
from cordboard.core.ids import QueueId
from cordboard.core.marks import Marks
from cordboard.core.user import Actor


class Journal(Protocol):
    """The store as the floor's writer sees it: one transaction at a time, numbered by nobody else."""

    def begin(self) -> None:
        """Open the batch's transaction."""
        ...

    def write(self, steps: Sequence[Writes]) -> list[News]:
        """Write what commands changed in a savepoint of its own; return their entries, numbered."""
        ...

    def append(self, messages: Sequence[Message], now_ms: int) -> list[Appended | Refusal]:
        """Append messages in a savepoint of its own, each guarded by its conversation's state on disk."""
        ...

    def save_drafts(self, drafts: Sequence[DraftSave], now_ms: int) -> list[int | Refusal]:
        """Keep drafts in a savepoint of its own; return their new versions, 0 for a deleted one."""
        ...

    def mark(self, saves: Sequence[MarkSave]) -> list[Marked]:
        """Keep marks in a savepoint of its own, guarded as messages are; return those that have grown."""
        ...

    def commit(self) -> None:
        """Make the batch durable; runs in a thread, everything else on the loop's."""
        ...

    def abandon(self) -> None:
        """Throw the open transaction and the connection away and connect anew."""
        ...

    def probe(self) -> None:
        """Write something small and durable; raises while the disk takes nothing."""
        ...

    def load(self) -> Iterable[Value]:
        """Return every live value."""
        ...

    def wakes(self) -> list[str]:
        """Return the conversations whose customers wrote while they were parked."""
        ...

    def facts(self) -> int:
        """Return the number of the last fact, 0 before the first."""
        ...

    def answered(self, actor: str, command_id: str) -> Answered | None:
        """Return the remembered answer of a committed command."""
        ...

    def queues_visited(self, visitor_id: str) -> list[QueueId]:
        """Return the queues in which the visitor's latest conversations have been."""
        ...

    def recall(self, conversation_id: str) -> Conversation | None:
        """Return a conversation as it stands on disk."""
        ...

    def head(self, stream: str) -> int:
        """Return the number of the stream's last committed entry, 0 for none."""
        ...

    def entries(self, stream: str, *, after: int, limit: int) -> list[Entry]:
        """Return committed entries in order."""
        ...

    def latest(self, stream: str, *, before: int | None, limit: int) -> list[Entry]:
        """Return the last committed entries before a number, oldest first."""
        ...

    def message(self, author: str, client_id: str) -> Written | None:
        """Return where a message stands, in whichever conversation; None where it was never written."""
        ...

    def draft(self, agent_id: str, conversation_id: str, field: str = MESSAGE) -> Draft | None:
        """Return what the agent has typed, None where there is nothing."""
        ...

    def marks(self, conversation_id: str) -> Marks:
        """Return up to where each side has a transcript."""
        ...

    def count_messages(self, stream: str, author: str, *, after: int, before: int, limit: int) -> int:
        """Count an author's messages between two numbers, up to a limit."""
        ...

    def earlier(self, visitor_id: str, *, but: str, before: Conversation | None, limit: int) -> list[Earlier]:
        """Return a visitor's ended conversations but one, the newest first, or those older than another.

        Of two that began at the same time the one with the greater id counts as newer.
        """
        ...

    def explanations(
        self, subjects: Sequence[str], *, since_ms: int, until_ms: int, limit: int
    ) -> list[Explained]:
        """Return the newest explanations of subjects from `since_ms` until before `until_ms`, newest last."""
        ...

    def waits(self, conversation_id: str, *, limit: int) -> list[Wait]:
        """Return the latest times for which a conversation waited in a queue, the newest last."""
        ...

    def presence_history(self, agent_id: str, *, before: int | None, limit: int) -> list[PresenceLine]:
        """Return an agent's last changes of presence before a number, the newest first."""
        ...

    def perform(self, deed: "Deed", now_ms: int) -> object:
        """Do a deed in a savepoint of its own; return what it returned."""
        ...

    @property
    def accounts(self) -> Accounts:
        """Passwords and sign-ins."""
        ...

    @property
    def preferences(self) -> Preferences:
        """What people have set for themselves."""
        ...

    @property
    def closed(self) -> ClosedWork:
        """Closed conversations, as lists show them."""
        ...

    @property
    def closed_index(self) -> ClosedIndex:
        """The index of their words."""
        ...

    def tidy(self, now_ms: int, limit: int) -> int:
        """Delete up to `limit` rows that nobody can ask for any more; return how many there were."""
        ...


class Publisher(Protocol):
    """The bus as the floor's writer sees it."""

    def publish(self, news: Sequence[News]) -> None:
        """Hand durable entries and marks to whoever reads their streams, in order."""
        ...

    def flush(self) -> None:
        """Send what has gathered for each reader in one go."""
        ...

    def mistrust(self) -> None:
        """Let every reader be caught up from the disk: what was published may not be all that is durable."""
        ...


class Reader(Protocol):
    """Whoever reads streams: one open connection of a page."""

    def deliver(self, entry: Entry) -> None:
        """Take one entry of a stream that is read."""
        ...

    def recheck(self, stream: str) -> None:
        """Stop reading the stream unless the right to it still stands."""
        ...

    def mark(self, marked: Marked) -> None:
        """Take the marks of a transcript that is read."""
        ...

    def catch_up(self, stream: str) -> None:
        """Read what is durable from where this reader stands."""
        ...

    def whisper(self, stream: str, line: bytes) -> None:
        """Take something that is neither stored nor numbered."""
        ...

    def flush(self) -> None:
        """Send what was taken since the last time, in one go."""
        ...


class Bus(Publisher, Protocol):
    """The bus as the doors see it."""

    def subscribe(self, stream: str, reader: Reader) -> None:
        """Hand the stream's entries to this reader from now on."""
        ...

    def unsubscribe(self, stream: str, reader: Reader) -> None:
        """Stop it; a reader that is not there is no error."""
        ...

    def whisper(self, stream: str, line: bytes, *, but: Reader) -> None:
        """Pass something fleeting to all other readers of a stream, at once."""
        ...

    def touch(self, reader: Reader) -> None:
        """Flush this reader with the others at the end of the batch."""
        ...


Reply = Callable[[Answer | Refusal], None]
"""Called once, on the loop, after the commit or on the refusal."""
AppendReply = Callable[["Appended | Refusal"], None]
DraftReply = Callable[[int | Refusal], None]
Deed = Callable[["Journal", int], object]
"""Writes, at a time in ms, something that is neither the floor's nor a message: accounts, chores."""
DeedReply = Callable[[object], None]
"""Gets what the deed returned, or a Refusal."""
Reading = Callable[["Journal", View], None]
"""Runs between two batches, on committed state only."""


class FloorDoor(Protocol):
    """The floor as the doors see it."""

    def submit(
        self, command: AnyCommand, actor: Actor, reply: Reply, *, command_id: str | None = None
    ) -> None:
        """Ask for a command; with an id, a repetition gets the first answer and has no second effect."""
        ...

    def append(self, message: Message, reply: AppendReply) -> None:
        """Ask for a message to be appended."""
        ...

    def save_draft(self, draft: DraftSave, reply: DraftReply) -> None:
        """Ask for a draft to be kept."""
        ...

    def mark(self, save: MarkSave) -> None:
        """Note what has been delivered or read; nobody is answered, and a failing batch may lose it."""
        ...

    def do(self, deed: Deed, reply: DeedReply) -> None:
        """Ask for a deed in a savepoint of its own."""
        ...

    def read(self, reading: Reading) -> None:
        """Ask to read committed state."""
        ...

    @property
    def view(self) -> View:
        """The floor as it is now, perhaps ahead of what is durable: for checks, never for answers."""
        ...
