"""Runs a staged house step by step, for scenes that a seed has found."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from cordboard.app.commands import AnyCommand
from cordboard.app.engine import News
from cordboard.app.ports import Answer
from cordboard.app.seams import FloorDoor
from cordboard.core.errors import Refusal
from cordboard.core.user import OPERATOR, SYSTEM, Actor
from cordboard.sim.chance import Chance
from cordboard.sim.definitions import plain
from cordboard.sim.operators import founding
from cordboard.sim.ports import Session, Writer
from cordboard.staging.stage import LiveProcess, Stage, workshop

START_MS = 1_750_000_000_000
Result = Answer | Refusal


class House:
    """One machine, one process, a clock that stands still unless it is told."""

    def __init__(self, stage: Stage) -> None:
        self._now_ms = START_MS
        self.stage = stage
        self.disk = stage.disk
        self.reports: list[str] = []
        self.process: LiveProcess = stage.start(self)
        chance = Chance(1)
        for command in founding(plain(chance), chance):
            self.done(command, OPERATOR)

    # What a process gets of its surroundings

    def now_ms(self) -> int:
        return self._now_ms

    def later(self, ms: int, call: Callable[[], None]) -> None:
        """Leave undone what is to be done later."""

    def report(self, what: str, fault: BaseException) -> None:
        self.reports.append(what)

    def door_of(self, writer: Writer) -> FloorDoor:
        return writer

    def published(self, news: Sequence[News]) -> None:
        """Nobody listens in."""

    # What a scene does

    @property
    def writer(self) -> Writer:
        return self.process.writer

    def batch(self) -> None:
        """Take what is in the inbox through one batch, whatever becomes of its commit."""
        failure: BaseException | None = None
        if self.writer.take():
            try:
                self.writer.commit()
            except Exception as fault:  # noqa: BLE001 - the writer must hear of it
                failure = fault
        self.writer.finish(failure)
        self.disk.settle()

    def settle(self) -> None:
        """Go on until nothing is in the inbox."""
        while self.writer.pending:
            self.batch()

    def done(self, command: AnyCommand, actor: Actor = SYSTEM) -> None:
        """Do a command that must not be refused."""
        result = self.ask(command, actor)
        assert isinstance(result, Answer), result

    def ask(self, command: AnyCommand, actor: Actor) -> Result:
        """Ask for a command and wait for its answer."""
        results: list[Result] = []
        self.writer.submit(command, actor, results.append)
        self.settle()
        (result,) = results
        return result

    def sound(self) -> bool:
        """Whether memory, index and disk agree."""
        flaws = self.process.rows_flaw() + self.process.index_flaw()
        assert not flaws, flaws
        return not flaws


class Tab:
    """A page that only listens."""

    def __init__(self, house: House, user_id: str) -> None:
        self.buffered = 0
        self.frames: list[dict[str, Any]] = []
        self.closed = False
        self._session: Session = house.process.accept(f"tab-{user_id}", user_id)
        self._session.on_open(self)
        self.say({"t": "hello", "v": 1})

    def say(self, frame: dict[str, Any]) -> None:
        self._session.on_text(msgspec.json.encode(frame))

    def send_text(self, payload: bytes) -> None:
        self.frames += [msgspec.json.decode(line) for line in payload.split(b"\n")]

    def close(self, code: int, reason: str = "") -> None:
        self.closed = True

    def heard(self, kind: str) -> list[dict[str, Any]]:
        return [frame for frame in self.frames if frame["t"] == kind]


@contextmanager
def house() -> Iterator[House]:
    with workshop() as new_stage:
        stage = new_stage()
        yield House(stage)
        stage.close()
