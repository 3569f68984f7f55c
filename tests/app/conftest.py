"""Opens a stage for each scene."""

import pytest

from floor.stage import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()
