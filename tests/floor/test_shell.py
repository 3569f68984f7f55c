"""The shell on a loop whose time is told: deadlines, a dead disk, the end."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from cordboard.app import commands as c
from cordboard.app import due
from cordboard.app.ports import Answer, Tx
from cordboard.core.conversation import State
from cordboard.core.deadline import DeadlineKind
from cordboard.core.errors import Refusal
from cordboard.core.ids import AgentId, ConnectionId, ConversationId, VisitorId
from cordboard.core.user import SYSTEM
from cordboard.floor.health import Health
from cordboard.floor.shell import FloorShell
from floor.flaky import FlakyJournal
from floor.players import hire
from floor.stage import START_MS, WEB, Stage, visitor

TURNS_LIMIT = 20_000
"""Far more than any of these scenes takes."""


class Told(selectors.SelectSelector):
    """Never waits: moves the loop's time on instead."""

    now_s = 0.0
    turns = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "the loop has nothing left to do"
        self.turns += 1
        assert self.turns < TURNS_LIMIT, "the loop never comes to rest"
        self.now_s += max(0.0, timeout)
        return super().select(0)


class ToldLoop(asyncio.SelectorEventLoop):
    """A loop that lives in the time of its selector."""

    def __init__(self) -> None:
        self.told = Told()
        super().__init__(self.told)

    def time(self) -> float:
        return self.told.now_s


class Here:
    """Runs in this thread what would be run in another."""

    def submit(self, work: Callable[[], None]) -> None:
        work()

    def shutdown(self) -> None:
        """There is no thread."""


class House:
    """A shell around a staged writer, on a loop whose time is told."""

    def __init__(self) -> None:
        self.loop = ToldLoop()
        self.stage = Stage(journal=FlakyJournal, checks=False)
        self.stage.faults_expected = True
        assert isinstance(self.stage.journal, FlakyJournal)
        self.disk = self.stage.journal
        self.anna = hire(self.stage, "Anna", there=False)
        self.stage.writer._clock = self.clock
        self.run(self._start())

    def clock(self) -> int:
        return START_MS + round(self.loop.time() * 1000)

    async def _start(self) -> None:
        self.shell = FloorShell(self.stage.writer, self.clock)
        self.shell._thread.shutdown()
        self.shell._thread = Here()  # type: ignore[assignment]
        self.shell.start()

    def run(self, what: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(what)

    def wait(self, seconds: float) -> None:
        self.run(asyncio.sleep(seconds))

    async def _ask(self, command: c.AnyCommand) -> Answer | Refusal:
        answer: asyncio.Future[Answer | Refusal] = self.loop.create_future()
        self.shell.submit(command, self.anna.actor, answer.set_result)
        return await answer

    def ask(self, command: c.AnyCommand) -> Answer | Refusal:
        answer = self.run(self._ask(command))
        assert isinstance(answer, Answer | Refusal)
        return answer

    def close(self) -> None:
        self.run(self.shell.stop())
        self.loop.close()


@pytest.fixture
def house() -> Iterator[House]:
    house = House()
    yield house
    house.close()


def _ignore(answer: object) -> None:
    """Whatever it is, what follows is looked at."""


def test_what_is_due_is_done_when_it_is_due(house: House) -> None:
    connect = c.AgentArrived(agent_id=AgentId("anna"), connection_id=ConnectionId("page"))
    house.shell.submit(connect, SYSTEM, _ignore)
    start = c.StartConversation(
        conversation_id=ConversationId("chat"),
        workstream_id=WEB,
        visitor_id=VisitorId("v"),
        message_id="m",
        text="Hello",
    )
    house.shell.submit(start, visitor("v"), _ignore)
    house.wait(9.9)
    assert house.stage.state(start.conversation_id) is State.OFFERED
    house.wait(0.2)
    assert house.stage.state(start.conversation_id) is State.OPEN, "nobody saw the offer"


def test_what_fails_again_and_again_lets_the_loop_rest(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    tried_s: list[int] = []

    def fail(tx: Tx, subject: str) -> None:
        tried_s.append((tx.now_ms - START_MS) // 1000)
        raise LookupError(subject)

    monkeypatch.setitem(due.WHEN_DUE, DeadlineKind.AGENT_GONE, fail)
    agent_id, page = AgentId("anna"), ConnectionId("page")
    house.shell.submit(c.AgentArrived(agent_id=agent_id, connection_id=page), SYSTEM, _ignore)
    house.shell.submit(c.AgentLeft(agent_id=agent_id, connection_id=page, silent=False), SYSTEM, _ignore)
    house.wait(3_600)
    assert tried_s[:5] == [5, 6, 8, 12, 20]
    assert len(tried_s) == 20, "nine, each after twice the time, then every five minutes"
    assert isinstance(house.ask(c.ReportVisible()), Answer)


def test_a_disk_that_recovers_is_found_out_without_anybody_asking(house: House) -> None:
    house.disk.dead = True
    assert isinstance(house.ask(c.ReportVisible()), Refusal)
    assert house.shell.health is Health.READ_ONLY
    house.wait(30)
    house.disk.dead = False
    house.wait(5.1)
    assert house.stage.writer.health == Health.GOOD
    assert isinstance(house.ask(c.ReportVisible()), Answer)


def test_clients_who_keep_trying_do_not_put_off_the_probe(house: House) -> None:
    house.disk.dead = True
    for _ in range(100):
        house.ask(c.ReportVisible())
        house.wait(0.1)
    house.disk.dead = False
    answers: list[Answer | Refusal] = []
    for _ in range(60):
        answers.append(house.ask(c.ReportVisible()))
        house.wait(0.1)
    assert isinstance(answers[-1], Answer)


def test_stopping_waits_for_what_was_asked(house: House) -> None:
    answers: list[object] = []
    house.shell.submit(c.ReportVisible(), house.anna.actor, answers.append)
    house.run(house.shell.stop())
    assert answers == [Answer()]
