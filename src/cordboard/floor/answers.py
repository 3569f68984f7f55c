"""Remembers answers to commands with an id: a repetition gets the first one and has no second effect."""

from hashlib import blake2b

from cordboard.app.commands import AnyCommand, encoder
from cordboard.app.engine import Answered
from cordboard.app.ports import Answer
from cordboard.app.seams import Journal
from cordboard.core.errors import Code, Refusal
from cordboard.floor.inbox import CommandItem

REMEMBERED = 10_000
"""Answers kept in memory beside those on disk: a repetition mostly comes at once."""

_ID_REUSED = Refusal(Code.ID_REUSED, "This command id came before with another body.")


class Answers:
    """The answers of this batch and the latest ones in memory, all of seven days on disk."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._latest: dict[tuple[str, str], Answered] = {}

    def find(self, item: CommandItem) -> Answer | Refusal | None:
        """Return the first answer; a refusal for the same id with another body, None for a new command."""
        if item.command_id is None:
            return None
        actor, command_id = item.actor.key, item.command_id
        known = self._latest.get((actor, command_id)) or self._journal.answered(actor, command_id)
        if known is None:
            return None
        return known.answer if known.fingerprint == _fingerprint(item.command) else _ID_REUSED

    def keep(self, item: CommandItem, answer: Answer, now_ms: int) -> Answered:
        """Remember an answer, and return what is to be written of it."""
        assert item.command_id is not None, "only commands with an id are remembered"
        answered = Answered(
            actor=item.actor.key,
            command_id=item.command_id,
            fingerprint=_fingerprint(item.command),
            answer=answer,
            at_ms=now_ms,
        )
        self._latest[(answered.actor, answered.command_id)] = answered
        if len(self._latest) > REMEMBERED:
            del self._latest[next(iter(self._latest))]
        return answered

    def forget(self) -> None:
        """Trust the disk alone: what was remembered may not be durable."""
        self._latest.clear()


def _fingerprint(command: AnyCommand) -> bytes:
    return blake2b(encoder.encode(command), digest_size=16).digest()
