"""Settles for all tests what Hypothesis may expect, what a mission marker is, and that browsers come last."""

import pytest
from hypothesis import settings

# A shared core may stall any example; how fast things are is the benches' matter.
settings.register_profile("shared_machine", deadline=None, print_blob=True)
settings.load_profile("shared_machine")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "mission(id, part=None): proves that row of tests/mission.toml, or only that part of it"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last: Playwright's event loop stays in this thread, and no other runs beside it."""
    items.sort(key=lambda item: "browser" in item.path.parts)
