"""Settles for all tests what Hypothesis may expect of a shared machine, and what a mission marker is."""

import pytest
from hypothesis import settings

# A shared core may stall any example; how fast things are is the benches' matter.
settings.register_profile("shared_machine", deadline=None, print_blob=True)
settings.load_profile("shared_machine")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "mission(id, part=None): proves that row of tests/mission.toml, or only that part of it"
    )
