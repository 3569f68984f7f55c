"""Reads streams for one connection: snapshot or what was missed, then what comes, once and in order."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from cordboard.api import wire
from cordboard.api.me import known_to, version_of
from cordboard.app import access
from cordboard.app.audience import SETTINGS, person
from cordboard.app.engine import Entry
from cordboard.app.ports import View
from cordboard.app.seams import Bus, FloorDoor, Journal, Reader, Reading
from cordboard.app.snapshots import agent_snapshot, floor_snapshot, queue_snapshot, talk_shown
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.errors import Code
from cordboard.core.ids import AgentId, ConversationId, QueueId
from cordboard.core.marks import Marks
from cordboard.core.user import Actor, ActorKind
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Queue

LATEST = 100
"""Entries of a transcript that come with its snapshot; older ones are read by HTTP."""
MISSED_LIMIT = 1_000
"""Whoever has missed more takes a snapshot: it is cheaper for both sides."""
UNREAD_LIMIT = 1_000
"""Unread messages before a snapshot are counted up to here: nobody reads a larger number otherwise."""
STREAMS_LIMIT = 200
"""Streams that one connection may read at once: ten sessions, their queues, and room."""


class Desk(Protocol):
    """What subscriptions need of the connection that they belong to."""

    def post(self, frame: bytes) -> None:
        """Put a frame into the next message to the client."""
        ...

    def give_up(self) -> None:
        """Hang up, for something asked can't be answered now: the client comes back and asks again."""
        ...


def event_frame(entry: Entry) -> bytes:
    """Return the entry as an `event`, made once for all its readers."""
    frame = entry.frame
    if frame is None:
        head = b'{"t":"event","stream":%b,"n":%d,"at_ms":%d,"body":'
        frame = head % (wire.encode(entry.stream), entry.n, entry.at_ms) + entry.body + b"}"
        entry.frame = frame
    return frame


class Subscriptions:
    """The streams that one connection reads, each with the number up to which it was sent."""

    def __init__(
        self,
        *,
        desk: Desk,
        reader: Reader,
        floor: FloorDoor,
        bus: Bus,
        on_change: Callable[[str, bool], None],
    ) -> None:
        self._desk = desk
        self._reader = reader
        self._floor = floor
        self._bus = bus
        self._on_change = on_change
        """Told of a stream that is read from now on (True) or no longer (False)."""
        self._sent: dict[str, int] = {}
        self._actor: Actor | None = None
        self._told_by: tuple[str, ...] = ()
        """Where it is heard that what the person's pages were told first may have changed."""
        self._looks = False
        """Whether a look at that is under way: one tells of all changes until then."""

    def identify(self, actor: Actor) -> None:
        """Say who reads; a person's pages are told from now on when they should ask `GET /api/me` again."""
        self._actor = actor
        if actor.kind is ActorKind.USER:
            self._told_by = (SETTINGS, person(actor.id))
            for stream in self._told_by:
                self._bus.subscribe(stream, self._reader)

    def me_version(self, view: View) -> str:
        """Return the version of what `GET /api/me` says to the reader; empty for visitors."""
        user = access.user_of(self._actor, view) if self._actor is not None else None
        return version_of(known_to(user, view)) if user is not None else ""

    def __contains__(self, stream: str) -> bool:
        return stream in self._sent

    def subscribe(self, stream: str, after: int | None) -> None:
        """Begin to read, from a snapshot or after a number; answered once what is under way is durable."""
        if len(self._sent) >= STREAMS_LIMIT and stream not in self._sent:
            self._desk.post(wire.encode(wire.Ended(stream=stream, code=Code.TOO_MANY)))
            return
        self._read(lambda journal, view: self._begin(stream, after, journal, view))

    def unsubscribe(self, stream: str) -> None:
        """Stop reading; a stream that is not read is no error."""
        if self._sent.pop(stream, None) is not None:
            self._bus.unsubscribe(stream, self._reader)
            self._on_change(stream, False)

    def close(self) -> None:
        """Stop reading everything."""
        for stream in list(self._sent):
            self.unsubscribe(stream)
        for stream in self._told_by:
            self._bus.unsubscribe(stream, self._reader)
        self._actor = None

    def deliver(self, entry: Entry) -> None:
        """Send an entry, unless it was sent already; what is missing before it is read from disk first."""
        sent = self._sent.get(entry.stream, entry.n)
        if entry.n == sent + 1:
            self._sent[entry.stream] = entry.n
            self._desk.post(event_frame(entry))
        elif entry.n > sent:
            self.catch_up(entry.stream)

    def show_marks(self, conversation_id: str, marks: Marks) -> None:
        """Send how far each side of a transcript has got."""
        self._desk.post(wire.encode(wire.MarksChanged(conversation_id=conversation_id, marks=marks)))

    def recheck(self, stream: str) -> None:
        """Stop reading what may no longer be read; look again at what the person's pages were told."""
        if stream in self._told_by:
            self._look_at_me()
        elif not self._may_read(stream, self._floor.view):
            self._end(stream)

    def catch_up(self, stream: str) -> None:
        """Send what is durable and was not sent."""
        if stream in self._told_by:
            self._look_at_me()
        else:
            self._read(lambda journal, view: self._catch_up(stream, journal, view))

    def _look_at_me(self) -> None:
        """Say which version is right once all that is under way is durable."""
        if not self._looks:
            self._looks = True
            self._read(lambda _, view: self._tell_me(view))

    def _tell_me(self, view: View) -> None:
        self._looks = False
        version = self.me_version(view)
        if version:
            self._desk.post(wire.encode(wire.MeChanged(version=version)))
            self._bus.touch(self._reader)

    def _read(self, reading: Reading) -> None:
        """Read what is durable; where the disk gives nothing, the page has to come back for it."""

        def read(journal: Journal, view: View) -> None:
            try:
                reading(journal, view)
            except Exception:
                self._desk.give_up()
                raise

        self._floor.read(read)

    def _begin(self, stream: str, after: int | None, journal: Journal, view: View) -> None:
        if self._actor is None:
            return
        if not self._may_read(stream, view):
            self._end(stream)
            return
        head = journal.head(stream)
        if after is not None and not 0 <= head - after <= MISSED_LIMIT:
            self._desk.post(wire.encode(wire.Resync(stream=stream)))
        elif after is None:
            self._desk.post(_snapshot(stream, head, self._actor, journal, view))
            self._live(stream, head, journal)
        else:
            self._send_missed(stream, after, journal)
            self._live(stream, head, journal)
        self._bus.touch(self._reader)

    def _catch_up(self, stream: str, journal: Journal, view: View) -> None:
        """Read on from where this reader stands; too far behind it takes a snapshot."""
        sent = self._sent.get(stream)
        if sent is None:
            return
        if not self._may_read(stream, view):  # the news of a lost right may be what was missed
            self._end(stream)
            return
        head = journal.head(stream)
        if not 0 <= head - sent <= MISSED_LIMIT:
            self.unsubscribe(stream)
            self._desk.post(wire.encode(wire.Resync(stream=stream)))
        else:
            self._send_missed(stream, sent, journal)
            self._sent[stream] = head
            self._send_marks(stream, journal)
        self._bus.touch(self._reader)

    def _send_missed(self, stream: str, after: int, journal: Journal) -> None:
        for entry in journal.entries(stream, after=after, limit=MISSED_LIMIT):
            self._desk.post(event_frame(entry))

    def _send_marks(self, stream: str, journal: Journal) -> None:
        kind, _, subject = stream.partition(":")
        if kind == "conversation":
            self.show_marks(subject, journal.marks(subject))

    def _live(self, stream: str, head: int, journal: Journal) -> None:
        self._desk.post(wire.encode(wire.CaughtUp(stream=stream, n=head)))
        self._send_marks(stream, journal)
        known = stream in self._sent
        self._sent[stream] = head
        self._bus.subscribe(stream, self._reader)
        if not known:
            self._on_change(stream, True)

    def _end(self, stream: str) -> None:
        self.unsubscribe(stream)
        self._desk.post(wire.encode(wire.Ended(stream=stream, code=Code.NOT_FOUND)))
        self._bus.touch(self._reader)

    def _may_read(self, stream: str, view: View) -> bool:
        return self._actor is not None and access.may_read(self._actor, stream, view)


