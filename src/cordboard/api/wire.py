"""Defines the frames of the socket: JSON objects tagged by "t", one a line, several to a message."""

import msgspec
from msgspec import Struct

from cordboard.app.command import Count
from cordboard.app.commands import BySocket
from cordboard.app.entries import EntryBody
from cordboard.app.talk_view import TalkView
from cordboard.app.views import AgentSnapshot, FloorSnapshot, QueueSnapshot
from cordboard.core.conversation import Detail
from cordboard.core.draft import MESSAGE
from cordboard.core.errors import Code
from cordboard.core.marks import Marks
from cordboard.core.message import Author
from cordboard.core.user import Role
from cordboard.core.widget import NoticeShown

VERSION = 1
"""Of this protocol; a client that speaks another is told to reload."""

# From the client


class Frame(Struct, frozen=True, kw_only=True, tag_field="t"):
    """What all frames have in common: the tag "t"."""


class Inbound(Frame, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frame from a client; unknown fields are refused."""


class Hello(Inbound, frozen=True, kw_only=True, tag="hello"):
    """Open the conversation with the server; must be the first frame."""

    v: Count
    token: str = ""
    """The visitor's token; the workspace is known by its cookie and sends none."""


class Subscribe(Inbound, frozen=True, kw_only=True, tag="subscribe"):
    """Ask for a stream from after a number, or for a snapshot first."""

    stream: str
    after: Count | None = None
    """Number of the last entry that the client has; None asks for a snapshot."""


class Unsubscribe(Inbound, frozen=True, kw_only=True, tag="unsubscribe"):
    """Stop a stream; nothing is answered."""

    stream: str


class Do(Inbound, frozen=True, kw_only=True, tag="do"):
    """Send a command; repeating it with the same id has no second effect."""

    id: str
    command: BySocket


class Start(Inbound, frozen=True, kw_only=True, tag="start"):
    """Begin a conversation with its first message (widget only)."""

    id: str
    """Also the id of the first message."""
    workstream_id: str
    text: str
    visitor_name: str = ""
    details: tuple[Detail, ...] = ()
    notice: NoticeShown | None = None
    """The monitoring notice that stood above the message; needed where consent is (mission M17)."""


class Send(Inbound, frozen=True, kw_only=True, tag="send"):
    """Write a message; the id makes it unique for ever in its conversation."""

    id: str
    conversation_id: str
    text: str


class SaveDraft(Inbound, frozen=True, kw_only=True, tag="draft"):
    """Keep what the agent has typed; an empty text deletes it."""

    id: str
    conversation_id: str
    field: str = MESSAGE
    """Which field of the session: message or notepad."""
    text: str
    version: Count
    """The version that this text was typed over; 0 where there was none."""


class Typing(Inbound, frozen=True, kw_only=True, tag="typing"):
    """Say that somebody is typing; not stored, not numbered."""

    conversation_id: str


class Mark(Inbound, frozen=True, kw_only=True, tag="mark"):
    """Say up to where this side's page has a transcript and somebody has read it; not answered."""

    conversation_id: str
    delivered: Count
    read: Count


class Beat(Inbound, frozen=True, kw_only=True, tag="beat"):
    """Answer the server's beat."""


FromClient = Hello | Subscribe | Unsubscribe | Do | Start | Send | SaveDraft | Typing | Mark | Beat

# From the server


class You(Struct, frozen=True, kw_only=True):
    """As whom the server knows the client."""

    kind: str
    """user or visitor."""
    id: str
    name: str = ""
    roles: tuple[Role, ...] = ()


class Welcome(Frame, frozen=True, kw_only=True, tag="welcome"):
    """Answer to hello: the connection is good."""

    v: int
    build: str
    """Changes with every release of the web parts; a page of another build should reload when idle."""
    connection_id: str
    you: You
    beat_every_ms: int
    silent_after_ms: int
    """After so long without a frame from the other side a connection counts as dead."""
    now_ms: int
    """The server's clock, for countdowns."""
    me_version: str = ""
    """Of what `GET /api/me` says now: a page that has another one asks again; empty for visitors."""


class MeChanged(Frame, frozen=True, kw_only=True, tag="me_changed"):
    """What `GET /api/me` says may have changed: a page that has another version asks again."""

    version: str


class TalkSnapshot(Struct, frozen=True, kw_only=True, tag_field="of", tag="conversation"):
    """A conversation and its latest entries."""

    talk: TalkView
    entries: tuple["Event", ...]
    """Event frames, oldest first, without gaps; older ones are read by HTTP."""
    marks: Marks
    unread_earlier: int
    """For an agent: the customer's messages before these entries that their session has not read; else 0."""


class Snapshot(Frame, frozen=True, kw_only=True, tag="snapshot"):
    """Everything in a stream as it stands at number n; what changes comes as events from n + 1 on."""

    stream: str
    n: int
    body: AgentSnapshot | QueueSnapshot | FloorSnapshot | TalkSnapshot


class CaughtUp(Frame, frozen=True, kw_only=True, tag="caught_up"):
    """All that was missed has been sent; from here on entries are live."""

    stream: str
    n: int


class Event(Frame, frozen=True, kw_only=True, tag="event"):
    """One numbered entry of a stream."""

    stream: str
    n: int
    at_ms: int
    body: EntryBody


class Result(Frame, frozen=True, kw_only=True, tag="result"):
    """A command or message was done and is durable."""

    id: str
    conversation_id: str | None = None
    n: int | None = None
    """Number of the message in its conversation's stream."""
    version: int | None = None
    """Version of the draft."""


class Refused(Frame, frozen=True, kw_only=True, tag="refused"):
    """A command or message was not done and left nothing."""

    id: str
    code: Code
    """The client translates it."""
    sentence: str
    again: bool = False
    """True when the same command may succeed later: keep it and send it again."""


class Fault(Frame, frozen=True, kw_only=True, tag="fault"):
    """A frame was not understood; the connection lives on."""

    code: Code
    sentence: str


NOT_UNDERSTOOD = Fault(code=Code.INVALID, sentence="The frame is not understood.")


class Resync(Frame, frozen=True, kw_only=True, tag="resync"):
    """The number is too old or unknown: take a snapshot."""

    stream: str


class Ended(Frame, frozen=True, kw_only=True, tag="ended"):
    """The subscription is over: the right to read was lost, or never was."""

    stream: str
    code: Code


class SomebodyTypes(Frame, frozen=True, kw_only=True, tag="typing"):
    """The other side is typing."""

    conversation_id: str
    author: Author


class MarksChanged(Frame, frozen=True, kw_only=True, tag="marks"):
    """Somebody got or read more of a transcript; also comes after its `caught_up`, and is not numbered."""

    conversation_id: str
    marks: Marks


class Place(Frame, frozen=True, kw_only=True, tag="place"):
    """A waiting customer's place in the queue, 1 is next; comes when it changes, and is not numbered."""

    conversation_id: str
    place: int


class ServerBeat(Frame, frozen=True, kw_only=True, tag="beat"):
    """Answer with a beat."""


class Bye(Frame, frozen=True, kw_only=True, tag="bye"):
    """The server will close this connection."""

    reason: str
    """drain, silent, signed_out, reload (another protocol version), fault (not our protocol)."""
    retry_after_ms: int


FromServer = (
    Welcome
    | MeChanged
    | Snapshot
    | CaughtUp
    | Event
    | Result
    | Refused
    | Fault
    | Resync
    | Ended
    | SomebodyTypes
    | MarksChanged
    | Place
    | ServerBeat
    | Bye
)

decode = msgspec.json.Decoder(FromClient).decode
encode = msgspec.json.Encoder().encode
