"""Compares the linter's search for overflow circles with a naive one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from config.sound import waiting
from cordboard.config.checks_overflow import Edge, closing, overflow_circles
from cordboard.core.configuration import Configuration
from cordboard.core.ids import QueueId
from cordboard.core.overflow import Overflow, OverflowAct, OverflowCause
from cordboard.core.workstream import Queue

PLACES = [QueueId(letter) for letter in "abcde"]
Pairs = list[tuple[QueueId, QueueId]]


def reachable(pairs: Pairs) -> set[tuple[QueueId, QueueId]]:
    """Whatever leads from one to another, in one step or in many."""
    found = set(pairs)
    while more := {(one, end) for one, middle in found for start, end in found if middle == start} - found:
        found |= more
    return found


def on_a_circle(pairs: Pairs) -> set[QueueId]:
    return {one for one, other in reachable(pairs) if one == other}


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES)), max_size=12))
def test_circles_are_found_where_a_queue_reaches_itself_and_nowhere_else(pairs: Pairs) -> None:
    lines = [Edge(str(number), *pair) for number, pair in enumerate(pairs)]
    found = list(closing(lines))
    mended = {line.path for line, _ in found}
    kept = [pair for number, pair in enumerate(pairs) if str(number) not in mended]
    for line, way in found:
        assert (way[0], way[-1]) == (line.target, line.source)
        assert set(pairwise(way)) <= set(kept)
    assert bool(found) == bool(on_a_circle(pairs))
    assert not on_a_circle(kept)


SENT = st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from(OverflowAct))


@given(st.lists(SENT, max_size=9))
def test_only_what_sends_work_on_makes_a_circle(sent: list[tuple[QueueId, QueueId, OverflowAct]]) -> None:
    queues = tuple(
        Queue(
            id=place,
            name=place,
            overflow=tuple(
                Overflow(cause=OverflowCause.WORK_ITEMS, act=act, queue_id=target)
                for source, target, act in sent
                if source == place
            ),
        )
        for place in PLACES
    )
    sending = [(source, target) for source, target, act in sent if act is OverflowAct.TO_QUEUE]
    assert any(overflow_circles(Configuration(queues=queues))) == bool(on_a_circle(sending))


def test_a_wait_and_a_limit_make_a_circle_together() -> None:
    limit = Overflow(cause=OverflowCause.WORK_ITEMS, act=OverflowAct.TO_QUEUE, queue_id=PLACES[0])
    queues = (
        Queue(id=PLACES[0], name="a", waiting_overflow=waiting(PLACES[1])),
        Queue(id=PLACES[1], name="b", overflow=(limit,)),
    )
    found = list(overflow_circles(Configuration(queues=queues)))
    assert [one.path for one in found] == ["queues.b.overflow[0].queue_id"]
