"""Plays on the floor that serves in production, and has every decision foretold by the reference."""

from collections.abc import Iterable

import pytest

from cordboard.app import commands as c
from cordboard.app import dispatch, offers, presences
from cordboard.app.ports import Tx, Value
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.errors import Refusal
from cordboard.core.explanation import Explained, Offered, Unplaced
from cordboard.core.ids import AgentId
from cordboard.core.offer import OfferMade
from cordboard.core.presence import AlertCause
from cordboard.core.user import SYSTEM, Actor
from cordboard.floor.pen import Pen
from routing import reference
from routing.plain_floor import PlainFloor, floor_of

STEPS_LIMIT = 1_000
HOUR_MS = 3_600_000
START_MS = 20_000 * 24 * HOUR_MS + 9 * HOUR_MS
"""Nine in the morning."""


class World:
    """A floor in memory on which routing may do only what the reference does next, and must do all of it."""

    def __init__(self, values: Iterable[Value]) -> None:
        self.now_ms = START_MS
        self.closed: dict[str, Conversation] = {}
        self.pen = Pen(values, (), self.closed.get)
        self.steps: list[reference.Step] = []
        """What routing has done since the world began."""
        self.foretold: list[PlainFloor] = []
        """The floor as it was at each offer of the command that is done."""
        self._patch = pytest.MonkeyPatch()
        self._make, self._raise_alert = offers.make, presences.raise_alert
        self._patch.setattr(offers, "make", self._offer)
        self._patch.setattr(presences, "raise_alert", self._alert)

    def close(self) -> None:
        """Let the floor go."""
        self._patch.undo()

    def do(self, command: c.AnyCommand, actor: Actor = SYSTEM) -> bool:
        """Do a command and all that follows; False where it was refused."""
        self.pen.begin(self.now_ms)
        try:
            _, settled = dispatch.apply(command, actor, self.pen)
        except Refusal:
            self.pen.undo()
            return False
        self._finish()
        for _ in range(STEPS_LIMIT):
            if settled:
                break
            self.pen.begin(self.now_ms)
            _, settled = dispatch.apply(c.Route(), SYSTEM, self.pen)
            self._finish()
        assert settled, "routing does not come to rest"
        left = reference.next_step(floor_of(self.pen))
        assert left is None, f"routing has stopped before {left}"
        return True

    def wait(self, ms: int) -> None:
        """Let time pass, and do what is due on the way."""
        until_ms = self.now_ms + ms
        for _ in range(STEPS_LIMIT):
            due_at_ms = self.pen.next_due_at_ms()
            if due_at_ms is None or due_at_ms > until_ms:
                self.now_ms = until_ms
                return
            self.now_ms = max(self.now_ms, due_at_ms)
            self.do(c.Elapse())
        message = "deadlines do not come to an end"
        raise AssertionError(message)

    def begin_anew(self) -> None:
        """Lose everything that is only remembered, as by a restart."""
        values = [value for table in self.pen.tables.values() for value in table.values()]
        self.pen = Pen(values, self.pen.wakes, self.closed.get)
        self.do(c.BeginAnew(all_gone=True))

    def _offer(self, tx: Tx, conversation: Conversation, agent: Agent, candidates: int) -> None:
        self._step(tx, reference.Offered(conversation.id, agent.id))
        self.foretold.append(floor_of(tx))
        self._make(tx, conversation, agent, candidates)

    def _alert(self, tx: Tx, agent_id: AgentId, cause: AlertCause) -> None:
        if cause is AlertCause.SESSION_LIMIT:
            self._step(tx, reference.Alerted(agent_id))
        self._raise_alert(tx, agent_id, cause)

    def _step(self, tx: Tx, done: reference.Step) -> None:
        foretold = reference.next_step(floor_of(tx))
        assert done == foretold, f"{done} is done where {foretold} comes first"
        self.steps.append(done)

    def _finish(self) -> None:
        """Take note of what the step has written, and see that its explanations say what was done."""
        writes = self.pen.writes()
        for value in writes.ended:
            if isinstance(value, Conversation):
                self.closed[value.id] = value
        made = [one for one in writes.facts if isinstance(one, OfferMade)]
        told = [one for one in writes.explained if isinstance(one.explanation, Offered)]
        assert len(made) == len(told) == len(self.foretold), "every offer is explained once"
        for fact, explained, floor in zip(made, told, self.foretold, strict=True):
            _check_offered(fact, explained, floor)
        self.foretold.clear()
        members: dict[str, int] = {}
        for agent in self.pen.all(Agent):
            for queue_id in agent.queue_ids:
                members[queue_id] = members.get(queue_id, 0) + 1
        for one in writes.explained:
            if isinstance(one.explanation, Unplaced):
                _check_unplaced(one.explanation, members)


def _check_offered(fact: OfferMade, explained: Explained, floor: PlainFloor) -> None:
    """Who got it is named, and every member of the queue is counted: for the first reason, or behind."""
    told = explained.explanation
    assert isinstance(told, Offered)
    assert (explained.subject, told.agent_id) == (fact.conversation_id, fact.agent_id)
    work = next(one for one in floor.conversations if one.id == fact.conversation_id)
    members = [one for one in floor.agents if work.queue_id in one.queue_ids]
    assert sum(told.counts.values()) + told.behind + 1 == len(members), (told, len(members))
    bars = [reference.first_bar(floor, one, work) for one in members]
    counts = {bar: bars.count(bar) for bar in set(bars) if bar is not None}
    assert told.counts == counts, (told.counts, counts)


def _check_unplaced(told: Unplaced, members: dict[str, int]) -> None:
    assert told.members == members.get(told.queue_id, 0)
    if not told.given_up:
        assert sum(told.counts.values()) == told.members, told
