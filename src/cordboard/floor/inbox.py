"""Says what stands in the writer's inbox, and what becomes of it."""

from collections.abc import Callable
from hashlib import blake2b

from msgspec import Struct

from cordboard.app.commands import AnyCommand, encoder
from cordboard.app.engine import Answered, DraftSave, Message
from cordboard.app.ports import Answer
from cordboard.app.seams import AppendReply, Deed, DeedReply, DraftReply, Reading, Reply
from cordboard.core.user import Actor

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


def unheard(result: object) -> None:
    """Take the answer of a command that nobody sent: what it did is in its facts.

    A refusal means that the world moved on before it came, and that is all right.
    """


def answering(reply: Callable[..., None], result: object) -> Outcome:
    return lambda: reply(result)


def fingerprint(command: AnyCommand) -> bytes:
    return blake2b(encoder.encode(command), digest_size=16).digest()


def remembering(item: CommandItem, answer: Answer, now_ms: int) -> Answered:
    assert item.command_id is not None
    return Answered(
        actor=item.actor.key,
        command_id=item.command_id,
        fingerprint=fingerprint(item.command),
        answer=answer,
        at_ms=now_ms,
    )
