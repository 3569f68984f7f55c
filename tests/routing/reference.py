"""Routes a second time, by plain loops over plain values: what docs/routing.md says, and nothing clever."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from msgspec import Struct

from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, State, declines_of
from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, ConversationId, SkillId
from cordboard.core.presence import AlertCause, BasePresence, Reachability, base
from cordboard.core.rules import AssignmentRuleset, OrderBy, Plain
from cordboard.core.skill import Matching
from cordboard.core.workstream import Distribution, Method, Queue
from routing.plain_conditions import holds
from routing.plain_floor import (
    PlainFloor,
    has_room,
    has_skills,
    is_active,
    profile_room,
    rating_of,
    units_free,
)

Numbers = tuple[int, ...]


class Offered(Struct, frozen=True):
    """Work goes to an agent."""

    conversation_id: ConversationId
    agent_id: AgentId


class Alerted(Struct, frozen=True):
    """Work would have gone to an agent who has as many sessions open as are allowed (mission N16)."""

    agent_id: AgentId


Step = Offered | Alerted


def next_step(floor: PlainFloor) -> Offered | Alerted | None:
    """Return what routing must do next: of all work in order the first that goes to somebody."""
    for work in waiting(floor):
        best = best_for(floor, work)
        if best is not None:
            at_limit = first_bar(floor, best, work) is Bar.SESSIONS
            return Alerted(best.id) if at_limit else Offered(work.id, best.id)
    return None


def next_decision(floor: PlainFloor) -> tuple[ConversationId, AgentId] | None:
    """Return which work goes to whom next, those left out who only get the session limit's alert."""
    for work in waiting(floor):
        free = [one for one in floor.agents if first_bar(floor, one, work) is None]
        best = best_of(floor, work, free)
        if best is not None:
            return work.id, best.id
    return None


def waiting(floor: PlainFloor) -> list[Conversation]:
    """All work that is offered by itself, in the order in which it is served."""
    found = [
        one
        for one in floor.conversations
        if one.state is State.OPEN
        and floor.workstreams[one.workstream_id].distribution is Distribution.PUSH
        and len(one.declines) < floor.organisation.decliners_limit
    ]

    def order(work: Conversation) -> tuple[object, ...]:
        queue = floor.queues[work.queue_id]
        ranks = bool(queue.prioritisation)
        line = (not work.front, work.rank, work.queued_at_ms, work.id)
        return (queue.priority, ranks, queue.name if ranks else "", *line)

    return sorted(found, key=order)


def best_for(floor: PlainFloor, work: Conversation) -> Agent | None:
    """Who gets the work, or would have with fewer sessions open and does not know that yet."""
    wanted = []
    for agent in floor.agents:
        bar = first_bar(floor, agent, work)
        told = any(alert.cause is AlertCause.SESSION_LIMIT for alert in agent.presence.alerts)
        if bar is None or (bar is Bar.SESSIONS and not told):
            wanted.append(agent)
    return best_of(floor, work, wanted)


def best_of(floor: PlainFloor, work: Conversation, agents: Iterable[Agent]) -> Agent | None:
    """Return the first of these agents by the order of the work's queue; None where no rule lets any in."""
    queue = floor.queues[work.queue_id]
    agents = list(agents)
    asked_first = [one for one in agents if _preference(one, work) is not None]
    if asked_first:
        return min(asked_first, key=lambda one: (_preference(one, work), one.id))
    if queue.method is not Method.CUSTOM:
        return min(agents, key=lambda one: (*order_of(floor, one, work), one.id), default=None)
    ruleset = _ruleset(floor, work, queue)
    for rule in ruleset.rules if ruleset is not None else ():
        fitting = [one for one in agents if holds(rule.when, attributes_of(floor, one, work))]
        if fitting:
            keys = {one.id: [_by(floor, by, one, work) for by in rule.order_by] for one in fitting}
            return min(
                fitting,
                key=lambda one: (_reluctance(one, work), keys[one.id], one.last_assigned_at_ms, one.id),
            )
    return None


def order_of(floor: PlainFloor, agent: Agent, work: Conversation) -> Numbers:
    """By what an agent stands among those who can take the work, smaller first."""
    queue = floor.queues[work.queue_id]
    distance = (0, 0)
    if floor.workstreams[work.workstream_id].matching is Matching.CLOSEST:
        distance = _distance(floor, agent, work)
    match queue.method:
        case Method.HIGHEST_CAPACITY:
            by = (-units_free(floor, agent), agent.last_assigned_at_ms)
        case Method.ROUND_ROBIN:
            by = (_turn(agent, work), 0)
        case _:
            by = (agent.last_released_at_ms, agent.last_assigned_at_ms)
    return (_reluctance(agent, work), *distance, *by)


def first_bar(floor: PlainFloor, agent: Agent, work: Conversation) -> Bar | str | None:
    """Return the first thing that keeps an agent from the work; text for who does not serve the queue."""
    queue, settings = floor.queues[work.queue_id], floor.workstreams[work.workstream_id]
    by_rules = queue.method is Method.CUSTOM
    insists = insisted(agent, work)
    sessions = sum(one.agent_id == agent.id for one in floor.sessions)
    offers = sum(one.agent_id == agent.id for one in floor.offers)
    limit = floor.organisation.session_limit
    there = agent.presence.reachability is Reachability.CONNECTED and not agent.blind
    awaited = agent.id == work.preferred or agent.id in work.favoured
    presence = base(agent.presence)
    refused = presence not in settings.allowed_presences or presence is BasePresence.OFFLINE
    checks: list[tuple[Bar | str, bool]] = [
        ("no member", work.queue_id not in agent.queue_ids),
        (Bar.NOT_THERE, not there),
        (Bar.OFF_HOURS, agent.off_hours),
        (Bar.PRESENCE, refused if not by_rules else presence is BasePresence.OFFLINE),
        (Bar.CAPACITY, not (insists or by_rules) and units_free(floor, agent) < work.units),
        (Bar.PROFILE, not (insists or by_rules) and not has_room(floor, agent, work)),
        (Bar.SKILLS, not (insists or by_rules) and not has_skills(floor, agent, work)),
        (Bar.RULES, by_rules and not fits_rules(floor, agent, work)),
        (Bar.RESERVED, work.reserved_until_ms is not None and not awaited),
        (Bar.DECLINED, declines_of(work, agent.id) >= settings.decline_limit),
        (Bar.SESSIONS, sessions >= limit),
        (Bar.OFFERS, sessions + offers >= limit),
    ]
    return next((bar for bar, stands in checks if stands), None)


