"""Holds every live value and answers what can be looked up of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from cordboard.app.agenda import Agenda
from cordboard.app.ports import ShownAgent, V, Value
from cordboard.app.snapshots import agent_shown
from cordboard.core.agent import Agent
from cordboard.core.assignment import Assignment, QueueSegment
from cordboard.core.conversation import Conversation, State
from cordboard.core.deadline import Deadline
from cordboard.core.ids import (
    AgentId,
    ConversationId,
    OfferId,
    QueueId,
    SessionId,
    VisitorId,
    WorkstreamId,
)
from cordboard.core.offer import Offer
from cordboard.core.routing import AgentKey, Head, LineKey, Post, Standing, Terms, line_key
from cordboard.core.user import User
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Queue
from cordboard.floor.index import Index, Tables, Touched
from cordboard.floor.missing import missing
from cordboard.floor.order import SortedKeys

BEHIND_ALL = chr(0x10FFFF)
"""Greater than every kind: nothing of the same place stands behind it."""
NOTHING_ASKED = (WorkstreamId(""), ())
Recall = Callable[[str], Conversation | None]
Visited = Callable[[str], Iterable[QueueId]]


def nowhere(visitor_id: str) -> Iterable[QueueId]:
    """Remember of nobody where they have been: what is in memory is all there is."""
    return ()


class WaitingLine:
    """A queue's waiting conversations, read through its index."""

    def __init__(self, keys: SortedKeys[LineKey]) -> None:
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    def at(self, position: int) -> ConversationId:
        """Return the conversation at this place of the line."""
        return self._keys[position][3]


