"""Deadlines whose handling fails: they rest for longer and longer, and nothing else waits for them."""

from collections.abc import Sequence

import pytest

from cordboard.app import commands as c
from cordboard.app import due, react, routing
from cordboard.app.engine import News, Writes
from cordboard.app.ports import Tx
from cordboard.core.conversation import Conversation, ConversationMoved, Move, State
from cordboard.core.deadline import DeadlineKind, deadline_id
from cordboard.core.ids import ConnectionId, ConversationId
from cordboard.core.user import SYSTEM
from cordboard.floor.health import Health
from cordboard.floor.setbacks import KIND_RESTS_MS, LONGEST_REST_MS
from cordboard.store.journal import SqliteJournal
from floor.players import Desk, Widget, hire, meet
from floor.stage import Stage

GRACE = DeadlineKind.CUSTOMER_GRACE
GRACE_S, GONE_S = 180, 5


class Planted(Exception):
    """A bug."""


class Bug:
    """Breaks what ends the customers' grace time for some conversations, and notes when it was tried."""

    def __init__(self, stage: Stage, patch: pytest.MonkeyPatch) -> None:
        self.stage = stage
        self.broken: set[str] = set()
        self.tried_ms: list[int] = []
        self._right = due.WHEN_DUE[GRACE]
        patch.setitem(due.WHEN_DUE, GRACE, self._handle)

    def _handle(self, tx: Tx, subject: str) -> None:
        self._right(tx, subject)  # all is changed already when it breaks
        if subject in self.broken:
            self.tried_ms.append(tx.now_ms)
            raise Planted(subject)

    @property
    def pauses_ms(self) -> list[int]:
        """How long it rested between one try and the next."""
        return [later - earlier for earlier, later in zip(self.tried_ms, self.tried_ms[1:], strict=False)]


@pytest.fixture
def stage() -> Stage:
    stage = Stage()
    stage.faults_expected = True
    return stage


@pytest.fixture
def bug(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Bug:
    return Bug(stage, monkeypatch)


def lose_customers(stage: Stage, desk: Desk, count: int) -> list[ConversationId]:
    """Let customers be served and lost at the same time."""
    people: list[tuple[Widget, ConversationId]] = []
    for _ in range(count):
        customer = meet(stage)
        people.append((customer, customer.starts()))
        desk.accepts(people[-1][1])
    for customer, chat in people:
        customer.falls_silent(chat)
    return [chat for _, chat in people]


def states(stage: Stage, chats: Sequence[ConversationId]) -> list[State]:
    return [stage.state(chat) for chat in chats]


def is_kept(stage: Stage, chat: ConversationId) -> bool:
    """Whether the deadline is on disk."""
    identity = deadline_id(GRACE, chat)
    return bool(stage.database.rows("SELECT 1 FROM deadline WHERE id = ?", identity))


def test_what_fails_rests_for_longer_and_longer_and_is_done_once_it_can_be(stage: Stage, bug: Bug) -> None:
    anna = hire(stage, "Anna")
    (chat,) = lose_customers(stage, anna, 1)
    bug.broken.add(chat)
    stage.wait(3_600)
    doubling = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000]
    assert bug.pauses_ms[:9] == doubling
    assert set(bug.pauses_ms[9:]) == {LONGEST_REST_MS}
    assert (stage.state(chat), is_kept(stage, chat)) == (State.ACCEPTED, True), "each try was undone whole"
    assert stage.writer.health is Health.GOOD
    assert [str(one) for one in stage.faults] == [deadline_id(GRACE, chat)], "said once"
    assert isinstance(stage.faults[0].__cause__, Planted)
    assert (len(stage.writer.setbacks), stage.writer.setbacks.failures) == (1, {GRACE: len(bug.tried_ms)})
    bug.broken.clear()
    stage.wait(LONGEST_REST_MS / 1_000)
    assert (stage.state(chat), is_kept(stage, chat)) == (State.WRAP_UP, False)
    assert stage.transcript(chat).count("customer_lost Anna") == 1
    stage.wait(1)
    assert stage.writer.next_due_at_ms() is not None
    assert len(stage.writer.setbacks) == 0


def test_nothing_else_waits_for_what_fails_and_no_clock_begins_anew(stage: Stage, bug: Bug) -> None:
    """What fails stands first in the step with the others; the offer's time runs through many failures."""
    anna = hire(stage, "Anna")
    chats = lose_customers(stage, anna, 4)
    bug.broken.add(chats[0])
    stage.wait(GRACE_S - 15)
    offered = meet(stage).starts()
    anna.sees(offered)
    expires_at_ms = anna.offer(offered).expires_at_ms
    stage.wait(15 + KIND_RESTS_MS / 1_000)
    assert states(stage, chats) == [State.ACCEPTED, *[State.WRAP_UP] * 3]
    for _ in range(10):
        stage.wait(1)
    assert len(bug.tried_ms) >= 4
    assert anna.offer(offered).expires_at_ms == expires_at_ms
    stage.wait(ms=expires_at_ms - stage.now_ms + 1)
    assert anna.offered == [], "it has expired at its time"


