"""Keeps agents in the order in which their queues would ask them, and counts the others by reason."""

from collections.abc import Callable, Iterator, Mapping

from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile
from cordboard.core.ids import ProfileId, QueueId
from cordboard.core.presence import Reachability, base
from cordboard.core.routing import (
    AgentKey,
    Post,
    Standing,
    agent_key,
    has_room,
    is_blocked,
    is_there,
    rooms_of,
)
from cordboard.core.workstream import Method, Queue
from cordboard.floor.order import SortedKeys

Place = tuple[Post, tuple[tuple[QueueId, AgentKey | None], ...]]
"""How an agent counts, and the keys in the queues; None where the agent is no candidate."""


class Candidates:
    """Who could be offered work in each queue; those who changed are put in place when somebody looks."""

    def __init__(self, queues: Mapping[str, Queue], profiles: Mapping[ProfileId, CapacityProfile]) -> None:
        self._queues = queues
        self._profiles = profiles
        self._lines: dict[QueueId, SortedKeys[AgentKey]] = {}
        self._census: dict[QueueId, dict[Post, int]] = {}
        self._places: dict[str, Place] = {}
        self._stale: dict[str, None] = {}
        self.shifted: dict[QueueId, None] = {}
        """Queues in which a reason came up or went away since somebody looked; remembered, never compared."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Candidates) and (self._lines, self._census, self._places) == (
            other._lines,
            other._census,
            other._places,
        )

    def __repr__(self) -> str:
        return f"Candidates({self._lines!r}, {self._census!r})"

    def touch(self, agent_id: str) -> None:
        """Note that an agent, or what they hold, has changed."""
        self._stale[agent_id] = None

    def settle(self, find: Callable[[str], tuple[Agent, Standing] | None]) -> None:
        """Put everybody who changed in their places."""
        if not self._stale:
            return
        stale, self._stale = self._stale, {}
        for agent_id in stale:
            found = find(agent_id)
            self._move(agent_id, self._place(*found) if found is not None else None)

    def line(self, queue_id: QueueId) -> Iterator[str]:
        """Yield the ids of the candidates of a queue in the order of its method."""
        for key in self._lines.get(queue_id, ()):
            yield key[2]

    def key(self, agent_id: str, queue_id: QueueId) -> AgentKey | None:
        """Return by what an agent stands in a queue, None where they are no candidate."""
        place = self._places.get(agent_id)
        return next((key for one, key in place[1] if one == queue_id), None) if place is not None else None

    def census(self, queue_id: QueueId) -> Mapping[Post, int]:
        """Return how many of a queue's members count how."""
        return self._census.get(queue_id, {})

    def _place(self, agent: Agent, standing: Standing) -> Place:
        there = is_there(agent)
        candidate = there and has_room(agent, standing, self._profiles)
        keys: list[tuple[QueueId, AgentKey | None]] = []
        for queue_id in agent.queue_ids:
            queue = self._queues.get(queue_id)
            stands = queue is not None and (candidate or (there and queue.method is Method.CUSTOM))
            keys.append((queue_id, agent_key(agent, standing, queue) if stands and queue else None))
        return self._post(agent, standing), tuple(keys)

    def _post(self, agent: Agent, standing: Standing) -> Post:
        free = agent.capacity_units - standing.held - standing.reserved
        connected = agent.presence.reachability is Reachability.CONNECTED and not agent.blind
        present = base(agent.presence) if connected else None
        blocked = bool(agent.profiles) and is_blocked(
            agent, rooms_of(agent, standing, self._profiles), self._profiles
        )
        return (present, agent.off_hours, free, blocked)

    def _move(self, agent_id: str, place: Place | None) -> None:
        stood = self._places.get(agent_id)
        if stood == place:
            return
        if stood is not None:
            self._leave(stood)
            del self._places[agent_id]
        if place is not None:
            self._enter(place)
            self._places[agent_id] = place

    def _leave(self, place: Place) -> None:
        post, keys = place
        for queue_id, key in keys:
            if key is not None:
                line = self._lines[queue_id]
                line.discard(key)
                if not len(line):
                    del self._lines[queue_id]
            census = self._census[queue_id]
            census[post] -= 1
            if not census[post]:
                del census[post]
                self.shifted[queue_id] = None
                if not census:
                    del self._census[queue_id]

    def _enter(self, place: Place) -> None:
        post, keys = place
        for queue_id, key in keys:
            if key is not None:
                line = self._lines.get(queue_id)
                if line is None:
                    line = self._lines[queue_id] = SortedKeys()
                line.add(key)
            census = self._census.setdefault(queue_id, {})
            if post in census:
                census[post] += 1
            else:
                census[post] = 1
                self.shifted[queue_id] = None
