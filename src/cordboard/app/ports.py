"""Names what the use cases need from the outside; the rooms beside them implement it and `boot` wires it."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from msgspec import Struct

from cordboard.app.agenda import Agenda
from cordboard.app.entries import EntryBody
from cordboard.app.routing_lookups import RoutingLookups
from cordboard.app.views import AgentView
from cordboard.core.agent import Agent
from cordboard.core.assignment import Assignment, QueueSegment
from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import ConfigurationVersion
from cordboard.core.conversation import Conversation
from cordboard.core.deadline import Deadline
from cordboard.core.events import Fact
from cordboard.core.explanation import Explanation
from cordboard.core.hours import Hours, TimeZone
from cordboard.core.ids import (
    AgentId,
    ConversationId,
    OfferId,
    QueueId,
    SessionId,
    VisitorId,
)
from cordboard.core.notification import NotificationTemplate
from cordboard.core.offer import Offer
from cordboard.core.presence import PresenceChange, PresenceOption
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.skill import RatingModel, Skill
from cordboard.core.user import Actor, User
from cordboard.core.visitor import BlockedVisitor
from cordboard.core.widget import NoticeText
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Organisation, Queue, Workstream


class Counter(Struct, frozen=True, kw_only=True):
    """A number that only grows; ids and visitor numbers come from it, so that equal runs make equal ids."""

    id: str
    value: int


Value = (
    Agent
    | Application
    | Assignment
    | BlockedVisitor
    | CapacityProfile
    | ConfigurationVersion
    | Conversation
    | Counter
    | Deadline
    | Hours
    | NoticeText
    | NotificationTemplate
    | Offer
    | Organisation
    | PresenceOption
    | Queue
    | QueueSegment
    | RatingModel
    | SessionTemplate
    | Skill
    | TimeZone
    | User
    | WorkspaceSession
    | Workstream
)
"""Everything that the floor holds; each has a text `id` that is unique among its kind."""

V = TypeVar("V", bound=Value)


class View(RoutingLookups, Protocol):
    """What can be read of the floor, by value and by index."""

    def find(self, kind: type[V], identity: str) -> V | None:
        """Return the value, None where there is none or it has ended."""
        ...

    def get(self, kind: type[V], identity: str) -> V:
        """Return the value.

        Raises:
            Refusal: NOT_FOUND where there is none or it has ended.
        """
        ...

    def all(self, kind: type[V]) -> Iterable[V]:
        """Return all live values of a kind, in the order of their coming."""
        ...

    def user_with(self, login: str) -> User | None:
        """Return who signs in with this login, however it is written."""
        ...

    def units_held(self, agent_id: AgentId) -> int:
        """Return the capacity that the agent's conversations take."""
        ...

    def units_reserved(self, agent_id: AgentId) -> int:
        """Return the capacity that offers to the agent reserve."""
        ...

    def owned_by(self, agent_id: AgentId) -> Iterable[ConversationId]:
        """Return the conversations that the agent owns: accepted, waiting or in wrap-up."""
        ...

    def offers_to(self, agent_id: AgentId) -> Iterable[OfferId]:
        """Return the offers that are out to the agent."""
        ...

    def offer_of(self, conversation_id: ConversationId) -> Offer | None:
        """Return the offer that is out for the conversation."""
        ...

    def sessions_of(self, agent_id: AgentId) -> Iterable[SessionId]:
        """Return the agent's open sessions, in the order of opening."""
        ...

    def sessions_on(self, conversation_id: ConversationId) -> Iterable[SessionId]:
        """Return the open sessions that show the conversation."""
        ...

    def assignment_of(self, conversation_id: ConversationId) -> Assignment | None:
        """Return the attempt that is under way to place the conversation."""
        ...

    def segment_of(self, conversation_id: ConversationId) -> QueueSegment | None:
        """Return the conversation's present stay in a queue."""
        ...

    def waiting_in(self, queue_id: QueueId) -> "Line":
        """Return the open conversations of the queue, first to be served first."""
        ...

    def place_of(self, conversation_id: ConversationId) -> int | None:
        """Return an open conversation's place in its queue's line, 1 being next; None for any other."""
        ...

    def members_of(self, queue_id: QueueId) -> Iterable[AgentId]:
        """Return the agents to whom the queue's work is offered."""
        ...

    def ongoing_in(self, queue_id: QueueId) -> Iterable[ConversationId]:
        """Return all conversations of the queue that are not closed."""
        ...

    def ongoing_of(self, visitor_id: VisitorId) -> Iterable[ConversationId]:
        """Return the visitor's conversations that are not closed."""
        ...

    def due_by(self, now_ms: int) -> Iterator[Deadline]:
        """Yield the deadlines that are due, the earliest first."""
        ...

    def queues_visited(self, visitor_id: VisitorId) -> Iterable[QueueId]:
        """Return the queues in which conversations of the visitor are or have been."""
        ...

    def recall(self, conversation_id: ConversationId) -> Conversation | None:
        """Return a conversation whether it is on the floor or long closed; None if there never was one."""
        ...


