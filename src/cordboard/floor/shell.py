"""Runs the writer on an event loop: batches as they come, commits in a thread, what is due when it is due."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from cordboard.app.commands import AnyCommand
from cordboard.app.engine import DraftSave, MarkSave, Message
from cordboard.app.ports import View
from cordboard.app.seams import AppendReply, Deed, DeedReply, DraftReply, Journal, Reading, Reply
from cordboard.core.user import Actor
from cordboard.floor.health import Health
from cordboard.floor.writer import Writer

PROBE_AFTER_S = (0.25, 0.5, 1.0, 2.0, 5.0)
"""How long to wait before each probe of a disk that takes nothing; the last one repeats."""
CHORE_EVERY_S = 60.0
CHORE_ROWS = 200


class FloorShell:
    """The floor as the doors see it, alive on this loop."""

    def __init__(self, writer: Writer, clock: Callable[[], int]) -> None:
        self._writer = writer
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="commit")
        self._busy = False
        self._timer: asyncio.TimerHandle | None = None
        self._probing: asyncio.TimerHandle | None = None
        self._chores: asyncio.TimerHandle | None = None
        self._probes = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def view(self) -> View:
        """The floor as it is now."""
        return self._writer.view

    @property
    def health(self) -> Health:
        """Whether anything can be stored."""
        return self._writer.health

    def start(self) -> None:
        """Begin: connection-related clocks anew, then what is due, then chores."""
        self._writer.begin_anew(all_gone=True)
        self._kick()
        self._chores = self._loop.call_later(CHORE_EVERY_S, self._do_chores)

    async def stop(self) -> None:
        """Commit what is in the inbox and end; nothing may be asked any more."""
        await self._idle.wait()
        for timer in (self._timer, self._probing, self._chores):
            if timer is not None:
                timer.cancel()
        self._thread.shutdown()

    def submit(
        self, command: AnyCommand, actor: Actor, reply: Reply, *, command_id: str | None = None
    ) -> None:
        """Ask for a command."""
        self._writer.submit(command, actor, reply, command_id=command_id)
        self._kick()

    def append(self, message: Message, reply: AppendReply) -> None:
        """Ask for a message to be appended."""
        self._writer.append(message, reply)
        self._kick()

    def save_draft(self, draft: DraftSave, reply: DraftReply) -> None:
        """Ask for a draft to be kept."""
        self._writer.save_draft(draft, reply)
        self._kick()

    def mark(self, save: MarkSave) -> None:
        """Note what has been delivered or read."""
        self._writer.mark(save)
        self._kick()

    def do(self, deed: Deed, reply: DeedReply) -> None:
        """Ask for a deed in a savepoint of its own."""
        self._writer.do(deed, reply)
        self._kick()

    def read(self, reading: Reading) -> None:
        """Ask to read committed state."""
        self._writer.read(reading)
        self._kick()

    def slept(self) -> None:
        """The machine was suspended: that counts against nobody (mission decision 7)."""
        self._writer.begin_anew(all_gone=False)
        self._kick()

    def _kick(self) -> None:
        """Take a batch in the loop's next turn, when all that has arrived in this one is in the inbox."""
        if not self._busy:
            self._busy = True
            self._idle.clear()
            self._loop.call_soon(self._turn)

    def _turn(self) -> None:
        if self._writer.take():
            self._thread.submit(self._commit)
        else:
            self._finish(None)

    def _commit(self) -> None:
        failure: BaseException | None = None
        try:
            self._writer.commit()
        except BaseException as fault:  # noqa: BLE001 - whatever it is, the writer must hear of it
            failure = fault
        self._loop.call_soon_threadsafe(self._finish, failure)

    def _finish(self, failure: BaseException | None) -> None:
        self._writer.finish(failure)
        if self._writer.health is Health.READ_ONLY and self._probing is None:
            self._probe_later()
        self._writer.wake_due()
        if self._writer.pending:
            self._loop.call_soon(self._turn)
            return
        self._busy = False
        self._idle.set()
        self._set_timer()

    def _set_timer(self) -> None:
        """Wake up when the next deadline is due."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        due_at_ms = self._writer.next_due_at_ms()
        if due_at_ms is not None and self._writer.health is Health.GOOD:
            wait_s = max(0, due_at_ms - self._clock()) / 1000
            self._timer = self._loop.call_later(wait_s, self._kick_due)

    def _kick_due(self) -> None:
        self._timer = None
        if not self._busy and (self._writer.wake_due() or self._writer.next_due_at_ms() is not None):
            self._kick()

    def _probe_later(self) -> None:
        wait_s = PROBE_AFTER_S[min(self._probes, len(PROBE_AFTER_S) - 1)]
        self._probes += 1
        self._probing = self._loop.call_later(wait_s, self._probe)

    def _probe(self) -> None:
        self._probing = None
        if self._writer.probe():
            self._probes = 0
            self._kick()
        else:
            self._probe_later()

    def _do_chores(self) -> None:
        self._chores = self._loop.call_later(CHORE_EVERY_S, self._do_chores)
        if self._writer.health is Health.GOOD:
            self.do(tidy, _done)


def tidy(journal: Journal, now_ms: int) -> int:
    """Delete a few rows that nobody can ask for any more."""
    return journal.tidy(now_ms, CHORE_ROWS)


def _done(result: object) -> None:
    """Chores are nobody's question; those that could not be done come round again."""
