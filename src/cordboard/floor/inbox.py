"""Says what stands in the writer's inbox, and what becomes of it."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from cordboard.app.commands import AnyCommand
from cordboard.app.engine import Appended, DraftSave, Entry, MarkSave, Message
from cordboard.app.seams import AppendReply, Deed, DeedReply, DraftReply, Journal, Reading, Reply
from cordboard.core.errors import Code, Refusal
from cordboard.core.user import SYSTEM, Actor

INBOX_LIMIT = 50_000
"""Far more than sockets can hold in flight; beyond it a sender is told to try again."""

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


class MarkItems:
    """Marks that wait for a batch: of each side of each conversation only the latest.

    They stand beside the line: whoever writes them waits for nothing, and they must part no run of messages.
    """

    def __init__(self) -> None:
        self._latest: dict[tuple[str, str], MarkSave] = {}

    def __len__(self) -> int:
        return len(self._latest)

    def put(self, save: MarkSave) -> None:
        """Take a mark; beyond the limit it falls, and its page says it again after the next welcome."""
        key = (save.conversation_id, save.author_id)
        known = self._latest.get(key)
        if known is not None:
            delivered, read = max(known.delivered, save.delivered), max(known.read, save.read)
            self._latest[key] = replace(save, delivered=delivered, read=read)
        elif len(self._latest) < INBOX_LIMIT:
            self._latest[key] = save

    def take(self, limit: int) -> list[MarkSave]:
        """Take up to `limit` of them out, the oldest first."""
        keys = list(islice(self._latest, limit))
        return [self._latest.pop(key) for key in keys]


def unheard(result: object) -> None:
    """Take the answer of a command that nobody sent: what it did is in its facts.

    A refusal means that the world moved on before it came, and that is all right.
    """


def of_system(command: AnyCommand, reply: Reply = unheard) -> CommandItem:
    return CommandItem(command, SYSTEM, reply, None)


def answering(reply: Callable[..., None], result: object) -> Outcome:
    return lambda: reply(result)


def append_all(
    journal: Journal, run: list[Item], now_ms: int
) -> tuple[list[Outcome], list[Entry], list[str]]:
    """Append messages; return their answers, the new entries, and the conversations that they wake."""
    items = [item for item in run if isinstance(item, AppendItem)]
    results = journal.append([item.message for item in items], now_ms)
    done = list(zip(items, results, strict=True))
    fresh = [(one, it) for one, it in done if isinstance(it, Appended) and it.entry is not None]
    entries = [it.entry for _, it in fresh if it.entry is not None]
    woken = [one.message.conversation_id for one, it in fresh if it.wakes]
    return [answering(one.reply, it) for one, it in done], entries, woken


def save_all(journal: Journal, run: list[Item], now_ms: int) -> list[Outcome]:
    """Keep drafts; return their answers."""
    items = [item for item in run if isinstance(item, DraftItem)]
    results = journal.save_drafts([item.save for item in items], now_ms)
    return [answering(item.reply, result) for item, result in zip(items, results, strict=True)]


def perform_all(journal: Journal, run: list[Item], now_ms: int) -> list[Outcome]:
    """Do deeds, a savepoint each: they know nothing of each other; return their answers."""
    items = [item for item in run if isinstance(item, DeedItem)]
    return [answering(item.reply, journal.perform(item.deed, now_ms)) for item in items]


class Inbox:
    """The side of the writer that is asked; what it does about it is the other side."""

    def __init__(self) -> None:
        self._inbox: deque[Item] = deque()
        self._marks = MarkItems()

    @property
    def pending(self) -> bool:
        """Whether `take` has something to do."""
        return bool(self._inbox) or len(self._marks) > 0

    def submit(
        self, command: AnyCommand, actor: Actor, reply: Reply, *, command_id: str | None = None
    ) -> None:
        """Ask for a command."""
        self._put(CommandItem(command, actor, reply, command_id), reply)

    def append(self, message: Message, reply: AppendReply) -> None:
        """Ask for a message to be appended."""
        self._put(AppendItem(message, reply), reply)

    def save_draft(self, draft: DraftSave, reply: DraftReply) -> None:
        """Ask for a draft to be kept."""
        self._put(DraftItem(draft, reply), reply)

    def mark(self, save: MarkSave) -> None:
        """Note what has been delivered or read; nobody is answered."""
        self._marks.put(save)

    def do(self, deed: Deed, reply: DeedReply) -> None:
        """Ask for a deed in a savepoint of its own."""
        self._put(DeedItem(deed, reply), reply)

    def read(self, reading: Reading) -> None:
        """Ask to read committed state."""
        self._inbox.append(ReadItem(reading))

    def _put(self, item: Item, reply: Callable[[Refusal], None]) -> None:
        if len(self._inbox) >= INBOX_LIMIT:
            reply(FULL)
        else:
            self._inbox.append(item)
