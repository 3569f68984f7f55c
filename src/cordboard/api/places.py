"""Tells customers who wait their place in the queue, when it changes and about once a second at most."""

from cordboard.api import wire
from cordboard.app.ports import View
from cordboard.app.seams import Bus, FloorDoor, Journal, Reader
from cordboard.core.channel import ChannelKind
from cordboard.core.conversation import Conversation, State
from cordboard.core.ids import ConversationId
from cordboard.core.workstream import Workstream

LOOK_EVERY_S = 1.0
"""A queue may move many times a second; people read one number."""
AT_ONCE = 500
"""Conversations that are looked at between two batches, in 2 ms: a long line never holds up the sockets."""
WAITS = frozenset({State.OPEN, State.OFFERED})


class Place:
    """Where one conversation stands, and what its readers were told of it; 0 is nothing."""

    __slots__ = ("last", "told")

    def __init__(self) -> None:
        self.last = 0
        self.told: dict[Reader, int] = {}

    def forget(self) -> None:
        """Begin anew when it waits again."""
        self.last = 0
        self.told = dict.fromkeys(self.told, 0)


class Places:
    """Conversations that customers' pages read, and their places.

    A look costs one search in a sorted line for each that waits, whatever has changed in the meantime, and
    nothing is sent but what is new to its reader.
    """

    def __init__(self, floor: FloorDoor, bus: Bus) -> None:
        self._floor = floor
        self._bus = bus
        self._places: dict[ConversationId, Place] = {}
        self._left: list[ConversationId] = []
        """Whom the look that is under way has not come to."""

    def __len__(self) -> int:
        """Return how many conversations customers read."""
        return len(self._places)

    def attend(self, conversation_id: str, reader: Reader) -> None:
        """Tell this reader from now on, beginning at once."""
        identity = ConversationId(conversation_id)
        self._places.setdefault(identity, Place()).told[reader] = 0
        self._floor.read(lambda _, view: self._tell(identity, view))

    def leave(self, conversation_id: str, reader: Reader) -> None:
        """Tell this reader no longer; one that is not there is no error."""
        identity = ConversationId(conversation_id)
        place = self._places.get(identity)
        if place is not None:
            place.told.pop(reader, None)
            if not place.told:
                del self._places[identity]

    def look(self) -> None:
        """Tell everybody whose place has changed; nothing is begun while the last look is under way."""
        if self._places and not self._left:
            self._left = list(self._places)
            self._floor.read(self._tell_some)

    def _tell_some(self, journal: Journal, view: View) -> None:
        some, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
        if self._left:
            self._floor.read(self._tell_some)
        for identity in some:
            self._tell(identity, view)

    def _tell(self, identity: ConversationId, view: View) -> None:
        place = self._places.get(identity)
        conversation = view.find(Conversation, identity)
        if place is None:
            return
        if conversation is None or not (conversation.state in WAITS or conversation.unseen):
            if place.last:
                place.forget()
            return
        if not _is_shown(conversation, view):
            return
        # An offer takes it out of the line: it keeps its place till somebody accepts, or looks at it.
        place.last = now = view.place_of(identity) or place.last or 1
        frame = b""
        for reader, told in place.told.items():
            if told != now:
                frame = frame or wire.encode(wire.Place(conversation_id=identity, place=now))
                place.told[reader] = now
                reader.whisper(f"conversation:{identity}", frame)
                self._bus.touch(reader)


def _is_shown(conversation: Conversation, view: View) -> bool:
    settings = view.find(Workstream, conversation.workstream_id)
    return settings is not None and settings.channel is ChannelKind.LIVE_CHAT and settings.widget.show_place
