"""Tells the time in whole milliseconds: never backwards, and honest about having slept."""

import time

SLEPT_MS = 15_000
"""The wall clock this far ahead of the one that stops in sleep: the machine was suspended, or was set."""


class Clock:
    """The wall clock at the start, carried on by the monotonic one."""

    def __init__(self) -> None:
        self._base_ms = self._wall_ms() - self._running_ms()

    def __call__(self) -> int:
        """Return the time in milliseconds since 1970."""
        return self._base_ms + self._running_ms()

    def slept(self) -> bool:
        """Whether the wall clock has jumped ahead since the last call; time follows it then."""
        ahead_ms = self._wall_ms() - self()
        if ahead_ms < SLEPT_MS:
            return False
        self._base_ms += ahead_ms
        return True

    @staticmethod
    def _wall_ms() -> int:
        return time.time_ns() // 1_000_000

    @staticmethod
    def _running_ms() -> int:
        return time.monotonic_ns() // 1_000_000
