"""Names what a queueing system needs of a floor."""

from collections.abc import Callable
from typing import Protocol

from cordboard.app.commands import AnyCommand
from cordboard.app.ports import View
from cordboard.core.events import Fact
from cordboard.core.user import Actor


class Floor(Protocol):
    """The production floor, without doors and without a disk."""

    @property
    def view(self) -> View:
        """The floor as it is now."""
        ...

    @property
    def next_due_at_ms(self) -> int | None:
        """When the next deadline is due."""
        ...

    def do(self, command: AnyCommand, actor: Actor, now_ms: int) -> list[Fact]:
        """Do a command and all routing that follows from it; return what has happened.

        Raises:
            Refusal: when it can't be done; nothing of it has happened then.
        """
        ...


FloorFactory = Callable[[], Floor]
