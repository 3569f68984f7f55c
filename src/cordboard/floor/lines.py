"""Keeps waiting work in order: each queue's whole line, and of each kind of work in it who is first."""

from cordboard.core.routing import Head, LineKey
from cordboard.floor.order import SortedKeys


class QueueLine:
    """One queue's waiting work; a decision looks at the first of each kind, however many wait."""

    __slots__ = ("heads", "keys", "kinds")

    def __init__(self) -> None:
        self.keys: SortedKeys[LineKey] = SortedKeys()
        self.kinds: dict[str, SortedKeys[LineKey]] = {}
        self.heads: SortedKeys[Head] = SortedKeys()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, QueueLine) and (self.keys, self.kinds, self.heads) == (
            other.keys,
            other.kinds,
            other.heads,
        )

    def __repr__(self) -> str:
        return f"QueueLine({self.keys!r}, {self.heads!r})"

    def add(self, key: LineKey, kind: str) -> None:
        """Let work stand in line."""
        self.keys.add(key)
        of_kind = self.kinds.get(kind)
        if of_kind is None:
            of_kind = self.kinds[kind] = SortedKeys()
        elif of_kind[0] < key:
            of_kind.add(key)
            return
        else:
            self.heads.discard((of_kind[0], kind))
        of_kind.add(key)
        self.heads.add((key, kind))

    def discard(self, key: LineKey, kind: str) -> None:
        """Let work leave the line."""
        self.keys.discard(key)
        of_kind = self.kinds[kind]
        was_head = of_kind[0] == key
        of_kind.discard(key)
        if was_head:
            self.heads.discard((key, kind))
            if of_kind:
                self.heads.add((of_kind[0], kind))
            else:
                del self.kinds[kind]
