"""Measures routing: decisions in memory on two sizes of floor, durable assignments, rules, a naive scan."""

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from time import monotonic, thread_time_ns
from typing import Protocol

from msgspec import Struct, field

from cordboard.app.commands import AnyCommand
from cordboard.app.ports import Value, View
from cordboard.app.seams import Reply
from cordboard.bench import naive
from cordboard.bench.disk import require_disk, sync_ms
from cordboard.bench.latency import per_s, percentile, ratio
from cordboard.bench.shift import NewFloor, Shift, actor, freeing, offer_to, taking
from cordboard.bench.workload import Size, Workload
from cordboard.core.errors import Refusal
from cordboard.core.ids import AgentId
from cordboard.core.user import Actor

NS_IN_US = 1_000
AIMS = {"decisions_per_cpu_s": 20_000.0, "durable_assignments_per_cpu_s": 2_000.0, "growth": 1.5}
AT_LEAST = frozenset({"decisions_per_cpu_s", "durable_assignments_per_cpu_s"})
"""Aims that are to be reached; the others are not to be exceeded."""

Figures = dict[str, float | int | bool | None]
Step = Callable[[str], None]
"""Told what is done next."""


class Writer(Protocol):
    """The floor's writer over a store."""

    @property
    def view(self) -> View:
        """The floor as it is now."""
        ...

    @property
    def pending(self) -> bool:
        """Whether `take` has something to do."""
        ...

    def submit(self, command: AnyCommand, actor: Actor, reply: Reply) -> None:
        """Ask for a command."""
        ...

    def take(self) -> bool:
        """Apply the next batch; True when there is something to commit."""
        ...

    def commit(self) -> None:
        """Make the batch durable."""
        ...

    def finish(self) -> None:
        """Publish and answer."""
        ...


class Floors(Struct, frozen=True, kw_only=True):
    """Where the floors come from, and how the server that they run in treats the garbage collector."""

    in_memory: NewFloor
    stored: Callable[[Path, list[Value], Callable[[], int]], AbstractContextManager[Writer]]
    """Opens the writer on a new database that holds these values, by a clock in ms."""
    calm_the_collector: Callable[[], None]


class Plan(Struct, frozen=True, kw_only=True):
    """How much is measured; the default takes about 30 s."""

    large: Size = Size(agents=10_000, waiting=50_000)
    small: Size = Size(agents=1_000, waiting=10_000)
    ruled: Size = Size(agents=2_000, waiting=10_000, queues=20, skills=1, custom=True)
    """One skill at five ratings: five kinds of work in each queue."""
    rounds: int = 4
    """In each round both sizes take turns, so that what else the machine does hits both."""
    decisions: int = 400
    """Of each size in a round."""
    steps: int = 100
    naive: int = 4
    """Decisions of the naive scan, on the small floor."""
    custom: int = 200
    batch: int = 100
    """Agents who are freed in one batch of the writer."""
    batches: int = 5
    warm_batches: int = 2
    """Untimed ones before, in which routing tells anew why work waits, as after a start."""
    last_round_at_s: float = 16.0
    """No round begins later, on a busy machine."""

    @property
    def parts(self) -> int:
        """How many steps there are to be told of."""
        return 5 + self.rounds


class Taken(Struct):
    """Processor time in ns, of each decision and of each whole command."""

    decisions_ns: list[int] = field(default_factory=list)
    steps_ns: list[int] = field(default_factory=list)

    def mean_ns(self) -> float:
        """Return what a decision costs."""
        return sum(self.decisions_ns) / max(len(self.decisions_ns), 1)


def measure(plan: Plan, folder: Path, floors: Floors, step: Step) -> Figures:
    """Run the bench; the database lies in a folder of its own below `folder`, which must be on a disk.

    Raises:
        Unmeasurable: when something stands in the way.
    """
    begun = monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    require_disk(folder)
    with _collecting_as_the_server():
        small, large = Taken(), Taken()
        step("small floor")
        small_shift = _shift(plan.small, floors)
        step("large floor")
        large_shift = _shift(plan.large, floors)
        floors.calm_the_collector()
        for number in range(plan.rounds):
            if number and monotonic() - begun > plan.last_round_at_s:
                break
            step(f"round {number + 1} of {plan.rounds}")
            for shift, taken in ((small_shift, small), (large_shift, large)):
                _round(plan, shift, taken)
        step("naive scan")
        naive_ns = _time_naive(plan, small_shift)
        step("durable")
        durable_ns, durable, fsync_ms = _time_durable(plan, folder, floors, large_shift)
        step("rules")
        ruled_ns = _time_rules(plan, floors)
    return {
        "decisions_per_cpu_s": per_s(len(large.decisions_ns), sum(large.decisions_ns)),
        "p50_us": _us(large.decisions_ns, 0.50),
        "p99_us": _us(large.decisions_ns, 0.99),
        "durable_assignments_per_cpu_s": per_s(durable, durable_ns),
        "small_decisions_per_cpu_s": per_s(len(small.decisions_ns), sum(small.decisions_ns)),
        "growth": ratio(large.mean_ns(), small.mean_ns(), 2),
        "steps_per_cpu_s": per_s(len(large.steps_ns), sum(large.steps_ns)),
        "custom_decisions_per_cpu_s": per_s(len(ruled_ns), sum(ruled_ns)),
        "naive_per_cpu_s": per_s(len(naive_ns), sum(naive_ns)),
        "decisions": len(large.decisions_ns),
        "durable_assignments": durable,
        "fsync_ms": fsync_ms,
        "seconds": round(monotonic() - begun, 1),
    }


