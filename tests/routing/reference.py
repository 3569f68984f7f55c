"""Routes a second time, by plain loops over plain values: what docs/routing.md says, and nothing clever."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import ceil

from msgspec import Struct

from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, State, declines_of
from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, ConversationId
from cordboard.core.presence import AlertCause, BasePresence, Reachability, base
from cordboard.core.rules import AssignmentRule, AssignmentRuleset, OrderBy
from cordboard.core.skill import Matching
from cordboard.core.workstream import Distribution, Method, Queue
from routing.plain_conditions import holds
from routing.plain_floor import (
    PlainFloor,
    after,
    attributes_of,
    attributes_of_work,
    has_room,
    has_skills,
    is_active,
    lacks_units,
    members,
    offers_to,
    profile_room,
    rating_of,
    sessions_of,
    units_free,
)

Numbers = tuple[int, ...]


class Step(Struct, frozen=True):
    """What is done about one piece of work."""

    conversation_id: ConversationId
    agent_id: AgentId | None
    """Who is offered it; None where all who would have been have as many sessions open as are allowed."""
    alerted: frozenset[AgentId]
    """Who stood before the winner and had too many sessions open (mission N16)."""


def everything_offered(floor: PlainFloor) -> list[tuple[ConversationId, AgentId]]:
    """Return all that is offered in one go, in order, as long as nobody answers."""
    offered: list[tuple[ConversationId, AgentId]] = []
    while (decision := next_decision(floor)) is not None:
        offered.append(decision)
        floor = after(floor, *decision)
    return offered


def next_decision(floor: PlainFloor) -> tuple[ConversationId, AgentId] | None:
    """Return which work goes to whom next."""
    for work in waiting(floor):
        best = best_of(
            floor, work, [one for one in members(floor, work) if first_bar(floor, one, work) is None]
        )
        if best is not None:
            return work.id, best.id
    return None


def next_step(floor: PlainFloor) -> Step | None:
    """Return what routing must do next: of all work in order the first that goes to somebody, or would."""
    for work in waiting(floor):
        wanted = [one for one in members(floor, work) if first_bar(floor, one, work) in {None, Bar.SESSIONS}]
        alerted: set[AgentId] = set()
        while (best := best_of(floor, work, wanted)) is not None:
            if first_bar(floor, best, work) is None:
                return Step(work.id, best.id, frozenset(alerted))
            wanted.remove(best)
            if all(alert.cause is not AlertCause.SESSION_LIMIT for alert in best.presence.alerts):
                alerted.add(best.id)
        if alerted:
            return Step(work.id, None, frozenset(alerted))
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


def best_of(floor: PlainFloor, work: Conversation, agents: Iterable[Agent]) -> Agent | None:
    """Return the first of these agents by the order of the work's queue; None where no rule lets any in."""
    queue = floor.queues[work.queue_id]
    agents = list(agents)
    if not _by_rules(floor, work):
        return min(agents, key=lambda one: (*order_of(floor, one, work), one.id), default=None)
    insisting = [one for one in agents if insisted(one, work)]
    if insisting:
        return min(insisting, key=lambda one: _preference(one, work))
    insisting = [one for one in agents if insisted(one, work)]
    if insisting:
        return min(insisting, key=lambda one: _preference(one, work))
    ruleset = _ruleset(floor, work, queue)
    for rule in ruleset.rules if ruleset is not None else ():
        fitting = [one for one in agents if holds(rule.when, attributes_of(floor, one, work))]
        if fitting:
            return min(fitting, key=lambda one: (*_order_by(floor, rule, one, work), one.id))
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
            by = (_turn(agent, work), agent.last_assigned_at_ms)
        case _:
            by = (agent.last_released_at_ms, agent.last_assigned_at_ms)
    return (_preference(agent, work), _reluctance(agent, work), *distance, *by)


def _order_by(floor: PlainFloor, rule: AssignmentRule, agent: Agent, work: Conversation) -> Numbers:
    """By what an agent stands among those whom a custom rule fits."""
    by = (_by(floor, one, agent, work) for one in rule.order_by)
    return (_preference(agent, work), _reluctance(agent, work), *by, agent.last_assigned_at_ms)


