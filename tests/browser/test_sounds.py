"""Sounds in a real browser: in one tab of several, until somebody answers, and as each person wants them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.furnishing import furnish
from browser.house import House, write_letter
from browser.people import Agent, violations
from browser.probes import expect_soon, wait_until_kept

SPY = (Path(__file__).parent / "sound_spy.js").read_text()
QUIET_MS = 5_000
"""Longer than the time after which an offer sounds again."""
DUE_MS = 1_500
"""Longer than it takes from what is shown to its sound."""


@pytest.fixture
def anna(browser: Browser, house: House) -> Iterator[Agent]:
    """Anna, alone at work once the house runs."""
    agent = Agent(browser, house.address, "anna")
    agent.page.emulate_media(reduced_motion="reduce")
    agent.context.add_init_script(SPY)
    yield agent
    agent.context.close()


def test_an_offer_sounds_in_one_of_two_tabs_until_it_is_answered(house: House, anna: Agent) -> None:
    furnish(house)
    anna.sign_in()
    second = anna.context.new_page()
    second.goto(f"{house.address}/")
    expect(second.get_by_role("status", name="Connection")).to_have_text("live")
    second.get_by_role("heading", name="Home").click()
    pages = [anna.page, second]
    write_letter(house, "one", "m0", "Hello")
    expect(second.get_by_role("alertdialog")).to_be_visible()
    expect_soon(anna.page, lambda: any(heard(page) for page in pages), wanted=True)
    loud, quiet = sorted(pages, key=heard, reverse=True)
    # Until it has sounded again, the other one has had its time, too.
    loud.wait_for_function("() => heardSounds().length >= 2")
    assert heard(quiet) == 0

    loud.close()
    quiet.wait_for_function("() => heardSounds().length >= 1")
    quiet.get_by_role("button", name="Accept").click()
    expect(quiet.get_by_role("alertdialog")).to_have_count(0)
    expect_soon(quiet, lambda: quiet.evaluate("soundsNow()"), 0)
    before = heard(quiet)
    quiet.wait_for_timeout(QUIET_MS)
    assert heard(quiet) == before


def test_sounds_are_chosen_tested_and_switched_off_for_good(
    browser: Browser, house: House, anna: Agent
) -> None:
    furnish(house)
    anna.sign_in()
    open_sounds(anna.page)
    expect(anna.page.locator("[data-audibility=ready]")).to_be_visible()
    offers = anna.page.get_by_role("group", name="Work is offered to you")
    offers.get_by_label("Sound", exact=True).select_option("Bell")
    offers.get_by_role("button", name="Test").click()
    anna.page.wait_for_function("() => heardSounds().at(-1) === 'bell'")
    offers.get_by_role("switch", name="Play a sound").click()
    expect(offers.get_by_role("switch", name="Play a sound")).not_to_be_checked()
    assert violations(anna.page) == []
    anna.page.get_by_role("button", name="Close", exact=True).click()
    wait_until_kept(anna.page)

    elsewhere = Agent(browser, house.address, "anna")
    elsewhere.context.add_init_script(SPY)
    elsewhere.sign_in()
    write_letter(house, "one", "m0", "Hello")
    expect(elsewhere.offer).to_be_visible()
    open_sounds(elsewhere.page)
    group = elsewhere.page.get_by_role("group", name="Work is offered to you")
    expect(group.get_by_label("Sound", exact=True)).to_have_value("bell")
    expect(group.get_by_role("switch")).not_to_be_checked()
    assert heard(elsewhere.page) == 0
    elsewhere.page.get_by_role("button", name="Reset to defaults").click()
    expect(group.get_by_role("switch")).to_be_checked()
    elsewhere.context.close()


def test_a_message_sounds_where_nobody_looks_and_not_where_somebody_does(house: House, anna: Agent) -> None:
    furnish(house)
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    expect(anna.transcript).to_contain_text("Hello")
    # What the first letter set off has sounded by now.
    anna.page.wait_for_timeout(DUE_MS)
    before = heard(anna.page)
    write_letter(house, "one", "m1", "Are you there?")
    expect(anna.transcript).to_contain_text("Are you there?")
    anna.page.wait_for_timeout(DUE_MS)
    assert heard(anna.page) == before
    anna.home.click()
    write_letter(house, "one", "m2", "Hello?")
    anna.page.wait_for_function("() => heardSounds().at(-1) === 'chime'")


def open_sounds(page: Page) -> None:
    """Open the settings at their sounds."""
    page.get_by_role("button", name=re.compile("^Account: ")).click()
    page.get_by_role("menuitem", name="Settings").click()
    page.get_by_role("tab", name="Sounds").click()


def heard(page: Page) -> int:
    """Return how many sounds this tab has played."""
    count: int = page.evaluate("heardSounds().length")
    return count
