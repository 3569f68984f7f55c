"""Is the server's machine: a process that runs, dies and starts again on one disk, and its connections."""

from collections.abc import Callable, Sequence

from cordboard.app.engine import News
from cordboard.app.seams import FloorDoor
from cordboard.core.user import User
from cordboard.sim.agenda import Agenda
from cordboard.sim.chance import Chance, Mood
from cordboard.sim.decisions import Decisions
from cordboard.sim.ledger import Ledger
from cordboard.sim.loop import Loop
from cordboard.sim.offers_made import OffersMade
from cordboard.sim.ports import Broken, Disk, Process, Session, World, Writer
from cordboard.sim.promises import Promises
from cordboard.sim.tally import Tally
from cordboard.sim.wire import End, Wire

TICK_MS = 1_000
BEAT_TICKS = 5
CHORE_MS = 60_000
CLOSE_NOT_SIGNED_IN = 4401
CLOSE_RESTART = 1012
COME_BACK_MS = 1_000
DOWN_MS = 30_000
"""How long a machine is down at most."""


class Server:
    """The machine, as pages and chance see it."""

    def __init__(
        self, world: World, agenda: Agenda, chance: Chance, mood: Mood, *, ledger: Ledger, tally: Tally
    ) -> None:
        self.world = world
        self.agenda = agenda
        self.chance = chance
        self.mood = mood
        self.ledger = ledger
        self.tally = tally
        self.calm = False
        """Whether nothing goes wrong any more."""
        self.decisions = Decisions()
        self.offers_made = OffersMade()
        self._skew_ms = 0
        self._connections = 0
        self._ticks = 0
        self._loop = Loop(self)
        self._running: Process | None = None
        self._links: dict[str, _Link] = {}

    @property
    def disk(self) -> Disk:
        """What the database lies on."""
        return self.world.disk

    @property
    def process(self) -> Process | None:
        """The process that runs, None while there is none."""
        return self._running

    @property
    def door(self) -> FloorDoor | None:
        """What a channel asks; None while no process runs."""
        return self._loop.door if self._running is not None else None

    @property
    def resting(self) -> bool:
        """Whether a process runs and has nothing to do."""
        return self._running is not None and not self._loop.busy

    # What a process gets of its surroundings

    def now_ms(self) -> int:
        """Tell the server's time."""
        return self.agenda.now_ms + self._skew_ms

    def later(self, ms: int, call: Callable[[], None]) -> None:
        """Call something later, while this process lives."""
        self._loop.after(ms, call)

    def report(self, what: str, fault: BaseException) -> None:
        """Note what went wrong; what is not the disk's doing is the program's."""
        self.agenda.note(f"{what}: {type(fault).__name__} {fault}")
        if not self.disk.blamed_for(fault):
            raise Broken(f"{what}: {fault!r}") from fault

    def door_of(self, writer: Writer) -> FloorDoor:
        """Return what sessions ask."""
        door = Promises(writer, self._loop.kick)
        self._loop.let_in(door)
        return door

    def published(self, news: Sequence[News]) -> None:
        """Take what is about to be handed to the readers."""
        self.ledger.take(news)

    # Life and death

    def start(self) -> None:
        """Begin a life, or try again in a moment where the disk gives nothing."""
        self._loop = Loop(self)
        try:
            process = self.world.start(self)
        except Exception as fault:
            if not self.disk.blamed_for(fault):
                raise
            self.agenda.after(self.chance.ms(200, 3_000), self.start, "the server starts again")
            return
        self._running = process
        self._loop.start(process)
        self._loop.after(TICK_MS, self._tick)
        self._loop.after(CHORE_MS, self._chore)

    def crash(self) -> None:
        """Lose everything in memory, at whatever point of a batch; come back after a while."""
        if self._running is not None:
            self.tally.crashes += 1
            self._end()
            self._skew_ms += self.chance.pick((0, 0, -2_000, 40_000))
            self.agenda.after(self.chance.ms(100, DOWN_MS), self.start, "the server starts again")

    def stop(self) -> None:
        """Be told to stop: say good-bye, finish what was taken, end."""
        for link in list(self._links.values()):
            link.session.hang_up(CLOSE_RESTART, "drain", retry_after_ms=COME_BACK_MS)
        self._loop.after(2_000, self._stopped, "the server stops")

    def sleep(self, ms: int) -> None:
        """Let the machine sleep: nobody was silent, and it counts against nobody."""
        if self._running is not None:
            self._skew_ms += ms
            for link in list(self._links.values()):
                link.session.sleep_over()
            self._running.writer.begin_anew(all_gone=False)
            self._loop.kick()

    def accept(self, page: End, user_id: str | None) -> Wire | None:
        """Let a page connect; None where nobody listens."""
        if self._running is None:
            return None
        self._connections += 1
        identity = f"n{self._connections}"
        session = _Registered(
            self._running.accept(identity, user_id), lambda: self._links.pop(identity, None)
        )
        wire = Wire(self.agenda, self.chance, page, session, self.mood.latency_ms)
        self._links[identity] = _Link(wire, session, user_id)
        wire.open()
        return wire

    def hang_up_on(self, user_id: str) -> None:
        """End all that hangs on a person's sign-ins."""
        for link in list(self._links.values()):
            if link.user_id == user_id:
                link.session.hang_up(CLOSE_NOT_SIGNED_IN, "signed_out", gone=True)

    def is_connected(self, connection_id: str) -> bool:
        """Whether this connection is open on the server's side."""
        return connection_id in self._links

    def _stopped(self) -> None:
        if self._loop.busy:
            self._loop.after(100, self._stopped)
        else:
            self._end()
            self.agenda.after(self.chance.ms(100, DOWN_MS), self.start, "the server starts again")

    def _end(self) -> None:
        self._loop.end()
        self._running = None
        for link in list(self._links.values()):
            link.wire.die()
        self._links.clear()
        self.disk.settle()
        self.world.crash()

    def _tick(self) -> None:
        self._ticks += 1
        self._loop.after(TICK_MS, self._tick)
        if self._running is not None:
            for user in self._running.view.all(User):
                if user.disabled:
                    self.hang_up_on(user.id)
        for link in list(self._links.values()):
            link.session.check()
            if self._ticks % BEAT_TICKS == 0:
                link.session.beat()

    def _chore(self) -> None:
        self._loop.after(CHORE_MS, self._chore)
        if self._running is not None and not self._running.read_only:
            self._loop.door.do(self._running.tidy, lambda _: None)


class _Link:
    """One page's connection."""

    def __init__(self, wire: Wire, session: Session, user_id: str | None) -> None:
        self.wire = wire
        self.session = session
        self.user_id = user_id


class _Registered:
    """A session that is taken off the list when it ends, as the switchboard does."""

    def __init__(self, session: Session, forget: Callable[[], object]) -> None:
        self._session = session
        self._forget = forget
        self.on_open = session.on_open
        self.on_text = session.on_text
        self.beat = session.beat
        self.check = session.check
        self.sleep_over = session.sleep_over
        self.hang_up = session.hang_up

    def on_close(self, code: int | None) -> None:
        """Forget it first."""
        self._forget()
        self._session.on_close(code)
