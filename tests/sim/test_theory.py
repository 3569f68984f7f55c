"""Proves that the production floor does what queueing theory says; `pytest -s` shows the table."""

from sim.theory import CELLS, HEAD, compare


def test_the_floor_does_what_erlang_c_and_erlang_a_say() -> None:
    """At least 20 systems, their seeds fixed beforehand; every figure's 99.9 % interval holds the theory."""
    assert len(CELLS) >= 20
    print(HEAD)
    outside = []
    for cell in CELLS:
        for comparison in compare(cell):
            print(comparison.row())
            if not comparison.holds:
                outside.append(comparison.row())
    assert not outside, "\n".join([HEAD, *outside])
