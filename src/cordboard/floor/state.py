"""Holds every live value and answers what can be looked up of them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from cordboard.app.ports import LineKey, ShownAgent, V, Value
from cordboard.app.snapshots import agent_shown
from cordboard.core.agent import Agent
from cordboard.core.assignment import Assignment, QueueSegment
from cordboard.core.conversation import Conversation
from cordboard.core.deadline import Deadline
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import AgentId, ConversationId, OfferId, QueueId, SessionId, VisitorId
from cordboard.core.offer import Offer
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.floor.index import Index, line_key
from cordboard.floor.order import SortedKeys

Tables = dict[type[Any], dict[str, Any]]
Recall = Callable[[str], Conversation | None]


class WaitingLine:
    """A queue's waiting conversations, read through its index."""

    def __init__(self, keys: SortedKeys[LineKey]) -> None:
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    def at(self, position: int) -> ConversationId:
        """Return the conversation at this place of the line."""
        return ConversationId(self._keys[position][2])

    def key_at(self, position: int) -> LineKey:
        """Return by what the conversation at this place stands there."""
        return self._keys[position]

    def behind(self, key: LineKey) -> int:
        """Return the first place behind a key."""
        return self._keys.behind(key)


class Floor:
    """The live state in memory: values, their index, and what is remembered between two steps."""

    def __init__(self, values: Iterable[Value], wakes: Iterable[str], recall: Recall) -> None:
        self.tables: Tables = {}
        self.index = Index()
        self.wakes = set(wakes)
        """Conversations whose customers wrote while they were parked, not yet heard by the floor."""
        self.unsettled: dict[QueueId, LineKey | None] = {}
        self._recall = recall
        for value in values:
            self.replace(type(value), value.id, value)
        self.shown: dict[AgentId, ShownAgent] = {
            agent.id: (agent_shown(self, agent), agent.queue_ids) for agent in self.all(Agent)
        }

    def replace(self, kind: type[Value], identity: str, value: Value | None) -> set[str]:
        """Put a value in the place of the one before it; return the agents whom that touches."""
        table = self.tables.setdefault(kind, {})
        before = table.get(identity)
        if value is None:
            table.pop(identity, None)
        else:
            table[identity] = value
        touched = self.index.change(before, value) if before is not value else set()
        for agent_id in touched:
            self.index.restand(self.find(Agent, agent_id), agent_id)
        return touched

    def find(self, kind: type[V], identity: str) -> V | None:
        """Return the value, None where there is none or it has ended."""
        table = self.tables.get(kind)
        return cast("V | None", table.get(identity)) if table is not None else None

    def get(self, kind: type[V], identity: str) -> V:
        """Return the value.

        Raises:
            Refusal: NOT_FOUND where there is none or it has ended.
        """
        value = self.find(kind, identity)
        if value is None:
            raise Refusal(Code.NOT_FOUND, f"There is no such {kind.__name__.lower()}, or it has ended.")
        return value

    def all(self, kind: type[V]) -> Iterable[V]:
        """Return all live values of a kind, by their ids."""
        return [cast("V", value) for _, value in sorted(self.tables.get(kind, {}).items())]

    def units_held(self, agent_id: AgentId) -> int:
        """Return the capacity that the agent's conversations take."""
        return self.index.held.get(agent_id, 0)

    def units_reserved(self, agent_id: AgentId) -> int:
        """Return the capacity that offers to the agent reserve."""
        return self.index.reserved.get(agent_id, 0)

    def owned_by(self, agent_id: AgentId) -> Iterable[ConversationId]:
        """Return the conversations that the agent owns, the oldest first."""
        return self._sorted(Conversation, self.index.owned.get(agent_id, ()), "created_at_ms")

    def offers_to(self, agent_id: AgentId) -> Iterable[OfferId]:
        """Return the offers that are out to the agent, the oldest first."""
        return self._sorted(Offer, self.index.offers_to.get(agent_id, ()), "made_at_ms")

    def offer_of(self, conversation_id: ConversationId) -> Offer | None:
        """Return the offer that is out for the conversation."""
        return self._pointed(Offer, self.index.offer_on, conversation_id)

    def sessions_of(self, agent_id: AgentId) -> Iterable[SessionId]:
        """Return the agent's open sessions, in the order of opening."""
        return self._sorted(WorkspaceSession, self.index.sessions_of.get(agent_id, ()), "opened_at_ms")

    def sessions_on(self, conversation_id: ConversationId) -> Iterable[SessionId]:
        """Return the open sessions that show the conversation."""
        on = self.index.sessions_on.get(conversation_id, ())
        return self._sorted(WorkspaceSession, on, "opened_at_ms")

    def assignment_of(self, conversation_id: ConversationId) -> Assignment | None:
        """Return the attempt that is under way to place the conversation."""
        return self._pointed(Assignment, self.index.assignment_on, conversation_id)

    def segment_of(self, conversation_id: ConversationId) -> QueueSegment | None:
        """Return the conversation's present stay in a queue."""
        return self._pointed(QueueSegment, self.index.segment_on, conversation_id)

    def waiting_in(self, queue_id: QueueId) -> WaitingLine:
        """Return the open conversations of the queue, first to be served first."""
        return WaitingLine(self.index.waiting.get(queue_id) or SortedKeys())

    def place_of(self, conversation_id: ConversationId) -> int | None:
        """Return an open conversation's place in its queue's line, found by its key."""
        conversation = self.find(Conversation, conversation_id)
        key = line_key(conversation)
        if conversation is None or key is None:
            return None
        return self.index.waiting[conversation.queue_id].behind(key)

    def candidates_in(self, queue_id: QueueId) -> Iterator[Agent]:
        """Yield the queue's reachable members with free capacity: most free first, then earliest assigned."""
        for _, _, agent_id in self.index.candidates.get(queue_id, ()):
            yield self.get(Agent, agent_id)

    def members_of(self, queue_id: QueueId) -> Iterable[AgentId]:
        """Return the agents to whom the queue's work is offered."""
        return [AgentId(one) for one in sorted(self.index.members.get(queue_id, ()))]

    def ongoing_in(self, queue_id: QueueId) -> Iterable[ConversationId]:
        """Return all conversations of the queue that are not closed, the oldest first."""
        return self._sorted(Conversation, self.index.ongoing.get(queue_id, ()), "created_at_ms")

    def ongoing_of(self, visitor_id: VisitorId) -> Iterable[ConversationId]:
        """Return the visitor's conversations that are not closed, the oldest first."""
        return self._sorted(Conversation, self.index.of_visitor.get(visitor_id, ()), "created_at_ms")

    def due_by(self, now_ms: int) -> Iterator[Deadline]:
        """Yield the deadlines that are due, the earliest first."""
        for due_at_ms, identity in self.index.due:
            if due_at_ms > now_ms:
                return
            yield self.get(Deadline, identity)

    def next_due_at_ms(self) -> int | None:
        """Return when the next deadline is due."""
        return self.index.due[0][0] if len(self.index.due) else None

    def recall(self, conversation_id: ConversationId) -> Conversation | None:
        """Return a conversation whether it is on the floor or long closed."""
        return self.find(Conversation, conversation_id) or self._recall(conversation_id)

    def _sorted(self, kind: type[Value], identities: Iterable[str], by: str) -> list[Any]:
        """Order ids by a time of their values, so that a reloaded floor answers as the one before it.

        Ids that were counted up in the same millisecond stand in the order of counting: 9 before 10.
        """
        table = self.tables.get(kind, {})
        return sorted(identities, key=lambda one: (getattr(table[one], by), len(one), one))

    def _pointed(self, kind: type[V], pointers: dict[str, str], conversation_id: str) -> V | None:
        identity = pointers.get(conversation_id)
        return self.find(kind, identity) if identity is not None else None


def same(one: Floor, other: Floor) -> bool:
    """Whether two floors hold and index the same; what is only remembered between steps does not count."""
    mine = {kind: table for kind, table in one.tables.items() if table}
    theirs = {kind: table for kind, table in other.tables.items() if table}
    return mine == theirs and one.index == other.index and one.shown == other.shown
