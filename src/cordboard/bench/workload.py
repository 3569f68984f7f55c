"""Makes the floor that routing is measured on: queues, agents who are all busy, and work that waits."""

from collections.abc import Iterator
from random import Random

from msgspec import Struct

from cordboard.app.ports import Value
from cordboard.core.agent import Agent, Turn
from cordboard.core.assignment import Assignment, QueueSegment
from cordboard.core.channel import ChannelKind
from cordboard.core.conversation import Conversation, State
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.ids import (
    AgentId,
    AssignmentId,
    ConnectionId,
    ConversationId,
    QueueId,
    SegmentId,
    SessionId,
    SkillId,
    UserId,
    VisitorId,
    WorkstreamId,
)
from cordboard.core.presence import DO_NOT_DISTURB, STOCK_OPTIONS, Presence, Reachability
from cordboard.core.rules import AssignmentRule, AssignmentRuleset, Condition, Operator, OrderBy
from cordboard.core.skill import Skill, SkillRating
from cordboard.core.user import Role, User
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Method, Organisation, Queue, Workstream

BUILT_IN = (Method.HIGHEST_CAPACITY, Method.ROUND_ROBIN, Method.LEAST_ACTIVE)
PRIORITIES = 5
QUEUES_OF_AN_AGENT = 3
SKILLS_OF_AN_AGENT = 10
HIGHEST_RATING = 10
HIGHEST_ASKED = 5
BEGUN_MS = 1_000_000
"""When the first of the waiting work came; the others came a millisecond apart."""
OPEN_MS = 20 * 60 * 1000
"""How long work may wait by default before it is closed: each piece has its deadline."""
IS_FREE = (
    Condition(attribute="agent.units_free", operator=Operator.AT_LEAST, other="work.units"),
    Condition(attribute="agent.presence", operator=Operator.ONE_OF, value=("available", "busy")),
)
KNOWS_IT = Condition(attribute="agent.skill_count", operator=Operator.AT_LEAST, value=1)
RULES = AssignmentRuleset(
    name="bench",
    rules=(
        AssignmentRule(
            name="skilled", when=Condition(all_of=(*IS_FREE, KNOWS_IT)), order_by=(OrderBy.PROFICIENCY,)
        ),
        AssignmentRule(name="anybody", when=Condition(all_of=IS_FREE), order_by=(OrderBy.UNITS_FREE,)),
    ),
)


class Size(Struct, frozen=True, kw_only=True):
    """How large a floor is."""

    agents: int
    waiting: int
    queues: int = 100
    skills: int = 50
    custom: bool = False
    """Whether queues have rules of their own, in the place of the built-in methods in turn."""


