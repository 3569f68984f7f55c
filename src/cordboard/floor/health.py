"""Says whether the floor can take work, and how it reports what went wrong."""

from collections.abc import Callable
from enum import Enum


class Health(Enum):
    """What the writer can do."""

    GOOD = "good"
    READ_ONLY = "read_only"
    """The disk takes nothing; reads go on, every write is refused until a probe succeeds."""


Report = Callable[[str, BaseException], None]
"""Takes what went wrong, for the log."""
