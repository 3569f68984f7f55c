"""Finds queues whose overflow sends work round in a circle."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cordboard.config.checks_finding import Finding, error, warning
from cordboard.core.configuration import Configuration
from cordboard.core.ids import QueueId
from cordboard.core.overflow import OverflowAct
from cordboard.core.workstream import Queue

MEND = "Name a queue outside the circle, end the conversation, or assign it anyway."


class Edge(NamedTuple):
    """A line that sends work from one queue to another."""

    path: str
    source: QueueId
    target: QueueId


def before(queue: Queue) -> Iterator[Edge]:
    """Yield where a queue sends work before it enters: asked once for each piece of work."""
    for number, overflow in enumerate(queue.overflow):
        if overflow.act is OverflowAct.TO_QUEUE and overflow.queue_id is not None:
            yield Edge(f"queues.{queue.id}.overflow[{number}].queue_id", queue.id, overflow.queue_id)


def waited(queue: Queue) -> Iterator[Edge]:
    """Yield where a queue sends work that has waited too long: asked in every queue anew."""
    waiting = queue.waiting_overflow
    if waiting and waiting.act is OverflowAct.TO_QUEUE and waiting.queue_id is not None:
        yield Edge(f"queues.{queue.id}.waiting_overflow.queue_id", queue.id, waiting.queue_id)


def edges(queue: Queue) -> Iterator[Edge]:
    """Yield everywhere a queue's overflow sends work."""
    yield from before(queue)
    yield from waited(queue)


def overflow_circles(configuration: Configuration) -> Iterator[Finding]:
    """Find the lines by which overflowing work comes round again; the smallest circle is a queue alone.

    Only what has waited can go round for ever; with a line before entering it goes round once.
    """
    found: set[str] = set()
    for edge, way in closing(edge for queue in configuration.queues for edge in waited(queue)):
        found.add(edge.path)
        yield error(edge.path, f"Work goes round for ever: {_circle(edge, way)}.", MEND)
    rest = (edge for queue in configuration.queues for edge in edges(queue) if edge.path not in found)
    for edge, way in closing(rest):
        yield warning(edge.path, f"Overflowing work can come round: {_circle(edge, way)}.", MEND)


def _circle(edge: Edge, way: Iterable[QueueId]) -> str:
    return " → ".join((edge.source, *way))


def closing(lines: Iterable[Edge]) -> Iterator[tuple[Edge, tuple[QueueId, ...]]]:
    """Yield each line that closes a circle with those before it, and the shortest way back from its target.

    Without the lines that are yielded no circle is left.
    """
    onward: dict[QueueId, list[QueueId]] = {}
    for line in lines:
        way = shortest_way(onward, line.target, line.source)
        if way:
            yield line, way
        else:
            onward.setdefault(line.source, []).append(line.target)


def shortest_way(
    onward: Mapping[QueueId, list[QueueId]], start: QueueId, end: QueueId
) -> tuple[QueueId, ...]:
    """Return the queues from one to another, both with them; empty when there is no way."""
    came_from: dict[QueueId, QueueId | None] = {start: None}
    line = [start]
    for queue_id in line:
        if queue_id == end:
            return _walked_back(came_from, end)
        for target in onward.get(queue_id, ()):
            if target not in came_from:
                came_from[target] = queue_id
                line.append(target)
    return ()


def _walked_back(came_from: Mapping[QueueId, QueueId | None], end: QueueId) -> tuple[QueueId, ...]:
    way: list[QueueId] = []
    step: QueueId | None = end
    while step is not None:
        way.append(step)
        step = came_from[step]
    return tuple(reversed(way))
