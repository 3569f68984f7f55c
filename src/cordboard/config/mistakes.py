"""Says what a mistake in a configuration file is: a line, a place and a sentence."""

from collections.abc import Iterable

from msgspec import Struct


class Mistake(Struct, frozen=True, kw_only=True, order=True):
    """Something that must be mended before the file can be applied."""

    line: int
    """Counts from 1."""
    path: str
    """As queues.support.overflow[0].queue_id; empty for the file itself."""
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.path}{': ' if self.path else ''}{self.sentence}"


class Mistaken(Exception):
    """The file can't be read; all that is wrong with it."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))
