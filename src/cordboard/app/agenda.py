"""Keeps what routing must look at: agents who can take more than before, work that may find somebody now."""

from collections.abc import Iterable

from cordboard.core.deadline import DeadlineKind
from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, ConversationId, QueueId
from cordboard.core.routing import LineKey


class Agenda:
    """Marks that last until routing has looked; marking once too often costs a look and changes nothing."""

    def __init__(self) -> None:
        self.agents: dict[AgentId, None] = {}
        self.queues: dict[QueueId, LineKey | None] = {}
        """All that waits there is to be looked at; up to this place that is done."""
        self.again: dict[QueueId, None] = {}
        """Queues that were marked again on the way: looked at once more when they are done."""
        self.crowds: dict[QueueId, None] = {}
        """Queues that are only told of anew; work of a kind of its own is left out, for there is much."""
        self.work: dict[ConversationId, None] = {}
        self.kinds: dict[tuple[QueueId, str], None] = {}
        """Kinds of waiting work, found from the marks of work when routing begins."""
        self.reasons: dict[str, tuple[QueueId, bool, frozenset[Bar]]] = {}
        """What was told last of waiting work of a kind: where it waits, whether it is given up, and why."""
        self.left: dict[tuple[DeadlineKind, QueueId], list[ConversationId]] = {}
        """What is still to be seen to in queues that were configured anew; found again after a restart."""
        self.outlooks: dict[QueueId, frozenset[tuple[object, ...]]] = {}
        """Which reasons a queue's census gave when that was looked at last."""

    def mark_agent(self, agent_id: AgentId) -> None:
        """Let routing see what an agent can take now."""
        self.agents[agent_id] = None

    def mark_queue(self, queue_id: QueueId) -> None:
        """Let routing look at everything that waits in a queue.

        One that is being looked at goes on to its end first: what stands at the back must not starve.
        """
        self.crowds.pop(queue_id, None)
        if self.queues.get(queue_id) is None:
            self.queues[queue_id] = None
        else:
            self.again[queue_id] = None

    def mark_queues(self, queue_ids: Iterable[QueueId]) -> None:
        """Let routing look at everything that waits in these queues."""
        for queue_id in queue_ids:
            self.mark_queue(queue_id)

    def done(self, queue_id: QueueId) -> None:
        """Note that a queue has been looked at to its end."""
        self.queues.pop(queue_id, None)
        self.crowds.pop(queue_id, None)
        if queue_id in self.again:
            del self.again[queue_id]
            self.queues[queue_id] = None

    def forget(self, conversation_id: ConversationId) -> None:
        """Forget what was told of work that waits no more; if it comes back, it is told again."""
        self.reasons.pop(conversation_id, None)

    def mark_work(self, conversation_id: ConversationId) -> None:
        """Let routing find somebody for waiting work."""
        self.work[conversation_id] = None
