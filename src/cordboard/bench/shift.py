"""Lets agents of a floor in memory finish and take work, and times what routing does about it."""

from collections.abc import Callable, Iterable
from random import Random
from time import thread_time_ns
from typing import Protocol, get_args

import msgspec

from cordboard.app import audience, conversations, dispatch, react, routing
from cordboard.app.commands import AcceptOffer, AnyCommand, CloseSession, EndConversation, Route
from cordboard.app.engine import Writes
from cordboard.app.ports import Tx, Value, View
from cordboard.bench.workload import Workload
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.ids import AgentId
from cordboard.core.offer import Offer
from cordboard.core.user import SYSTEM, Actor, ActorKind

GAP_MS = 10
"""Virtual time between two commands."""
_encode = msgspec.json.Encoder().encode


class Floor(Tx, Protocol):
    """The production floor in memory: between `begin` and `writes` lies one command."""

    def begin(self, now_ms: int) -> None:
        """Start a command at this time."""
        ...

    def writes(self) -> Writes:
        """Return what would have to be made durable."""
        ...


NewFloor = Callable[[Iterable[Value]], Floor]


class Shift:
    """Everybody at work; the caller says whose turn it is."""

    def __init__(self, floor: Floor, workload: Workload) -> None:
        self.floor = floor
        self._workload = workload
        self._random = Random(workload.size.waiting)
        self._agent_ids = [agent.id for agent in floor.all(Agent)]
        self.now_ms = workload.last_ms

    def settle(self) -> None:
        """Let routing look at all that waits, as after a start: it finds that nobody can take anything."""
        self.floor.agenda.mark_queues({work.queue_id for work in self.floor.all(Conversation)})
        while not self._do(Route(), SYSTEM):
            pass

    def next_agents(self, count: int) -> list[AgentId]:
        """Draw whose turn it is."""
        return self._random.sample(self._agent_ids, count)

    def decide(self, agent_id: AgentId) -> tuple[int, Offer | None]:
        """Free an agent, time the decision that follows, and let the agent take the work.

        Returns the processor time in ns of all that routing does from the mark that the agent has room until
        the offer is made and explained and nothing is left to look at; encoding what it explained counts too.
        """
        self.free(agent_id)
        begun_ns = thread_time_ns()
        while not routing.route(self.floor):
            pass
        routed_ns = thread_time_ns() - begun_ns
        react.follow(self.floor)
        audience.project(self.floor)
        explained = self.floor.writes().explained
        begun_ns = thread_time_ns()
        for why in explained:
            _encode(why.explanation)
        return routed_ns + thread_time_ns() - begun_ns, self._take_up(agent_id)

    def step(self, agent_id: AgentId) -> tuple[int, Offer | None]:
        """Time the whole command that frees an agent, with its records and what readers are shown."""
        command = freeing(self.floor, agent_id)
        self._tick()
        begun_ns = thread_time_ns()
        dispatch.apply(command, actor(agent_id), self.floor)
        self.floor.writes()
        return thread_time_ns() - begun_ns, self._take_up(agent_id)

    def free(self, agent_id: AgentId) -> None:
        """Do all that frees an agent, but for routing."""
        self._tick()
        conversations.close_session(freeing(self.floor, agent_id), self.floor, actor(agent_id))
        react.spread(self.floor)

    def go_on(self, agent_id: AgentId) -> Offer | None:
        """Let routing decide, and the agent take the work."""
        while not react.follow(self.floor):
            pass
        audience.project(self.floor)
        self.floor.writes()
        return self._take_up(agent_id)

    def values(self) -> list[Value]:
        """Return all that the floor holds."""
        return [value for kind in get_args(Value) for value in self.floor.all(kind)]

    def _take_up(self, agent_id: AgentId) -> Offer | None:
        """Let the agent take what they were offered, up to wrap-up; let as much work come as was taken."""
        offer = offer_to(self.floor, agent_id)
        if offer is None:
            return None
        taken = self.floor.get(Conversation, offer.conversation_id)
        for command in taking(offer):
            self._do(command, actor(agent_id))
        self._tick()
        self._workload.last_ms = self.now_ms
        for value in self._workload.like(taken):
            self.floor.put(value)
            if isinstance(value, Conversation):
                self.floor.agenda.mark_work(value.id)
        react.follow(self.floor)
        self.floor.writes()
        return offer

    def _do(self, command: AnyCommand, actor: Actor) -> bool:
        self._tick()
        _, settled = dispatch.apply(command, actor, self.floor)
        self.floor.writes()
        return settled

    def _tick(self) -> None:
        self.now_ms += GAP_MS
        self.floor.begin(self.now_ms)


def offer_to(floor: View, agent_id: AgentId) -> Offer | None:
    """Return the offer that is out to an agent."""
    return next((floor.get(Offer, one) for one in floor.offers_to(agent_id)), None)


def taking(offer: Offer) -> tuple[AcceptOffer, EndConversation]:
    """Return by which commands an agent accepts work and comes to its wrap-up, which keeps the capacity."""
    return (
        AcceptOffer(offer_id=offer.id, epoch=offer.epoch),
        EndConversation(conversation_id=offer.conversation_id),
    )


def freeing(floor: View, agent_id: AgentId) -> CloseSession:
    """Return the command by which an agent ends the wrap-up that they are in."""
    return CloseSession(session_id=next(iter(floor.sessions_of(agent_id))))


def actor(agent_id: AgentId) -> Actor:
    return Actor(kind=ActorKind.USER, id=agent_id)
