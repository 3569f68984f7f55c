"""Keeps agents in the order in which their queues would ask them, and counts the others by reason."""

from collections.abc import Callable, Iterator, Mapping

from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile
from cordboard.core.ids import ProfileId, QueueId
from cordboard.core.presence import BasePresence
from cordboard.core.routing import (
    AgentKey,
    Post,
    Standing,
    agent_key,
    has_room,
    is_blocked,
    presence_of,
    queue_order,
    rooms_of,
)
from cordboard.core.workstream import Method, Queue
from cordboard.floor.order import SortedKeys

SERVED_LIMIT = 50_000
"""Combinations of queues that are remembered: more than agents have."""
Place = tuple[Post, tuple[Queue, ...], tuple[AgentKey | None, ...]]
"""How an agent counts, the queues, and the keys in them; None where the agent is no candidate."""


class Candidates:
    """Who could be offered work in each queue; those who changed are put in place when somebody looks."""

    def __init__(self, queues: Mapping[str, Queue], profiles: Mapping[ProfileId, CapacityProfile]) -> None:
        self._queues = queues
        self._profiles = profiles
        self._lines: dict[QueueId, SortedKeys[AgentKey]] = {}
        self._census: dict[QueueId, dict[Post, int]] = {}
        self._places: dict[str, Place] = {}
        self._served: dict[tuple[QueueId, ...], tuple[Queue, ...]] = {}
        """Queues by their ids, first to be served first; forgotten when any queue changes."""
        self.stale: dict[str, None] = {}
        """Who changed since all were put in place."""
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
        self.stale[agent_id] = None

    def forget_queues(self) -> None:
        """Note that a queue has changed; its members are touched besides."""
        self._served.clear()

    def settle(self, find: Callable[[str], tuple[Agent, Standing] | None]) -> None:
        """Put everybody who changed in their places."""
        stale, self.stale = self.stale, {}
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
        for position, queue in enumerate(place[1] if place is not None else ()):
            if queue.id == queue_id and place is not None:
                return place[2][position]
        return None

    def queues_of(self, agent_id: str) -> list[tuple[Queue, AgentKey]]:
        """Return the queues in which an agent is a candidate, first to be served first, and by what."""
        place = self._places.get(agent_id)
        if place is None:
            return []
        return [(queue, key) for queue, key in zip(place[1], place[2], strict=True) if key is not None]

    def serves(self, queue_ids: tuple[QueueId, ...]) -> tuple[Queue, ...]:
        """Return queues by their ids, first to be served first."""
        known = self._served.get(queue_ids)
        if known is None:
            if len(self._served) >= SERVED_LIMIT:
                self._served.clear()
            queues = [queue for one in queue_ids if (queue := self._queues.get(one)) is not None]
            known = self._served[queue_ids] = tuple(sorted(queues, key=queue_order))
        return known

    def census(self, queue_id: QueueId) -> Mapping[Post, int]:
        """Return how many of a queue's members are there in which way."""
        return self._census.get(queue_id, {})

    def _place(self, agent: Agent, standing: Standing) -> Place:
        post = self._post(agent, standing)
        present, off_hours, _, _ = post
        there = present is not None and present is not BasePresence.OFFLINE and not off_hours
        candidate = there and has_room(agent, standing, self._profiles)
        queues = self.serves(agent.queue_ids)
        keys = [
            agent_key(agent, standing, queue)
            if candidate or (there and queue.method is Method.CUSTOM)
            else None
            for queue in queues
        ]
        return post, queues, tuple(keys)

    def _post(self, agent: Agent, standing: Standing) -> Post:
        free = agent.capacity_units - standing.held - standing.reserved
        blocked = bool(agent.profiles) and is_blocked(
            agent, rooms_of(agent, standing, self._profiles), self._profiles
        )
        return (presence_of(agent), agent.off_hours, free, blocked)

    def _move(self, agent_id: str, place: Place | None) -> None:
        stood = self._places.get(agent_id)
        if stood == place:
            return
        if stood is not None and place is not None and stood[1] is place[1]:
            self._shift(stood, place)
        else:
            if stood is not None:
                self._leave(stood)
            if place is not None:
                self._enter(place)
        if place is not None:
            self._places[agent_id] = place
        else:
            del self._places[agent_id]

    def _shift(self, stood: Place, place: Place) -> None:
        """Go from one place to another in the same queues."""
        for queue, before, after in zip(place[1], stood[2], place[2], strict=True):
            if before != after:
                self._stand(queue.id, before, after)
            if stood[0] != place[0]:
                self._count_out(queue.id, stood[0])
                self._count_in(queue.id, place[0])

    def _leave(self, place: Place) -> None:
        post, queues, keys = place
        for queue, key in zip(queues, keys, strict=True):
            self._stand(queue.id, key, None)
            self._count_out(queue.id, post)

    def _enter(self, place: Place) -> None:
        post, queues, keys = place
        for queue, key in zip(queues, keys, strict=True):
            self._stand(queue.id, None, key)
            self._count_in(queue.id, post)

    def _stand(self, queue_id: QueueId, before: AgentKey | None, after: AgentKey | None) -> None:
        line = self._lines.get(queue_id)
        if before is not None:
            assert line is not None, "somebody stands there"
            line.discard(before)
        if after is not None:
            if line is None:
                line = self._lines[queue_id] = SortedKeys()
            line.add(after)
        elif line is not None and not line:
            del self._lines[queue_id]

    def _count_out(self, queue_id: QueueId, post: Post) -> None:
        census = self._census[queue_id]
        number = census[post] - 1
        if number:
            census[post] = number
            return
        del census[post]
        self.shifted[queue_id] = None
        if not census:
            del self._census[queue_id]

    def _count_in(self, queue_id: QueueId, post: Post) -> None:
        census = self._census.get(queue_id)
        if census is None:
            census = self._census[queue_id] = {}
        number = census.get(post)
        if number is None:
            census[post] = 1
            self.shifted[queue_id] = None
        else:
            census[post] = number + 1
