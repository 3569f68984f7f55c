"""Home in a real browser: own, open and closed work, and the search over what is closed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.home import AtHome, anna_at_home, letter
from browser.house import House
from browser.people import Agent, violations
from browser.probes import wait_until_kept

LATVIAN = "Mana bloķflauta čīkst un nav skaņas"
THAI = "ขลุ่ยของฉันเสียงไม่ดี ช่วยด้วยครับ"


@pytest.fixture
def anna(browser: Browser, house: House) -> Iterator[AtHome]:
    """Anna, alone at work."""
    with anna_at_home(browser, house) as agent:
        yield agent


@pytest.mark.mission("S6", part="own")
@pytest.mark.mission("S6", part="closed")
@pytest.mark.mission("S6", part="pick")
def test_the_more_menu_opens_own_work_and_closed_work_and_picks_what_waits(
    house: House, anna: AtHome
) -> None:
    anna.have(house, "Kenny")
    anna.close_session("Kenny")
    anna.more("My work items", "Kenny", "Open")
    expect(anna.session("Kenny")).to_have_attribute("aria-current", "page")

    anna.choose_presence("Do not disturb")
    letter(house, "Māra", "Hello, too")
    anna.home.click()
    anna.more("Open work items", "Māra", "Pick")
    expect(anna.session("Māra")).to_have_attribute("aria-current", "page")
    expect(anna.transcript).to_contain_text("Hello, too")

    anna.home.click()
    expect(anna.list("Closed work items")).to_contain_text("You have closed nothing today")
    anna.session("Kenny").click()
    anna.write("Good bye")
    anna.page.get_by_role("button", name="End", exact=True).click()
    anna.page.get_by_role("button", name="End the conversation").click()
    anna.page.get_by_role("button", name="Close the conversation").click()
    anna.home.click()
    expect(anna.titles("Closed work items")).to_have_text(["Kenny"])
    anna.more("Closed work items", "Kenny", "Open")
    expect(anna.closed_transcript).to_contain_text("Good bye")
    expect(anna.page.get_by_role("region", name="About the conversation")).to_contain_text("Closed byAgent")
    expect(anna.composer).to_have_count(0)
    expect(anna.session("Kenny")).to_have_count(0)


@pytest.mark.mission("S5", part="shift-click")
@pytest.mark.mission("S5", part="dashboard")
def test_shift_and_click_on_a_row_opens_own_work_picks_what_waits_and_reads_what_is_closed(
    house: House, anna: AtHome
) -> None:
    anna.had(house, "Old")
    anna.have(house, "Mine")
    anna.close_session("Mine")
    anna.choose_presence("Do not disturb")
    letter(house, "Waiting")

    def click(name: str, customer: str) -> None:
        anna.home.click()
        row = anna.list(name).get_by_role("listitem").filter(has_text=customer)
        row.click(modifiers=["Shift"], position={"x": 200, "y": 30})

    click("My work items", "Mine")
    expect(anna.session("Mine")).to_have_attribute("aria-current", "page")
    click("Open work items", "Waiting")
    expect(anna.session("Waiting")).to_have_attribute("aria-current", "page")
    click("Closed work items", "Old")
    expect(anna.closed_transcript).to_contain_text("Hello")
    assert anna.page.evaluate("String(getSelection())") == ""
    anna.page.get_by_role("tab", name="Dashboard").click()
    anna.list("Closed work items").get_by_role("listitem").click(button="right", position={"x": 90, "y": 12})
    expect(anna.page.get_by_role("menuitem", name=re.compile("^Open"))).to_be_visible()


def test_sort_and_filter_are_remembered_over_a_reload(house: House, anna: AtHome) -> None:
    anna.choose_presence("Do not disturb")
    for customer in ("Zane", "Āboliņa", "Kenny"):
        letter(house, customer)
    expect(anna.titles("Open work items")).to_have_text(["Zane", "Āboliņa", "Kenny"])
    waiting = anna.list("Open work items")
    waiting.get_by_role("combobox", name="Sort Open work items").select_option("Customer")
    expect(anna.titles("Open work items")).to_have_text(["Āboliņa", "Kenny", "Zane"])
    waiting.get_by_role("button", name="Filter Open work items").click()
    waiting.get_by_label("Words in Open work items").fill("abol")
    expect(anna.titles("Open work items")).to_have_text(["Āboliņa"])
    expect(waiting).to_contain_text("2 not shown")
    wait_until_kept(anna.page)

    anna.page.reload()
    anna.wait_until_live()
    expect(anna.titles("Open work items")).to_have_text(["Āboliņa"])
    waiting.get_by_role("button", name="Clear the filter").click()
    expect(anna.titles("Open work items")).to_have_text(["Āboliņa", "Kenny", "Zane"])


def test_the_search_finds_thai_and_latvian_and_takes_back_to_what_it_found(
    house: House, anna: AtHome
) -> None:
    anna.had(house, "Somchai", THAI)
    anna.had(house, "Māra", LATVIAN)
    anna.home.click()
    page = anna.page
    page.get_by_role("searchbox", name="Search closed conversations").fill("เสียง")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Words", exact=True)).to_have_value("เสียง")
    anna.search("เสียง")
    found = page.get_by_role("list", name="Found conversations")
    expect(found.get_by_role("listitem")).to_have_count(1)
    expect(found.locator("mark")).to_have_text(["เสียง"])

    anna.search("blokflauta")
    expect(found.locator("mark")).to_have_text(["bloķflauta"])
    opens = found.get_by_role("button", name=re.compile("^Open Māra"))
    opens.click()
    expect(anna.closed_transcript).to_contain_text(LATVIAN)
    page.reload()
    anna.wait_until_live()
    expect(anna.closed_transcript).to_contain_text(LATVIAN)
    page.get_by_role("button", name="Back to the results").click()
    expect(opens).to_be_focused()

    page.get_by_label("Words", exact=True).fill("piano")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing was found.")).to_be_visible()


def test_a_customers_other_conversations_are_opened_from_a_closed_one(house: House, anna: AtHome) -> None:
    anna.had(house, "Kenny", "The first matter")
    letter(house, "Kenny", "The second matter", number=1)
    anna.accept()
    anna.page.get_by_role("button", name="End", exact=True).click()
    anna.page.get_by_role("button", name="End the conversation").click()
    anna.page.get_by_role("button", name="Close the conversation").click()
    anna.home.click()
    expect(anna.titles("Closed work items")).to_have_count(2)
    anna.list("Closed work items").get_by_role("button", name="Open Kenny").first.click()
    expect(anna.closed_transcript).to_contain_text("The second matter")
    others = anna.page.get_by_role("region", name="Other conversations of the customer")
    others.get_by_role("button").click()
    expect(anna.closed_transcript).to_contain_text("The first matter")
    expect(anna.page.get_by_role("tab", name="Kenny")).to_have_count(2)


def test_home_is_worked_by_keyboard_alone(house: House, anna: AtHome) -> None:
    anna.had(house, "Māra", LATVIAN)
    anna.have(house, "Kenny")
    page = anna.page
    page.keyboard.press("Alt+0")
    anna.list("My work items").get_by_role("button", name="Open Kenny").focus()
    page.keyboard.press("Tab")
    more = anna.list("My work items").get_by_role("button", name="More: Kenny")
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name=re.compile("^Open"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+F10")
    expect(page.get_by_role("menuitem", name=re.compile("^Open"))).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Routing")).to_be_visible()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Enter")
    expect(anna.session("Kenny")).to_have_attribute("aria-current", "page")

    page.keyboard.press("Alt+s")
    expect(page.get_by_label("Words", exact=True)).to_be_focused()
    anna.search("skaņas")
    opens = page.get_by_role("button", name=re.compile("^Open Māra"))
    expect(opens).to_be_visible()
    opens.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Māra")).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.get_by_role("tab", name="Search")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Home")).to_be_visible()


def test_home_and_what_it_opens_have_no_violations_and_fit_a_narrow_screen(
    house: House, anna: AtHome
) -> None:
    page = anna.page
    page.emulate_media(reduced_motion="reduce")
    anna.had(house, "Māra-Ļoti-Garš-Uzvārds-Kas-Nekur-Nebeidzas-Un-Turpinās", LATVIAN)
    anna.have(house, "Kenny")
    anna.home.click()
    filters = page.get_by_role("button", name=re.compile("^Filter "))
    expect(filters).to_have_count(3)
    for button in filters.all():
        button.click()
    states = {"dashboard": violations_everywhere(anna)}
    anna.list("My work items").get_by_role("button", name="More: Kenny").click()
    expect(page.get_by_role("menuitem").first).to_be_visible()
    states["menu"] = violations_everywhere(anna)
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+s")
    anna.search("čīkst")
    expect(page.locator("mark")).to_have_count(1)
    states["search"] = violations_everywhere(anna)
    page.get_by_role("button", name=re.compile("^Open Māra")).click()
    expect(anna.closed_transcript).to_contain_text(LATVIAN)
    states["closed"] = violations_everywhere(anna)
    assert {state: wrong for state, wrong in states.items() if wrong} == {}


def violations_everywhere(agent: Agent) -> list[str]:
    """Return what is wrong in light and dark, and what does not fit into 320 pixels."""
    page, wrong = agent.page, []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 720})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.wait_for_function("scheme => document.documentElement.dataset.look === scheme", arg=scheme)
            wrong += [f"{width}, {scheme}: {one}" for one in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{width}: it scrolls sideways")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 720})
    return wrong
