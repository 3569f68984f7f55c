"""Sets a floor up for a scenario: queues, agents with skills and hours, and workstreams, by real commands."""

from collections.abc import Iterator

from cordboard.app.commands import AgentArrived, AnyCommand
from cordboard.app.setup_commands import Configure, PutUser, SetAgent
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import AgentSettings
from cordboard.core.hours import Hours, Slot, TimeZone, Weekday
from cordboard.core.ids import AgentId, ConnectionId, HoursId, QueueId, SkillId, UserId, WorkstreamId
from cordboard.core.presence import STOCK_OPTIONS
from cordboard.core.rules import ClassificationRule, Condition, Ruleset
from cordboard.core.skill import Skill, SkillRating
from cordboard.core.user import OPERATOR, SYSTEM, Actor, Role
from cordboard.core.workstream import AutoClose, Organisation, Queue, Workstream
from cordboard.sim.queueing.scenario import Ask, Scenario, Stream, Team

ASKED = "yes"
"""What a customer's detail says when the customer asks for the skill of its name."""


def detail_of(skill: str) -> str:
    """Return the name of the detail by which a customer asks for a skill."""
    return f"asks_{skill}"


def founding(scenario: Scenario) -> Iterator[tuple[AnyCommand, Actor]]:
    """Yield what founds the organisation and brings its agents in, and who asks for it."""
    yield _configure(scenario), OPERATOR
    for team in scenario.agents:
        for agent_id in members(team):
            yield _user(team, agent_id), OPERATOR
            yield SetAgent(settings=_settings(team, agent_id)), OPERATOR
    for team in scenario.agents:
        for agent_id in members(team):
            yield AgentArrived(agent_id=agent_id, connection_id=ConnectionId(f"page_{agent_id}")), SYSTEM


def members(team: Team) -> list[AgentId]:
    """Return the agents of a team."""
    return [AgentId(f"{team.name}_{number}") for number in range(1, team.count + 1)]


def _configure(scenario: Scenario) -> Configure:
    skills = {skill for team in scenario.agents for skill in team.skills}
    skills |= {ask.skill for stream in scenario.streams for ask in stream.asks}
    return Configure(
        organisation=Organisation(session_limit=scenario.run.session_limit),
        presences=STOCK_OPTIONS,
        time_zones=(TimeZone(id="UTC", offsets=((0, 0),)),),
        hours=tuple(_hours(team) for team in scenario.agents if team.shift is not None),
        skills=tuple(Skill(id=SkillId(one), name=one) for one in sorted(skills)),
        queues=tuple(
            Queue(id=QueueId(one.name), name=one.name, priority=one.priority, method=one.method)
            for one in scenario.queues
        ),
        workstreams=tuple(_workstream(one) for one in scenario.streams),
    )


def _hours(team: Team) -> Hours:
    shift = team.shift
    assert shift is not None, "only teams with a shift have hours"
    slots = tuple(Slot(day=day, opens=shift.opens, closes=shift.closes) for day in Weekday)
    return Hours(id=HoursId(team.name), name=team.name, time_zone="UTC", slots=slots)


def _user(team: Team, agent_id: AgentId) -> PutUser:
    return PutUser(
        user_id=UserId(agent_id),
        login=agent_id,
        display_name=agent_id,
        roles=(Role.AGENT,),
        queue_ids=tuple(QueueId(one) for one in team.queues),
        capacity_units=team.capacity,
    )


def _settings(team: Team, agent_id: AgentId) -> AgentSettings:
    return AgentSettings(
        login=agent_id,
        queue_ids=tuple(QueueId(one) for one in team.queues),
        capacity_units=team.capacity,
        skills=tuple(
            SkillRating(skill_id=SkillId(one), rating=rating) for one, rating in team.skills.items()
        ),
        hours_id=HoursId(team.name) if team.shift is not None else None,
    )


def _workstream(stream: Stream) -> Workstream:
    return Workstream(
        id=WorkstreamId(stream.name),
        name=stream.name,
        channel=ChannelKind.LIVE_CHAT,
        queue_id=QueueId(stream.queue),
        units=stream.units,
        matching=stream.matching,
        classification=tuple(_classification(one) for one in stream.asks),
        wrap_up_block=stream.wrap_up_block,
        wrap_up_block_s=stream.wrap_up_block_s,
        offer_s=stream.offer_s,
        auto_close=AutoClose(wrap_up_s=None),
    )


def _classification(ask: Ask) -> Ruleset:
    """A ruleset for each skill, for of one ruleset only the first rule that fits counts."""
    wanted = SkillRating(skill_id=SkillId(ask.skill), rating=ask.rating)
    asked = Condition(attribute=f"detail.{detail_of(ask.skill)}", value=ASKED)
    return Ruleset(
        name=f"asks {ask.skill}", rules=(ClassificationRule(name=ask.skill, when=asked, skills=(wanted,)),)
    )
