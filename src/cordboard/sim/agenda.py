"""Is virtual time: what happens when, one event after another, and what was said of the last ones."""

from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

START_MS = 1_750_000_000_000
KEPT = 120
"""Lines of the transcript that are kept; about thirty steps."""


class Agenda:
    """A clock that only moves when something happens."""

    def __init__(self) -> None:
        self.now_ms = START_MS
        self.steps = 0
        self.lines: deque[str] = deque(maxlen=KEPT)
        self._order = count()
        self._due: list[tuple[int, int, str, Callable[[], None]]] = []

    def after(self, ms: int, call: Callable[[], None], what: str = "") -> None:
        """Do something so many milliseconds from now; without a name it is no step of its own."""
        heappush(self._due, (self.now_ms + ms, next(self._order), what, call))

    def happen(self) -> None:
        """Let the next event happen."""
        self.now_ms, _, what, call = heappop(self._due)
        if what:
            self.steps += 1
            self.lines.append(f"{self.steps:>5}  {self._clock()}  {what}")
        call()

    def note(self, text: str) -> None:
        """Say what an event brought with it."""
        self.lines.append(f"                    {text}")

    def _clock(self) -> str:
        seconds, ms = divmod(self.now_ms - START_MS, 1000)
        minutes, seconds = divmod(seconds, 60)
        return f"{minutes:>4}:{seconds:02}.{ms:03}"
