"""The shell in a browser: offers have a place of their own, keys do everything, wishes follow the person."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.house import House, write_letter
from browser.people import Agent, violations

WIDTHS = {"wide": (1366, 768), "middle": (900, 700), "narrow": (320, 640)}


@pytest.fixture
def anna(browser: Browser, house: House) -> Iterator[Agent]:
    """Anna, alone at work."""
    house.start()
    agent = Agent(browser, house.address, "anna")
    agent.page.emulate_media(reduced_motion="reduce")
    agent.sign_in()
    yield agent
    agent.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_offers_cover_nothing_that_somebody_works_with(house: House, anna: Agent, width: str) -> None:
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    resize(anna.page, width)
    for customer in ("two", "three"):
        write_letter(house, customer, "m0", "Hello, too")
    expect(anna.offer).to_have_count(2)
    for needed in (anna.composer, anna.page.get_by_role("button", name="End", exact=True)):
        assert is_on_top(needed)
    assert fits(anna.page)
    assert violations(anna.page) == []


def test_a_short_shift_by_keyboard_alone(house: House, anna: Agent) -> None:
    keys = anna.page.keyboard
    write_letter(house, "one", "m0", "Hello")
    expect(anna.offer).to_be_visible()
    keys.press("Alt+a")
    expect(anna.composer).to_be_focused()
    keys.type("How can I help?")
    keys.press("Enter")
    expect(anna.transcript).to_contain_text("How can I help?")
    write_letter(house, "two", "m0", "Hello, too")
    expect(anna.offer).to_be_visible()
    keys.type("half a sen")
    keys.press("F8")
    expect(anna.offer.get_by_role("button", name="Accept")).to_be_focused()
    keys.press("F8")
    expect(anna.composer).to_be_focused()
    keys.press("Alt+r")
    expect(anna.offer).to_have_count(0)
    anna.presence("Do not disturb")
    expect(anna.page.get_by_test_id("announcer")).to_contain_text("you declined an offer at")
    expect(anna.composer).to_have_value("half a sen")
    keys.press("Alt+0")
    expect(anna.page.get_by_role("main", name="Home")).to_be_visible()
    keys.press("Alt+p")
    expect(anna.page.get_by_role("button", name="Reset", exact=True)).to_be_focused()
    keys.press("Enter")
    expect(anna.offer).to_be_visible()
    keys.press("Alt+1")
    expect(anna.session("Visitor 1")).to_have_attribute("aria-current", "page")
    keys.press("Alt+w")
    question = anna.page.get_by_role("alertdialog", name=re.compile("Close the session"))
    expect(question).to_be_visible()
    keys.press("Alt+0")
    keys.press("Escape")
    expect(anna.session("Visitor 1")).to_have_attribute("aria-current", "page")


def test_theme_and_language_hold_at_once_in_every_tab_and_on_the_next_device(
    browser: Browser, house: House, anna: Agent
) -> None:
    other_tab = anna.context.new_page()
    other_tab.goto(f"{house.address}/")
    expect(other_tab.get_by_role("main", name="Home")).to_be_visible()
    anna.page.get_by_role("heading", name="Home").click()
    anna.page.keyboard.press("?")
    anna.page.get_by_role("tab", name="Appearance").click()
    anna.page.get_by_role("radio", name="High contrast").click()
    assert violations(anna.page) == []
    with anna.page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
        anna.page.get_by_label("Language").select_option("sv")
    assert saved.value.status == 204
    for page in (anna.page, other_tab):
        expect(page.locator("html")).to_have_attribute("data-look", "contrast")
        expect(page.locator("html")).to_have_attribute("lang", "sv")
    elsewhere = Agent(browser, house.address, "anna")
    elsewhere.page.goto(f"{house.address}/")
    elsewhere.page.get_by_label("Sign-in name").fill("anna")
    elsewhere.page.get_by_label("Password").fill("cordboard demo")
    elsewhere.page.get_by_role("button", name="Sign in").click()
    expect(elsewhere.page.locator("html")).to_have_attribute("data-look", "contrast")
    expect(elsewhere.page.locator("html")).to_have_attribute("lang", "sv")
    elsewhere.context.close()


@pytest.mark.mission("S12", part="dashboard")
def test_home_shows_the_dashboard_that_the_administrator_set(
    browser: Browser, house: House, anna: Agent
) -> None:
    waiting = anna.page.get_by_role("region", name="Open work items")
    expect(waiting).to_be_visible()
    admin = Agent(browser, house.address, "admin")
    admin.sign_in()
    admin.page.get_by_label("Dashboard on Home").select_option("focus")
    expect(admin.page.get_by_text("Home shows this dashboard")).to_be_visible()
    anna.page.reload()
    anna.wait_until_live()
    expect(anna.page.get_by_role("region", name="My work items")).to_be_visible()
    expect(waiting).to_have_count(0)
    anna.page.get_by_label("Dashboard").select_option("work")
    expect(waiting).to_be_visible()
    admin.context.close()


def test_a_session_that_ended_elsewhere_says_why_after_a_reload_and_leaves_with_undo(
    house: House, anna: Agent
) -> None:
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    other = anna.context.new_page()
    other.goto(f"{house.address}/")
    panel = other.get_by_role("navigation", name="Sessions")
    panel.get_by_role("button", name="Visitor 1", exact=True).hover()
    panel.get_by_role("button", name="Close session Visitor 1").click()
    other.get_by_role("button", name="Close session", exact=True).click()
    told = anna.page.get_by_role("main").get_by_text("You closed this session on another page.")
    expect(told).to_be_visible()
    anna.page.reload()
    anna.wait_until_live()
    expect(told).to_be_visible()
    anna.session("Visitor 1").hover()
    anna.sessions.get_by_role("button", name="Close session Visitor 1").click()
    expect(anna.session("Visitor 1")).to_have_count(0)
    anna.page.get_by_role("button", name="Undo").click()
    expect(told).to_be_visible()


def resize(page: Page, width: str) -> None:
    """Give the window one of the named sizes."""
    across, down = WIDTHS[width]
    page.set_viewport_size({"width": across, "height": down})


def is_on_top(element: Locator) -> bool:
    """Return whether the middle of an element is its own: a click there reaches it."""
    element.scroll_into_view_if_needed()
    return bool(
        element.evaluate(
            """one => {
                const box = one.getBoundingClientRect();
                const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return hit !== null && (one.contains(hit) || hit.contains(one));
            }"""
        )
    )


def fits(page: Page) -> bool:
    """Return whether nothing sticks out sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
