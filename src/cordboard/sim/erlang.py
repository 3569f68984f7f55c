"""Computes what queueing theory says of a line before c servers: Erlang B, C and A, in equilibrium.

All arrivals are a Poisson stream, handle times and patience exponential; loads are in erlangs (arrivals
per mean handle time), times in any one unit. Sums run over logarithms, so that large systems stay exact.
"""

from math import exp, expm1, fsum, inf, log, log1p

from msgspec import Struct

NEGLIGIBLE = -45.0
"""Logarithm of the part of the largest term below which the tail of a falling sum no longer counts."""
PANELS = 2_000
"""Of Simpson's rule; an even number."""


class Expected(Struct, frozen=True, kw_only=True):
    """What a system does in the long run."""

    wait_probability: float
    """Part of the arrivals that find all servers busy."""
    mean_wait: float
    """Of all arrivals, served or not."""
    abandonment: float
    """Part of the arrivals that leave unserved."""
    queue_length: float
    """Mean number of those who wait."""
    occupancy: float
    """Mean part of the servers that are busy."""
    service_level: float
    """Part of the arrivals that are served within the threshold."""


def erlang_b(servers: int, load: float) -> float:
    """Return the probability that all servers are busy when nobody waits (Erlang 1917)."""
    return exp(-_log_inverse_b(servers, load))


def erlang_c(servers: int, load: float, *, handle: float, threshold: float) -> Expected:
    """Return what M/M/c does; from a load of all its servers on, everybody waits for ever."""
    if load >= servers:
        return Expected(
            wait_probability=1.0,
            mean_wait=inf,
            abandonment=0.0,
            queue_length=inf,
            occupancy=1.0,
            service_level=0.0,
        )
    blocked = erlang_b(servers, load)
    occupancy = load / servers
    waits = blocked / (1 - occupancy * (1 - blocked))
    mean_wait = waits * handle / (servers - load)
    return Expected(
        wait_probability=waits,
        mean_wait=mean_wait,
        abandonment=0.0,
        queue_length=mean_wait * load / handle,
        occupancy=occupancy,
        service_level=1 - waits * exp(-(servers - load) * threshold / handle),
    )


def erlang_a(servers: int, load: float, *, handle: float, patience: float, threshold: float) -> Expected:
    """Return what M/M/c+M does (Palm 1946): those who wait give up after an exponential patience.

    The service level integrates the density of the time that somebody of endless patience would wait,
    (arrival rate) x P(c - 1 in the system) x exp(arrivals who stay - departures), times the patience.
    """
    logs = _log_waiting(servers, load, handle / patience)
    log_below = _log_inverse_b(servers, load)
    top = max(log_below, *logs)
    # P(c in the system) times the sum over all states is 1; the sum below and at c is 1/B.
    total = exp(log_below - top) + fsum(exp(one - top) for one in logs[1:])
    at_least_c = fsum(exp(one - top) for one in logs)
    queue = fsum(count * exp(one - top) for count, one in enumerate(logs)) / total
    rate = load / handle
    abandonment = queue / patience / rate
    all_busy = -top - log(total)
    waits = at_least_c / total
    served_late = _served_within(threshold, servers / handle, rate, patience, all_busy)
    return Expected(
        wait_probability=waits,
        mean_wait=queue / rate,
        abandonment=abandonment,
        queue_length=queue,
        occupancy=load * (1 - abandonment) / servers,
        service_level=1 - waits + served_late,
    )


def _log_inverse_b(servers: int, load: float) -> float:
    """Return log(1/B) by the recursion 1/B(n) = 1 + n/load x 1/B(n-1), which only adds."""
    value = 0.0
    for count in range(1, servers + 1):
        step = value + log(count / load)
        value = step + log1p(exp(-step)) if step > 0 else log1p(exp(step))
    return value


def _log_waiting(servers: int, load: float, impatience: float) -> list[float]:
    """Return log(P(c + j in the system) / P(c in the system)) for j = 0, 1, ... until it no longer counts."""
    logs, value, largest = [0.0], 0.0, 0.0
    while value > largest + NEGLIGIBLE:
        value += log(load / (servers + len(logs) * impatience))
        largest = max(largest, value)
        logs.append(value)
    return logs


def _served_within(
    threshold: float, departures: float, rate: float, patience: float, log_all_busy: float
) -> float:
    """Return the part of the arrivals that wait, but no longer than this, and are served (Simpson's rule)."""

    def density(at: float) -> float:
        staying = rate * patience * -expm1(-at / patience)
        return exp(log_all_busy + staying - departures * at - at / patience)

    width = threshold / PANELS
    odd = fsum(density(width * one) for one in range(1, PANELS, 2))
    even = fsum(density(width * one) for one in range(2, PANELS, 2))
    return departures * width / 3 * (density(0.0) + 4 * odd + 2 * even + density(threshold))
