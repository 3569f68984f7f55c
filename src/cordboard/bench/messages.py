"""Measures customers' messages to agents, durable and through all the product, beside a bare relay."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from math import ceil
from pathlib import Path
from time import monotonic

from msgspec import Struct, field

from cordboard.bench import load
from cordboard.bench.crew import Crew, Furnish, at_product, at_relay, organisation
from cordboard.bench.disk import require_disk, sync_ms
from cordboard.bench.latency import NS_IN_MS, per_s, percentile_ms, ratio
from cordboard.bench.load import Window
from cordboard.bench.servers import Cores, Product, Relay, cores, pinned
from cordboard.bench.trouble import cut_and_kill

SLOW, FAST = 200, 2_000
"""Messages a second of the open loops."""

Figures = dict[str, float | int | bool | None]
Step = Callable[[str], None]
"""Told what is done next."""


class Plan(Struct, frozen=True, kw_only=True):
    """How much is measured; the default takes about 40 s."""

    customers: int = 400
    agents: int = 50
    rounds: int = 4
    last_round_at_s: float = 36.0
    """No round begins later: on a busy machine there are fewer, and the run still ends in 50 s."""
    warm_s: float = 0.2
    closed_s: float = 1.2
    slow_s: float = 1.2
    fast_s: float = 1.0
    trouble_s: float = 0.4
    """How long traffic runs before and after each trouble."""

    @property
    def steps(self) -> int:
        """How many steps there are to be told of."""
        return 4 + self.rounds


class Taken(Struct):
    """What was taken down at one server."""

    closed: list[Window] = field(default_factory=list)
    slow_ns: list[int] = field(default_factory=list)
    fast_ns: list[int] = field(default_factory=list)
    batches: float = 0
    committed: float = 0

    def per_cpu_s(self) -> float | None:
        """Messages a second of the server's processor time."""
        return per_s(self.answered, sum(one.server.run_ns for one in self.closed))

    def per_wall_s(self) -> float | None:
        """Messages a second by the clock on the wall."""
        return per_s(self.answered, sum(one.wall_ns for one in self.closed))

    def load_share(self) -> float | None:
        """How much of a core the load took."""
        wall_ns = sum(one.wall_ns for one in self.closed)
        return ratio(sum(one.load_ns for one in self.closed), wall_ns)

    def wait_share(self) -> float | None:
        """How much of the time in which it could run the server had to wait for its core."""
        wait_ns = sum(one.server.wait_ns for one in self.closed)
        return ratio(wait_ns, wait_ns + sum(one.server.run_ns for one in self.closed))

    @property
    def answered(self) -> int:
        """Messages in the timed closed loops."""
        return sum(one.answered for one in self.closed)


def measure(plan: Plan, folder: Path, furnish: Furnish, step: Step) -> Figures:
    """Run the bench in a folder of its own below `folder`, which must be on a disk.

    Raises:
        Unmeasurable: when something stands in the way.
    """
    begun = monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    require_disk(folder)
    where = cores()
    with _workplace(folder) as place, pinned(where.load), _servers(place, where) as (product, relay):
        step("organisation")
        commands, hashes = organisation(plan.agents, ceil(plan.customers / plan.agents))
        furnish(product.data_dir, commands, hashes)
        fsync_ms = sync_ms(place)
        figures = _run(plan, product, relay, step, begun + plan.last_round_at_s)
    return figures | {
        "fsync_ms": fsync_ms,
        "separate_cores": where.apart,
        "seconds": round(monotonic() - begun, 1),
    }


def _run(plan: Plan, product: Product, relay: Relay, step: Step, last_round_at: float) -> Figures:
    """Bring everybody in, measure in turns, make trouble in the middle, and count at the end."""
    step("servers and people")
    product.start()
    relay.start()
    with (
        closing(at_product(product, plan.customers, plan.agents)) as ours,
        closing(at_relay(relay, plan.customers, plan.agents)) as bare,
    ):
        figures = _rounds(plan, ours, bare, step, last_round_at)
        step("transcripts")
        return figures | _count(ours)


