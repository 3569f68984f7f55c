"""What the benches read of a server by HTTP."""

from cordboard.bench.door import read_metrics

TEXT = """# HELP cordboard_batches_total Batches that were committed.
# TYPE cordboard_batches_total counter
cordboard_batches_total 12
cordboard_committed_total 480.0 1700000000000
requests_total{path="/"} 3

"""


def test_plain_counters_are_read_and_all_else_is_left() -> None:
    assert read_metrics(TEXT) == {"cordboard_batches_total": 12.0, "cordboard_committed_total": 480.0}
