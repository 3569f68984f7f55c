"""Gives each test a disk of its own."""

from collections.abc import Iterator

import pytest

from store.disk import Disk


@pytest.fixture
def disk() -> Iterator[Disk]:
    disk = Disk()
    yield disk
    disk.journal.close()
