"""An agent asks why a conversation came to them, and reads it by keyboard, narrow or wide, without a jump."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from browser.house import House, write_letter
from browser.people import Agent, violations
from browser.probes import expect_soon, small_targets, wait_until_still


@pytest.fixture
def anna(browser: Browser, house: House) -> Iterator[Agent]:
    """Anna, with a letter accepted that is open before her."""
    house.start()
    agent = Agent(browser, house.address, "anna")
    agent.sign_in()
    write_letter(house, "one", "m0", "Where is my order?")
    agent.accept()
    yield agent
    agent.context.close()


def test_an_agent_reads_why_a_conversation_came_to_them(anna: Agent) -> None:
    page = anna.page
    ask = page.get_by_role("button", name="Why me?")
    ask.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Routing")
    steps = dialog.get_by_role("list", name="Steps of the routing").get_by_role("listitem")
    expect(steps).to_have_count(2)
    expect(steps.nth(0)).to_contain_text("Put into Support")
    expect(steps.nth(1)).to_contain_text(re.compile("Offered to Anna Ozola, who had the most free capacity"))
    expect(steps.nth(1)).to_contain_text("Of the others in the queue, 1 was not connected.")
    assert violations(page) == []
    assert small_targets(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(ask).to_be_focused()


def test_a_routing_that_does_not_come_is_asked_for_again_and_nothing_jumps(anna: Agent) -> None:
    page = anna.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/routing", hold)
    page.get_by_role("button", name="Why me?").click()
    dialog = page.get_by_role("dialog", name="Routing")
    expect(dialog.get_by_text("Loading …")).to_be_visible()
    assert violations(page) == []
    before = dialog.bounding_box()
    expect_soon(page, lambda: len(held), 1)
    held.pop().abort()
    expect(dialog).to_contain_text("could not be fetched")
    wait_until_still(page)
    assert dialog.bounding_box() == before
    assert violations(page) == []
    dialog.get_by_role("button", name="Try again").click()
    expect(dialog.get_by_text("Loading …")).to_be_visible()
    expect_soon(page, lambda: len(held), 1)
    held.pop().continue_()
    expect(dialog.get_by_role("list", name="Steps of the routing")).to_be_visible()
    wait_until_still(page)
    assert dialog.bounding_box() == before


@pytest.mark.parametrize("width", [320, 1280])
def test_on_a_narrow_page_it_is_read_whole(anna: Agent, width: int) -> None:
    page = anna.page
    page.set_viewport_size({"width": width, "height": 480})
    if width == 320:
        page.get_by_role("tab", name="Details").click()
    page.get_by_role("button", name="Why me?").click()
    expect(page.get_by_role("list", name="Steps of the routing")).to_be_visible()
    wait_until_still(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    dialog = page.get_by_role("dialog", name="Routing")
    assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert small_targets(page) == []
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
