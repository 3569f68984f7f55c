"""Is the floor's door as sessions see it: it counts what was asked, so that no answer is forgotten."""

from collections.abc import Callable
from typing import Any

from cordboard.app.commands import AnyCommand
from cordboard.app.engine import DraftSave, MarkSave, Message
from cordboard.app.ports import View
from cordboard.app.seams import AppendReply, Deed, DeedReply, DraftReply, Journal, Reading, Reply
from cordboard.core.user import Actor
from cordboard.sim.ports import Writer, demand


class Promises:
    """Passes everything on and kicks the writer; each question is answered exactly once."""

    def __init__(self, writer: Writer, kick: Callable[[], None]) -> None:
        self._writer = writer
        self._kick = kick
        self._open: dict[int, str] = {}
        self._asked = 0

    @property
    def open(self) -> list[str]:
        """What was asked and not answered yet."""
        return list(self._open.values())

    @property
    def view(self) -> View:
        """The floor as it is now."""
        return self._writer.view

    def submit(
        self, command: AnyCommand, actor: Actor, reply: Reply, *, command_id: str | None = None
    ) -> None:
        """Ask for a command."""
        what = f"{type(command).__name__} of {actor.key}"
        self._writer.submit(command, actor, self._once(what, reply), command_id=command_id)
        self._kick()

    def append(self, message: Message, reply: AppendReply) -> None:
        """Ask for a message to be appended."""
        self._writer.append(message, self._once(f"message of {message.author.id}", reply))
        self._kick()

    def save_draft(self, draft: DraftSave, reply: DraftReply) -> None:
        """Ask for a draft to be kept."""
        self._writer.save_draft(draft, self._once(f"draft of {draft.agent_id}", reply))
        self._kick()

    def mark(self, save: MarkSave) -> None:
        """Note what has been delivered or read; nobody is answered."""
        self._writer.mark(save)
        self._kick()

    def do(self, deed: Deed, reply: DeedReply) -> None:
        """Ask for a deed."""
        self._writer.do(deed, self._once("deed", reply))
        self._kick()

    def read(self, reading: Reading) -> None:
        """Ask to read committed state."""
        answer = self._once("reading", lambda both: reading(*both))

        def read(journal: Journal, view: View) -> None:
            answer((journal, view))

        self._writer.read(read)
        self._kick()

    def _once(self, what: str, reply: Callable[[Any], None]) -> Callable[[Any], None]:
        """Count the question, and see that it is answered once."""
        self._asked += 1
        number = self._asked
        self._open[number] = what

        def answered(result: Any) -> None:
            demand(self._open.pop(number, None), f"{what} is answered twice")
            reply(result)

        return answered
