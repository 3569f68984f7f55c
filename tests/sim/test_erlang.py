"""Proves the formulas of queueing theory against tables and against Markov chains solved by force."""

from math import exp, inf

import pytest

from cordboard.sim.erlang import Expected, erlang_a, erlang_b, erlang_c
from cordboard.sim.student import t_within, two_sided

PUBLISHED_B = [
    (1, 1.0, 0.5),
    (5, 4.0, 0.19907),
    (10, 5.0, 0.01838),
    (20, 15.0, 0.04559),
    (100, 90.0, 0.02696),
]
PUBLISHED_T = [
    (0.95, 1, 12.7062),
    (0.95, 2, 4.3027),
    (0.95, 9, 2.2622),
    (0.95, 30, 2.0423),
    (0.999, 4, 8.6103),
    (0.999, 9, 4.7809),
    (0.999, 39, 3.5581),
]
SYSTEMS = [(1, 0.5, 1.0), (2, 1.8, 2.0), (3, 3.9, 0.5), (5, 5.0, 1.0), (8, 6.0, 5.0), (20, 24.0, 1.5)]
THRESHOLD = 0.3
ROOM = 200
"""Places of the truncated chains: nobody ever gets so far."""


@pytest.mark.parametrize(("servers", "load", "blocked"), PUBLISHED_B)
def test_erlang_b_is_as_in_the_tables(servers: int, load: float, blocked: float) -> None:
    assert erlang_b(servers, load) == pytest.approx(blocked, abs=6e-6)


def test_erlang_c_of_one_server_is_the_load_itself() -> None:
    expected = erlang_c(1, 0.8, handle=10.0, threshold=5.0)
    assert expected.wait_probability == pytest.approx(0.8)
    assert expected.mean_wait == pytest.approx(40.0)
    assert expected.service_level == pytest.approx(1 - 0.8 * exp(-0.2 * 0.5))


def test_without_equilibrium_everybody_waits_for_ever() -> None:
    expected = erlang_c(3, 3.0, handle=1.0, threshold=1.0)
    assert (expected.wait_probability, expected.mean_wait, expected.service_level) == (1.0, inf, 0.0)


@pytest.mark.parametrize(("servers", "load", "patience"), SYSTEMS)
def test_erlang_a_is_what_a_markov_chain_solved_by_force_does(
    servers: int, load: float, patience: float
) -> None:
    expected = erlang_a(servers, load, handle=1.0, patience=patience, threshold=THRESHOLD)
    same(expected, by_force(servers, load, 1 / patience))


@pytest.mark.parametrize(("servers", "load"), [(1, 0.5), (4, 3.2), (20, 17.0)])
def test_erlang_c_is_what_a_markov_chain_solved_by_force_does(servers: int, load: float) -> None:
    same(erlang_c(servers, load, handle=1.0, threshold=THRESHOLD), by_force(servers, load, 0.0))


def test_endless_patience_turns_erlang_a_into_erlang_c() -> None:
    one = erlang_a(10, 8.0, handle=1.0, patience=1e9, threshold=THRESHOLD)
    same(one, erlang_c(10, 8.0, handle=1.0, threshold=THRESHOLD), within=1e-6)


def test_a_system_of_thousands_is_computed_as_well() -> None:
    """Overloaded by 30 %, nearly all servers are busy, so that the rest of the arrivals must leave."""
    expected = erlang_a(10_000, 13_000.0, handle=1.0, patience=5.0, threshold=THRESHOLD)
    assert expected.abandonment == pytest.approx(3 / 13, rel=1e-6)
    assert expected.wait_probability == pytest.approx(1.0)


@pytest.mark.parametrize(("probability", "freedom", "t"), PUBLISHED_T)
def test_students_quantiles_are_as_in_the_tables(probability: float, freedom: int, t: float) -> None:
    assert two_sided(probability, freedom) == pytest.approx(t, abs=6e-5)
    assert t_within(two_sided(probability, freedom), freedom) == pytest.approx(probability)


def same(one: Expected, other: Expected, within: float = 1e-5) -> None:
    for name in Expected.__struct_fields__:
        assert getattr(one, name) == pytest.approx(getattr(other, name), rel=within, abs=1e-9), name


def by_force(servers: int, load: float, impatience: float) -> Expected:
    """Solve the chain of those in the system, and follow an arrival through the line step by step."""
    states = in_the_long_run(servers, load, impatience)
    queue = sum((count - servers) * part for count, part in enumerate(states) if count > servers)
    in_time = sum(states[:servers])
    served = served_by(THRESHOLD, servers, impatience)
    in_time += sum(states[servers + ahead] * served[ahead] for ahead in range(ROOM - servers))
    return Expected(
        wait_probability=sum(states[servers:]),
        mean_wait=queue / load,
        abandonment=impatience * queue / load,
        queue_length=queue,
        occupancy=sum(min(count, servers) * part for count, part in enumerate(states)) / servers,
        service_level=in_time,
    )


def in_the_long_run(servers: int, load: float, impatience: float) -> list[float]:
    """Return the equilibrium by elimination: what flows up over a border flows down over it."""
    weights = [1.0]
    for count in range(1, ROOM):
        down = min(count, servers) + max(0, count - servers) * impatience
        weights.append(weights[-1] * load / down)
    total = sum(weights)
    return [one / total for one in weights]


def served_by(threshold: float, servers: int, impatience: float) -> list[float]:
    """Return how likely somebody with so many ahead is served in time: Kolmogorov's equations, in steps.

    Those ahead go by being served or by giving up; whoever waits may give up too. Steps of second order.
    """
    steps = 800
    width = threshold / steps
    chances = [0.0] * (ROOM - servers)
    for _ in range(steps):
        slope = slopes(chances, servers, impatience)
        middle = [one + width / 2 * rise for one, rise in zip(chances, slope, strict=True)]
        slope = slopes(middle, servers, impatience)
        chances = [one + width * rise for one, rise in zip(chances, slope, strict=True)]
    return chances


def slopes(chances: list[float], servers: int, impatience: float) -> list[float]:
    return [
        (servers + ahead * impatience) * ((chances[ahead - 1] if ahead else 1.0) - chances[ahead])
        - impatience * chances[ahead]
        for ahead in range(len(chances))
    ]