def first_bar(floor: PlainFloor, agent: Agent, work: Conversation) -> Bar | None:
    """Return the first thing that keeps a member of its queue from the work."""
    return next((bar for bar, stands in BARS if stands(floor, agent, work)), None)


def _is_not_there(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    return agent.blind or agent.presence.reachability is not Reachability.CONNECTED


def _is_off_hours(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    return agent.off_hours


def _shows_another_presence(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    """Rules say themselves which presence they want; nobody gets anything while Offline."""
    present = base(agent.presence)
    allowed = present in floor.workstreams[work.workstream_id].allowed_presences or _by_rules(floor, work)
    return not allowed or present is BasePresence.OFFLINE


def _is_full(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    return not _waived(floor, agent, work) and lacks_units(floor, agent, work)


def _has_no_room(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    return not _waived(floor, agent, work) and not has_room(floor, agent, work)


def _lacks_skills(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    return not _waived(floor, agent, work) and not has_skills(floor, agent, work)


def _fits_no_rule(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    asked = _by_rules(floor, work) and not insisted(agent, work)
    return asked and not fits_rules(floor, agent, work)


def _is_kept_for_others(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    return work.reserved_until_ms is not None and agent.id not in (*work.favoured, work.preferred)


def _declined_too_often(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    return declines_of(work, agent.id) >= floor.workstreams[work.workstream_id].decline_limit


def _has_too_many_sessions(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    return sessions_of(floor, agent) >= floor.organisation.session_limit


def _has_too_many_offers(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    return sessions_of(floor, agent) + offers_to(floor, agent) >= floor.organisation.session_limit


BARS: tuple[tuple[Bar, Callable[[PlainFloor, Agent, Conversation], bool]], ...] = (
    (Bar.NOT_THERE, _is_not_there),
    (Bar.OFF_HOURS, _is_off_hours),
    (Bar.PRESENCE, _shows_another_presence),
    (Bar.CAPACITY, _is_full),
    (Bar.PROFILE, _has_no_room),
    (Bar.SKILLS, _lacks_skills),
    (Bar.RULES, _fits_no_rule),
    (Bar.RESERVED, _is_kept_for_others),
    (Bar.DECLINED, _declined_too_often),
    (Bar.SESSIONS, _has_too_many_sessions),
    (Bar.OFFERS, _has_too_many_offers),
)
"""What can keep somebody from work, in the order in which it is told."""


def _by_rules(floor: PlainFloor, work: Conversation) -> bool:
    return floor.queues[work.queue_id].method is Method.CUSTOM


def _waived(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    """Whether capacity and skills don't count: for whom the work wants, and where rules state them."""
    return insisted(agent, work) or _by_rules(floor, work)


def insisted(agent: Agent, work: Conversation) -> bool:
    """Whether the agent gets the work whatever their capacity and skills are; a decline has answered that."""
    wanted = agent.id in work.favoured or (agent.id == work.preferred and work.asynchronous)
    return wanted and not _reluctance(agent, work)


def fits_rules(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    """Whether any rule of the ruleset that is used lets the agent in; who is insisted on needs none."""
    if insisted(agent, work):
        return True
    ruleset = _ruleset(floor, work, floor.queues[work.queue_id])
    rules = ruleset.rules if ruleset is not None else ()
    return any(holds(rule.when, attributes_of(floor, agent, work)) for rule in rules)


def _ruleset(floor: PlainFloor, work: Conversation, queue: Queue) -> AssignmentRuleset | None:
    """The first ruleset that fits the work."""
    known = attributes_of_work(work)
    return next((one for one in queue.assignment if holds(one.when, known)), None)


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


def _preference(agent: Agent, work: Conversation) -> int:
    """Who had it, then the place among the favoured, behind them the others; a decline has answered that."""
    asked_first = (work.preferred, *work.favoured)
    if _reluctance(agent, work) or agent.id not in asked_first:
        return len(asked_first)
    return asked_first.index(agent.id)


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
