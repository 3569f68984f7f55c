"""Places that agents have in their queues follow what the queues become."""

from msgspec.structs import replace

from cordboard.bench.workload import Size, Workload
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.ids import QueueId
from cordboard.core.routing import queue_order
from cordboard.core.workstream import Method, Queue
from cordboard.floor.index import reindexed
from cordboard.floor.pen import Pen

SIZE = Size(agents=6, waiting=40, queues=4, skills=2)


def idle_floor() -> Pen:
    """Return a floor on which everybody has room for more."""
    pen = Pen(Workload(SIZE).values(), (), lambda _: None)
    for agent in pen.all(Agent):
        pen.put(replace(agent, capacity_units=3))
    return pen


def change(pen: Pen, number: int, **settings: object) -> None:
    pen.put(replace(pen.get(Queue, QueueId(f"queue-{number}")), **settings))


def test_another_priority_is_another_order_for_all_who_serve_the_queue() -> None:
    pen = idle_floor()
    for number, priority in ((3, 1), (0, 9), (2, 4), (3, 8)):
        change(pen, number, priority=priority)
        for agent in pen.all(Agent):
            queues = [queue for queue, _ in pen.candidacies_of(agent.id)]
            assert {queue.id for queue in queues} == set(agent.queue_ids)
            assert queues == sorted((pen.get(Queue, one) for one in agent.queue_ids), key=queue_order)
            assert list(pen.queues_of(agent)) == queues
    assert not pen.index.flaws(reindexed(pen.tables))


def test_another_method_is_another_order_of_candidates_and_other_kinds_of_work() -> None:
    pen = idle_floor()
    for method in (Method.LEAST_ACTIVE, Method.CUSTOM, Method.ROUND_ROBIN):
        change(pen, 1, method=method, name=f"By {method.value}")
        assert not pen.index.flaws(reindexed(pen.tables))


def test_heads_behind_a_place_are_found_though_what_stood_there_has_gone() -> None:
    pen = idle_floor()
    queue_id = QueueId("queue-1")
    heads = list(pen.heads_in(queue_id))
    assert len(heads) > 2
    first = pen.get(Conversation, heads[0][0][3])
    assert pen.head_after(queue_id, None) == heads[0]
    assert pen.head_after(queue_id, heads[0][0]) == heads[1]
    assert pen.head_after(queue_id, heads[-1][0]) is None
    pen.put(replace(first, queue_id=QueueId("queue-2")))
    following = pen.head_after(queue_id, heads[0][0])
    assert following is not None
    assert following[0] > heads[0][0]
    assert following in list(pen.heads_in(queue_id))
