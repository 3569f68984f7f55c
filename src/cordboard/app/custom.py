"""Finds who gets the work of a queue with rules of its own (domain 4.5)."""

from collections.abc import Callable, Iterable, Iterator

from cordboard.app import attributes
from cordboard.app.finding import Finding
from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.attributes import of_agent
from cordboard.core.conditions import Lookup, evaluate, failure_of
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar
from cordboard.core.routing import Standing, Terms, custom_bar, reluctance, rooms_of, turn_of
from cordboard.core.rules import AssignmentRule, AssignmentRuleset, OrderBy, RuleFailure
from cordboard.core.workstream import Queue


def search(
    view: View, work: Conversation, candidates: Iterable[Agent], finding: Finding, now_ms: int
) -> None:
    """Let the first rule that anybody fits decide; besides the rules only what none can waive counts."""
    queue, terms = view.get(Queue, work.queue_id), view.terms(work.workstream_id)
    look = attributes.of_work(view, now_ms)(work)
    failures: dict[RuleFailure, None] = {}
    ruleset = _ruleset(queue, look, failures)
    allowed = _allowed(view, work, terms, candidates, finding)
    seen = _seeing(view, work, terms, look)
    for name, rule in _named(ruleset):
        fitting = [one for one in allowed if _fits(name, rule, seen(one), failures)]
        order = order_of(rule.order_by, work, queue, view, terms)
        if _choose(fitting, order, work, view, finding):
            finding.rule = name
            break
    else:
        limited = {one.id for one in finding.at_limit}
        for agent in allowed:
            if agent.id not in limited:
                finding.pass_over(agent, Bar.RULES)
    finding.failures = tuple(failures)


def _choose(
    fitting: list[Agent],
    order: Callable[[Agent], tuple[int, ...]],
    work: Conversation,
    view: View,
    finding: Finding,
) -> bool:
    """Take the first of those whom a rule fits; alert those before them whom only the session limit bars."""
    terms = view.terms(work.workstream_id)
    wanted = (work.preferred, *work.favoured)

    def stands(agent: Agent) -> tuple[object, ...]:
        reluctant = reluctance(agent.id, work)
        preferred = wanted.index(agent.id) if agent.id in wanted and not reluctant else len(wanted)
        return (preferred, reluctant, order(agent), agent.id)

    limited = {one.id for one in finding.at_limit}
    for agent in sorted(fitting, key=stands):
        if custom_bar(agent, work, terms, view.standing(agent.id)) is None:
            finding.winner, finding.order = agent, order(agent)
            return True
        if agent.id not in limited:
            finding.pass_over(agent, Bar.SESSIONS)
    return False


def _ruleset(queue: Queue, look: Lookup, failures: dict[RuleFailure, None]) -> AssignmentRuleset | None:
    for ruleset in queue.assignment:
        verdict = evaluate(ruleset.when, look)
        if verdict.matched:
            return ruleset
        if verdict.failed:
            failures[failure_of(ruleset.name, verdict)] = None
    return None


def _named(ruleset: AssignmentRuleset | None) -> Iterator[tuple[str, AssignmentRule]]:
    """Yield the rules, each after its name as ruleset/rule."""
    if ruleset is not None:
        for rule in ruleset.rules:
            yield f"{ruleset.name}/{rule.name}", rule


def _allowed(
    view: View, work: Conversation, terms: Terms, candidates: Iterable[Agent], finding: Finding
) -> list[Agent]:
    """Return whom the rules may choose; of those, the session limit bars some only when they are chosen."""
    allowed: list[Agent] = []
    for agent in candidates:
        why = custom_bar(agent, work, terms, view.standing(agent.id))
        if why is None or why is Bar.SESSIONS:
            allowed.append(agent)
        else:
            finding.pass_over(agent, why)
    return allowed


def _seeing(view: View, work: Conversation, terms: Terms, look: Lookup) -> Callable[[Agent], Lookup]:
    """Return what gives the attributes of an agent beside those of the work."""

    def seen(agent: Agent) -> Lookup:
        standing = view.standing(agent.id)
        ratings = {one: rating for one, rating in standing.ratings.items() if one not in terms.inactive}
        return of_agent(
            agent,
            work,
            look,
            units_free=agent.capacity_units - standing.held - standing.reserved,
            ratings=ratings.get,
            profile_free=rooms_of(agent, standing, terms.profiles).get,
        )

    return seen


def _fits(name: str, rule: AssignmentRule, look: Lookup, failures: dict[RuleFailure, None]) -> bool:
    verdict = evaluate(rule.when, look)
    if verdict.failed:
        failures[failure_of(name, verdict)] = None
    return verdict.matched


def order_of(
    order_by: Iterable[OrderBy], work: Conversation, queue: Queue, view: View, terms: Terms
) -> Callable[[Agent], tuple[int, ...]]:
    """Return by what candidates of a rule stand, smaller first; ties by the earliest last assignment."""
    parts = tuple(order_by)

    def order(agent: Agent) -> tuple[int, ...]:
        standing = view.standing(agent.id)
        keys = (_part(by, agent, work, (queue, terms, standing)) for by in parts)
        return (*keys, agent.last_assigned_at_ms)

    return order


def _part(by: OrderBy, agent: Agent, work: Conversation, of: tuple[Queue, Terms, Standing]) -> int:
    queue, terms, standing = of
    active = [one for one in work.skills if one.skill_id not in terms.inactive]
    match by:
        case OrderBy.UNITS_FREE:
            return standing.held + standing.reserved - agent.capacity_units
        case OrderBy.ROUND_ROBIN:
            return turn_of(agent, queue.id)
        case OrderBy.LEAST_ACTIVE:
            return agent.last_released_at_ms
        case OrderBy.PROFICIENCY:
            return -sum(standing.ratings.get(one.skill_id, 0) for one in active)
        case OrderBy.SKILL_COUNT:
            return -sum(one.skill_id in standing.ratings for one in active)
        case OrderBy.PROFILE_FREE:
            rooms = rooms_of(agent, standing, terms.profiles)
            return -min((rooms.get(one, 0) for one in work.profiles), default=0)
