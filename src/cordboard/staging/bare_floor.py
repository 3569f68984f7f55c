"""Is the production floor in memory without a store: commands in, facts out, nothing is kept."""

from cordboard.app import dispatch
from cordboard.app.commands import AnyCommand, Route
from cordboard.app.ports import View
from cordboard.core.errors import Refusal
from cordboard.core.events import Fact
from cordboard.core.user import SYSTEM, Actor
from cordboard.floor.pen import Pen


class BareFloor:
    """A floor that begins empty and goes through the same steps as under its writer, without a disk."""

    def __init__(self) -> None:
        self._pen = Pen((), (), lambda _: None)

    @property
    def view(self) -> View:
        """The floor as it is now."""
        return self._pen

    @property
    def next_due_at_ms(self) -> int | None:
        """When the next deadline is due."""
        return self._pen.next_due_at_ms()

    def do(self, command: AnyCommand, actor: Actor, now_ms: int) -> list[Fact]:
        """Do a command and all routing that follows from it; return what has happened.

        Raises:
            Refusal: when it can't be done; nothing of it has happened then.
        """
        facts, settled = self._step(command, actor, now_ms)
        while not settled:
            more, settled = self._step(Route(), SYSTEM, now_ms)
            facts += more
        return facts

    def _step(self, command: AnyCommand, actor: Actor, now_ms: int) -> tuple[list[Fact], bool]:
        self._pen.begin(now_ms)
        try:
            _, settled = dispatch.apply(command, actor, self._pen)
        except Refusal:
            self._pen.undo()
            raise
        return list(self._pen.writes().facts), settled
