"""Runs one process's writer as its shell does, a step at a time, and checks everything after each."""

from collections.abc import Callable
from typing import Protocol

from cordboard.sim import truths
from cordboard.sim.able import Floor
from cordboard.sim.decisions import Decisions
from cordboard.sim.offers_made import OffersMade
from cordboard.sim.outbox import Setting
from cordboard.sim.ports import Disk, Process, demand
from cordboard.sim.promises import Promises
from cordboard.sim.truths_of_routing import nobody_is_kept_waiting

PROBE_MS = (250, 500, 1_000, 2_000, 5_000)
STATEMENTS = (3, 25)
"""The statement of a batch that fails is among so many: a message takes few, a command many."""
SLOW_MS = 2_000
"""How long a disk may take over a commit when it is slow."""


class Machine(Setting, Protocol):
    """What a loop needs of the machine that it runs on."""

    @property
    def disk(self) -> Disk: ...

    @property
    def decisions(self) -> Decisions: ...

    @property
    def offers_made(self) -> OffersMade: ...

    def now_ms(self) -> int:
        """Tell the server's time."""
        ...

    def is_connected(self, connection_id: str) -> bool:
        """Whether this connection is open on the server's side."""
        ...


class Loop:
    """The writer's loop in one life of the process; `end` makes it stop wherever it is."""

    def __init__(self, machine: Machine) -> None:
        self._m = machine
        self._alive = True
        self._process: Process | None = None
        self._door: Promises | None = None
        self._probing = False
        self._probes = 0
        self._timer = 0
        self.busy = False

    @property
    def process(self) -> Process:
        """The process whose loop it is."""
        assert self._process is not None, "it has started"
        return self._process

    @property
    def door(self) -> Promises:
        """What sessions and channels ask."""
        assert self._door is not None, "it has started"
        return self._door

    def let_in(self, door: Promises) -> None:
        """Have a door."""
        self._door = door

    def start(self, process: Process) -> None:
        """Begin with what the disk holds."""
        self._process = process
        self._catch_up()
        self._check()
        process.writer.begin_anew(all_gone=True)
        self.kick()

    def end(self) -> None:
        """Stop here: nothing that was under way goes on."""
        self._alive = False

    def after(self, ms: int, call: Callable[[], None], what: str = "") -> None:
        """Do something later, unless the process has died by then."""
        self._m.agenda.after(ms, lambda: call() if self._alive else None, what)

    def kick(self) -> None:
        """Take a batch in the next turn."""
        if not self.busy:
            self.busy = True
            self.after(0, self._take, "take")

    def _take(self) -> None:
        if not self._m.calm and self._m.chance.happens(self._m.mood.fail_statement):
            statements = self._m.chance.number(1, self._m.chance.pick(STATEMENTS))
            self._m.disk.fail_after(statements, whole=self._m.chance.happens(0.5))
        if not self.process.writer.take():
            self._finish(None)
            return
        truths.check(self.process.view)
        self._demand_sound(self.process.index_flaw())
        slow = not self._m.calm and self._m.chance.happens(0.02)
        self.after(self._m.chance.ms(0, SLOW_MS if slow else 20), self._commit, "commit")

    def _commit(self) -> None:
        failure: BaseException | None = None
        self._doom()
        try:
            self.process.writer.commit()
        except Exception as fault:  # noqa: BLE001 - whatever it is, the writer must hear of it
            failure = fault
        self.after(self._m.chance.ms(0, 5), lambda: self._finish(failure), "finish")

    def _doom(self) -> None:
        """Let the commit go wrong, perhaps."""
        if self._m.calm:
            return
        if self._m.chance.happens(self._m.mood.fail_commit):
            self._m.tally.failed_commits += 1
            self._m.disk.fail_commit(unheard=False)
        elif self._m.chance.happens(self._m.mood.unheard):
            self._m.tally.unheard_commits += 1
            self._m.disk.fail_commit(unheard=True)

    def _finish(self, failure: BaseException | None) -> None:
        in_doubt = failure is not None or self.process.floor_lost
        self.process.writer.finish(failure)
        self._m.disk.settle()
        if in_doubt:
            self._catch_up()
        self._check()
        if self.process.read_only:
            self._probe_later()
        self.process.writer.wake_due()
        if self.process.writer.pending:
            self.after(0, self._take, "take")
            return
        self.busy = False
        self._check_idle()
        self._set_timer()

    def _set_timer(self) -> None:
        due_at_ms = self.process.next_due_at_ms
        if due_at_ms is None or self.process.read_only:
            return
        self._timer += 1
        number = self._timer

        def due() -> None:
            if number == self._timer and not self.busy:
                if self.process.writer.wake_due():
                    self.kick()
                else:
                    self._set_timer()

        self.after(max(0, due_at_ms - self._m.now_ms()), due)

    def _probe_later(self) -> None:
        if not self._probing:
            self._probing = True
            self.after(PROBE_MS[min(self._probes, len(PROBE_MS) - 1)], self._probe, "probe")
            self._probes += 1

    def _probe(self) -> None:
        self._probing = False
        if not self.process.read_only:
            return
        if self.busy:
            self._probe_later()
        elif self.process.writer.probe():
            self._probes = 0
            self._catch_up()
            self._check()
            self.kick()
        else:
            self._probe_later()

    def _catch_up(self) -> None:
        if not self._m.disk.away and not self.process.floor_lost:
            self._m.ledger.catch_up(self.process)

    def _check(self) -> None:
        """Check all, now that memory and disk must agree, unless nobody knows what is on it."""
        if self._m.disk.away or self.process.floor_lost:
            return
        truths.check(self.process.view)
        self._demand_sound(self.process.index_flaw())
        self._demand_sound(self.process.rows_flaw())
        facts = self._m.decisions.check(self.process)
        self._m.offers_made.check(self.process.view, facts)
        self._m.ledger.note_owners(self.process.view)
        self._m.ledger.check_streams(self.process.view)

    def _check_idle(self) -> None:
        """Check what must hold when nothing is left to do."""
        forgotten = [] if self.process.floor_lost else self.door.open
        demand(not forgotten, f"promised and forgotten: {forgotten}")
        if not self.process.read_only and not self._m.disk.away:
            floor = Floor(self.process.view)
            nobody_is_kept_waiting(self.process.view, floor)
            self._m.decisions.check_waiting(self.process.view, floor)
            truths.what_is_parked_closes_some_day(self.process.view)
            self._m.ledger.check_heard(self.process.view)
            if self.process.attendance_told:
                truths.only_open_connections_count(self.process.view, self._m.is_connected)

    def _demand_sound(self, flaw: str) -> None:
        demand(not flaw, flaw)