def _rounds(plan: Plan, ours: Crew, bare: Crew, step: Step, last_round_at: float) -> Figures:
    """Measure round by round; trouble comes in the middle, and no round after it begins too late."""
    sides = (ours, Taken()), (bare, Taken())
    recovery_ns = 0
    for number in range(plan.rounds):
        if number == plan.rounds // 2:
            step("cut lines, kill, restart")
            recovery_ns = cut_and_kill(ours, plan.trouble_s)
        if number >= plan.rounds // 2 and monotonic() > last_round_at:
            break
        step(f"round {number + 1} of {plan.rounds}")
        _round(plan, sides)
    figures = _figures(sides[0][1], sides[1][1])
    return figures | {"rounds": len(sides[0][1].closed), "recovery_ms": round(recovery_ns / NS_IN_MS)}


def _round(plan: Plan, sides: Sequence[tuple[Crew, Taken]]) -> None:
    """Measure both in short turns, so that what else the machine does hits both."""
    for crew, taken in sides:
        before = _counters(crew)
        taken.closed.append(load.closed(crew, plan.closed_s, plan.warm_s))
        after = _counters(crew)
        taken.batches += after[0] - before[0]
        taken.committed += after[1] - before[1]
    for crew, taken in sides:
        taken.slow_ns += load.opened(crew, SLOW, plan.slow_s)
    for crew, taken in sides:
        taken.fast_ns += load.opened(crew, FAST, plan.fast_s)


def _counters(crew: Crew) -> tuple[float, float]:
    """Return how many batches the server has committed, and the items in them; zeros where it tells not."""
    if not isinstance(crew.server, Product):
        return 0, 0
    with crew.server.door as door:
        metrics = door.metrics()
    return metrics.get("cordboard_batches_total", 0), metrics.get("cordboard_committed_total", 0)


def _count(crew: Crew) -> Figures:
    """Compare what customers and agents saw with every transcript."""
    assert isinstance(crew.server, Product), "the relay stores nothing"
    with crew.server.door as door:
        verdict = crew.ledger.judge(
            {one.conversation_id: door.message_ids(one.conversation_id, one.token) for one in crew.customers}
        )
    return {
        "lost": verdict.lost,
        "doubled": verdict.doubled,
        "acknowledged": verdict.acknowledged,
        "sent": verdict.sent,
        "repeated": crew.ledger.repeated,
        "refused": crew.ledger.refused,
        "out_of_step": crew.ledger.out_of_step,
    }


def _figures(ours: Taken, bare: Taken) -> Figures:
    """Lay out what was taken down, the aims first."""
    durable, relayed = ours.per_cpu_s(), bare.per_cpu_s()
    return {
        "durable_per_cpu_s": durable,
        "relay_per_cpu_s": relayed,
        "ratio_to_relay": ratio(relayed or 0, durable or 0, 2),
        "mean_batch": ratio(ours.committed, ours.batches, 1),
        "p50_ms_at_200": percentile_ms(ours.slow_ns, 0.50),
        "p99_ms_at_200": percentile_ms(ours.slow_ns, 0.99),
        "relay_p50_ms_at_200": percentile_ms(bare.slow_ns, 0.50),
        "relay_p99_ms_at_200": percentile_ms(bare.slow_ns, 0.99),
        "p50_ms_at_2000": percentile_ms(ours.fast_ns, 0.50),
        "p99_ms_at_2000": percentile_ms(ours.fast_ns, 0.99),
        "relay_p50_ms_at_2000": percentile_ms(bare.fast_ns, 0.50),
        "relay_p99_ms_at_2000": percentile_ms(bare.fast_ns, 0.99),
        "messages": ours.answered,
        "relay_messages": bare.answered,
        "durable_per_wall_s": ours.per_wall_s(),
        "relay_per_wall_s": bare.per_wall_s(),
        "server_wait": ours.wait_share(),
        "relay_wait": bare.wait_share(),
        "generator_cpu": ours.load_share(),
        "generator_cpu_at_relay": bare.load_share(),
    }


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """Make a folder for one run, and leave nothing."""
    place = Path(tempfile.mkdtemp(prefix="bench-", dir=folder))
    try:
        yield place
    finally:
        shutil.rmtree(place)


@contextmanager
def _servers(place: Path, where: Cores) -> Iterator[tuple[Product, Relay]]:
    """Own both servers for one run."""
    product, relay = Product(place, where.server), Relay(where.server)
    try:
        yield product, relay
    finally:
        product.stop()
        relay.stop()
