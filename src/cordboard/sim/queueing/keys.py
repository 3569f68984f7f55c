"""Reads keys of a table that a person wrote, and gathers everything that is wrong with them."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, TypeVar

from cordboard.core.configuration_mistakes import ID

E = TypeVar("E", bound=Enum)
N = TypeVar("N", int, float)
NAME_LIMIT = 60
IDENTITY = "has letters, digits, hyphens and underscores only"


class Keys:
    """One table of a file; what can't be read is noted under its key and replaced by something harmless."""

    def __init__(self, table: object, where: str, mistakes: list[str]) -> None:
        self._where = where
        self._mistakes = mistakes
        self._known: set[str] = set()
        self._table: dict[str, Any] = table if isinstance(table, dict) else {}
        if not isinstance(table, dict):
            mistakes.append(f"{where}: must be a table.")

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        self._known.add(key)
        return key in self._table

    def number(
        self, key: str, default: float | None = None, *, low: float = 0.0, high: float, or_none: bool = False
    ) -> float:
        """Return a number between two limits, both included; without a default it must be given.

        `or_none` lets 0 pass too.
        """
        value = self._value(key, default)
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        if plain and (low <= value <= high or (or_none and value == 0)):
            return float(value)
        least = f"0, or at least {low:g} and" if or_none else f"at least {low:g} and"
        self._complain(key, value, f"must be a number, {least} at most {high:g}")
        return high

    def whole(self, key: str, default: int | None = None, *, low: int, high: int) -> int:
        """Return a whole number between two limits, both included."""
        value = self._value(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self._complain(key, value, f"must be a whole number from {low} to {high}")
        return high

    def name(self, key: str, default: str | None = None) -> str:
        """Return a short text."""
        value = self._value(key, default)
        if isinstance(value, str) and 0 < len(value.strip()) <= NAME_LIMIT:
            return value.strip()
        self._complain(key, value, f"must be a text of 1 to {NAME_LIMIT} characters")
        return ""

    def identity(self, key: str) -> str:
        """Return a name that is an id on the floor too."""
        name = self.name(key)
        if name and not ID.fullmatch(name):
            self._complain(key, name, IDENTITY)
        return name

    def choice(self, key: str, default: E, choices: Sequence[E]) -> E:
        """Return one of a few words."""
        value = self._value(key, default.value)
        for one in choices:
            if one.value == value:
                return one
        self._complain(key, value, f"must be one of {', '.join(str(one.value) for one in choices)}")
        return default

    def tables(self, key: str, *, needed: bool = True) -> "list[Keys]":
        """Return the tables of an array of tables."""
        value = self._value(key, None if needed else [])
        if isinstance(value, list) and (value or not needed):
            return [
                Keys(one, f"{self._at(key)}[{number}]", self._mistakes)
                for number, one in enumerate(value, start=1)
            ]
        self._complain(key, value, f"must be given at least once, as [[{key}]]")
        return []

    def table(self, key: str) -> "Keys":
        """Return a table below this one."""
        self._known.add(key)
        return Keys(self._table.get(key, {}), self._at(key), self._mistakes)

    def list_of(self, key: str, kind: type[Any], default: Sequence[Any] | None = None) -> tuple[Any, ...]:
        """Return a list of values of one kind; whole numbers count as numbers."""
        value = self._value(key, default)
        kinds = (int, float) if kind is float else (kind,)
        if isinstance(value, list | tuple) and all(
            isinstance(one, kinds) and not isinstance(one, bool) for one in value
        ):
            return tuple(value)
        self._complain(key, value, f"must be a list of {'numbers' if kind is float else 'texts'}")
        return ()

    def wrong(self, key: str, sentence: str) -> None:
        """Note what is wrong with a key that could be read."""
        self._mistakes.append(f"{self._at(key)}: {sentence}.")

    def others(self) -> list[str]:
        """Return the keys that nobody has asked for yet."""
        return [key for key in self._table if key not in self._known]

    def close(self) -> None:
        """Note the keys that mean nothing; the last thing to do with a table."""
        for key in self.others():
            known = ", ".join(sorted(self._known))
            self._mistakes.append(f"{self._at(key)}: is no key here; there are {known}.")

    def _value(self, key: str, default: Any) -> Any:
        self._known.add(key)
        return self._table.get(key, default)

    def _complain(self, key: str, value: object, sentence: str) -> None:
        is_there = key in self._table
        self.wrong(key, f"{sentence}, and is {value!r}" if is_there else f"is missing; it {sentence}")

    def _at(self, key: str) -> str:
        return f"{self._where}.{key}" if self._where else key