def _shift(size: Size, floors: Floors) -> Shift:
    """Bring everybody to work on a new floor, and let routing find that nobody can take anything."""
    workload = Workload(size)
    shift = Shift(floors.in_memory(workload.values()), workload)
    shift.settle()
    return shift


def _round(plan: Plan, shift: Shift, taken: Taken) -> None:
    for agent_id in shift.next_agents(plan.decisions):
        spent_ns, offer = shift.decide(agent_id)
        if offer is not None:
            taken.decisions_ns.append(spent_ns)
    for agent_id in shift.next_agents(plan.steps):
        spent_ns, offer = shift.step(agent_id)
        if offer is not None:
            taken.steps_ns.append(spent_ns)


def _time_naive(plan: Plan, shift: Shift) -> list[int]:
    """Let the naive scan make the decision first; then the floor makes it, and it must be the same."""
    times: list[int] = []
    for agent_id in shift.next_agents(plan.naive):
        shift.free(agent_id)
        begun_ns = thread_time_ns()
        expected = naive.first_fit(shift.floor)
        times.append(thread_time_ns() - begun_ns)
        offer = shift.go_on(agent_id)
        found = (offer.conversation_id, offer.agent_id) if offer is not None else None
        assert found == expected, f"routing decided {found}, the naive scan {expected}"
    return times


def _time_rules(plan: Plan, floors: Floors) -> list[int]:
    shift = _shift(plan.ruled, floors)
    floors.calm_the_collector()
    decided = [shift.decide(agent_id) for agent_id in shift.next_agents(plan.custom)]
    return [spent_ns for spent_ns, offer in decided if offer is not None]


def _time_durable(plan: Plan, folder: Path, floors: Floors, shift: Shift) -> tuple[int, int, float]:
    """Free agents in batches over a store; return the ns that took, the assignments, a sync's time in ms."""
    place = Path(tempfile.mkdtemp(prefix="bench-", dir=folder))
    spent_ns = assignments = 0
    try:
        fsync_ms = sync_ms(place)
        values = shift.values()
        with floors.stored(place / "routing.db", values, lambda: shift.now_ms) as writer:
            floors.calm_the_collector()
            for number in range(-plan.warm_batches, plan.batches):
                shift.now_ms += plan.batch
                agent_ids = shift.next_agents(plan.batch)
                for agent_id in agent_ids:
                    writer.submit(freeing(writer.view, agent_id), actor(agent_id), _taken)
                begun_ns = thread_time_ns()
                _run(writer)
                taken_ns = thread_time_ns() - begun_ns
                offered = _take_up(writer, agent_ids)
                if number >= 0:
                    spent_ns += taken_ns
                    assignments += offered
    finally:
        shutil.rmtree(place)
    return spent_ns, assignments, fsync_ms


def _take_up(writer: Writer, agent_ids: list[AgentId]) -> int:
    """Let agents take what they were offered, up to wrap-up; return how many were offered something."""
    offers = [(one, offer_to(writer.view, one)) for one in agent_ids]
    for agent_id, offer in offers:
        for command in taking(offer) if offer is not None else ():
            writer.submit(command, actor(agent_id), _taken)
    _run(writer)
    return sum(offer is not None for _, offer in offers)


def _run(writer: Writer) -> None:
    while writer.pending:
        if writer.take():
            writer.commit()
        writer.finish()


def _taken(result: object) -> None:
    assert not isinstance(result, Refusal), result


def _us(sample_ns: list[int], share: float) -> float | None:
    found = percentile(sample_ns, share)
    return None if found is None else round(found / NS_IN_US, 1)


@contextmanager
def _collecting_as_the_server() -> Iterator[None]:
    """Put the collector back as it was when the bench is over."""
    threshold = gc.get_threshold()
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()
