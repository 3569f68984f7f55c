"""Gives browser tests one Chromium a run and one server a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.hosts import HOSTS, Site, SitePage, site
from browser.house import House
from cordboard.bench.browser import FLAGS


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; browser tests run last, for its loop runs on under whatever comes after."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A server with the sample organisation, not started yet."""
    house = House(tmp_path)
    house.configure()
    yield house
    house.stop()


@pytest.fixture
def shop(house: House) -> Iterator[Site]:
    """A web site of another origin that may carry the widget; the server is not started yet."""
    with site() as one:
        one.pages["/favicon.ico"] = SitePage(body="")
        one.pages |= {f"/{name}": made(house.address) for name, made in HOSTS.items()}
        house.configure(allowed_origins=(one.origin,))
        yield one
