"""Keeps keys in order, for lines that are short-lived at both ends."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=tuple[Any, ...])


class SortedKeys(Generic[K]):
    """A sorted list of unique tuples; adding and discarding cost one search and one move of memory."""

    __slots__ = ("_keys",)

    def __init__(self) -> None:
        self._keys: list[K] = []

    def add(self, key: K) -> None:
        """Insert a key that is not there."""
        insort(self._keys, key)

    def discard(self, key: K) -> None:
        """Remove a key that is there.

        Raises:
            AssertionError: when it is not: an index would be wrong.
        """
        position = bisect_left(self._keys, key)
        assert self._keys[position : position + 1] == [key], f"{key} is not in its index"
        del self._keys[position]

    def behind(self, key: K) -> int:
        """Return the first position behind a key, whether or not it is there."""
        return bisect_right(self._keys, key)

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __getitem__(self, position: int) -> K:
        return self._keys[position]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SortedKeys) and self._keys == other._keys

    def __repr__(self) -> str:
        return f"SortedKeys({self._keys!r})"
