"""Keeps what routing must look at: agents who can take more than before, work that may find somebody now."""

from collections.abc import Iterable

from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, ConversationId, QueueId
from cordboard.core.routing import Head


class Agenda:
    """Marks that last until routing has looked; marking once too often costs a look and changes nothing."""

    def __init__(self) -> None:
        self.agents: dict[AgentId, None] = {}
        self.queues: dict[QueueId, Head | None] = {}
        """All that waits there is to be looked at; up to this place that is done."""
        self.work: dict[ConversationId, None] = {}
        self.kinds: dict[tuple[QueueId, str], None] = {}
        """Kinds of waiting work, found from the marks of work when routing begins."""
        self.reasons: dict[tuple[QueueId, str], frozenset[Bar]] = {}
        """Why nobody could take waiting work of a kind when that was told last."""
        self.outlooks: dict[QueueId, frozenset[tuple[object, ...]]] = {}
        """Which reasons a queue's census gave when that was looked at last."""

    def mark_agent(self, agent_id: AgentId) -> None:
        """Let routing see what an agent can take now."""
        self.agents[agent_id] = None

    def mark_queue(self, queue_id: QueueId) -> None:
        """Let routing look at everything that waits in a queue."""
        self.queues[queue_id] = None

    def mark_queues(self, queue_ids: Iterable[QueueId]) -> None:
        """Let routing look at everything that waits in these queues."""
        self.queues.update(dict.fromkeys(queue_ids))

    def mark_work(self, conversation_id: ConversationId) -> None:
        """Let routing find somebody for waiting work."""
        self.work[conversation_id] = None

    @property
    def pending(self) -> bool:
        """Whether there is something to look at."""
        return bool(self.agents or self.queues or self.work or self.kinds)
