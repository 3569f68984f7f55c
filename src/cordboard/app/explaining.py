"""Writes down why routing decided as it did, from what the search has seen."""

from functools import lru_cache
from itertools import islice

from cordboard.app.counting import BY_CENSUS, tally
from cordboard.app.finding import NEAR, Finding, near_miss
from cordboard.app.notifying import template_for
from cordboard.app.ports import Counter, Tx, View
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar, NearMiss, Offered, Unplaced, foremost
from cordboard.core.ids import QueueId
from cordboard.core.presence import BasePresence
from cordboard.core.routing import Post, bar, given_up
from cordboard.core.workstream import Distribution, Method, Queue, Workstream

ALIKE = {Bar.PRESENCE: Bar.CAPACITY, Bar.PROFILE: Bar.CAPACITY, Bar.OFFERS: Bar.CAPACITY}
"""Who is busy shows another presence, or has an offer out, or is full: these come and go with every offer."""
IDLE = frozenset({BasePresence.AVAILABLE, BasePresence.BUSY})


def offered(tx: Tx, work: Conversation, finding: Finding, passed: int) -> None:
    """Explain who got it; to be called before the offer takes their capacity."""
    winner = finding.winner
    assert winner is not None, "somebody was found"
    counts, behind = tally(tx, work, finding)
    queue = tx.get(Queue, work.queue_id)
    others = _others(tx, work, queue, winner, finding)
    for why in (one.bar for one in others if one.bar is not None and one.bar not in BY_CENSUS):
        counts[why] = counts.get(why, 0) + 1
        behind -= 1
    failures, failures_left = foremost(finding.failures)
    tx.explain(
        work.id,
        Offered(
            queue_id=queue.id,
            agent_id=winner.id,
            method=queue.method.value,
            rule=finding.rule,
            order=finding.order,
            preference=finding.preference,
            auto_assign=template_for(tx, work, tx.get(Workstream, work.workstream_id)).auto_assign,
            counts=counts,
            behind=behind,
            near=(*_passed(tx, work, queue, finding), *others),
            passed=passed,
            waiting=len(tx.waiting_in(queue.id)),
            failures=failures,
            failures_left=failures_left,
            configuration=version(tx),
            floor=tx.facts,
        ),
    )


def unplaced(tx: Tx, work: Conversation, kind: str, finding: Finding) -> None:
    """Explain that nobody can take work of a kind, where that is so for other reasons than before."""
    terms = tx.terms(work.workstream_id)
    if terms.settings.distribution is Distribution.PICK:
        return
    counts, left = tally(tx, work, finding)
    ended = given_up(work, terms.organisation)
    if left and not ended:  # not even candidates: everything that they have is exhausted
        counts[Bar.PROFILE] = counts.get(Bar.PROFILE, 0) + left
    reasons = (work.queue_id, ended, frozenset(ALIKE.get(why, why) for why in counts))
    if tx.agenda.reasons.get(kind) == reasons:
        return
    tx.agenda.reasons[kind] = reasons
    failures, failures_left = foremost(finding.failures)
    tx.explain(
        kind,
        Unplaced(
            queue_id=work.queue_id,
            members=sum(tx.census(work.queue_id).values()),
            counts=counts,
            near=tuple(_passed(tx, work, tx.get(Queue, work.queue_id), finding)),
            given_up=ended,
            failures=failures,
            failures_left=failures_left,
            configuration=version(tx),
            floor=tx.facts,
        ),
    )


def outlook(tx: Tx, queue_id: QueueId) -> frozenset[tuple[object, ...]]:
    """Return which reasons a queue's census can give at all, without how many members each concerns."""
    return frozenset(map(_glance, tx.census(queue_id)))


@lru_cache(maxsize=10_000)
def _glance(post: Post) -> tuple[object, ...]:
    """Return of how a member counts what can make a reason come up or go away."""
    present, off_hours, free, blocked = post
    return (present is None, off_hours, free > 0 and not blocked and present in IDLE)


def version(view: View) -> int:
    """Return the version of the configuration in force, 0 before the first."""
    counter = view.find(Counter, "configuration")
    return counter.value if counter is not None else 0


def _passed(tx: Tx, work: Conversation, queue: Queue, finding: Finding) -> list[NearMiss]:
    """Name those whom the search passed over."""
    return [near_miss(tx, agent, why, work, queue) for agent, why in finding.passed]


def _others(tx: Tx, work: Conversation, queue: Queue, winner: Agent, finding: Finding) -> list[NearMiss]:
    """Name the candidates whom the search did not reach, as far as there is room."""
    space = NEAR - len(finding.passed)
    if space <= 0 or queue.method is Method.CUSTOM:
        return []
    terms = tx.terms(work.workstream_id)
    seen = {winner.id, *(one.id for one, _ in finding.passed)}
    unseen = (one for one in islice(tx.candidates_in(queue.id), NEAR + 1) if one.id not in seen)
    return [
        near_miss(tx, agent, bar(agent, work, terms, tx.standing(agent.id)), work, queue)
        for agent in islice(unseen, space)
    ]
