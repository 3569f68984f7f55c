"""Percentiles and rates, worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordboard.bench.latency import per_s, percentile, percentile_ms, ratio


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1), (0.01, 1), (0.5, 50), (0.501, 51), (0.99, 99), (1.0, 100)]
)
def test_a_percentile_is_the_nearest_rank(share: float, expected: int) -> None:
    assert percentile(range(100, 0, -1), share) == expected


def test_of_few_values_the_99th_percentile_is_the_worst() -> None:
    assert percentile([5, 900, 7], 0.99) == 900


def test_nothing_has_no_percentile() -> None:
    assert percentile([], 0.5) is None
    assert percentile_ms([], 0.99) is None


@given(st.lists(st.integers(0, 10**12), min_size=1), st.floats(0, 1))
def test_at_least_that_share_does_not_exceed_it(sample: list[int], share: float) -> None:
    found = percentile(sample, share)
    assert found in sample
    assert sum(value <= found for value in sample) >= share * len(sample) - 1e-6


def test_milliseconds_come_from_nanoseconds() -> None:
    assert percentile_ms([1_234_567], 0.5) == 1.235


def test_rates_are_by_time_and_none_without() -> None:
    assert per_s(600, 50_000_000) == 12_000.0
    assert per_s(600, 0) is None
    assert ratio(1, 3) == 0.333
    assert ratio(1, 0) is None