class Line(Protocol):
    """Waiting conversations in the order in which they are to be served."""

    def __len__(self) -> int: ...

    def at(self, position: int) -> ConversationId:
        """Return the conversation at this place of the line, 0 being the first."""
        ...


class Tx(View, Protocol):
    """One transaction of the floor: what a use case reads, changes and says."""

    @property
    def now_ms(self) -> int:
        """Time of the command, read once at the door."""
        ...

    def put(self, value: Value) -> None:
        """Save a new or changed value."""
        ...

    def retire(self, value: Value) -> None:
        """Save a value for the last time: it has ended, stays on disk and leaves the floor."""
        ...

    def drop(self, kind: type[Value], identity: str) -> None:
        """Delete a value; one that is not there is no error."""
        ...

    def next_number(self, counter: str) -> int:
        """Count up and return the new number; the first is 1."""
        ...

    def record(self, fact: Fact) -> None:
        """Say that something has happened."""
        ...

    def say(self, stream: str, body: EntryBody, *, author: str = "", client_id: str = "") -> None:
        """Append an entry to a stream; with an author and a client id it can't be appended twice."""
        ...

    def recheck(self, stream: str) -> None:
        """Ask for every reader's right to the stream again, at this place among the entries."""
        ...

    def changes(self) -> Iterable[tuple[Value | None, Value | None]]:
        """Return what this transaction changed so far: before and after, None where there is nothing."""
        ...

    def take_facts(self) -> list[Fact]:
        """Return the facts recorded since the last call."""
        ...

    def has_news(self) -> bool:
        """Whether facts were recorded since the last call of `take_facts`."""
        ...

    agenda: Agenda
    """What routing must look at; not undone with a refused command: a look too many changes nothing."""

    @property
    def facts(self) -> int:
        """Number of the last fact that was recorded, by this transaction or before it."""
        ...

    def shifted(self) -> list[QueueId]:
        """Return the queues in whose census something came up or went away, and forget them."""
        ...

    def heard(self, conversation_id: ConversationId) -> None:
        """Delete the wake row: the floor knows now that somebody wrote."""
        ...

    def wake_pending(self, conversation_id: ConversationId) -> bool:
        """Whether a message waits to be heard: a parked conversation must not be closed over it."""
        ...

    def touched_agents(self) -> set[AgentId]:
        """Return the agents whom this transaction changed, or whose load it changed."""
        ...

    def last_shown(self, agent_id: AgentId) -> "ShownAgent | None":
        """Return how the agent was last shown to readers, and in which queues; None before the first time."""
        ...

    def show(self, agent_id: AgentId, shown: "ShownAgent") -> None:
        """Remember how the agent is shown now."""
        ...

    def explain(self, subject: str, explanation: Explanation) -> None:
        """Keep why routing decided something."""
        ...

    def note_presence(self, change: PresenceChange) -> None:
        """Add a line to an agent's presence history."""
        ...

    def audit(self, actor: Actor, action: str, subject: str, detail: str = "") -> None:
        """Keep a record of a supervisory or administrative act."""
        ...


ShownAgent = tuple[AgentView, tuple[QueueId, ...]]


class Answer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a command that was done gives back; remembered for repetitions."""

    conversation_id: str | None = None
    n: int | None = None
