"""The shell in a browser: offers have a place of their own, keys do everything, wishes follow the person."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.house import PASSWORD, House, write_letter
from browser.people import Agent, violations
from browser.probes import STOPS_AT_MOST, wait_until_kept, wait_until_still

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


def test_a_first_visit_writes_nothing_into_the_console(browser: Browser, house: House) -> None:
    house.start()
    visitor = Agent(browser, house.address, "anna")
    said: list[str] = []
    visitor.page.on(
        "console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None
    )
    visitor.page.on("pageerror", lambda error: said.append(str(error)))
    visitor.page.goto(f"{house.address}/")
    expect(visitor.page.get_by_label("Sign-in name")).to_be_visible()
    assert said == []
    visitor.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_offers_cover_nothing_that_somebody_works_with(house: House, anna: Agent, width: str) -> None:
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    resize(anna.page, width)
    for customer in ("two", "three"):
        write_letter(house, customer, "m0", "Hello, too")
    expect(anna.offer).to_have_count(2)
    wait_until_still(anna.page)
    for needed in (anna.composer, anna.page.get_by_role("button", name="End", exact=True)):
        assert is_on_top(needed)
    assert fits(anna.page)
    assert violations(anna.page) == []


def test_a_short_shift_by_keyboard_alone(browser: Browser, house: House) -> None:
    house.start()
    anna = Agent(browser, house.address, "anna")
    anna.page.add_init_script("addEventListener('pointerdown', () => { window.pressed = true; }, true)")
    keys = anna.page.keyboard
    anna.page.goto(f"{house.address}/")
    expect(anna.page.get_by_label("Sign-in name")).to_be_focused()
    for part in ("anna", "Tab", PASSWORD, "Enter"):
        keys.press(part) if part in ("Tab", "Enter") else keys.type(part)
    anna.wait_until_live()
    answer_with_an_emoji(house, anna)
    reject_and_come_back(house, anna)
    switch_end_and_close(anna)
    choose_a_theme_and_sign_out(anna)
    assert anna.page.evaluate("window.pressed") is None
    anna.context.close()


def answer_with_an_emoji(house: House, anna: Agent) -> None:
    """Accept a conversation and write in it."""
    keys = anna.page.keyboard
    write_letter(house, "one", "m0", "Hello")
    expect(anna.offer).to_be_visible()
    wait_until_still(anna.page)
    keys.press("Alt+a")
    expect(anna.composer).to_be_focused()
    keys.type("How can I help?")
    keys.press("Tab")
    expect(anna.page.get_by_role("button", name="Emoji", exact=True)).to_be_focused()
    keys.press("Enter")
    expect(anna.page.get_by_label("Search emoji")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(anna.composer).to_be_focused()
    keys.press("Enter")
    expect(anna.transcript).to_contain_text(re.compile(r"How can I help\?\W"))


def reject_and_come_back(house: House, anna: Agent) -> None:
    """Decline an offer in the middle of a sentence, and take it after a reset of the presence."""
    keys = anna.page.keyboard
    write_letter(house, "two", "m0", "Hello, too")
    expect(anna.offer).to_be_visible()
    wait_until_still(anna.page)
    keys.type("half a sen")
    keys.press("F8")
    expect(anna.offer.get_by_role("button", name="Accept")).to_be_focused()
    keys.press("F8")
    expect(anna.composer).to_be_focused()
    keys.press("Alt+r")
    expect(anna.offer).to_have_count(0)
    anna.presence("Do not disturb")
    expect(anna.page.get_by_test_id("announcer")).to_contain_text("you rejected an offer at")
    expect(anna.composer).to_have_value("half a sen")
    keys.press("Alt+0")
    expect(anna.page.get_by_role("main", name="Home")).to_be_visible()
    wait_until_still(anna.page)
    keys.press("Alt+p")
    expect(anna.page.get_by_role("button", name="Reset", exact=True)).to_be_focused()
    keys.press("Enter")
    expect(anna.offer).to_be_visible()
    wait_until_still(anna.page)
    keys.press("Alt+a")
    expect(anna.session("Visitor 2")).to_have_attribute("aria-current", "page")


def switch_end_and_close(anna: Agent) -> None:
    """Go back to the first customer, end with them, and close both sessions."""
    keys = anna.page.keyboard
    keys.press("Alt+ArrowUp")
    expect(anna.session("Visitor 1")).to_have_attribute("aria-current", "page")
    expect(anna.composer).to_have_value("half a sen")
    keys.press("Alt+w")
    question = anna.page.get_by_role("alertdialog", name=re.compile("Close the session"))
    expect(question).to_be_visible()
    wait_until_still(anna.page)
    keys.press("Alt+0")
    keys.press("Escape")
    expect(question).to_have_count(0)
    expect(anna.session("Visitor 1")).to_have_attribute("aria-current", "page")
    keys.press("Alt+e")
    tab_to(anna.page.get_by_role("button", name="End the conversation"))
    keys.press("Enter")
    tab_to(anna.page.get_by_role("button", name="Close the conversation"))
    keys.press("Enter")
    expect(anna.session("Visitor 1")).to_have_count(0)
    keys.press("Alt+1")
    expect(anna.session("Visitor 2")).to_have_attribute("aria-current", "page")
    keys.press("Alt+w")
    tab_to(anna.page.get_by_role("button", name="Close session", exact=True))
    keys.press("Enter")
    expect(anna.session("Visitor 2")).to_have_count(0)
    expect(anna.page.get_by_role("main", name="Home")).to_be_visible()


def choose_a_theme_and_sign_out(anna: Agent) -> None:
    """Set the workspace up for the night, and go."""
    keys = anna.page.keyboard
    keys.press("?")
    shortcuts = anna.page.get_by_role("tab", name="Shortcuts")
    expect(shortcuts).to_be_focused()
    keys.press("ArrowLeft")
    keys.press("Enter")
    tab_to(anna.page.get_by_role("radio", name="As the system"))
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(anna.page.get_by_role("radio", name="Dark")).to_be_checked()
    expect(anna.page.locator("html")).to_have_attribute("data-look", "dark")
    keys.press("Escape")
    tab_to(anna.page.get_by_role("button", name="Account: Anna Ozola"))
    keys.press("Enter")
    expect(anna.page.get_by_role("menuitem", name="Settings")).to_be_focused()
    keys.press("ArrowUp")
    expect(anna.page.get_by_role("menuitem", name="Sign out", exact=True)).to_be_focused()
    keys.press("Enter")
    expect(anna.page.get_by_label("Sign-in name")).to_be_focused()


def tab_to(element: Locator) -> None:
    """Press Tab until something has the focus."""
    expect(element).to_be_visible()
    for _ in range(STOPS_AT_MOST):
        if element.evaluate("one => one === document.activeElement"):
            return
        element.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {element}")


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
    expect(anna.page.locator("html")).to_have_attribute("data-look", "contrast")
    assert violations(anna.page) == []
    anna.page.get_by_label("Language").select_option("sv")
    for page in (anna.page, other_tab):
        expect(page.locator("html")).to_have_attribute("data-look", "contrast")
        expect(page.locator("html")).to_have_attribute("lang", "sv")
    wait_until_kept(anna.page)
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
