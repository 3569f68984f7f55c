"""Says what the benches' pages read and write: the frames of docs/protocol.md that a conversation needs."""

import msgspec
from msgspec import Struct

TEXT_HEAD = 0x81
MASKED = 0x80
NO_MASK = b"\0\0\0\0"
"""A legal mask that changes nothing: the load must not cost more than the server."""


class Frame(Struct, tag_field="t", gc=False):
    """What all frames have in common: the tag "t"."""


class Offer(Struct, gc=False):
    """What an agent must know to accept."""

    id: str
    epoch: int
    conversation_id: str = ""
    made_at_ms: int = 0


class Body(Struct, gc=False):
    """An entry of a stream; of most kinds nothing but the kind is read."""

    kind: str
    client_id: str = ""
    offer: Offer | None = None


class Event(Frame, tag="event", gc=False):
    stream: str
    n: int
    body: Body


class Result(Frame, tag="result", gc=False):
    id: str
    conversation_id: str | None = None
    n: int | None = None


class Refused(Frame, tag="refused", gc=False):
    id: str
    code: str
    again: bool = False


class Snapshot(Frame, tag="snapshot", gc=False):
    stream: str
    n: int


class CaughtUp(Frame, tag="caught_up", gc=False):
    stream: str
    n: int


class Welcome(Frame, tag="welcome", gc=False):
    v: int


class Beat(Frame, tag="beat", gc=False):
    pass


class Bye(Frame, tag="bye", gc=False):
    reason: str


class Resync(Frame, tag="resync", gc=False):
    stream: str


class Ended(Frame, tag="ended", gc=False):
    stream: str
    code: str


class Fault(Frame, tag="fault", gc=False):
    code: str
    sentence: str


class Marks(Frame, tag="marks", gc=False):
    """Up to where somebody has read: nothing that a bench waits for."""


class Place(Frame, tag="place", gc=False):
    """Where somebody stands in the queue."""


class Typing(Frame, tag="typing", gc=False):
    """The other side types."""


class MeChanged(Frame, tag="me_changed", gc=False):
    """Something was configured."""


Passing = Marks | Place | Typing | MeChanged
"""Frames that change nothing for a bench's pages."""
FromServer = (
    Event | Result | Refused | Snapshot | CaughtUp | Welcome | Beat | Bye | Resync | Ended | Fault | Passing
)

decode = msgspec.json.Decoder(FromServer).decode
encode = msgspec.json.Encoder().encode

BEAT = encode({"t": "beat"})


def hello(token: str = "") -> bytes:
    """Return the first frame of a page."""
    return encode({"t": "hello", "v": 1, "token": token})


def subscribe(stream: str, after: int | None) -> bytes:
    """Ask for a stream."""
    return encode({"t": "subscribe", "stream": stream, "after": after})


def start(message_id: str, workstream_id: str, text: str) -> bytes:
    """Begin a conversation with its first message."""
    return encode({"t": "start", "id": message_id, "workstream_id": workstream_id, "text": text})


def send(message_id: str, conversation_id: str, text: str) -> bytes:
    """Write a message."""
    return encode({"t": "send", "id": message_id, "conversation_id": conversation_id, "text": text})


def command(command_id: str, name: str, **fields: str | int) -> bytes:
    """Ask for a command."""
    return encode({"t": "do", "id": command_id, "command": {"name": name, **fields}})


def masked(payload: bytes) -> bytes:
    """Return a client's text message (RFC 6455, section 5.2)."""
    return masked_head(len(payload)) + payload


def masked_head(size: int) -> bytes:
    """Return the header of a client's text message of up to 64 KiB."""
    if size < 126:
        return bytes((TEXT_HEAD, MASKED | size)) + NO_MASK
    return bytes((TEXT_HEAD, MASKED | 126)) + size.to_bytes(2, "big") + NO_MASK
