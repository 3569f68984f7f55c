"""Names what the floor, the store, the bus and the doors say to each other; each implements its side."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from cordboard.app.commands import AnyCommand
from cordboard.app.entries import EntryBody
from cordboard.app.ports import Answer, Value, View
from cordboard.core.conversation import Conversation
from cordboard.core.draft import Draft
from cordboard.core.errors import Refusal
from cordboard.core.events import Fact
from cordboard.core.message import Author
from cordboard.core.user import Actor


class Entry:
    """One numbered, durable entry of a stream; `frame` keeps what the door made of it, for all its readers."""

    __slots__ = ("at_ms", "body", "frame", "n", "stream")

    def __init__(self, stream: str, n: int, at_ms: int, body: bytes) -> None:
        self.stream = stream
        self.n = n
        self.at_ms = at_ms
        self.body = body
        """JSON of an EntryBody."""
        self.frame: bytes | None = None


class Recheck(Struct, frozen=True):
    """Stands among entries where every reader's right to the stream must be asked again."""

    stream: str


News = Entry | Recheck


class Said(Struct, frozen=True, kw_only=True):
    """An entry that has no number yet."""

    stream: str
    body: EntryBody
    author: str = ""
    client_id: str = ""


class Audit(Struct, frozen=True, kw_only=True):
    """One supervisory or administrative act."""

    at_ms: int
    actor: str
    action: str
    subject: str
    detail: str


class Answered(Struct, frozen=True, kw_only=True):
    """The answer to a command with an id, remembered for its repetitions."""

    actor: str
    command_id: str
    fingerprint: bytes
    """Digest of the command's body: the same id with another body is refused."""
    answer: Answer
    at_ms: int


class Writes(Struct, kw_only=True):
    """What one command changed, to be written in one savepoint."""

    at_ms: int
    live: list[Value]
    """New and changed values."""
    ended: list[Value]
    """Values written for the last time."""
    dropped: list[tuple[type[Value], str]]
    facts: list[Fact]
    said: list[Said | Recheck]
    audits: list[Audit]
    heard: list[str]
    """Conversations whose wake rows go."""
    answered: Answered | None = None


class Message(Struct, frozen=True, kw_only=True):
    """A text on its way into a conversation's transcript."""

    conversation_id: str
    author: Author
    client_id: str
    text: str


class Appended(Struct, frozen=True, kw_only=True):
    """What became of a message: its number, and the entry unless it had been there before."""

    n: int
    entry: Entry | None
    wakes: bool = False
    """The conversation was waiting: the floor must hear that the customer wrote."""


class DraftSave(Struct, frozen=True, kw_only=True):
    """A draft on its way to be kept; `version` is the one that it was typed over."""

    agent_id: str
    conversation_id: str
    text: str
    version: int


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

    def answered(self, actor: str, command_id: str) -> Answered | None:
        """Return the remembered answer of a committed command."""
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

    def draft(self, agent_id: str, conversation_id: str) -> Draft | None:
        """Return what the agent has typed, None where there is nothing."""
        ...


class Publisher(Protocol):
    """The bus as the floor's writer sees it."""

    def publish(self, news: Sequence[News]) -> None:
        """Hand durable entries to whoever reads their streams, in order."""
        ...

    def flush(self) -> None:
        """Send what has gathered for each reader in one go."""
        ...

    def mistrust(self) -> None:
        """Let every reader be caught up from the disk: what was published may not be all that is durable."""
        ...


Reply = Callable[[Answer | Refusal], None]
"""Called once, on the loop, after the commit or on the refusal."""
AppendReply = Callable[["Appended | Refusal"], None]
DraftReply = Callable[[int | Refusal], None]
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

    def read(self, reading: Reading) -> None:
        """Ask to read committed state."""
        ...

    @property
    def view(self) -> View:
        """The floor as it is now, perhaps ahead of what is durable: for checks, never for answers."""
        ...
