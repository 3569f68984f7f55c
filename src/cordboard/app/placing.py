"""Puts work into its queue: classified, sent by rules, past queues that overflow, ranked (domain 4.3)."""

from collections.abc import Callable
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from cordboard.app import attributes, portions, working_hours
from cordboard.app.explaining import version
from cordboard.app.ports import Counter, Tx, View
from cordboard.core import prioritising
from cordboard.core.agent import Agent
from cordboard.core.classification import classify
from cordboard.core.conditions import Lookup, compiled, failure_of
from cordboard.core.conversation import Conversation, State
from cordboard.core.deadline import DeadlineKind
from cordboard.core.explanation import Entrance, Overflowed, Queued, foremost
from cordboard.core.ids import AgentId, QueueId
from cordboard.core.overflow import Overflow, OverflowAct, WorkOverflowed, in_force
from cordboard.core.rules import RouteRule, RuleFailure
from cordboard.core.sharing import next_share
from cordboard.core.workstream import Queue, Workstream

IN_QUEUE = frozenset({State.OPEN, State.OFFERED})


class Way(Struct, frozen=True, kw_only=True):
    """Where work goes, by which rule, and past which queues."""

    queue_id: QueueId
    entrance: Entrance
    route: str = ""
    overflowed: tuple[Overflowed, ...] = ()
    """The last of them acted, where one did."""
    acted: WorkOverflowed | None = None
    failures: tuple[RuleFailure, ...] = ()


class Stop(Struct, frozen=True, kw_only=True):
    """A queue that a rule names and that can't take the work as it is."""

    rule: RouteRule
    queue: Queue
    overflow: Overflow

    @property
    def told(self) -> Overflowed:
        """How an explanation tells of it."""
        return Overflowed(queue_id=self.queue.id, cause=self.overflow.cause, act=self.overflow.act)


def place(tx: Tx, work: Conversation, settings: Workstream) -> tuple[Conversation, WorkOverflowed | None]:
    """Find out what new work asks for and which queue it enters, and explain it; the caller saves it.

    Returns it with the overflow that acted, if one did: after OverflowAct.END the caller closes it at once.
    """
    look = attributes.of_work(tx, tx.now_ms)
    work, classified_by, failures = classify(work, settings, look, partial(_agent_of, tx))
    way = _way(tx, work, settings, look(work))
    work = replace(work, queue_id=way.queue_id)
    rank, unranked = _rank(tx, work, look)
    named, left = foremost((*failures, *way.failures, *unranked))
    explained = Queued(
        queue_id=way.queue_id,
        entrance=way.entrance,
        classified_by=classified_by,
        route=way.route,
        overflowed=way.overflowed,
        failures=named,
        failures_left=left,
        configuration=version(tx),
    )
    tx.explain(work.id, explained)
    return replace(work, rank=rank), way.acted


def _agent_of(view: View, login: str) -> AgentId | None:
    """Return the agent who signs in with a login; rules may name somebody who has left."""
    user = view.user_with(login)
    return AgentId(user.id) if user is not None and view.find(Agent, user.id) is not None else None


def ranked(tx: Tx, work: Conversation) -> Conversation:
    """Return work with its place in its queue's own order; what has left the queue keeps the old one."""
    if work.state not in IN_QUEUE:
        return work
    rank, _ = _rank(tx, work, attributes.of_work(tx, tx.now_ms))
    return work if rank == work.rank else replace(work, rank=rank)


def reconfigure(tx: Tx) -> None:
    """Put lines into the order that this transaction has given to their queues, long ones bit by bit."""
    for before, after in list(tx.changes()):
        if isinstance(before, Queue) and isinstance(after, Queue) and _line_differs(before, after):
            portions.begin(tx, DeadlineKind.RANKS_ANEW, after.id, partial(_rerank, tx))


def rerank_more(tx: Tx, queue_id: str) -> None:
    """Go on with a long line (DeadlineKind.RANKS_ANEW)."""
    queue = tx.get(Queue, queue_id)
    portions.go_on(tx, DeadlineKind.RANKS_ANEW, queue.id, partial(_rerank, tx))


