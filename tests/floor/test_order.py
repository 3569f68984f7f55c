"""Keys in order, in pieces or not."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordboard.floor import order
from cordboard.floor.order import SortedKeys

Change = tuple[bool, int]


@pytest.fixture(autouse=True, scope="module")
def short_pieces() -> Iterator[None]:
    """Let a few keys be enough for many pieces."""
    patch = pytest.MonkeyPatch()
    patch.setattr(order, "LONGEST", 3)
    yield
    patch.undo()


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=120))
def test_keys_are_those_of_a_sorted_list_whatever_comes_and_goes(changes: list[Change]) -> None:
    keys: SortedKeys[tuple[int]] = SortedKeys()
    model: set[tuple[int]] = set()
    for comes, number in changes:
        key = (number,)
        if comes and key not in model:
            keys.add(key)
            model.add(key)
        elif not comes and key in model:
            keys.discard(key)
            model.discard(key)
        elif model and not comes:
            keys.drop_first()
            model.discard(min(model))
        ordered = sorted(model)
        assert (list(keys), len(keys), bool(keys)) == (ordered, len(ordered), bool(ordered))
        assert [keys[position] for position in range(len(keys))] == ordered
        assert keys.behind((15,)) == sum(one <= (15,) for one in ordered)


def test_what_was_added_in_another_order_is_the_same() -> None:
    up, down = SortedKeys[tuple[int]](), SortedKeys[tuple[int]]()
    for number in range(20):
        up.add((number,))
        down.add((19 - number,))
    assert up == down
    down.discard((7,))
    assert up != down


def test_a_key_that_is_not_there_is_a_flaw_of_the_index() -> None:
    keys = SortedKeys[tuple[int]]()
    with pytest.raises(AssertionError, match="not in its index"):
        keys.discard((1,))
    for number in range(0, 20, 2):
        keys.add((number,))
    for absent in (-1, 5, 99):
        with pytest.raises(AssertionError, match="not in its index"):
            keys.discard((absent,))
    with pytest.raises(IndexError):
        keys[10]
