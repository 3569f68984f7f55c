"""Tells how a conversation was routed: its own decisions, and what it shared with work of its kind."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from cordboard.app.ports import View
from cordboard.app.routing_story import (
    ExplanationSource,
    Kept,
    OfferedStep,
    PassedQueue,
    Preference,
    QueuedStep,
    RoutingStory,
    Step,
    UnplacedStep,
    Wait,
)
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar, Explained, NearMiss, Offered, Queued, Unplaced
from cordboard.core.ids import AgentId, QueueId
from cordboard.core.overflow import OverflowAct
from cordboard.core.work_kind import kind_of
from cordboard.core.workstream import Method, Queue
from cordboard.insights import routing_words as words
from cordboard.insights.names import Names
from cordboard.insights.what_if import what_if_offered, what_if_waiting

STEPS = 100
"""Of a long story the end is told."""
WAITS = 50
"""Of so many waits the reasons shared with other work are looked up."""
EVER_MS = 2**62


def tell(
    source: ExplanationSource, view: View, conversation: Conversation, reader: AgentId | None = None
) -> RoutingStory:
    """Return how a conversation was routed from its start until now.

    A `reader` is an agent who hears of colleagues only how many there were; None hears of all by name.
    """
    found = explained(source, view, conversation)
    steps = _steps(found, view, conversation) if reader is None else _own_steps(found, view, reader)
    waits = what_if_waiting(view, conversation, found[-1] if found else None) if reader is None else ()
    return RoutingStory(
        conversation_id=conversation.id, steps=tuple(steps)[-STEPS:], more=len(found) > STEPS, what_if=waits
    )


def explained(source: ExplanationSource, view: View, conversation: Conversation) -> list[Explained]:
    """Return all that explains a conversation, the oldest first, one more than are told if there are more."""
    own = source.explanations((conversation.id,), since_ms=0, until_ms=EVER_MS, limit=STEPS + 1)
    shared: list[Explained] = []
    for wait in source.waits(conversation.id, limit=WAITS):
        if not any(isinstance(one.explanation, Unplaced) and _during(one, wait) for one in own):
            shared += _shared(source, view, conversation, wait)
    # What was decided of the conversation itself comes before what it then shared: the order is stable.
    return sorted([*own, *shared], key=lambda one: one.at_ms)[-STEPS - 1 :]


def _shared(source: ExplanationSource, view: View, conversation: Conversation, wait: Wait) -> list[Explained]:
    """Return why work of this kind could not be placed during a wait.

    A reason is written when it changes, so the last one from before the wait may still hold at its beginning.
    """
    kind = _kind(view, conversation, wait.queue_id)
    until_ms = EVER_MS if wait.until_ms is None else wait.until_ms
    if kind is None or until_ms <= wait.from_ms:
        return []
    found = source.explanations((kind,), since_ms=wait.from_ms, until_ms=until_ms, limit=STEPS)
    if found and found[0].at_ms == wait.from_ms:
        return found
    before = source.explanations((kind,), since_ms=0, until_ms=wait.from_ms, limit=1)
    return [*(replace(one, at_ms=wait.from_ms) for one in before), *found]


def _kind(view: View, conversation: Conversation, queue_id: str) -> str | None:
    """Return the subject that the conversation shared while it was like others; None if it never is."""
    queue = view.find(Queue, queue_id)
    if queue is None:
        return None
    plain = replace(
        conversation,
        queue_id=QueueId(queue_id),
        declines=(),
        preferred=None,
        favoured=(),
        last_choice=None,
        reserved_until_ms=None,
    )
    kind = kind_of(plain, queue)
    return None if kind == conversation.id else kind


def _during(one: Explained, wait: Wait) -> bool:
    return wait.from_ms <= one.at_ms and (wait.until_ms is None or one.at_ms < wait.until_ms)


def _steps(found: Sequence[Explained], view: View, conversation: Conversation) -> Iterator[Step]:
    names = Names(view)
    asked: set[AgentId] = set()
    for one in found:
        match one.explanation:
            case Queued() as queued:
                yield _queued(one.at_ms, queued, names)
            case Offered() as offered:
                what_if = what_if_offered(view, offered, conversation, asked)
                yield replace(_offered(one.at_ms, offered, names), what_if=what_if)
                asked.add(offered.agent_id)
            case Unplaced() as unplaced:
                yield _unplaced(one.at_ms, unplaced, names)


def _own_steps(found: Sequence[Explained], view: View, reader: AgentId) -> Iterator[Step]:
    """Yield the steps without anything that tells of one colleague rather than of all."""
    names = Names(view)
    for one in found:
        match one.explanation:
            case Queued() as queued:
                yield _queued(one.at_ms, queued, names)
            case Offered() as offered:
                step = _offered(one.at_ms, replace(offered, near=_only(reader, offered.near)), names)
                yield step if offered.agent_id == reader else _to_a_colleague(step)
            case Unplaced() as unplaced:
                own = replace(unplaced, near=_only(reader, unplaced.near))
                yield _unplaced(one.at_ms, own, names)


def _only(agent_id: AgentId, near: Sequence[NearMiss]) -> tuple[NearMiss, ...]:
    return tuple(one for one in near if one.agent_id == agent_id)


def _to_a_colleague(step: OfferedStep) -> OfferedStep:
    """Return an offer without who got it, by what they stood first, and what they could not take."""
    hidden = replace(step, agent="", preference=None, order=(), units_free=None, passed=0)
    return replace(hidden, text=words.offered_text(hidden))


def _queued(at_ms: int, queued: Queued, names: Names) -> QueuedStep:
    passed = tuple(
        PassedQueue(queue=names.queue(one.queue_id), cause=one.cause, act=one.act)
        for one in queued.overflowed
    )
    step = QueuedStep(
        at_ms=at_ms,
        text="",
        queue=names.queue(queued.queue_id),
        entrance=queued.entrance,
        classified_by=queued.classified_by,
        route=queued.route,
        overflowed=passed,
        ended=any(one.act is OverflowAct.END for one in passed),
        failures=queued.failures,
        failures_left=queued.failures_left,
        configuration=queued.configuration,
    )
    return replace(step, text=words.queued_text(step))


def _offered(at_ms: int, offered: Offered, names: Names) -> OfferedStep:
    step = OfferedStep(
        at_ms=at_ms,
        text="",
        queue=names.queue(offered.queue_id),
        agent=names.agent(offered.agent_id),
        method=offered.method,
        rule=offered.rule,
        preference=Preference(offered.preference) if offered.preference else None,
        auto_assign=offered.auto_assign,
        order=offered.order,
        units_free=_units_free(offered),
        kept=_kept(offered.counts, offered.near, names),
        behind=offered.behind,
        near=tuple(names.near(one) for one in offered.near),
        passed=offered.passed,
        waiting=offered.waiting,
        failures=offered.failures,
        failures_left=offered.failures_left,
        configuration=offered.configuration,
        floor=offered.floor,
        what_if=None,
    )
    return replace(step, text=words.offered_text(step))


def _unplaced(at_ms: int, unplaced: Unplaced, names: Names) -> UnplacedStep:
    step = UnplacedStep(
        at_ms=at_ms,
        text="",
        queue=names.queue(unplaced.queue_id),
        members=unplaced.members,
        kept=_kept(unplaced.counts, unplaced.near, names),
        near=tuple(names.near(one) for one in unplaced.near),
        given_up=unplaced.given_up,
        failures=unplaced.failures,
        failures_left=unplaced.failures_left,
        configuration=unplaced.configuration,
        floor=unplaced.floor,
    )
    return replace(step, text=words.unplaced_text(step))


def _kept(counts: dict[Bar, int], near: Sequence[NearMiss], names: Names) -> tuple[Kept, ...]:
    """Return the counts, the commonest reason first, with what was lacking where it was one thing."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], tuple(Bar).index(pair[0])))
    return tuple(
        Kept(bar=bar, count=count, lacks=_lacked(count, [one for one in near if one.bar is bar], names))
        for bar, count in ranked
        if count
    )


def _lacked(count: int, near: Sequence[NearMiss], names: Names) -> str:
    """Return the one thing that all of these lack, if all of them are known."""
    lacks = {names.near(one).lacks for one in near}
    return lacks.pop() if len(near) == count and len(lacks) == 1 else ""


def _units_free(offered: Offered) -> int | None:
    """Return how many units the winner had free, where the method went by it."""
    return -offered.order[0] if offered.method == Method.HIGHEST_CAPACITY and offered.order else None
