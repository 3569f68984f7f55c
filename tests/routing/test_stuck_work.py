"""Puts much that nobody can take before the little that somebody can: it is served at once, in few steps."""

from collections.abc import Iterator

import pytest

from cordboard.app import commands as c
from cordboard.app import routing
from cordboard.app import setup_commands as sc
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import AgentSettings
from cordboard.core.ids import AgentId, ConnectionId, ConversationId, QueueId, UserId, VisitorId, WorkstreamId
from cordboard.core.presence import STOCK_OPTIONS
from cordboard.core.rules import AssignmentRule, AssignmentRuleset, ClassificationRule, Condition, Ruleset
from cordboard.core.skill import Skill, SkillRating
from cordboard.core.user import OPERATOR, Role
from cordboard.core.workstream import Method, Organisation, Queue, Workstream
from routing.plain_floor import floor_of
from routing.reference import everything_offered
from routing.stock import SKILLS
from routing.world import World

STUCK = 2_000
ANNA, BO = AgentId("anna"), AgentId("bo")
NOBODY = AssignmentRule(name="nobody", when=Condition(attribute="agent.attribute.team", value="none"))
QUEUES = (
    Queue(id=QueueId("skilled"), name="Skilled", priority=1),
    Queue(
        id=QueueId("ruled"),
        name="Ruled",
        priority=2,
        method=Method.CUSTOM,
        assignment=(AssignmentRuleset(name="rules", rules=(NOBODY,)),),
    ),
    Queue(id=QueueId("turns"), name="Turns", priority=3, method=Method.ROUND_ROBIN),
    Queue(id=QueueId("last"), name="Last", priority=4, method=Method.LEAST_ACTIVE),
)
ALONE = ClassificationRule(
    name="alone", skills=(SkillRating(skill_id=SKILLS[0], rating=9),), preferred=(AgentId("gone"),)
)
"""Work that prefers somebody is like no other work: each piece must be looked at by itself."""


@pytest.fixture
def crowded() -> Iterator[World]:
    """Two thousand pieces of work in three queues that nobody can take, and one behind them all."""
    world = World([Organisation(), *STOCK_OPTIONS])
    world.do(
        sc.Configure(
            skills=(Skill(id=SKILLS[0], name="Skill"),),
            queues=QUEUES,
            workstreams=tuple(
                Workstream(
                    id=WorkstreamId(queue.id),
                    name=queue.name,
                    channel=ChannelKind.TEST,
                    queue_id=queue.id,
                    classification=() if queue.id == "last" else (Ruleset(name="all", rules=(ALONE,)),),
                    open_per_visitor=STUCK + 1,
                )
                for queue in QUEUES
            ),
        ),
        OPERATOR,
    )
    for who in (ANNA, BO):
        world.do(sc.PutUser(user_id=UserId(who), login=who, display_name=who, roles=(Role.AGENT,)), OPERATOR)
        settings = AgentSettings(login=who, queue_ids=tuple(queue.id for queue in QUEUES))
        world.do(sc.SetAgent(settings=settings), OPERATOR)
    for number in range(STUCK):
        start(world, QUEUES[number % 3], number)
    start(world, QUEUES[3], STUCK)
    yield world
    world.close()


def start(world: World, queue: Queue, number: int) -> None:
    world.prepare(
        c.StartConversation(
            conversation_id=ConversationId(f"c{number}"),
            workstream_id=WorkstreamId(queue.id),
            visitor_id=VisitorId("v"),
            message_id=f"m{number}",
            text="hello",
        )
    )


def offered(world: World) -> list[tuple[str, str | None]]:
    return [(step.conversation_id, step.agent_id) for step in world.steps]


def test_work_behind_thousands_that_nobody_can_take_is_offered_at_once(crowded: World) -> None:
    """Appendix C 88, decided otherwise: nothing waits behind a block of a hundred."""
    crowded.do(c.AgentArrived(agent_id=ANNA, connection_id=ConnectionId("a")))
    assert offered(crowded) == [(f"c{STUCK}", ANNA)]
    assert crowded.rounds <= STUCK // routing.LOOKS_A_STEP + 2


def test_when_everything_may_have_changed_steps_are_as_many_as_the_work_needs(crowded: World) -> None:
    """Everything is looked at anew in one go, and given away in the order of all queues."""
    for who in (ANNA, BO):
        crowded.prepare(c.AgentArrived(agent_id=who, connection_id=ConnectionId(who)))
    before = len(crowded.steps)
    floor = floor_of(crowded.pen, crowded.now_ms)
    floor.skills = {SKILLS[0]: Skill(id=SKILLS[0], name="Skill", active=False)}
    crowded.do(sc.Configure(skills=tuple(floor.skills.values())), OPERATOR)
    assert offered(crowded)[before:] == everything_offered(floor)
    assert len(crowded.steps) == 2 * AgentSettings(login="").capacity_units
    assert crowded.rounds <= STUCK // routing.LOOKS_A_STEP + 4