def insisted(agent: Agent, work: Conversation) -> bool:
    """Whether the agent gets the work whatever their capacity and skills are; a decline has answered that."""
    wanted = agent.id in work.favoured or (agent.id == work.preferred and work.asynchronous)
    return wanted and not _reluctance(agent, work)


def fits_rules(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    """Whether any rule of the ruleset that is used lets the agent in."""
    if _preference(agent, work) is not None and insisted(agent, work):
        return True
    ruleset = _ruleset(floor, work, floor.queues[work.queue_id])
    rules = ruleset.rules if ruleset is not None else ()
    return any(holds(rule.when, attributes_of(floor, agent, work)) for rule in rules)


def attributes_of(floor: PlainFloor, agent: Agent, work: Conversation) -> dict[str, Plain | None]:
    """All that a custom rule can ask for."""
    asked = [one.skill_id for one in work.skills]
    known = _attributes_of_work(work)
    known["agent.units_total"] = agent.capacity_units
    known["agent.units_free"] = units_free(floor, agent)
    known["agent.presence"] = base(agent.presence).value
    known["agent.is_working"] = not agent.off_hours
    known["agent.queue_count"] = len(agent.queue_ids)
    known["agent.skill_count"] = sum(rating_of(floor, agent, one) is not None for one in asked)
    for skill_id in floor.skills:
        known[f"agent.skill.{skill_id}"] = rating_of(floor, agent, SkillId(skill_id)) or 0
    for profile_id in floor.profiles:
        known[f"agent.profile_free.{profile_id}"] = profile_room(floor, agent, profile_id) or 0
    return known | {f"agent.attribute.{name}": value for name, value in agent.attributes.items()}


def _attributes_of_work(work: Conversation) -> dict[str, Plain | None]:
    known: dict[str, Plain | None] = {
        "work.channel": work.channel.value,
        "work.workstream": work.workstream_id,
        "work.title": work.title,
        "work.named": work.named,
        "work.units": work.units,
    }
    for detail in work.details:
        known.setdefault(f"detail.{detail.name}", detail.value)
    return known | {f"value.{name}": value for name, value in work.values.items()}


def _ruleset(floor: PlainFloor, work: Conversation, queue: Queue) -> AssignmentRuleset | None:
    """The first ruleset that fits the work."""
    return next((one for one in queue.assignment if holds(one.when, _attributes_of_work(work))), None)


def _by(floor: PlainFloor, by: OrderBy, agent: Agent, work: Conversation) -> int:
    ratings = [rating_of(floor, agent, one.skill_id) for one in work.skills]
    match by:
        case OrderBy.UNITS_FREE:
            return -units_free(floor, agent)
        case OrderBy.ROUND_ROBIN:
            return _turn(agent, work)
        case OrderBy.LEAST_ACTIVE:
            return agent.last_released_at_ms
        case OrderBy.PROFICIENCY:
            return -sum(one or 0 for one in ratings)
        case OrderBy.SKILL_COUNT:
            return -sum(one is not None for one in ratings)
        case OrderBy.PROFILE_FREE:
            rooms = [profile_room(floor, agent, one) or 0 for one in work.profiles]
            return -min(rooms, default=0)


def _preference(agent: Agent, work: Conversation) -> int | None:
    """0 for who had it, then the favoured in their order; who declined it is not asked first."""
    if _reluctance(agent, work):
        return None
    if agent.id == work.preferred:
        return 0
    return 1 + work.favoured.index(agent.id) if agent.id in work.favoured else None


def _reluctance(agent: Agent, work: Conversation) -> int:
    """The more often somebody declined, the later they are asked; who closed it with X comes last of all."""
    return 1_000_000 if agent.id == work.last_choice else declines_of(work, agent.id)


def _turn(agent: Agent, work: Conversation) -> int:
    return next((one.at_ms for one in agent.turns if one.queue_id == work.queue_id), 0)


def _distance(floor: PlainFloor, agent: Agent, work: Conversation) -> tuple[int, int]:
    """What is missing and what is over, each difference in thousandths of its scale, rounded up."""
    missing = over = 0
    for asked in work.skills:
        if not is_active(floor, asked.skill_id):
            continue
        skill = floor.skills.get(asked.skill_id)
        model = floor.models.get(skill.model_id) if skill is not None and skill.model_id else None
        lowest, highest = (model.lowest, model.highest) if model is not None else (1, 10)
        rating = rating_of(floor, agent, asked.skill_id)
        span = max(highest - lowest, 1)
        if rating is None:
            missing += 1000
            rating = lowest
        short = Fraction(1000 * (asked.rating - rating), span)
        missing += ceil(max(short, Fraction(0)))
        over += ceil(max(-short, Fraction(0))) if short < 0 else 0
    return missing, over
