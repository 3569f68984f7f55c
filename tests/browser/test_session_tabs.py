"""Application tabs in a real browser: each session's own, the same in all windows, and no page gets out."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from browser.applications import NARROW, Anna, business, furnish, template
from browser.hosts import Site
from browser.house import House
from browser.people import violations
from browser.probes import broken, small_targets


@pytest.fixture
def crm() -> Iterator[Site]:
    """A business application on an origin of its own."""
    with business() as one:
        yield one


@pytest.mark.mission("S8", part="session")
@pytest.mark.mission("S8", part="tabs")
@pytest.mark.mission("S13", part="linked")
def test_each_session_has_its_own_tabs_and_what_is_typed_in_them_stays(
    browser: Browser, house: House, crm: Site
) -> None:
    furnish(house, crm, template("Case of {customerName} {nothing}", applications=("cases",)))
    anna = Anna(browser, house)
    anna.take("one", name="Kenny & Co")
    expect(anna.session("Case of Kenny & Co")).to_have_attribute("aria-current", "page")
    expect(anna.page).to_have_title(re.compile("Case of Kenny & Co"))
    anna.tab("Cases").click()
    expect(anna.frame("Cases").locator("#asked")).to_have_text("?for=Kenny & Co")
    anna.frame("Cases").get_by_label("Case title").fill("Recorder squeaks")
    anna.open_application("Wiki")
    expect(anna.frame("Wiki").get_by_role("heading", name="Wiki")).to_be_visible()

    anna.take("two")
    anna.expect_tabs("Active conversation", "Cases")
    anna.tab("Cases").click()
    expect(anna.frame("Cases").get_by_label("Case title")).to_have_value("")
    anna.frame("Cases").get_by_label("Case title").fill("Nothing yet")

    anna.session("Case of Kenny").click()
    expect(anna.tab("Wiki")).to_have_attribute("aria-selected", "true")
    anna.tab("Cases").click()
    expect(anna.frame("Cases").get_by_label("Case title")).to_have_value("Recorder squeaks")
    anna.tab("Cases").press("Delete")
    # What comes after Delete has come when the focus moves as it is told.
    anna.page.keyboard.press("ArrowRight")
    expect(anna.tab("Wiki")).to_be_focused()
    anna.expect_tabs("Active conversation", "Cases", "Wiki")
    anna.context.close()


@pytest.mark.mission("S8", part="tabs")
def test_tabs_are_there_after_a_reload_and_on_another_machine_and_follow_each_other(
    browser: Browser, house: House, crm: Site
) -> None:
    furnish(house, crm, template())
    anna = Anna(browser, house)
    anna.take("one")
    anna.open_application("Wiki")
    anna.open_application("Cases")
    anna.tab("Wiki").click()
    expect(anna.frame("Wiki").get_by_role("heading", name="Wiki")).to_be_visible()
    elsewhere = Anna(browser, house)
    # What was opened is on its way to the server for a moment; then another machine has it.
    elsewhere.session("Visitor 1").click()
    elsewhere.expect_tabs("Active conversation", "Wiki", "Cases")
    anna.page.reload()
    anna.wait_until_live()
    anna.expect_tabs("Active conversation", "Wiki", "Cases")
    expect(anna.tab("Wiki")).to_have_attribute("aria-selected", "true")

    elsewhere.tab("Active conversation").click()
    elsewhere.tab("Wiki").focus()
    elsewhere.tab("Wiki").press("Delete")
    anna.expect_tabs("Active conversation", "Cases")
    expect(anna.tab("Cases")).to_have_attribute("aria-selected", "true")
    expect(elsewhere.tab("Active conversation")).to_have_attribute("aria-selected", "true")
    anna.open_application("Rogue")
    elsewhere.expect_tabs("Active conversation", "Cases", "Rogue")
    expect(elsewhere.tab("Active conversation")).to_have_attribute("aria-selected", "true")
    anna.context.close()
    elsewhere.context.close()


@pytest.mark.mission("S8", part="tabs")
def test_a_page_can_neither_leave_its_frame_nor_reach_into_the_workspace(
    browser: Browser, house: House, crm: Site
) -> None:
    furnish(house, crm, template())
    anna = Anna(browser, house)
    anna.take("one")
    anna.open_application("Rogue")
    rogue = anna.frame("Rogue")
    rogue.get_by_role("button", name="Take over").click()
    expect(rogue.locator("#told")).to_have_text("top parent storage")
    assert anna.page.url == f"{house.address}/"

    anna.page.get_by_role("link", name="Open in a new window").focus()
    anna.page.keyboard.press("Tab")
    expect(anna.page.locator('iframe[title="Rogue"]')).to_be_focused()
    with anna.context.expect_page() as opened:
        anna.page.get_by_role("link", name="Open in a new window").click()
    assert opened.value.evaluate("opener") is None
    anna.context.close()


@pytest.mark.parametrize("size", [None, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tabs_notes_and_menus_are_accessible(
    browser: Browser, house: House, crm: Site, theme: str, size: ViewportSize | None
) -> None:
    furnish(house, crm, template("ความคืบหน้าของลูกค้า {customerName}", applications=("cases",)))
    anna = Anna(browser, house)
    anna.page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    anna.take("one", name="Kenny Smith")
    if size is not None:
        anna.page.set_viewport_size(size)
        anna.page.get_by_role("tab", name="Details").click()
    anna.notes.fill("asks for a discount")
    anna.until_noted()
    assert (violations(anna.page), small_targets(anna.page), broken(anna.page)) == ([], [], [])
    anna.tab("Cases").click()
    expect(anna.frame("Cases").get_by_role("heading", name="Cases")).to_be_visible()
    assert (violations(anna.page), small_targets(anna.page), broken(anna.page)) == ([], [], [])
    anna.session("ความคืบหน้าของลูกค้า").click(button="right")
    expect(anna.page.get_by_role("menuitem", name="Move up")).to_be_visible()
    assert violations(anna.page) == []
    anna.page.keyboard.press("Escape")
    expect(anna.session("ความคืบหน้าของลูกค้า")).to_be_focused()
    anna.context.close()
