"""Says what stands in the writer's inbox, and what becomes of it."""

from collections import deque
from collections.abc import Callable, Iterator

from msgspec import Struct

from cordboard.app.commands import AnyCommand
from cordboard.app.engine import DraftSave, Message
from cordboard.app.seams import AppendReply, Deed, DeedReply, DraftReply, Reading, Reply
from cordboard.core.errors import Code, Refusal
from cordboard.core.user import Actor

NOT_STORED = Refusal(Code.READ_ONLY, "Nothing can be stored at the moment; keep it and send it again.")
BROKEN = Refusal(Code.FAULT, "The server could not do this; it has been written to its log.")
FULL = Refusal(Code.TOO_MANY, "The server has too much to do; send it again in a moment.")

Outcome = Callable[[], None]
"""Gives an answer to whoever waits for it."""


class CommandItem(Struct):
    command: AnyCommand
    actor: Actor
    reply: Reply
    command_id: str | None


class AppendItem(Struct):
    message: Message
    reply: AppendReply


class DraftItem(Struct):
    save: DraftSave
    reply: DraftReply


class ReadItem(Struct):
    reading: Reading


class DeedItem(Struct):
    deed: Deed
    reply: DeedReply


Item = CommandItem | AppendItem | DraftItem | DeedItem | ReadItem


def runs(inbox: deque[Item], limit: int) -> Iterator[list[Item]]:
    """Take up to `limit` items out and yield them in their order, in runs of one source each."""
    run: list[Item] = []
    for _ in range(min(len(inbox), limit)):
        item = inbox.popleft()
        if run and type(item) is not type(run[0]):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def replies_of(run: list[Item]) -> list[Callable[..., None]]:
    """Return to whom a run's items are answered; readings answer for themselves."""
    return [item.reply for item in run if not isinstance(item, ReadItem)]


def unheard(result: object) -> None:
    """Take the answer of a command that nobody sent: what it did is in its facts.

    A refusal means that the world moved on before it came, and that is all right.
    """


def answering(reply: Callable[..., None], result: object) -> Outcome:
    return lambda: reply(result)
