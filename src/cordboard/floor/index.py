"""Keeps what routing and use cases look up, in step with every value that changes."""

from collections.abc import Callable
from typing import Any

from cordboard.app.ports import Value
from cordboard.core.agent import Agent
from cordboard.core.assignment import Assignment, QueueSegment
from cordboard.core.conversation import OWNED, Conversation, State
from cordboard.core.deadline import Deadline
from cordboard.core.offer import Offer
from cordboard.core.routing import is_free
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.floor.order import SortedKeys

Groups = dict[str, set[str]]


class Index:
    """Everything derived from the values; `reindex(values) == index` after every step."""

    def __init__(self) -> None:
        self.held: dict[str, int] = {}
        """Capacity units that an agent's conversations take."""
        self.reserved: dict[str, int] = {}
        """Capacity units that offers to an agent reserve."""
        self.owned: Groups = {}
        self.offers_to: Groups = {}
        self.offer_on: dict[str, str] = {}
        self.sessions_of: Groups = {}
        self.sessions_on: Groups = {}
        self.assignment_on: dict[str, str] = {}
        self.segment_on: dict[str, str] = {}
        self.members: Groups = {}
        self.ongoing: Groups = {}
        self.of_visitor: Groups = {}
        self.waiting: dict[str, SortedKeys[tuple[int, int, str]]] = {}
        """By queue: (0 for the front, time of queueing in ms, conversation)."""
        self.candidates: dict[str, SortedKeys[tuple[int, int, str]]] = {}
        """By queue: (minus free units, time of the last assignment in ms, agent)."""
        self.due: SortedKeys[tuple[int, str]] = SortedKeys()
        self._standing: dict[str, tuple[tuple[int, int, str], tuple[str, ...]]] = {}
        """Under which key and in which queues an agent stands among the candidates."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Index) and self.__dict__ == other.__dict__

    def change(self, before: Value | None, after: Value | None) -> set[str]:
        """Follow one value's change; return the agents whose load or self it touches."""
        kind = type(after if after is not None else before)
        follow = _FOLLOW.get(kind)
        return follow(self, before, after) if follow is not None else set()

    def restand(self, agent: Agent | None, agent_id: str) -> None:
        """Put an agent at the right place among the candidates of their queues."""
        key = self._candidate_key(agent) if agent is not None else None
        stands = (key, agent.queue_ids) if key is not None and agent is not None else None
        stood = self._standing.get(agent_id)
        if stood == stands:
            return
        if stood is not None:
            for queue_id in stood[1]:
                _discard(self.candidates, queue_id, stood[0])
            del self._standing[agent_id]
        if stands is not None:
            for queue_id in stands[1]:
                self.candidates.setdefault(queue_id, SortedKeys()).add(stands[0])
            self._standing[agent_id] = stands

    def _candidate_key(self, agent: Agent) -> tuple[int, int, str] | None:
        free = agent.capacity_units - self.held.get(agent.id, 0) - self.reserved.get(agent.id, 0)
        return (-free, agent.last_assigned_at_ms, agent.id) if free > 0 and is_free(agent) else None

    def _conversation(self, before: Conversation | None, after: Conversation | None) -> set[str]:
        _swap(self.ongoing, before, after, lambda one: one.queue_id)
        _swap(self.of_visitor, before, after, lambda one: one.visitor_id)
        _swap(self.owned, before, after, lambda one: one.agent_id if one.state in OWNED else None)
        old, new = line_key(before), line_key(after)
        if old != new:
            if before is not None and old is not None:
                _discard(self.waiting, before.queue_id, old)
            if after is not None and new is not None:
                self.waiting.setdefault(after.queue_id, SortedKeys()).add(new)
        touched = _count(self.held, before, -1, "units_held") | _count(self.held, after, 1, "units_held")
        return touched | _ids(before) | _ids(after)

    def _offer(self, before: Offer | None, after: Offer | None) -> set[str]:
        _swap(self.offers_to, before, after, lambda one: one.agent_id)
        _point(self.offer_on, before, after)
        return _count(self.reserved, before, -1, "units") | _count(self.reserved, after, 1, "units")

    def _session(self, before: WorkspaceSession | None, after: WorkspaceSession | None) -> set[str]:
        _swap(self.sessions_of, before, after, lambda one: one.agent_id)
        _swap(self.sessions_on, before, after, lambda one: one.conversation_id)
        return set()

    def _assignment(self, before: Assignment | None, after: Assignment | None) -> set[str]:
        _point(self.assignment_on, before, after)
        return set()

    def _segment(self, before: QueueSegment | None, after: QueueSegment | None) -> set[str]:
        _point(self.segment_on, before, after)
        return set()

    def _deadline(self, before: Deadline | None, after: Deadline | None) -> set[str]:
        if before is not None:
            self.due.discard((before.due_at_ms, before.id))
        if after is not None:
            self.due.add((after.due_at_ms, after.id))
        return set()

    def _agent(self, before: Agent | None, after: Agent | None) -> set[str]:
        was = set(before.queue_ids) if before is not None else set()
        now = set(after.queue_ids) if after is not None else set()
        value = after or before
        assert value is not None
        for queue_id in was - now:
            _remove(self.members, queue_id, value.id)
        for queue_id in now - was:
            self.members.setdefault(queue_id, set()).add(value.id)
        return {value.id}


_FOLLOW: dict[type[Any], Callable[[Index, Any, Any], set[str]]] = {
    Agent: Index._agent,
    Assignment: Index._assignment,
    Conversation: Index._conversation,
    Deadline: Index._deadline,
    Offer: Index._offer,
    QueueSegment: Index._segment,
    WorkspaceSession: Index._session,
}


def line_key(conversation: Conversation | None) -> tuple[int, int, str] | None:
    """Return by what a conversation stands in its queue's line; None where it does not wait."""
    if conversation is None or conversation.state is not State.OPEN:
        return None
    return (0 if conversation.front else 1, conversation.queued_at_ms, conversation.id)


def _ids(conversation: Conversation | None) -> set[str]:
    return {conversation.agent_id} if conversation is not None and conversation.agent_id else set()


def _count(counts: dict[str, int], value: Any, sign: int, field: str) -> set[str]:
    """Add or take away units under the value's agent; nothing is kept for zero."""
    units = getattr(value, field, 0)
    if not units:
        return set()
    counts[value.agent_id] = counts.get(value.agent_id, 0) + sign * units
    if counts[value.agent_id] == 0:
        del counts[value.agent_id]
    return {value.agent_id}


def _swap(groups: Groups, before: Any, after: Any, group: Callable[[Any], str | None]) -> None:
    """Move a value's id from its old group to its new one."""
    old = group(before) if before is not None else None
    new = group(after) if after is not None else None
    if old == new:
        return
    if old is not None:
        _remove(groups, old, before.id)
    if new is not None:
        groups.setdefault(new, set()).add(after.id)


def _remove(groups: Groups, group: str, identity: str) -> None:
    groups[group].remove(identity)
    if not groups[group]:
        del groups[group]


def _discard(lines: dict[str, SortedKeys[Any]], line: str, key: tuple[Any, ...]) -> None:
    lines[line].discard(key)
    if not len(lines[line]):
        del lines[line]


def _point(pointers: dict[str, str], before: Any, after: Any) -> None:
    """Keep which value of a kind belongs to a conversation; there is one at most."""
    if before is not None and pointers.get(before.conversation_id) == before.id:
        del pointers[before.conversation_id]
    if after is not None:
        pointers[after.conversation_id] = after.id
