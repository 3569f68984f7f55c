"""Passes a page's marks on to the floor: at a rate, of each conversation the newest, and the last always."""

from collections.abc import Callable

from cordboard.api import wire
from cordboard.api.limits import Bucket, Rate
from cordboard.app.engine import MarkSave
from cordboard.app.seams import FloorDoor
from cordboard.core.message import AuthorRole
from cordboard.core.user import Actor, ActorKind

MARKING = Rate(burst=20, per_minute=120)
"""What is too soon waits for the next beat or look, a second or so."""


class Marking:
    """What one connection has marked and what of it waits."""

    def __init__(self, floor: FloorDoor, clock: Callable[[], int], actor: Actor) -> None:
        self._floor = floor
        self._clock = clock
        self._author_id = actor.id
        self._role = AuthorRole.CUSTOMER if actor.kind is ActorKind.VISITOR else AuthorRole.AGENT
        self._bucket = Bucket(MARKING, clock())
        self._waiting: dict[str, MarkSave] = {}
        """By conversation; no more than the connection reads."""

    def take(self, frame: wire.Mark) -> None:
        """Take marks of a conversation that the connection reads."""
        known = self._waiting.pop(frame.conversation_id, None)
        self._waiting[frame.conversation_id] = MarkSave(
            conversation_id=frame.conversation_id,
            role=self._role,
            author_id=self._author_id,
            delivered=max(frame.delivered, known.delivered if known is not None else 0),
            read=max(frame.read, known.read if known is not None else 0),
        )
        self.settle()

    def settle(self) -> None:
        """Pass on what the rate allows, the oldest first."""
        while self._waiting and self._bucket.take(self._clock()):
            self._floor.mark(self._waiting.pop(next(iter(self._waiting))))

    def end(self) -> None:
        """Pass on all that waits: nobody says it again on this connection."""
        for save in self._waiting.values():
            self._floor.mark(save)
        self._waiting.clear()
