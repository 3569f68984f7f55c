"""What Home shows by itself, in a real browser: new work, late finds, and a way to close its tabs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.furnishing import furnish
from browser.home import AtHome, anna_at_home, letter
from browser.house import House
from browser.people import violations
from cordboard.core.notification import AutoAssign


@pytest.fixture
def anna(browser: Browser, house: House) -> Iterator[AtHome]:
    """Anna, alone at work."""
    with anna_at_home(browser, house) as agent:
        yield agent


def test_work_that_came_by_itself_is_marked_as_new_until_it_is_looked_at(
    browser: Browser, house: House
) -> None:
    furnish(house, auto_assign=AutoAssign.AT_ONCE)
    anna = AtHome(browser, house.address, "anna")
    anna.sign_in()
    letter(house, "Kenny")
    work = anna.list("My work items").get_by_role("listitem")
    expect(work).to_contain_text("Kenny")
    expect(work.get_by_text("New", exact=True)).to_be_visible()
    work.get_by_role("button", name="Open Kenny").click()
    expect(anna.transcript).to_contain_text("Hello")
    anna.home.click()
    expect(work).to_have_count(1)
    expect(work.get_by_text("New", exact=True)).to_have_count(0)
    anna.context.close()


def test_what_was_closed_just_now_is_found_without_asking_twice(house: House, anna: AtHome) -> None:
    anna.had(house, "Kenny", "My flute squeaks")
    anna.page.keyboard.press("Alt+s")
    anna.page.get_by_label("Words", exact=True).fill("flute")
    anna.page.keyboard.press("Enter")
    found = anna.page.get_by_role("list", name="Found conversations").get_by_role("listitem")
    expect(found).to_have_count(1)


def test_a_tab_is_closed_by_a_button_where_there_is_neither_mouse_nor_delete_key(
    house: House, anna: AtHome
) -> None:
    page = anna.page
    page.keyboard.press("Alt+s")
    tab = page.get_by_role("tab", name="Search")
    expect(tab).to_have_attribute("aria-selected", "true")
    tab.focus()
    page.keyboard.press("Tab")
    close = page.get_by_role("button", name="Close tab")
    expect(close).to_be_focused()
    box = close.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24, "seen while it has the focus"
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(tab).to_have_count(0)
    expect(close).to_have_count(0)
    expect(page.get_by_role("tab", name="Dashboard")).to_be_focused()
