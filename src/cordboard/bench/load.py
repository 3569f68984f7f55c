"""Puts load on a server: closed loops for its cost, open loops for its latency."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from time import perf_counter_ns, process_time_ns

from msgspec import Struct

from cordboard.bench.crew import Crew
from cordboard.bench.latency import NS_IN_S
from cordboard.bench.servers import Spent, spent
from cordboard.bench.wires import LONGEST_WAIT_S


class Window(Struct, frozen=True, kw_only=True):
    """What one timed closed loop did."""

    answered: int
    wall_ns: int
    server: Spent
    load_ns: int
    """CPU time of the load itself."""


class _Mark(Struct, frozen=True):
    answered: int
    at_ns: int
    server: Spent
    load_ns: int


def closed(crew: Crew, seconds: float, warm_s: float) -> Window:
    """Let every customer have one message in flight, and count."""
    with _undisturbed():
        crew.pace.chatty = True
        for customer in crew.customers:
            customer.speak(perf_counter_ns())
        _turn_for(crew, warm_s)
        before = _mark(crew)
        _turn_for(crew, seconds)
        after = _mark(crew)
        crew.pace.chatty = False
        crew.settle("the closed loop ends")
    crew.ledger.latencies_ns.clear()
    return Window(
        answered=after.answered - before.answered,
        wall_ns=after.at_ns - before.at_ns,
        server=after.server - before.server,
        load_ns=after.load_ns - before.load_ns,
    )


def opened(crew: Crew, rate: int, seconds: float) -> list[int]:
    """Send so many a second whatever the server does; return the latencies from when each was due, in ns.

    All are waited for: none is left out because it was slow.
    """
    crew.ledger.latencies_ns.clear()
    with _undisturbed():
        step_ns = NS_IN_S // rate
        due_ns = perf_counter_ns() + step_ns
        last_ns = due_ns + int(seconds * NS_IN_S)
        speakers = cycle(crew.customers)
        while due_ns < last_ns:
            now_ns = perf_counter_ns()
            while due_ns <= now_ns and due_ns < last_ns:
                next(speakers).speak(due_ns)
                due_ns += step_ns
            crew.hub.turn((due_ns - perf_counter_ns()) / NS_IN_S)
        crew.settle(f"everything sent at {rate} a second arrives")
    latencies = list(crew.ledger.latencies_ns)
    crew.ledger.latencies_ns.clear()
    return latencies


def _turn_for(crew: Crew, seconds: float) -> None:
    end_ns = perf_counter_ns() + int(seconds * NS_IN_S)
    while perf_counter_ns() < end_ns:
        crew.hub.turn(LONGEST_WAIT_S)


def _mark(crew: Crew) -> _Mark:
    return _Mark(crew.ledger.answered, perf_counter_ns(), spent(crew.server.pid), process_time_ns())


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Collect garbage before and after, not while the time is taken."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
