"""Compares where overflow sends work with a model of plain hours and counts, over random queues and days."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from cordboard.core.conversation import Conversation, State
from cordboard.core.ids import ConversationId, QueueId
from cordboard.core.overflow import Overflow, OverflowAct, OverflowCause, WaitingOverflow
from cordboard.core.rules import Condition, RouteRule
from cordboard.core.workstream import AutoClose, Queue
from floor.queues import CARE, DAY, HOUR_S, LATE, NIGHT, SALES, come, configure, queue, route
from floor.stage import BY_POST, Stage

PLACES = (SALES, CARE, NIGHT)
OPEN_H = {DAY.id: (8, 17), LATE.id: (10, 20)}
"""Hours of the stage's first day, a Friday; closed on all others."""
WEEK_H = 7 * 24
NEVER = AutoClose(open_s=None, active_s=None, waiting_s=None, wrap_up_s=None)


class Work(Struct):
    """What the model knows of one piece of work."""

    queue_id: QueueId
    entered_s: int
    closed: bool = False


class Model:
    """Follows the rules by hand."""

    def __init__(self, queues: dict[QueueId, Queue], routes: tuple[RouteRule, ...]) -> None:
        self.queues = queues
        self.routes = routes
        self.now_s = 0
        self.work: dict[ConversationId, Work] = {}

    def come(self, chat: ConversationId, topic: str) -> None:
        queue_id, ends = self._destination(topic)
        self.work[chat] = Work(queue_id, self.now_s, closed=ends)

    def wait(self, seconds: int) -> None:
        """Move on what has waited too long, each at its own time."""
        self.now_s += seconds
        for one in self.work.values():
            while not one.closed and (ends := self.queues[one.queue_id].waiting_overflow) is not None:
                due_s = one.entered_s + ends.after_s
                if due_s > self.now_s:
                    break
                if ends.act is OverflowAct.END:
                    one.closed = True
                elif ends.queue_id is not None:
                    one.queue_id, one.entered_s = ends.queue_id, due_s

    def _destination(self, topic: str) -> tuple[QueueId, bool]:
        stops: list[tuple[Queue, Overflow]] = []
        for rule in self.routes:
            if rule.when is not None and rule.when.value != topic:
                continue
            place = self.queues[rule.to[0].queue_id]
            overflow = self._overflow(place)
            if overflow is None:
                return place.id, False
            stops.append((place, overflow))
        if not stops:
            return BY_POST.queue_id, False
        place, overflow = min(stops, key=lambda stop: self._opens_h(stop[0]))
        if overflow.act is OverflowAct.TO_QUEUE and overflow.queue_id is not None:
            return overflow.queue_id, False
        return place.id, overflow.act is OverflowAct.END

    def _overflow(self, place: Queue) -> Overflow | None:
        waiting = sum(one.queue_id == place.id and not one.closed for one in self.work.values())
        closed = self._opens_h(place) > self.now_s / HOUR_S
        holds = {OverflowCause.OUT_OF_HOURS: lambda _: closed, OverflowCause.WORK_ITEMS: waiting.__ge__}
        return next((one for one in place.overflow if holds[one.cause](one.limit)), None)

    def _opens_h(self, place: Queue) -> float:
        """When it is open next, in hours since the stage began; not later than now where it is open."""
        now_h = self.now_s / HOUR_S
        if place.hours_id is None:
            return 0
        opens, closes = OPEN_H[place.hours_id]
        return opens if now_h < closes else opens + WEEK_H


def overflow(cause: OverflowCause) -> st.SearchStrategy[Overflow | None]:
    """Something that a queue does, sending on to the fallback queue; or nothing."""

    def made(act: OverflowAct | None, limit: int) -> Overflow | None:
        to = BY_POST.queue_id if act is OverflowAct.TO_QUEUE else None
        return None if act is None else Overflow(cause=cause, limit=limit, act=act, queue_id=to)

    return st.builds(made, st.sampled_from((None, *OverflowAct)), st.integers(1, 3))


@st.composite
def places(draw: st.DrawFn) -> tuple[Queue, ...]:
    """Queues that overflow into the fallback queue, and move what waited to the next place or end it."""
    made = []
    for number, queue_id in enumerate(PLACES):
        onward = PLACES[number + 1] if number + 1 < len(PLACES) else BY_POST.queue_id
        act = draw(st.sampled_from((None, OverflowAct.END, OverflowAct.TO_QUEUE)))
        after_s = draw(st.sampled_from((60, HOUR_S, 3 * HOUR_S)))
        to = onward if act is OverflowAct.TO_QUEUE else None
        waiting = None if act is None else WaitingOverflow(after_s=after_s, act=act, queue_id=to)
        before = [draw(overflow(cause)) for cause in (OverflowCause.OUT_OF_HOURS, OverflowCause.WORK_ITEMS)]
        hours_id = draw(st.sampled_from((None, DAY.id, LATE.id)))
        known = [one for one in before if one is not None]
        made.append(queue(queue_id, *known, hours_id=hours_id, waiting_overflow=waiting))
    return tuple(made)


RULES = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from((None, "order", "repair"))), max_size=4)
COURSE = st.lists(st.sampled_from(("order", "repair", "else", 600, 2 * HOUR_S, 9 * HOUR_S)), max_size=12)


@settings(max_examples=80, deadline=None)
@given(made=places(), rules=RULES, course=COURSE)
def test_work_is_where_the_model_says(
    made: tuple[Queue, ...], rules: list[tuple[QueueId, str | None]], course: list[str | int]
) -> None:
    stage = Stage()
    routes = tuple(
        route(
            f"r{number}", queue_id, when=Condition(attribute="detail.topic", value=topic) if topic else None
        )
        for number, (queue_id, topic) in enumerate(rules)
    )
    configure(stage, *made, routes=routes, auto_close=NEVER)
    stage.put_user("anna", "Anna", queue_ids=(*PLACES, BY_POST.queue_id))
    fallback = stage.writer.view.get(Queue, BY_POST.queue_id)
    model = Model({one.id: one for one in (*made, fallback)}, routes)
    for event in course:
        if isinstance(event, int):
            stage.wait(event)
            model.wait(event)
        else:
            model.come(come(stage, topic=event), event)
        for chat, expected in model.work.items():
            now = stage.writer.view.recall(chat)
            assert isinstance(now, Conversation)
            assert (now.state is State.CLOSED) is expected.closed, chat
            assert now.queue_id == expected.queue_id, chat
