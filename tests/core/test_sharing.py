"""Percentages: exact over every hundred turns, whatever they are."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cordboard.core.sharing import next_share


@st.composite
def percentages(draw: st.DrawFn) -> list[int]:
    """Up to five that make a hundred, none of them nothing."""
    cuts = sorted(draw(st.sets(st.integers(1, 99), max_size=4)))
    return [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]


@given(percentages())
def test_every_hundred_turns_are_shared_exactly(percents: list[int]) -> None:
    counts = [0] * len(percents)
    for turn in range(1, 301):
        counts[next_share(percents, counts)] += 1
        due = [percent * turn / 100 for percent in percents]
        assert all(abs(count - part) < len(percents) for count, part in zip(counts, due, strict=True))
        if turn % 100 == 0:
            assert counts == [percent * turn // 100 for percent in percents]


def test_the_shares_are_mixed_as_evenly_as_they_can_be() -> None:
    counts = [0, 0]
    turns = []
    for _ in range(10):
        turns.append(next_share([70, 30], counts))
        counts[turns[-1]] += 1
    assert Counter(turns) == {0: 7, 1: 3}
    assert "".join(map(str, turns)) == "0100010010"
