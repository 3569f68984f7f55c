"""Gives browser tests one Chromium a run and one server a test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from browser.hosts import HOSTS, Site, SitePage, site
from browser.house import House
from browser.notification_service import Desktop, notification_service
from browser.seat import Seat
from cordboard.bench.browser import FLAGS

expect.set_options(timeout=20_000)  # a machine may be slow: that is measured, not tested


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; browser tests run last, for its loop runs on under whatever comes after."""
    with sync_playwright() as one:
        yield one


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
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


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """A desktop that shows notifications."""
    with notification_service(tmp_path) as one:
        yield one


@pytest.fixture
def seat(playwright: Playwright, tmp_path: Path, desktop: Desktop, house: House) -> Iterator[Seat]:
    """Anna's browser on that desktop."""
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path / "profile"),
        executable_path="/usr/bin/chromium",
        args=list(FLAGS),
        locale="en-GB",
        env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": desktop.address},  # type: ignore[dict-item]
    )
    yield Seat(context, desktop, house)
    context.close()
