"""Keeps keys in order, for lines that are short-lived at both ends."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from itertools import chain
from operator import itemgetter
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=tuple[Any, ...])

LONGEST = 1_000
"""Keys that lie in one piece: a longer one is halved, so that no change moves all that stand behind it."""
_last = itemgetter(-1)


class SortedKeys(Generic[K]):
    """A sorted list of unique tuples, in pieces: adding and discarding cost a search, however many."""

    __slots__ = ("_pieces",)

    def __init__(self) -> None:
        self._pieces: list[list[K]] = [[]]
        """None is empty unless it is the only one."""

    def add(self, key: K) -> None:
        """Insert a key that is not there."""
        at = self._at(key)
        piece = self._pieces[at]
        insort(piece, key)
        if len(piece) > LONGEST:
            half = len(piece) // 2
            self._pieces[at : at + 1] = [piece[:half], piece[half:]]

    def discard(self, key: K) -> None:
        """Remove a key that is there.

        Raises:
            AssertionError: when it is not: an index would be wrong.
        """
        at = self._at(key)
        piece = self._pieces[at]
        position = bisect_left(piece, key)
        assert position < len(piece) and piece[position] == key, f"{key} is not in its index"  # noqa: PT018
        del piece[position]
        if not piece and len(self._pieces) > 1:
            del self._pieces[at]

    def drop_first(self) -> None:
        """Remove the first key; there is one."""
        del self._pieces[0][0]
        if not self._pieces[0] and len(self._pieces) > 1:
            del self._pieces[0]

    def behind(self, key: K) -> int:
        """Return the first position behind a key, whether or not it is there."""
        at = self._at(key)
        return sum(map(len, self._pieces[:at])) + bisect_right(self._pieces[at], key)

    def __len__(self) -> int:
        return sum(map(len, self._pieces))

    def __bool__(self) -> bool:
        return bool(self._pieces[0])

    def __iter__(self) -> Iterator[K]:
        return chain.from_iterable(self._pieces) if len(self._pieces) > 1 else iter(self._pieces[0])

    def __getitem__(self, position: int) -> K:
        for piece in self._pieces:
            if position < len(piece):
                return piece[position]
            position -= len(piece)
        raise IndexError(position)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SortedKeys) and list(self) == list(other)

    def __repr__(self) -> str:
        return f"SortedKeys({list(self)!r})"

    def _at(self, key: K) -> int:
        """Return which piece has the key, or would take it."""
        pieces = self._pieces
        if len(pieces) == 1:
            return 0
        return min(bisect_left(pieces, key, key=_last), len(pieces) - 1)