def _rerank(tx: Tx, work: Conversation) -> None:
    """Give work its place anew, also what is offered: it may come back."""
    after = ranked(tx, work)
    if after is not work:
        tx.put(after)


def _line_differs(before: Queue, after: Queue) -> bool:
    return before.prioritisation != after.prioritisation


def _rank(
    view: View, work: Conversation, look: Callable[[Conversation], Lookup]
) -> tuple[prioritising.Rank, tuple[RuleFailure, ...]]:
    buckets = view.get(Queue, work.queue_id).prioritisation
    return prioritising.ranked(work, buckets, look(work)) if buckets else ((), ())


def _way(tx: Tx, work: Conversation, settings: Workstream, look: Lookup) -> Way:
    """Go through the route rules; the first that fits and whose queue does not overflow gets the work."""
    failures: list[RuleFailure] = []
    stops: list[Stop] = []
    for rule in settings.routes:
        verdict = compiled(rule.when)(look)
        if verdict.failed:
            failures.append(failure_of(rule.name, verdict))
        if not verdict.matched:
            continue
        queue = tx.get(Queue, _share(tx, settings, rule))
        overflow = _overflow(tx, queue)
        if overflow is None:
            told = tuple(one.told for one in stops)
            way = Way(queue_id=queue.id, entrance=Entrance.RULE, route=rule.name, overflowed=told)
            return replace(way, failures=tuple(failures))
        stops.append(Stop(rule=rule, queue=queue, overflow=overflow))
    way = _past(tx, work, stops) if stops else Way(queue_id=settings.queue_id, entrance=Entrance.FALLBACK)
    return replace(way, failures=tuple(failures))


def _share(tx: Tx, settings: Workstream, rule: RouteRule) -> QueueId:
    """Return the queue whose turn it is, and count it, whether or not the queue then overflows (domain 4.3).

    Counts begin anew when the percentages change: work of the past doesn't bend the new ones.
    """
    if len(rule.to) == 1:
        return rule.to[0].queue_id
    split = ",".join(f"{share.queue_id!r}={share.percent}" for share in rule.to)
    names = [f"share:{settings.id!r}/{rule.name!r}/{split}:{share.queue_id}" for share in rule.to]
    known = [tx.find(Counter, name) for name in names]
    counts = [counter.value if counter is not None else 0 for counter in known]
    turn = next_share([share.percent for share in rule.to], counts)
    tx.next_number(names[turn])
    return rule.to[turn].queue_id


def _overflow(tx: Tx, queue: Queue) -> Overflow | None:
    if not queue.overflow:
        return None
    is_open = working_hours.queue_is_open(tx, queue, tx.now_ms)
    return in_force(queue.overflow, is_open=is_open, waiting=len(tx.waiting_in(queue.id)))


def _past(tx: Tx, work: Conversation, stops: list[Stop]) -> Way:
    """Let one of the queues that all overflow act: the first that is open, else the one that opens first."""
    chosen = min(stops, key=lambda stop: _opens_at(tx, stop.queue))
    act = chosen.overflow.act
    queue_id, entrance = chosen.queue.id, Entrance.RULE
    if act is not OverflowAct.ASSIGN_ANYWAY:
        entrance = Entrance.OVERFLOW
    if act is OverflowAct.TO_QUEUE and chosen.overflow.queue_id is not None:
        queue_id = chosen.overflow.queue_id
    return Way(
        queue_id=queue_id,
        entrance=entrance,
        route=chosen.rule.name,
        overflowed=(*(one.told for one in stops if one is not chosen), chosen.told),
        acted=WorkOverflowed(
            conversation_id=work.id, queue_id=chosen.queue.id, cause=chosen.overflow.cause, act=act
        ),
    )


def _opens_at(tx: Tx, queue: Queue) -> tuple[int, int]:
    """Return when the queue opens: what is open before all else, what never opens behind it."""
    if working_hours.queue_is_open(tx, queue, tx.now_ms):
        return 0, 0
    turn_ms = working_hours.queue_turns_at(tx, queue, tx.now_ms)
    return (1, turn_ms) if turn_ms is not None else (2, 0)