class Floor:
    """The live state in memory: values, their index, and what is remembered between two steps."""

    def __init__(
        self, values: Iterable[Value], wakes: Iterable[str], recall: Recall, visited: Visited = nowhere
    ) -> None:
        self.tables: Tables = {}
        self.index = Index(self.tables)
        self.wakes = set(wakes)
        """Conversations whose customers wrote while they were parked, not yet heard by the floor."""
        self.agenda = Agenda()
        self._recall = recall
        self._visited = visited
        for value in values:
            self.replace(type(value), value.id, value)
        self.shown: dict[AgentId, ShownAgent] = {
            agent.id: (agent_shown(self, agent), agent.queue_ids) for agent in self.all(Agent)
        }

    def replace(self, kind: type[Value], identity: str, value: Value | None) -> Touched:
        """Put a value in the place of the one before it; return the agents whom that touches."""
        try:
            table = self.tables[kind]
        except KeyError:
            table = self.tables[kind] = {}
        before = table.get(identity)
        if value is None:
            table.pop(identity, None)
        else:
            table[identity] = value
        return self.index.change(before, value) if before is not value else ()

    def find(self, kind: type[V], identity: str) -> V | None:
        """Return the value, None where there is none or it has ended."""
        try:
            return self.tables[kind].get(identity)
        except KeyError:
            return None

    def get(self, kind: type[V], identity: str) -> V:
        """Return the value.

        Raises:
            Refusal: NOT_FOUND where there is none or it has ended.
        """
        try:
            value: V = self.tables[kind][identity]
        except KeyError:
            raise missing(kind, identity) from None
        return value

    def all(self, kind: type[V]) -> Iterable[V]:
        """Return all live values of a kind, by their ids."""
        return [cast("V", value) for _, value in sorted(self.tables.get(kind, {}).items())]

    def user_with(self, login: str) -> User | None:
        """Return who signs in with this login, however it is written."""
        user_id = self.index.logins.get(login.strip().lower())
        return None if user_id is None else self.find(User, user_id)

    def units_held(self, agent_id: AgentId) -> int:
        """Return the capacity that the agent's conversations take."""
        return self.index.standing(agent_id).held

    def units_reserved(self, agent_id: AgentId) -> int:
        """Return the capacity that offers to the agent reserve."""
        return self.index.standing(agent_id).reserved

    def standing(self, agent_id: AgentId) -> Standing:
        """Return all that routing must know of what an agent holds."""
        return self.index.standing(agent_id)

    def terms(self, workstream_id: WorkstreamId) -> Terms:
        """Return under what agents are looked for, for work of a workstream."""
        return self.index.terms(workstream_id)

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
        line = self.index.waiting.get(queue_id)
        return WaitingLine(line.keys if line is not None else SortedKeys())

    def heads_in(self, queue_id: QueueId) -> Iterator[Head]:
        """Yield of each kind of work that waits in the queue the first, in the order of the line."""
        line = self.index.waiting.get(queue_id)
        return iter(line.heads if line is not None else ())

    def head_after(self, queue_id: QueueId, key: LineKey | None) -> Head | None:
        """Return the first head behind a place in the queue's line, None at its end."""
        line = self.index.waiting.get(queue_id)
        if line is None:
            return None
        position = line.heads.behind((key, BEHIND_ALL, NOTHING_ASKED)) if key is not None else 0
        return line.heads[position] if position < len(line.heads) else None

    def head_of(self, queue_id: QueueId, kind: str) -> LineKey | None:
        """Return by what the first of a kind stands in the queue's line, None where none waits."""
        line = self.index.waiting.get(queue_id)
        of_kind = line.kinds.get(kind) if line is not None else None
        return of_kind[0] if of_kind is not None else None

    def kinds_in(self, queue_id: QueueId) -> int:
        """Return how many kinds of work wait in the queue."""
        line = self.index.waiting.get(queue_id)
        return 0 if line is None else len(line.kinds)

    def kind_of(self, conversation_id: ConversationId) -> tuple[QueueId, str] | None:
        """Return queue and kind of waiting work, None for any other."""
        stands = self.index.in_line.get(conversation_id)
        return (stands[0], stands[2]) if stands is not None else None

    def wanted_by(self, agent_id: AgentId) -> Iterable[ConversationId]:
        """Return the waiting work that prefers an agent, first to be served first within its queue."""
        wanted = self.index.wanted.get(agent_id)
        if wanted is None:
            return ()
        return [ConversationId(one) for one in sorted(wanted, key=lambda one: self.index.in_line[one][:2])]

    def place_of(self, conversation_id: ConversationId) -> int | None:
        """Return an open conversation's place in its queue's line, found by its key."""
        conversation = self.find(Conversation, conversation_id)
        if conversation is None or conversation.state is not State.OPEN:
            return None
        return self.index.waiting[conversation.queue_id].keys.behind(line_key(conversation))

    def candidates_in(self, queue_id: QueueId) -> Iterator[Agent]:
        """Yield the queue's reachable members with free capacity in the order of its method."""
        self.index.settle()
        for agent_id in self.index.candidates.line(queue_id):
            yield self.get(Agent, agent_id)

    def place_among_candidates(self, agent_id: AgentId, queue_id: QueueId) -> AgentKey | None:
        """Return by what an agent stands among the candidates of a queue, None where they are none."""
        self.index.settle()
        return self.index.candidates.key(agent_id, queue_id)

    def candidacies_of(self, agent_id: AgentId) -> Sequence[tuple[Queue, AgentKey]]:
        """Return the queues in which an agent is a candidate, first to be served first, and by what."""
        self.index.settle()
        return self.index.candidates.queues_of(agent_id)

    def queues_of(self, agent: Agent) -> Sequence[Queue]:
        """Return the queues that an agent serves, first to be served first."""
        return self.index.candidates.serves(agent.queue_ids)

    def census(self, queue_id: QueueId) -> Mapping[Post, int]:
        """Return how many of a queue's members are there in which way."""
        self.index.settle()
        return self.index.candidates.census(queue_id)

    def shifted(self) -> list[QueueId]:
        """Return the queues in whose census something came up or went away, and forget them."""
        self.index.settle()
        queues, self.index.candidates.shifted = list(self.index.candidates.shifted), {}
        return queues

    def members_of(self, queue_id: QueueId) -> Iterable[AgentId]:
        """Return the agents to whom the queue's work is offered."""
        return [AgentId(one) for one in sorted(self.index.members.get(queue_id, ()))]

    def ongoing_in(self, queue_id: QueueId) -> Iterable[ConversationId]:
        """Return all conversations of the queue that are not closed, the oldest first."""
        return self._sorted(Conversation, self.index.ongoing.get(queue_id, ()), "created_at_ms")

    def ongoing_of(self, visitor_id: VisitorId) -> Iterable[ConversationId]:
        """Return the visitor's conversations that are not closed, the oldest first."""
        return self._sorted(Conversation, self.index.of_visitor.get(visitor_id, ()), "created_at_ms")

    def queues_visited(self, visitor_id: VisitorId) -> Iterable[QueueId]:
        """Return the queues in which conversations of the visitor are or have been."""
        now = (self.get(Conversation, one).queue_id for one in self.ongoing_of(visitor_id))
        return {*now, *self._visited(visitor_id)}

    def due_by(self, now_ms: int) -> Iterator[Deadline]:
        """Yield the deadlines that are due, the earliest first."""
        for due_at_ms, identity in self.index.due:
            if due_at_ms > now_ms:
                return
            yield self.get(Deadline, identity)

    def next_due_at_ms(self) -> int | None:
        """Return when the next deadline is due."""
        return self.index.due[0][0] if self.index.due else None

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
    return mine == theirs and not one.index.flaws(other.index) and one.shown == other.shown
