"""Is the floor's writer as steps: take a batch, commit it, finish it; a shell adds thread and loop."""

from collections.abc import Callable, Iterable
from functools import partial

from cordboard.app import dispatch
from cordboard.app.commands import BeginAnew, HearCustomer, Route
from cordboard.app.engine import MarkSave, News, Writes
from cordboard.app.ports import Answer, View
from cordboard.app.seams import Journal, Publisher, Reading
from cordboard.core.errors import Refusal
from cordboard.core.ids import ConversationId
from cordboard.core.workstream import Queue
from cordboard.floor.answers import Answers
from cordboard.floor.health import Health, Report
from cordboard.floor.inbox import (
    BROKEN,
    NOT_STORED,
    AppendItem,
    CommandItem,
    DeedItem,
    DraftItem,
    Inbox,
    Item,
    Outcome,
    ReadItem,
    answering,
    append_all,
    of_system,
    perform_all,
    replies_of,
    runs,
    save_all,
)
from cordboard.floor.pen import Pen
from cordboard.floor.setbacks import Setbacks

BATCH_LIMIT = 500
"""Items of a batch at most: a burst never holds up the sockets for long; the rest is the next batch."""


class Writer(Inbox):
    """The one who decides: applies items in their order, one transaction a batch, answers after the commit.

    `take`, `commit` and `finish` follow each other; only `commit` may run in another thread.
    """

    def __init__(
        self, journal: Journal, publisher: Publisher, clock: Callable[[], int], report: Report
    ) -> None:
        super().__init__()
        self._journal = journal
        self._publisher = publisher
        self._clock = clock
        self._report = report
        self._news: list[News] = []
        self._outcomes: list[Outcome] = []
        self._refusals: list[Outcome] = []
        """What is answered instead when the commit fails."""
        self._readings: list[Reading] = []
        self.floor_lost = False
        """Whether the floor in memory is not what is durable, and could not be loaded again yet."""
        self._all_gone = False
        """Whether the connections of an earlier life have not been struck off yet."""
        self._shaken = False
        """Whether a batch failed and none has been committed since."""
        self._goes_on = False
        """Whether the inbox holds that routing goes on: once is enough, whoever left something to do."""
        self._answers = Answers(journal)
        self.setbacks = Setbacks(report)
        self.health = Health.GOOD
        self.batches = self.committed = 0
        """Batches and items that were committed, for the metrics."""
        self.floor = self._load()

    @property
    def view(self) -> View:
        """The floor as it is now."""
        return self.floor

    def begin_anew(self, *, all_gone: bool) -> None:
        """Start connection-related clocks again: after a start-up, or after the machine slept."""
        self._all_gone = self._all_gone or all_gone
        self._inbox.appendleft(of_system(BeginAnew(all_gone=self._all_gone), self._begun_anew))
        self._hear(sorted(self.floor.wakes))

    def wake_due(self) -> bool:
        """Ask for what is due by now; True when something was."""
        command = self.setbacks.next_elapse(self.floor, self._clock())
        if command is None or self.health is Health.READ_ONLY:
            return False
        self._inbox.append(of_system(command))
        return True

    def next_due_at_ms(self) -> int | None:
        """Return when `wake_due` will find something; what has failed is not due before it has rested."""
        return self.setbacks.next_due_at_ms(self.floor)

    def take(self) -> bool:
        """Apply the next batch in an open transaction; True when there is something to commit."""
        now_ms = self._clock()
        opened = False
        for run in runs(self._inbox, BATCH_LIMIT):
            if isinstance(run[0], ReadItem):
                self._readings.extend(item.reading for item in run if isinstance(item, ReadItem))
                continue
            if not opened and not self._begin():
                self._outcomes.extend(answering(reply, NOT_STORED) for reply in replies_of(run))
                continue
            opened = True
            self._apply(run, now_ms)
        marks = self._marks.take(BATCH_LIMIT)
        if marks and (opened or self._begin()):
            opened = True
            self._mark(marks)
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
            self.floor_lost = True
        elif self._refusals:
            self.batches += 1
            self.committed += len(self._refusals)
            self._shaken = self._shaken and self.floor_lost
        self._outcomes, self._refusals, self._news = [], [], []
        self._publisher.publish(news)
        if self.floor_lost and self.health is Health.GOOD:
            self._reload()
        for answer in outcomes:
            self._tell(answer)
        if not self.floor_lost:  # while it is, they wait on: nothing true could be read
            readings, self._readings = self._readings, []
            for reading in readings:
                self._tell(partial(reading, self._journal, self.floor))
        self._publisher.flush()

    def probe(self) -> bool:
        """See whether the disk takes something again; True when writing goes on.

        The last commit may have been durable after all, so every reader is caught up from the disk.
        """
        self.floor_lost = True
        try:
            self._journal.abandon()
            self.floor = self._load()
            self.floor_lost = False
            self._journal.probe()
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with the disk, the next probe finds out
            self._report("the disk takes nothing", fault)
            return False
        self.health = Health.GOOD
        self.begin_anew(all_gone=False)
        self._publisher.mistrust()
        return True

    def _begun_anew(self, result: Answer | Refusal) -> None:
        """Keep saying that all are gone until it is stored; after a failure the next probe says it again."""
        if isinstance(result, Answer):
            self._all_gone = False

    def _tell(self, call: Outcome) -> None:
        """Give one answer or do one reading; a fault of the one who asked is theirs alone."""
        try:
            call()
        except Exception as fault:  # noqa: BLE001 - the others still wait for theirs
            self._report("an answer could not be given", fault)

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

    def _apply(self, run: list[Item], now_ms: int) -> None:
        """Apply a run in a savepoint; its failure is its own and refuses it alone."""
        replies = replies_of(run)
        self._refusals.extend(answering(reply, NOT_STORED) for reply in replies)
        first = run[0]
        try:
            if isinstance(first, AppendItem):
                outcomes, written, woken = append_all(self._journal, run, now_ms)
                self._news.extend(written)
                self._hear(woken)
            elif isinstance(first, DraftItem):
                outcomes = save_all(self._journal, run, now_ms)
            elif isinstance(first, DeedItem):
                outcomes = perform_all(self._journal, run, now_ms)
            else:
                outcomes = self._command(run, now_ms)
        except Exception as fault:  # noqa: BLE001 - the journal undid the savepoint
            commands = [item.command for item in run if isinstance(item, CommandItem)]
            self.setbacks.complain(commands, "a part of a batch could not be written", fault, now_ms)
            self.floor_lost = self.floor_lost or isinstance(first, CommandItem)
            outcomes = [answering(reply, NOT_STORED) for reply in replies]
        self._outcomes.extend(outcomes)

    def _mark(self, saves: list[MarkSave]) -> None:
        """Keep marks after all else of the batch, in a savepoint; what fails is said again by its page."""
        self._refusals.extend(_nobody_waits for _ in saves)
        try:
            self._news.extend(self._journal.mark(saves))
        except Exception as fault:  # noqa: BLE001 - the journal undid the savepoint
            self._report("marks could not be written", fault)

    def _command(self, run: list[Item], now_ms: int) -> list[Outcome]:
        steps: list[Writes] = []
        items = [item for item in run if isinstance(item, CommandItem)]
        outcomes = [answering(item.reply, self._step(item, now_ms, steps)) for item in items]
        if steps:
            self._news.extend(self._journal.write(steps))
        return outcomes

    def _step(self, item: CommandItem, now_ms: int, steps: list[Writes]) -> Answer | Refusal:
        """Apply one command to the floor in memory; a refusal undoes what it touched."""
        if self.floor_lost:
            return NOT_STORED
        known = self._answers.find(item)
        if known is not None:
            return known
        self.floor.begin(now_ms)
        try:
            answer, settled = dispatch.apply(item.command, item.actor, self.floor)
        except Refusal as refusal:
            self.floor.undo()
            return refusal
        except Exception as fault:  # noqa: BLE001 - a broken rule stops its step, not the contact centre
            self.setbacks.complain([item.command], "a command broke the floor", fault, now_ms)
            self.floor_lost = True
            return BROKEN
        writes = self.floor.writes()
        if item.command_id is not None:
            writes.answered = self._answers.keep(item, answer, now_ms)
        steps.append(writes)
        if isinstance(item.command, Route):
            self._goes_on = False
        if not settled and not self._goes_on:
            self._goes_on = True
            self._inbox.append(of_system(Route()))
        return answer

    def _hear(self, conversation_ids: Iterable[str]) -> None:
        """Let the floor hear, in the next batch, that customers wrote in parked conversations."""
        for identity in conversation_ids:
            self.floor.wakes.add(identity)
            self._inbox.append(of_system(HearCustomer(conversation_id=ConversationId(identity))))

    def _reload(self) -> None:
        """Trust nothing in memory after a failure: load again, once.

        If that fails, or the next batch does too, writing stops until a later probe: no spinning.
        """
        self._answers.forget()
        if self.setbacks.took_blame() and not self._all_gone and self._resume():
            return
        again, self._shaken = self._shaken, True
        if not self.probe() or again:
            self.health = Health.READ_ONLY

    def _resume(self) -> bool:
        """Load the floor again and go on at once: what broke it is held back, and nobody was away meanwhile.

        So no clock begins anew: what fails again and again must not put off for ever what others wait for.
        """
        try:
            self.floor = self._load()
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with the disk, the probe finds out
            self._report("the floor could not be loaded", fault)
            return False
        self.floor_lost = False
        self.floor.agenda.mark_queues(queue.id for queue in self.floor.all(Queue))
        self._inbox.append(of_system(Route()))
        self._hear(sorted(self.floor.wakes))
        return True

    def _load(self) -> Pen:
        journal, self._goes_on = self._journal, False
        archive = (journal.recall, journal.queues_visited)
        return Pen(journal.load(), journal.wakes(), *archive, facts=journal.facts())


def _nobody_waits() -> None:
    """Marks are not answered; like all else they count towards what a batch committed."""
