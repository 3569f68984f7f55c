"""Offers beside what else lies over the page in a real browser: dialogs, and toasts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from browser.furnishing import furnish
from browser.house import House, write_letter
from browser.people import Agent, violations
from browser.probes import wait_until_apart, wait_until_still
from cordboard.core.notification import AutoAssign

WIDTHS = [1280, 900, 320]
IN_DIALOG = "() => document.activeElement.closest('[aria-modal=true]') !== null"
REST_HIDDEN = "() => document.querySelector('main').closest('[aria-hidden=true]') !== null"
HIDDEN = "one => one.closest('[aria-hidden=true]') !== null"


@pytest.fixture
def anna(browser: Browser, house: House) -> Iterator[Agent]:
    """Anna, alone at work once the house runs."""
    agent = Agent(browser, house.address, "anna")
    agent.page.emulate_media(reduced_motion="reduce")
    yield agent
    agent.context.close()


def offer_of(agent: Agent) -> Locator:
    """The alerts of offers, not a question in a dialog."""
    return agent.page.get_by_role("region", name="Offers").get_by_role("alertdialog")


def open_settings(agent: Agent) -> Locator:
    """Open the settings from the account menu."""
    agent.page.get_by_role("button", name=re.compile("^Account: ")).click()
    agent.page.get_by_role("menuitem", name="Settings").click()
    dialog = agent.page.get_by_role("dialog", name="Settings")
    expect(dialog).to_be_visible()
    return dialog


@pytest.mark.mission("N8", part="alert")
@pytest.mark.parametrize("width", WIDTHS)
def test_an_offer_is_seen_and_accepted_while_a_dialog_is_open(house: House, anna: Agent, width: int) -> None:
    furnish(house, countdown_s=60)
    page = anna.page
    page.set_viewport_size({"width": width, "height": 720})
    anna.sign_in()
    dialog = open_settings(anna)
    dialog.get_by_role("radio", name="Compact").focus()
    write_letter(house, "one", "m0", "Hello")
    offer = offer_of(anna)
    accept = offer.get_by_role("button", name="Accept")
    expect(accept).to_be_in_viewport(ratio=1)
    expect(page.get_by_test_id("announcer")).to_contain_text("Press F8 to answer")
    # What is no part of the dialog is hidden a moment after it is open.
    page.wait_for_function(REST_HIDDEN)
    assert not page.get_by_test_id("announcer").evaluate(HIDDEN)
    wait_until_apart(anna.page, offer, dialog)
    expect(dialog.get_by_role("button", name="Close", exact=True)).to_be_in_viewport(ratio=1)
    assert violations(page) == []

    page.keyboard.press("F8")
    expect(accept).to_be_focused()
    # Those who keep the focus within a dialog would pull it back after a moment.
    page.wait_for_timeout(600)
    expect(accept).to_be_focused()
    assert not offer.evaluate(HIDDEN)
    page.keyboard.press("F8")
    expect(dialog.get_by_role("radio", name="Compact")).to_be_focused()
    page.keyboard.press("F8")
    page.keyboard.press("Enter")
    expect(offer).to_have_count(0)
    expect(dialog.get_by_role("radio", name="Compact")).to_be_focused()

    write_letter(house, "two", "m0", "Hello")
    expect(offer).to_be_visible()
    wait_until_still(page)
    page.keyboard.press("Alt+a")
    expect(offer).to_have_count(0)
    page.wait_for_function(IN_DIALOG)

    write_letter(house, "three", "m0", "Hello")
    accept.click()
    expect(offer).to_have_count(0)
    expect(dialog).to_be_visible()
    page.wait_for_function(IN_DIALOG)
    dialog.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("button", name=re.compile("^Account: "))).to_be_focused()
    for number in (1, 2, 3):
        expect(anna.session(f"Visitor {number}")).to_be_visible()


def test_tab_leads_from_a_dialog_through_the_offers_and_nowhere_else(house: House, anna: Agent) -> None:
    furnish(house, countdown_s=60)
    page = anna.page
    anna.sign_in()
    open_settings(anna)
    write_letter(house, "one", "m0", "Hello")
    expect(offer_of(anna)).to_be_visible()
    seen: set[Any] = set()
    for _ in range(14):
        page.keyboard.press("Tab")
        wait_until_still(page)
        seen.add(page.evaluate("document.activeElement.closest('[aria-modal=true], section, body').tagName"))
    assert {"DIV", "SECTION"} <= seen <= {"DIV", "SECTION"}
    page.keyboard.press("F8")
    offer_of(anna).get_by_role("button", name="Reject").click()
    expect(offer_of(anna)).to_have_count(0)
    page.wait_for_function(IN_DIALOG)


@pytest.mark.mission("N8", part="toast")
@pytest.mark.parametrize("width", WIDTHS)
def test_toasts_lie_beside_offers(house: House, anna: Agent, width: int) -> None:
    furnish(house, countdown_s=60)
    anna.page.set_viewport_size({"width": width, "height": 720})
    anna.sign_in()
    anna.choose_presence("Busy")
    for one in ("one", "two"):
        write_letter(house, one, "m0", "Hello")
    expect(offer_of(anna)).to_have_count(2)
    wait_until_still(anna.page)
    toasts = anna.page.get_by_role("region", name="Messages", exact=True)
    anna.page.keyboard.press("Alt+r")
    expect(toasts.get_by_role("button").first).to_be_visible()
    # The room is measured anew a few times each second.
    anna.page.wait_for_timeout(400)
    wait_until_apart(anna.page, toasts, anna.page.get_by_role("region", name="Offers"))


def test_what_is_assigned_at_once_is_told_once_and_asks_for_no_answer(house: House, anna: Agent) -> None:
    furnish(house, auto_assign=AutoAssign.AT_ONCE, countdown_s=60)
    anna.sign_in()
    said = anna.page.get_by_test_id("announcer")
    write_letter(house, "one", "m0", "Hello")
    expect(said).to_contain_text(re.compile(r"Work from Visitor 1\. .*It becomes yours by itself, in a mom"))
    expect(said).not_to_contain_text("to answer")
    toast = anna.page.get_by_role("region", name="Messages", exact=True).locator("[aria-live=off]")
    expect(toast).to_contain_text("Visitor 1 was assigned to you.")