class Workload:
    """The values of a floor, the same for the same size; and more work of the kinds that are taken."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._random = Random(size.agents)
        self._works = 0
        self.last_ms = BEGUN_MS

    def values(self) -> Iterator[Value]:
        """Yield everything: settings, agents who hold all that they can, work that waits."""
        yield Organisation()
        yield from STOCK_OPTIONS
        yield from (Skill(id=SkillId(f"skill-{n}"), name=f"Skill {n}") for n in range(self.size.skills))
        for number in range(self.size.queues):
            yield self._queue(number)
            yield Workstream(
                id=WorkstreamId(f"stream-{number}"),
                name=f"Stream {number}",
                channel=ChannelKind.TEST,
                queue_id=QueueId(f"queue-{number}"),
            )
        for number in range(self.size.agents):
            yield from self._busy_agent(number)
        for _ in range(self.size.waiting):
            queue = self._random.randrange(self.size.queues)
            yield from self._waiting(queue, self._asked())

    def like(self, taken: Conversation) -> Iterator[Value]:
        """Yield new work of the kind of what was taken, so that the backlog stays as it is."""
        number = int(taken.queue_id.removeprefix("queue-"))
        yield from self._waiting(number, taken.skills)

    def _queue(self, number: int) -> Queue:
        custom = self.size.custom
        return Queue(
            id=QueueId(f"queue-{number}"),
            name=f"Queue {number}",
            priority=1 + number % PRIORITIES,
            method=Method.CUSTOM if custom else BUILT_IN[number % len(BUILT_IN)],
            assignment=(RULES,) if custom else (),
        )

    def _asked(self) -> tuple[SkillRating, ...]:
        skill = SkillId(f"skill-{self._random.randrange(self.size.skills)}")
        return (SkillRating(skill_id=skill, rating=self._random.randint(1, HIGHEST_ASKED)),)

    def _busy_agent(self, number: int) -> Iterator[Value]:
        """Yield somebody who holds one conversation in wrap-up, and can hold no other."""
        agent_id = AgentId(f"agent-{number:05}")
        home = number % self.size.queues
        others = self._random.sample(range(self.size.queues), min(QUEUES_OF_AN_AGENT - 1, self.size.queues))
        queue_ids = tuple(QueueId(f"queue-{one}") for one in sorted({home, *others}))
        has = self._random.sample(range(self.size.skills), min(SKILLS_OF_AN_AGENT, self.size.skills))
        yield User(id=UserId(agent_id), login=agent_id, name=agent_id, roles=(Role.AGENT,), supervises=())
        yield Agent(
            id=agent_id,
            name=agent_id,
            capacity_units=1,
            queue_ids=queue_ids,
            turns=tuple(Turn(queue_id=one, at_ms=0) for one in queue_ids),
            skills=tuple(
                SkillRating(skill_id=SkillId(f"skill-{one}"), rating=self._random.randint(1, HIGHEST_RATING))
                for one in has
            ),
            presence=Presence(reachability=Reachability.CONNECTED, system=DO_NOT_DISTURB),
            connections=(ConnectionId("page"),),
        )
        yield from self._held(agent_id, home)

    def _held(self, agent_id: AgentId, queue: int) -> Iterator[Value]:
        work = self._work(queue, f"held-{agent_id}", State.WRAP_UP, agent_id)
        yield from (work, *_records(work))
        yield WorkspaceSession(
            id=SessionId(f"session-{agent_id}"),
            agent_id=agent_id,
            conversation_id=work.id,
            opened_at_ms=BEGUN_MS,
        )

    def _waiting(self, queue: int, asked: tuple[SkillRating, ...]) -> Iterator[Value]:
        self._works += 1
        self.last_ms += 1
        work = self._work(queue, f"work-{self._works}", State.OPEN, None, asked)
        yield from (work, *_records(work))
        identity = deadline_id(DeadlineKind.AUTO_CLOSE, work.id)
        due_at_ms = work.queued_at_ms + OPEN_MS
        yield Deadline(id=identity, kind=DeadlineKind.AUTO_CLOSE, subject=work.id, due_at_ms=due_at_ms)

    def _work(
        self,
        queue: int,
        identity: str,
        state: State,
        agent_id: AgentId | None,
        asked: tuple[SkillRating, ...] = (),
    ) -> Conversation:
        return Conversation(
            id=ConversationId(identity),
            channel=ChannelKind.TEST,
            workstream_id=WorkstreamId(f"stream-{queue}"),
            queue_id=QueueId(f"queue-{queue}"),
            visitor_id=VisitorId(f"visitor-{identity}"),
            title="Visitor 1",
            visitor_number=1,
            state=state,
            state_since_ms=self.last_ms,
            created_at_ms=self.last_ms,
            queued_at_ms=self.last_ms,
            units=1,
            units_held=0 if agent_id is None else 1,
            agent_id=agent_id,
            skills=asked,
        )


def _records(work: Conversation) -> tuple[Value, Value]:
    """Return what is kept of its stay in the queue and of the attempt to place it."""
    assignment_id, segment_id = AssignmentId(f"as-{work.id}"), SegmentId(f"sg-{work.id}")
    return (
        Assignment(
            id=assignment_id, conversation_id=work.id, queue_id=work.queue_id, opened_at_ms=work.queued_at_ms
        ),
        QueueSegment(
            id=segment_id, conversation_id=work.id, queue_id=work.queue_id, entered_at_ms=work.queued_at_ms
        ),
    )
