"""Keeps waiting work in order: each queue's whole line, and of each kind of work in it who is first."""

from functools import lru_cache

from cordboard.core.conversation import Conversation
from cordboard.core.ids import WorkstreamId
from cordboard.core.routing import Asked, Head, LineKey
from cordboard.core.skill import SkillRating
from cordboard.floor.order import SortedKeys


class OfKind(SortedKeys[LineKey]):
    """The work of one kind in one queue."""

    __slots__ = ("asked",)

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked


class QueueLine:
    """One queue's waiting work; a decision looks at the first of each kind, however many wait."""

    __slots__ = ("heads", "keys", "kinds")

    def __init__(self) -> None:
        self.keys: SortedKeys[LineKey] = SortedKeys()
        self.kinds: dict[str, OfKind] = {}
        self.heads: SortedKeys[Head] = SortedKeys()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, QueueLine) and (self.keys, self.kinds, self.heads) == (
            other.keys,
            other.kinds,
            other.heads,
        )

    def __repr__(self) -> str:
        return f"QueueLine({self.keys!r}, {self.heads!r})"

    def add(self, key: LineKey, kind: str, work: Conversation) -> None:
        """Let work stand in line."""
        self.keys.add(key)
        of_kind = self.kinds.get(kind)
        if of_kind is None:
            of_kind = self.kinds[kind] = OfKind(_asked(work.workstream_id, work.skills))
        elif of_kind[0] < key:
            of_kind.add(key)
            return
        else:
            self.heads.discard((of_kind[0], kind, of_kind.asked))
        of_kind.add(key)
        self.heads.add((key, kind, of_kind.asked))

    def discard(self, key: LineKey, kind: str) -> None:
        """Let work leave the line."""
        self.keys.discard(key)
        of_kind = self.kinds[kind]
        if of_kind[0] != key:
            of_kind.discard(key)
            return
        of_kind.drop_first()
        self.heads.discard((key, kind, of_kind.asked))
        if of_kind:
            self.heads.add((of_kind[0], kind, of_kind.asked))
        else:
            del self.kinds[kind]


@lru_cache(maxsize=100_000)
def _asked(workstream_id: WorkstreamId, skills: tuple[SkillRating, ...]) -> Asked:
    """Return one and the same object for what is the same: agents look through many heads."""
    return workstream_id, skills
