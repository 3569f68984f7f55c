"""Is the floor's writer as steps: take a batch, commit it, finish it; a shell adds thread and loop."""

from collections import deque
from collections.abc import Callable, Iterable
from enum import Enum
from functools import partial

from cordboard.app import dispatch
from cordboard.app.commands import AnyCommand, BeginAnew, Elapse, HearCustomer, Route
from cordboard.app.engine import Answered, Appended, DraftSave, Message, News, Writes
from cordboard.app.ports import Answer, View
from cordboard.app.seams import AppendReply, Deed, DeedReply, DraftReply, Journal, Publisher, Reading, Reply
from cordboard.core.conversation import Conversation
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import ConversationId
from cordboard.core.user import SYSTEM, Actor
from cordboard.floor.inbox import (
    AppendItem,
    CommandItem,
    DeedItem,
    DraftItem,
    Item,
    Outcome,
    ReadItem,
    answering,
    fingerprint,
    remembering,
    unheard,
)
from cordboard.floor.pen import Pen

BATCH_LIMIT = 500
"""Items of a batch at most: a burst never holds up the sockets for long; the rest is the next batch."""
INBOX_LIMIT = 50_000
"""Far more than sockets can hold in flight; beyond it a sender is told to try again."""
REMEMBERED = 10_000
"""Answers kept in memory beside those on disk: a repetition mostly comes at once."""

NOT_STORED = Refusal(Code.READ_ONLY, "Nothing can be stored at the moment; keep it and send it again.")
BROKEN = Refusal(Code.FAULT, "The server could not do this; it has been written to its log.")
FULL = Refusal(Code.TOO_MANY, "The server has too much to do; send it again in a moment.")


class Health(Enum):
    """What the writer can do."""

    GOOD = "good"
    READ_ONLY = "read_only"
    """The disk takes nothing; reads go on, every write is refused until a probe succeeds."""


Report = Callable[[str, BaseException], None]
"""Takes what went wrong, for the log."""


