"""Keeps what routing and use cases look up, in step with every value that changes."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from cordboard.app.ports import Value
from cordboard.core.agent import Agent
from cordboard.core.assignment import Assignment, QueueSegment
from cordboard.core.capacity import CapacityProfile
from cordboard.core.conversation import OWNED, Conversation, State
from cordboard.core.deadline import Deadline
from cordboard.core.ids import AgentId, ProfileId, QueueId
from cordboard.core.offer import Offer
from cordboard.core.routing import LineKey, Standing, Terms, line_key
from cordboard.core.skill import RatingModel, Skill, scale_of
from cordboard.core.user import User
from cordboard.core.work_kind import kind_of, kinds_by
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import ORGANISATION, Organisation, Queue, Workstream
from cordboard.floor.candidates import Candidates
from cordboard.floor.groups import Groups, point, remove, swap
from cordboard.floor.lines import QueueLine
from cordboard.floor.order import SortedKeys

Touched = Collection[str]
"""Agents whose place among the candidates may be another now."""
Tables = dict[type[Any], dict[str, Any]]
InLine = tuple[QueueId, LineKey, str, tuple[AgentId, ...]]
"""Queue, place and kind of waiting work, and the agents whom it prefers."""


class Index:
    """Everything derived from the values; `reindexed(values) == index` after every step."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        queues: Mapping[str, Queue] = tables.setdefault(Queue, {})
        profiles: Mapping[Any, CapacityProfile] = tables.setdefault(CapacityProfile, {})
        self._queues, self._profiles = queues, profiles
        self.standings: dict[str, Standing] = {}
        self.candidates = Candidates(queues, profiles)
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
        self.waiting: dict[str, QueueLine] = {}
        self.wanted: Groups = {}
        """Waiting work by the agents whom it prefers."""
        self.unopened: dict[str, AgentId] = {}
        """Unseen work that its owner does not have on the panel."""
        self.in_line: dict[str, InLine] = {}
        self.logins: dict[str, str] = {}
        self.due: SortedKeys[tuple[int, str]] = SortedKeys()
        self._terms: dict[str, Terms] = {}

    def flaws(self, other: "Index") -> str:
        """Say where another index differs from this one, for tests and simulation."""
        derived = [name for name in self.__dict__ if not name.startswith("_")]
        for one in (self, other):
            one.settle()
        return "; ".join(
            f"{name}: {getattr(self, name)} / {getattr(other, name)}"
            for name in derived
            if getattr(self, name) != getattr(other, name)
        )

    def change(self, before: Value | None, after: Value | None) -> Touched:
        """Follow one value's change; return the agents whose load or self it touches."""
        follow = _FOLLOW.get(type(after if after is not None else before))
        if follow is None:
            return ()
        touched = follow(self, before, after)
        for agent_id in touched:
            self.candidates.touch(agent_id)
        return touched

    def settle(self) -> None:
        """Put every agent who changed in their places."""
        if self.candidates.stale:
            self.candidates.settle(self._agent_standing)

    def standing(self, agent_id: str) -> Standing:
        """Return what an agent holds."""
        known = self.standings.get(agent_id)
        if known is None:
            known = self.standings[agent_id] = Standing()
        return known

    def terms(self, workstream_id: str) -> Terms:
        """Return under what agents are looked for, for work of a workstream."""
        known = self._terms.get(workstream_id)
        if known is None:
            skills: Mapping[str, Skill] = self._tables.get(Skill, {})
            models = self._tables.get(RatingModel, {})
            known = self._terms[workstream_id] = Terms(
                settings=self._tables[Workstream][workstream_id],
                organisation=self._tables.get(Organisation, {}).get(ORGANISATION) or Organisation(),
                profiles=self._profiles,
                scales={
                    one.id: scale_of(models.get(one.model_id)) for one in skills.values() if one.model_id
                },
                inactive=frozenset(one.id for one in skills.values() if not one.active),
            )
        return known

    def _agent_standing(self, agent_id: str) -> tuple[Agent, Standing] | None:
        agent = self._tables.get(Agent, {}).get(agent_id)
        return (agent, self.standing(agent_id)) if agent is not None else None

    def _conversation(self, before: Conversation | None, after: Conversation | None) -> Touched:
        value = after if after is not None else before
        assert value is not None
        if before is None or after is None or before.queue_id != after.queue_id:
            swap(self.ongoing, before, after, lambda one: one.queue_id)
            swap(self.of_visitor, before, after, lambda one: one.visitor_id)
        waits = after if after is not None and after.state is State.OPEN else None
        if waits is not None or value.id in self.in_line:
            self._stand_in_line(value.id, waits)
        if (before is None or before.agent_id is None) and (after is None or after.agent_id is None):
            return ()
        swap(self.owned, before, after, lambda one: one.agent_id if one.state in OWNED else None)
        if value.unseen or value.id in self.unopened:
            self._hold_place(value.id)
        touched: list[str] = []
        for one, sign in ((before, -1), (after, 1)):
            if one is not None and one.agent_id is not None:
                touched.append(one.agent_id)
                self._hold(one, sign)
        return touched

    def _hold(self, work: Conversation, sign: int) -> None:
        if not work.units_held and not work.profiles_held:
            return
        assert work.agent_id is not None
        standing = self.standing(work.agent_id)
        standing.held += sign * work.units_held
        for profile_id in work.profiles_held:
            _count(standing, profile_id, 0, sign)

    def _hold_place(self, conversation_id: str) -> None:
        """Count a place on the panel for unseen work until its owner has it there."""
        work: Conversation | None = self._tables.get(Conversation, {}).get(conversation_id)
        owner = work.agent_id if work is not None and work.unseen else None
        on_panels = (self._tables[WorkspaceSession][one] for one in self.sessions_on.get(conversation_id, ()))
        holder = None if any(one.agent_id == owner for one in on_panels) else owner
        before = self.unopened.pop(conversation_id, None)
        if before is not None:
            self.standing(before).unopened -= 1
        if holder is not None:
            self.standing(holder).unopened += 1
            self.unopened[conversation_id] = holder

    def _stand_in_line(self, identity: str, work: Conversation | None) -> None:
        stood = self.in_line.get(identity)
        stands = None
        if work is not None:
            queue = self._queues.get(work.queue_id) or Queue(id=work.queue_id, name="")
            wanted = work.favoured if work.preferred is None else (work.preferred, *work.favoured)
            stands = (work.queue_id, line_key(work), kind_of(work, queue), wanted)
        if stood == stands:
            return
        if stood is not None:
            line = self.waiting[stood[0]]
            line.discard(stood[1], stood[2])
            if not line.keys:
                del self.waiting[stood[0]]
            del self.in_line[identity]
            for agent_id in set(stood[3]):
                remove(self.wanted, agent_id, identity)
        if stands is not None and work is not None:
            self.waiting.setdefault(stands[0], QueueLine()).add(stands[1], stands[2], work)
            self.in_line[identity] = stands
            for agent_id in stands[3]:
                self.wanted.setdefault(agent_id, set()).add(identity)

    def _offer(self, before: Offer | None, after: Offer | None) -> Touched:
        swap(self.offers_to, before, after, lambda one: one.agent_id)
        point(self.offer_on, before, after)
        touched: list[str] = []
        for one, sign in ((before, -1), (after, 1)):
            if one is not None:
                standing = self.standing(one.agent_id)
                standing.offers += sign
                standing.reserved += sign * one.units
                for profile_id in one.profiles:
                    _count(standing, profile_id, 1, sign)
                touched.append(one.agent_id)
        return touched

    def _session(self, before: WorkspaceSession | None, after: WorkspaceSession | None) -> Touched:
        swap(self.sessions_of, before, after, lambda one: one.agent_id)
        swap(self.sessions_on, before, after, lambda one: one.conversation_id)
        for one, sign in ((before, -1), (after, 1)):
            if one is not None:
                self.standing(one.agent_id).sessions += sign
                self._hold_place(one.conversation_id)
        return ()

    def _assignment(self, before: Assignment | None, after: Assignment | None) -> Touched:
        point(self.assignment_on, before, after)
        return ()

    def _segment(self, before: QueueSegment | None, after: QueueSegment | None) -> Touched:
        point(self.segment_on, before, after)
        return ()

    def _deadline(self, before: Deadline | None, after: Deadline | None) -> Touched:
        if before is not None:
            self.due.discard((before.due_at_ms, before.id))
        if after is not None:
            self.due.add((after.due_at_ms, after.id))
        return ()

    def _agent(self, before: Agent | None, after: Agent | None) -> Touched:
        value = after or before
        assert value is not None
        if before is None or after is None or before.queue_ids != after.queue_ids:
            was = set(before.queue_ids) if before is not None else set()
            now = set(after.queue_ids) if after is not None else set()
            for queue_id in was - now:
                remove(self.members, queue_id, value.id)
            for queue_id in now - was:
                self.members.setdefault(queue_id, set()).add(value.id)
        standing = self.standing(value.id)
        if before is None or before.skills is not value.skills:
            standing.ratings = {one.skill_id: one.rating for one in value.skills}
        return (value.id,)

    def _queue(self, before: Queue | None, after: Queue | None) -> Touched:
        """Let members stand anew in a queue, and its work where its rules ask something else of it now."""
        value = after or before
        assert value is not None
        self.candidates.forget_queues()
        if before is None or after is None or kinds_by(before) != kinds_by(after):
            line = self.waiting.get(value.id)
            for key in list(line.keys) if line is not None else ():
                self._stand_in_line(key[3], self._tables[Conversation].get(key[3]))
        return self.members.get(value.id, ())

    def _user(self, before: User | None, after: User | None) -> Touched:
        if before is not None and (after is None or after.login != before.login):
            del self.logins[before.login]
        if after is not None:
            self.logins[after.login] = after.id
        return ()

    def _setting(self, before: Value | None, after: Value | None) -> Touched:
        self._terms.clear()
        return self.standings if isinstance(after or before, CapacityProfile) else ()


_FOLLOW: dict[type[Any], Callable[[Index, Any, Any], Touched]] = {
    Agent: Index._agent,
    Assignment: Index._assignment,
    CapacityProfile: Index._setting,
    Conversation: Index._conversation,
    Deadline: Index._deadline,
    Offer: Index._offer,
    Organisation: Index._setting,
    Queue: Index._queue,
    QueueSegment: Index._segment,
    RatingModel: Index._setting,
    Skill: Index._setting,
    User: Index._user,
    WorkspaceSession: Index._session,
    Workstream: Index._setting,
}


def reindexed(tables: Tables) -> Index:
    """Return the index made anew from the values."""
    fresh = Index(tables)
    for table in list(tables.values()):
        for value in table.values():
            fresh.change(None, value)
    return fresh


def _count(standing: Standing, profile_id: ProfileId, place: int, sign: int) -> None:
    """Count items of a profile, held or reserved; nothing is kept for zero."""
    uses = standing.profiles.setdefault(profile_id, [0, 0])
    uses[place] += sign
    if uses == [0, 0]:
        del standing.profiles[profile_id]
