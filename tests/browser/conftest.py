"""Gives browser tests one Chromium a run and one server a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.house import House
from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A server with the sample organisation, not started yet."""
    house = House(tmp_path)
    house.configure()
    yield house
    house.stop()
