"""Tells a conversation's other readers that somebody types: neither stored nor numbered, and at a rate."""

from cordboard.api import wire
from cordboard.api.house import Caller, House
from cordboard.api.limits import Bucket, Rate
from cordboard.app.seams import Reader
from cordboard.core.message import Author, AuthorRole
from cordboard.core.user import ActorKind

TYPING = Rate(burst=5, per_minute=40)


class Typist:
    """Whoever types on one connection."""

    def __init__(self, house: House, caller: Caller) -> None:
        self._bus = house.bus
        self._clock = house.clock
        self._bucket = Bucket(TYPING, house.clock())
        is_visitor = caller.actor.kind is ActorKind.VISITOR
        role = AuthorRole.CUSTOMER if is_visitor else AuthorRole.AGENT
        self._author = Author(role=role, id=caller.actor.id, name=caller.name)

    def types(self, conversation_id: str, reader: Reader) -> None:
        """Pass it on to those who read the same conversation, this reader left out."""
        if self._bucket.take(self._clock()):
            typing = wire.SomebodyTypes(conversation_id=conversation_id, author=self._author)
            self._bus.whisper(f"conversation:{conversation_id}", wire.encode(typing), but=reader)