class Writer:
    """The one who decides: applies items in their order, one transaction a batch, answers after the commit.

    `take`, `commit` and `finish` follow each other; only `commit` may run in another thread.
    """

    def __init__(
        self, journal: Journal, publisher: Publisher, clock: Callable[[], int], report: Report
    ) -> None:
        self._journal = journal
        self._publisher = publisher
        self._clock = clock
        self._report = report
        self._inbox: deque[Item] = deque()
        self._news: list[News] = []
        self._outcomes: list[Outcome] = []
        self._refusals: list[Outcome] = []
        """What is answered instead when the commit fails."""
        self._readings: list[Reading] = []
        self._floor_lost = False
        self._remembered: dict[tuple[str, str], Answered] = {}
        self.health = Health.GOOD
        self.batches = 0
        self.committed = 0
        """Batches and items that were committed, for the metrics."""
        self.floor = self._load()

    @property
    def view(self) -> View:
        """The floor as it is now."""
        return self.floor

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

    def do(self, deed: Deed, reply: DeedReply) -> None:
        """Ask for a deed in a savepoint of its own."""
        self._put(DeedItem(deed, reply), reply)

    def read(self, reading: Reading) -> None:
        """Ask to read committed state."""
        self._inbox.append(ReadItem(reading))

    def begin_anew(self, *, all_gone: bool) -> None:
        """Start connection-related clocks again: after a start-up, or after the machine slept."""
        self._inbox.appendleft(CommandItem(BeginAnew(all_gone=all_gone), SYSTEM, unheard, None))
        if all_gone:
            self._hear(self._journal.wakes())

    @property
    def pending(self) -> bool:
        """Whether `take` has something to do."""
        return bool(self._inbox)

    def wake_due(self) -> bool:
        """Ask for what is due by now; True when something was."""
        due_at_ms = self.floor.next_due_at_ms()
        if due_at_ms is None or due_at_ms > self._clock() or self.health is Health.READ_ONLY:
            return False
        self._inbox.append(CommandItem(Elapse(), SYSTEM, unheard, None))
        return True

    def take(self) -> bool:
        """Apply the next batch in an open transaction; True when there is something to commit."""
        now_ms = self._clock()
        opened = False
        for run in self._runs():
            if isinstance(run[0], ReadItem):
                self._readings.extend(item.reading for item in run if isinstance(item, ReadItem))
                continue
            if not opened and not self._begin():
                self._refuse(run)
                continue
            opened = True
            self._apply(run, now_ms)
        return opened

    def commit(self) -> None:
        """Make the batch durable; raises what the disk raises."""
        self._journal.commit()

    def finish(self, failure: BaseException | None = None) -> None:
        """Publish, answer and read: the batch is durable, or nothing of it happened."""
        outcomes = self._outcomes if failure is None else self._refusals
        news = self._news if failure is None else []
        if failure is not None:
            self._report("a batch could not be committed", failure)
            self._floor_lost = True
        elif self._refusals:
            self.batches += 1
            self.committed += len(self._refusals)
        self._outcomes, self._refusals, self._news = [], [], []
        self._publisher.publish(news)
        if self._floor_lost:
            self._reload()
        readings, self._readings = self._readings, []
        for answer in outcomes:
            self._tell(answer)
        for reading in readings:
            self._tell(partial(reading, self._journal, self.floor))
        self._publisher.flush()

    def probe(self) -> bool:
        """See whether the disk takes something again; True when writing goes on."""
        try:
            self._journal.abandon()
            self.floor = self._load()
            self._journal.probe()
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with the disk, the next probe finds out
            self._report("the disk takes nothing", fault)
            return False
        self.health = Health.GOOD
        self.begin_anew(all_gone=False)
        self._hear(self._journal.wakes())
        return True

    def _tell(self, call: Outcome) -> None:
        """Give one answer or do one reading; a fault of the one who asked is theirs alone."""
        try:
            call()
        except Exception as fault:  # noqa: BLE001 - the others still wait for theirs
            self._report("an answer could not be given", fault)

    def _put(self, item: Item, reply: Callable[[Refusal], None]) -> None:
        if len(self._inbox) >= INBOX_LIMIT:
            reply(FULL)
        else:
            self._inbox.append(item)

    def _runs(self) -> Iterable[list[Item]]:
        """Split the next batch into runs of items of one source, in their order."""
        run: list[Item] = []
        for _ in range(min(len(self._inbox), BATCH_LIMIT)):
            item = self._inbox.popleft()
            if run and type(item) is not type(run[0]):
                yield run
                run = []
            run.append(item)
        if run:
            yield run

    def _begin(self) -> bool:
        """Open the batch's transaction; False where the disk takes nothing, not even that."""
        if self.health is Health.READ_ONLY:
            return False
        try:
            self._journal.begin()
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with the disk, the next probe finds out
            self._report("a batch could not be begun", fault)
            self.health = Health.READ_ONLY
            return False
        return True

    def _refuse(self, run: list[Item]) -> None:
        for item in run:
            if not isinstance(item, ReadItem):
                self._outcomes.append(answering(item.reply, NOT_STORED))

    def _apply(self, run: list[Item], now_ms: int) -> None:
        """Apply a run in a savepoint; its failure is its own and refuses it alone."""
        replies = [item.reply for item in run if not isinstance(item, ReadItem)]
        self._refusals.extend(answering(reply, NOT_STORED) for reply in replies)
        first = run[0]
        try:
            if isinstance(first, AppendItem):
                outcomes = self._append(run, now_ms)
            elif isinstance(first, DraftItem):
                outcomes = self._save(run, now_ms)
            elif isinstance(first, DeedItem):
                outcomes = self._perform(run, now_ms)
            else:
                outcomes = self._command(run, now_ms)
        except Exception as fault:  # noqa: BLE001 - the journal undid the savepoint
            self._report("a part of a batch could not be written", fault)
            self._floor_lost = self._floor_lost or isinstance(first, CommandItem)
            outcomes = [answering(reply, NOT_STORED) for reply in replies]
        self._outcomes.extend(outcomes)

    def _append(self, run: list[Item], now_ms: int) -> list[Outcome]:
        items = [item for item in run if isinstance(item, AppendItem)]
        results = self._journal.append([item.message for item in items], now_ms)
        outcomes: list[Outcome] = []
        for item, result in zip(items, results, strict=True):
            if isinstance(result, Appended) and result.entry is not None:
                self._news.append(result.entry)
                if result.wakes:
                    self._hear([item.message.conversation_id])
            outcomes.append(answering(item.reply, result))
        return outcomes

    def _save(self, run: list[Item], now_ms: int) -> list[Outcome]:
        items = [item for item in run if isinstance(item, DraftItem)]
        results = self._journal.save_drafts([item.save for item in items], now_ms)
        return [answering(item.reply, result) for item, result in zip(items, results, strict=True)]

    def _perform(self, run: list[Item], now_ms: int) -> list[Outcome]:
        """Do deeds, a savepoint each: they know nothing of each other."""
        items = [item for item in run if isinstance(item, DeedItem)]
        return [answering(item.reply, self._journal.perform(item.deed, now_ms)) for item in items]

    def _command(self, run: list[Item], now_ms: int) -> list[Outcome]:
        steps: list[Writes] = []
        items = [item for item in run if isinstance(item, CommandItem)]
        outcomes = [answering(item.reply, self._step(item, now_ms, steps)) for item in items]
        if steps:
            self._news.extend(self._journal.write(steps))
        return outcomes

    def _step(self, item: CommandItem, now_ms: int, steps: list[Writes]) -> Answer | Refusal:
        """Apply one command to the floor in memory; a refusal undoes what it touched."""
        if self._floor_lost:
            return NOT_STORED
        known = self._recall(item)
        if known is not None:
            return known
        self.floor.begin(now_ms)
        try:
            answer, settled = dispatch.apply(item.command, item.actor, self.floor)
        except Refusal as refusal:
            self.floor.undo()
            return refusal
        except Exception as fault:  # noqa: BLE001 - a broken rule stops its step, not the contact centre
            self._report("a command broke the floor", fault)
            self._floor_lost = True
            return BROKEN
        writes = self.floor.writes()
        if item.command_id is not None:
            writes.answered = remembering(item, answer, now_ms)
            self._keep(writes.answered)
        steps.append(writes)
        if not settled:
            self._inbox.append(CommandItem(Route(), SYSTEM, unheard, None))
        return answer

    def _recall(self, item: CommandItem) -> Answer | Refusal | None:
        if item.command_id is None:
            return None
        known = self._remembered.get((item.actor.key, item.command_id)) or self._journal.answered(
            item.actor.key, item.command_id
        )
        if known is None:
            return None
        if known.fingerprint != fingerprint(item.command):
            return Refusal(Code.ID_REUSED, "This command id came before with another body.")
        return known.answer

    def _keep(self, answered: Answered) -> None:
        self._remembered[(answered.actor, answered.command_id)] = answered
        if len(self._remembered) > REMEMBERED:
            del self._remembered[next(iter(self._remembered))]

    def _hear(self, conversation_ids: Iterable[str]) -> None:
        """Let the floor hear, in the next batch, that customers wrote in parked conversations."""
        for identity in conversation_ids:
            self.floor.wakes.add(identity)
            command = HearCustomer(conversation_id=ConversationId(identity))
            self._inbox.append(CommandItem(command, SYSTEM, unheard, None))

    def _reload(self) -> None:
        """Trust nothing in memory after a failure: load again; if that fails, writing stops until a probe.

        The commit may have been durable after all, so every reader is caught up from the disk.
        """
        self._floor_lost = False
        self._remembered.clear()
        if self.probe():
            self._publisher.mistrust()
        else:
            self.health = Health.READ_ONLY

    def _load(self) -> Pen:
        return Pen(self._journal.load(), self._journal.wakes(), self._recall_conversation)

    def _recall_conversation(self, conversation_id: str) -> Conversation | None:
        return self._journal.recall(conversation_id)
