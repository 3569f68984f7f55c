"""Says what passes between floor, store, bus and doors: entries, messages, drafts, and what a step wrote."""

from msgspec import Struct

from cordboard.app.entries import EntryBody
from cordboard.app.ports import Answer, Value
from cordboard.core.conversation import ClosedBy
from cordboard.core.draft import MESSAGE
from cordboard.core.events import Fact
from cordboard.core.explanation import Explained
from cordboard.core.marks import Marks
from cordboard.core.message import Author, AuthorRole
from cordboard.core.presence import PresenceChange


class Entry:
    """One numbered, durable entry of a stream; `frame` keeps what the door made of it for all readers."""

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


class Marked(Struct, frozen=True, kw_only=True):
    """Stands among entries where the marks of a conversation have grown; it has no number."""

    conversation_id: str
    marks: Marks

    @property
    def stream(self) -> str:
        """Whose readers are told."""
        return f"conversation:{self.conversation_id}"


News = Entry | Recheck | Marked


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
    explained: list[Explained]
    heard: list[str]
    """Conversations whose wake rows go."""
    presence_changes: list[PresenceChange] = []
    answered: Answered | None = None


class PresenceLine(Struct, frozen=True, kw_only=True):
    """A line of an agent's presence history with its number, which only grows."""

    n: int
    change: PresenceChange


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
    """The floor must hear of it: a customer wrote while it was parked, or an agent before looking at it."""


class Written(Struct, frozen=True, kw_only=True):
    """Where a message stands."""

    conversation_id: str
    n: int
    text: str


class DraftSave(Struct, frozen=True, kw_only=True):
    """A draft on its way to be kept; `version` is the one that it was typed over."""

    agent_id: str
    conversation_id: str
    field: str = MESSAGE
    text: str
    version: int
    client_id: str = ""
    """The client's id of this save: the same one again gets its first answer."""


class MarkSave(Struct, frozen=True, kw_only=True):
    """Up to where one side's page, or the network below it, has a transcript, and up to where it was read."""

    conversation_id: str
    role: AuthorRole
    author_id: str
    """The visitor's or the agent's; marks of somebody whose conversation it is not are let fall."""
    delivered: int
    read: int


class Earlier(Struct, frozen=True, kw_only=True):
    """A conversation that ended, as it stands in its customer's history."""

    id: str
    workstream_name: str
    """Empty when the workstream is gone."""
    agent_name: str | None
    """Who accepted it last; None where nobody ever did."""
    created_at_ms: int
    ended_at_ms: int
    """When the customer's part ended, not the wrap-up after it."""
    closed_by: ClosedBy | None
    """None while it is in wrap-up."""
    readable: bool
    """Whether the one who asks may read its transcript."""


class SignIn(Struct, frozen=True, kw_only=True):
    """One browser in which a person is signed in."""

    token_hash: bytes
    """SHA-256 of the cookie's token; the token itself is kept nowhere."""
    user_id: str
    csrf: str
    """What unsafe requests of this sign-in must carry in a header."""
    created_at_ms: int
    seen_at_ms: int
