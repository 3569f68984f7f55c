"""Names what routing looks up: work and agents in their orders, what agents hold, and the terms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from cordboard.core.agent import Agent
from cordboard.core.ids import AgentId, ConversationId, QueueId, WorkstreamId
from cordboard.core.routing import AgentKey, Head, LineKey, Post, Standing, Terms
from cordboard.core.workstream import Queue


class RoutingLookups(Protocol):
    """What can be read of the floor's indexes that routing goes by."""

    def heads_in(self, queue_id: QueueId) -> Iterator[Head]:
        """Yield of each kind of work that waits in the queue the first, in the order of the line."""
        ...

    def head_after(self, queue_id: QueueId, key: LineKey | None) -> Head | None:
        """Return the first head behind a place in the queue's line, None at its end."""
        ...

    def head_of(self, queue_id: QueueId, kind: str) -> LineKey | None:
        """Return by what the first of a kind stands in the queue's line, None where none waits."""
        ...

    def kinds_in(self, queue_id: QueueId) -> int:
        """Return how many kinds of work wait in the queue."""
        ...

    def kind_of(self, conversation_id: ConversationId) -> tuple[QueueId, str] | None:
        """Return queue and kind of waiting work, None for any other."""
        ...

    def wanted_by(self, agent_id: AgentId) -> Iterable[ConversationId]:
        """Return the waiting work that prefers an agent, first to be served first within its queue."""
        ...

    def candidates_in(self, queue_id: QueueId) -> Iterator[Agent]:
        """Yield the queue's reachable members with free capacity in the order of its method."""
        ...

    def place_among_candidates(self, agent_id: AgentId, queue_id: QueueId) -> AgentKey | None:
        """Return by what an agent stands among the candidates of a queue, None where they are none."""
        ...

    def candidacies_of(self, agent_id: AgentId) -> Sequence[tuple[Queue, AgentKey]]:
        """Return the queues in which an agent is a candidate, first to be served first, and by what."""
        ...

    def queues_of(self, agent: Agent) -> Sequence[Queue]:
        """Return the queues that an agent serves, first to be served first."""
        ...

    def census(self, queue_id: QueueId) -> Mapping[Post, int]:
        """Return how many of a queue's members are there in which way."""
        ...

    def standing(self, agent_id: AgentId) -> Standing:
        """Return all that routing must know of what an agent holds."""
        ...

    def terms(self, workstream_id: WorkstreamId) -> Terms:
        """Return under what agents are looked for, for work of a workstream."""
        ...