def _snapshot(stream: str, head: int, actor: Actor, journal: Journal, view: View) -> bytes:
    """Return everything in a stream that may be read, so it exists."""
    kind, _, subject = stream.partition(":")
    if kind == "conversation":
        conversation = view.recall(ConversationId(subject))
        assert conversation is not None, "what may be read exists"
        body = _talk_body(stream, conversation, actor, journal, view)
        return wire.encode({"t": "snapshot", "stream": stream, "n": head, "body": body})
    if kind == "agent":
        view.get(Agent, subject)
        mine = agent_snapshot(view, AgentId(subject))
        return wire.encode(wire.Snapshot(stream=stream, n=head, body=mine))
    view.get(Queue, subject)
    show = queue_snapshot if kind == "queue" else floor_snapshot
    return wire.encode(wire.Snapshot(stream=stream, n=head, body=show(view, QueueId(subject))))


def _talk_body(
    stream: str, conversation: Conversation, actor: Actor, journal: Journal, view: View
) -> dict[str, object]:
    """Join a transcript's latest entries as they were stored, without decoding them."""
    latest = journal.latest(stream, before=None, limit=LATEST)
    session = _session_of(actor, conversation, view)
    unread = 0
    if session is not None and latest:
        after, before = session.read_up_to, latest[0].n
        unread = journal.count_messages(
            stream, conversation.visitor_id, after=after, before=before, limit=UNREAD_LIMIT
        )
    return {
        "of": "conversation",
        "talk": talk_shown(view, conversation),
        "entries": tuple(msgspec.Raw(event_frame(entry)) for entry in latest),
        "marks": journal.marks(conversation.id),
        "unread_earlier": unread,
    }


def _session_of(actor: Actor, conversation: Conversation, view: View) -> WorkspaceSession | None:
    """Return the agent's session that shows the conversation; customers have none."""
    sessions = (view.get(WorkspaceSession, one) for one in view.sessions_on(conversation.id))
    mine = (one for one in sessions if actor.kind is ActorKind.USER and one.agent_id == actor.id)
    return next(mine, None)