def test_a_kind_that_is_broken_for_many_costs_no_more_than_one_failure_a_second(
    stage: Stage, bug: Bug
) -> None:
    """Whoever is not affected is served between them."""
    anna = hire(stage, "Anna", units=50)
    chats = lose_customers(stage, anna, 5)
    bug.broken.update(chats[:4])
    stage.wait(GRACE_S)
    stage.wait(4)
    assert stage.state(chats[4]) is State.WRAP_UP
    stage.wait(600)
    assert min(bug.pauses_ms) >= KIND_RESTS_MS
    assert stage.writer.health is Health.GOOD
    assert len(stage.faults) == 1, "one kind of failure is said once"
    assert sum(stage.writer.setbacks.failures.values()) == len(bug.tried_ms)
    bug.broken.clear()
    stage.wait(LONGEST_REST_MS / 1_000 + 5)
    assert set(states(stage, chats)) <= {State.WRAP_UP, State.CLOSED}


def test_people_go_on_working_while_something_fails(stage: Stage, bug: Bug) -> None:
    anna = hire(stage, "Anna")
    (lost,) = lose_customers(stage, anna, 1)
    bug.broken.add(lost)
    stage.wait(GRACE_S)
    for _ in range(20):
        customer = meet(stage)
        chat = customer.starts()
        anna.accepts(chat)
        customer.writes(chat, "Hello?")
        anna.ends(chat)
        anna.presses_x(chat)
        stage.wait(7)
    assert stage.writer.health is Health.GOOD
    assert is_kept(stage, lost)


def test_routing_that_was_under_way_is_not_forgotten(
    stage: Stage, bug: Bug, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The floor is loaded again between an agent's arrival and the offers that follow from it."""
    monkeypatch.setattr(routing, "LOOKS_A_STEP", 1)
    bo, anna = hire(stage, "Bo", units=1), hire(stage, "Anna", there=False)
    (lost,) = lose_customers(stage, bo, 1)
    bug.broken.add(lost)
    waiting = [meet(stage).starts() for _ in range(5)]
    stage.wait(GRACE_S, ms=-1)
    stage.now_ms += 1
    arrival = c.AgentArrived(agent_id=anna.id, connection_id=ConnectionId("page"))
    stage.writer.submit(arrival, SYSTEM, lambda _: None)
    assert stage.writer.wake_due(), "both are in one batch"
    stage.run()
    assert bug.tried_ms == [stage.now_ms]
    assert set(anna.offered) == set(waiting)


def test_a_restart_tries_again_at_once_and_says_it_again(stage: Stage, bug: Bug) -> None:
    anna = hire(stage, "Anna")
    (chat,) = lose_customers(stage, anna, 1)
    bug.broken.add(chat)
    stage.wait(GRACE_S + 60)
    tried = len(bug.tried_ms)
    stage.restart()
    anna.comes()
    stage.wait(GRACE_S)
    assert bug.tried_ms[tried] == stage.now_ms, "when the grace time that began anew was over"
    assert len(stage.faults) == 2
    bug.broken.clear()
    stage.restart()
    anna.comes()
    stage.wait(GRACE_S)
    assert stage.state(chat) is State.WRAP_UP


def test_of_several_with_broken_consequences_the_one_at_fault_is_found(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What follows is done for all of a step together: the fault does not say whose it is."""
    anna = hire(stage, "Anna")
    chats = lose_customers(stage, anna, 3)
    broken = {chats[1]}

    def consequence(tx: Tx, fact: ConversationMoved) -> None:
        if fact.move is Move.END and fact.conversation_id in broken:
            raise Planted(fact.conversation_id)

    follows = {**react.FOLLOWS, ConversationMoved: (*react.FOLLOWS[ConversationMoved], consequence)}
    monkeypatch.setattr(react, "FOLLOWS", follows)
    stage.wait(GRACE_S)
    stage.wait(KIND_RESTS_MS / 1_000)
    assert states(stage, chats) == [State.WRAP_UP, State.ACCEPTED, State.WRAP_UP]
    assert stage.writer.health is Health.GOOD
    stage.wait(60)
    assert len(stage.faults) == 2, "that it is one of several, and which"
    assert stage.writer.setbacks.failures[GRACE] == 6
    broken.clear()
    stage.wait(60)
    assert states(stage, chats) == [State.WRAP_UP] * 3


class Choosy(SqliteJournal):
    """Takes no row of some conversations in wrap-up."""

    broken: frozenset[str] = frozenset()

    def _write(self, step: Writes) -> list[News]:
        for one in step.live:
            if isinstance(one, Conversation) and one.id in self.broken and one.state is State.WRAP_UP:
                raise Planted(one.id)
        return super()._write(step)


def test_what_can_not_be_written_is_held_back_as_well() -> None:
    stage = Stage(journal=Choosy)
    stage.faults_expected = True
    anna = hire(stage, "Anna")
    chats = lose_customers(stage, anna, 3)
    assert isinstance(stage.journal, Choosy)
    stage.journal.broken = frozenset({chats[1]})
    stage.wait(GRACE_S)
    stage.wait(KIND_RESTS_MS / 1_000)
    assert states(stage, chats) == [State.WRAP_UP, State.ACCEPTED, State.WRAP_UP]
    assert (stage.writer.health, is_kept(stage, chats[1])) == (Health.GOOD, True)
    stage.journal.broken = frozenset()
    stage.wait(60)
    assert stage.state(chats[1]) is State.WRAP_UP


def test_who_comes_back_meanwhile_leaves_nothing_to_try_again(stage: Stage, bug: Bug) -> None:
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts()
    anna.accepts(chat)
    customer.falls_silent(chat)
    bug.broken.add(chat)
    stage.wait(GRACE_S + 30)
    tried = len(bug.tried_ms)
    customer.comes(chat)
    stage.wait(3_600)
    assert len(bug.tried_ms) == tried
    assert len(stage.writer.setbacks) == 0
