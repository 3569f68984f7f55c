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
from cordboard.core.workstream import Method
from cordboard.floor.pen import Pen
from routing import plain_floor, reference
from routing.plain_floor import PlainFloor, floor_of

STEPS_LIMIT = 1_000
HOUR_MS = 3_600_000
START_MS = 20_000 * 24 * HOUR_MS + 9 * HOUR_MS
"""Nine in the morning."""


class World:
    """A floor in memory on which routing may do only what the reference does next, and must do all of it."""

    def __init__(self, values: Iterable[Value]) -> None:
        self.now_ms = START_MS
        self.pace_ms = 0
        """How much time each command takes; with 0 many things happen in the same moment."""
        self.closed: dict[str, Conversation] = {}
        self.pen = Pen(values, (), self.closed.get)
        self.steps: list[reference.Step] = []
        """What routing has done since the world began."""
        self.rounds = 0
        """How many steps the last command took with its routing."""
        self._floors: list[PlainFloor] = []
        """The floor as it was at each offer of the command that is done."""
        self._alerts: set[AgentId] = set()
        """Who is still to be alerted in the step that is done."""
        self._patch = pytest.MonkeyPatch()
        self._make, self._raise_alert = offers.make, presences.raise_alert
        self._patch.setattr(offers, "make", self._offer)
        self._patch.setattr(presences, "raise_alert", self._alert)

    def close(self) -> None:
        """Let the floor go."""
        self._patch.undo()

    def do(self, command: c.AnyCommand, actor: Actor = SYSTEM) -> bool:
        """Do a command and all that follows; False where it was refused."""
        done = self.prepare(command, actor)
        assert not self._alerts, f"{self._alerts} should have been alerted"
        left = reference.next_step(floor_of(self.pen, self.now_ms))
        assert left is None, f"routing has stopped before {left}"
        return done

    def prepare(self, command: c.AnyCommand, actor: Actor = SYSTEM) -> bool:
        """Do a command as `do` does, without the look at what is left, which takes long where much is."""
        self.now_ms += self.pace_ms
        self.rounds = 0
        try:
            settled = self._apply(command, actor)
        except Refusal:
            self.pen.undo()
            return False
        while not settled:
            assert self.rounds < STEPS_LIMIT, "routing does not come to rest"
            settled = self._apply(c.Route(), SYSTEM)
        return True

    def _apply(self, command: c.AnyCommand, actor: Actor) -> bool:
        """Take one step; return whether routing has come to rest."""
        self.rounds += 1
        self.pen.begin(self.now_ms)
        _, settled = dispatch.apply(command, actor, self.pen)
        self._finish()
        return settled

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

    def _offer(self, tx: Tx, conversation: Conversation, agent: Agent) -> None:
        self._begin_step(tx, (conversation.id, agent.id))
        self._floors.append(floor_of(tx, self.now_ms))
        self._make(tx, conversation, agent)

    def _alert(self, tx: Tx, agent_id: AgentId, cause: AlertCause) -> None:
        if cause is AlertCause.SESSION_LIMIT:
            if not self._alerts:
                self._begin_step(tx, None)
            assert agent_id in self._alerts, f"{agent_id} is alerted in the place of {self._alerts}"
            self._alerts.remove(agent_id)
        self._raise_alert(tx, agent_id, cause)

    def _begin_step(self, tx: Tx, decision: tuple[str, str] | None) -> None:
        assert not self._alerts, f"{self._alerts} should have been alerted"
        step = reference.next_step(floor_of(tx, self.now_ms))
        foretold = None if step is None or step.agent_id is None else (step.conversation_id, step.agent_id)
        assert step is not None, f"{decision or 'an alert'} comes where nothing can be done"
        assert decision == foretold, f"{decision} comes where {step} does"
        self._alerts = set(step.alerted)
        self.steps.append(step)

    def _finish(self) -> None:
        """Take note of what the step has written, and see that its explanations say what was done."""
        writes = self.pen.writes()
        for value in writes.ended:
            if isinstance(value, Conversation):
                self.closed[value.id] = value
        made = [one for one in writes.facts if isinstance(one, OfferMade)]
        told = [one for one in writes.explained if isinstance(one.explanation, Offered)]
        assert len(made) == len(told) == len(self._floors), "every offer is explained once"
        for fact, explained, floor in zip(made, told, self._floors, strict=True):
            _check_offered(fact, explained, floor)
        self._floors.clear()
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
    members = plain_floor.members(floor, work)
    assert sum(told.counts.values()) + told.behind + 1 == len(members), (told, len(members))
    bars = [reference.first_bar(floor, one, work) for one in members]
    for bar, number in told.counts.items() if told.method != Method.CUSTOM else ():
        assert number <= bars.count(bar), f"{number} are told to be kept back by {bar}: {bars}"


def _check_unplaced(told: Unplaced, members: dict[str, int]) -> None:
    assert told.members == members.get(told.queue_id, 0)
    if not told.given_up:
        assert sum(told.counts.values()) == told.members, told
