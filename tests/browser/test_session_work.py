"""Sessions in a real browser: their order, what is typed in them, and how templates let them begin."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.applications import NARROW, TEMPLATE, Anna, business, furnish, template
from browser.hosts import Site
from browser.house import House, write_letter
from browser.people import violations
from browser.probes import broken, small_targets, wait_until_apart, wait_until_still
from cordboard.core.notification import AutoAssign, NotificationTemplate, Slots
from cordboard.core.session_template import Communication


@pytest.fixture
def crm() -> Iterator[Site]:
    """A business application on an origin of its own."""
    with business() as one:
        yield one


@pytest.mark.mission("S1", part="panel")
def test_the_panel_is_ordered_by_mouse_by_keys_and_by_its_menu(
    browser: Browser, house: House, crm: Site
) -> None:
    furnish(house, crm, template())
    anna = Anna(browser, house)
    for customer in ("one", "two", "three"):
        anna.take(customer)
    elsewhere = Anna(browser, house)
    anna.expect_order("Visitor 1", "Visitor 2", "Visitor 3")

    drag(anna.page, anna.session("Visitor 3"), anna.session("Visitor 1"))
    anna.expect_order("Visitor 3", "Visitor 1", "Visitor 2")
    expect(anna.session("Visitor 3")).to_have_attribute("aria-current", "page")
    elsewhere.expect_order("Visitor 3", "Visitor 1", "Visitor 2")

    anna.session("Visitor 1").focus()
    anna.page.keyboard.press("Alt+Shift+ArrowDown")
    anna.expect_order("Visitor 3", "Visitor 2", "Visitor 1")
    expect(anna.session("Visitor 1")).to_be_focused()
    expect(anna.page.get_by_text("Moved to place 3 of 3")).to_be_attached()

    anna.session("Visitor 2").click(button="right")
    anna.page.get_by_role("menuitem", name="Move up").click()
    anna.expect_order("Visitor 2", "Visitor 3", "Visitor 1")
    expect(anna.session("Visitor 2")).to_be_focused()
    anna.page.keyboard.press("Alt+3")
    expect(anna.session("Visitor 1")).to_have_attribute("aria-current", "page")
    elsewhere.expect_order("Visitor 2", "Visitor 3", "Visitor 1")
    anna.page.reload()
    anna.wait_until_live()
    anna.expect_order("Visitor 2", "Visitor 3", "Visitor 1")
    expect(anna.sessions.get_by_role("listitem").first).to_have_text("Home")
    anna.context.close()
    elsewhere.context.close()


def drag(page: Page, one: Locator, onto: Locator) -> None:
    """Drag an entry of the panel to the upper half of another one, first to somewhere else and back."""
    wait_until_still(page)
    start, end = one.bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(700, 300, steps=4)
    page.mouse.move(end["x"] + 40, end["y"] + 4, steps=4)
    page.mouse.up()


@pytest.mark.mission("S9", part="message")
@pytest.mark.mission("S9", part="reload")
@pytest.mark.mission("S9", part="device")
def test_message_and_notes_are_there_after_switching_a_reload_and_at_another_machine(
    browser: Browser, house: House, crm: Site
) -> None:
    furnish(house, crm, template())
    anna = Anna(browser, house)
    anna.take("one")
    anna.take("two")
    anna.notes.fill("asks for a discount")
    anna.composer.fill("half a sentence")
    anna.session("Visitor 1").click()
    expect(anna.notes).to_have_value("")
    anna.session("Visitor 2").click()
    expect(anna.notes).to_have_value("asks for a discount")
    anna.until_noted()
    anna.page.reload()
    anna.wait_until_live()
    expect(anna.notes).to_have_value("asks for a discount")
    expect(anna.composer).to_have_value("half a sentence")
    elsewhere = Anna(browser, house)
    elsewhere.session("Visitor 2").click()
    expect(elsewhere.notes).to_have_value("asks for a discount")
    expect(elsewhere.composer).to_have_value("half a sentence")

    elsewhere.context.set_offline(True)
    elsewhere.wait_until_offline()
    elsewhere.notes.fill("noted on the train")
    expect(elsewhere.page.get_by_text("Not saved yet: no connection")).to_be_visible(timeout=20_000)
    anna.notes.fill("noted at the desk")
    anna.until_noted()
    elsewhere.context.set_offline(False)
    conflict = elsewhere.page.get_by_role("region", name="Two versions of your notes")
    expect(conflict).to_contain_text("noted on the train", timeout=20_000)
    expect(conflict).to_contain_text("noted at the desk")
    assert violations(elsewhere.page) == []
    conflict.get_by_role("button", name="Keep both").click()
    expect(elsewhere.notes).to_have_value("noted on the train\n\nnoted at the desk")
    anna.context.close()
    elsewhere.context.close()


@pytest.mark.mission("S9", part="message")
def test_notes_of_a_session_that_was_closed_elsewhere_can_still_be_read(
    browser: Browser, house: House, crm: Site
) -> None:
    furnish(house, crm, template())
    anna = Anna(browser, house)
    anna.take("one")
    anna.notes.fill("not to be lost")
    elsewhere = Anna(browser, house)
    anna.composer.focus()
    anna.page.keyboard.press("Alt+w")
    question = anna.page.get_by_role("alertdialog")
    expect(question).to_be_visible()
    elsewhere.close_session("Visitor 1")
    expect(anna.page.get_by_role("region", name="After the conversation")).to_be_visible()
    # The question went with its session, and so did the box that it was asked from.
    expect(question).to_have_count(0)
    expect(anna.page.get_by_role("main")).to_be_focused()
    expect(anna.page.get_by_test_id("announcer")).to_contain_text("You closed this session on another page")
    expect(anna.notes).to_have_value("not to be lost")
    expect(anna.notes).not_to_be_editable()
    anna.context.close()
    elsewhere.context.close()


@pytest.mark.mission("S2", part="communication-panel")
@pytest.mark.mission("S2", part="customer")
@pytest.mark.parametrize(
    ("communication", "button"),
    [
        (Communication.HIDDEN, "Show the conversation"),
        (Communication.MINIMISED, "Restore the conversation"),
    ],
)
def test_the_communication_panel_begins_as_the_template_says_until_the_agent_changes_it(
    browser: Browser, house: House, crm: Site, communication: Communication, button: str
) -> None:
    furnish(house, crm, template(communication=communication))
    anna = Anna(browser, house)
    for customer in ("one", "two"):
        write_letter(house, customer, "m0", f"Hello from {customer}", name=f"Kenny {customer}")
        anna.accept()
        expect(anna.page.get_by_role("region", name="Customer details")).to_contain_text(f"Kenny {customer}")
        expect(anna.composer).to_have_count(0)
    anna.page.get_by_role("button", name=button).click()
    expect(anna.composer).to_be_focused()
    anna.page.reload()
    anna.wait_until_live()
    expect(anna.composer).to_be_visible()
    anna.session("Kenny one").click()
    expect(anna.composer).to_have_count(0)
    assert violations(anna.page) == []
    anna.context.close()


def test_work_that_was_assigned_by_itself_is_marked_until_it_is_looked_at(
    browser: Browser, house: House
) -> None:
    by_itself = NotificationTemplate(
        id=TEMPLATE, name="By itself", title="Work", auto_assign=AutoAssign.AT_ONCE, auto_accept=True
    )
    slots = Slots(incoming=TEMPLATE, incoming_authenticated=TEMPLATE)
    house.configure(templates=(by_itself,), notifications=slots)
    house.start()
    anna = Anna(browser, house)
    write_letter(house, "one", "m0", "Hello from one")
    anna.session("Visitor 1").click()
    anna.composer.fill("half a sentence")
    write_letter(house, "two", "m0", "Hello from two")
    expect(anna.session("Visitor 2")).to_be_visible()
    write_letter(house, "two", "m1", "Are you there?")
    mark = anna.sessions.get_by_test_id("alert-mark")
    expect(mark).to_have_count(1)
    expect(anna.sessions.get_by_test_id("unread")).to_have_text("2")
    anna.session("Visitor 2").hover()
    expect(anna.page.get_by_role("tooltip")).to_have_text(
        "Visitor 2. Assigned to you, and not looked at yet. 2 new updates in your conversation"
    )
    assert violations(anna.page) == []
    anna.sessions.get_by_role("button", name="Collapse the session panel").click()
    anna.page.set_viewport_size(NARROW)
    expect(anna.page.get_by_role("tablist", name="Parts of the page")).to_be_visible()
    assert (small_targets(anna.page), broken(anna.page)) == ([], [])
    expect(mark).to_be_visible()
    toasts = anna.page.get_by_role("region", name="Messages", exact=True)
    expect(toasts.get_by_role("button", name="Show")).to_be_visible()
    for part in (anna.sessions, anna.composer):
        wait_until_apart(anna.page, toasts, part)
    anna.page.keyboard.press("Alt+2")
    expect(mark).to_have_count(0)
    expect(toasts).not_to_contain_text("Visitor 2 was assigned to you.")
    anna.context.close()


@pytest.mark.mission("S1", part="panel")
@pytest.mark.parametrize("width", [320, 1024])
def test_by_finger_the_panel_is_ordered_by_its_menu(
    browser: Browser, house: House, crm: Site, width: int
) -> None:
    furnish(house, crm, template())
    anna = Anna(browser, house)
    for customer in ("one", "two"):
        anna.take(customer)
    context = browser.new_context(
        locale="en-GB",
        viewport={"width": width, "height": 720},
        has_touch=True,
        is_mobile=True,
        storage_state=anna.context.storage_state(),
    )
    phone = context.new_page()
    phone.goto(f"{house.address}/")
    sessions = phone.get_by_role("navigation", name="Sessions")
    expect(sessions.locator("[data-session]")).to_have_count(2)
    assert small_targets(phone) == []
    sessions.get_by_role("button", name="More: Visitor 2").tap()
    phone.get_by_role("menuitem", name="Move up").tap()
    anna.expect_order("Visitor 2", "Visitor 1")
    context.close()
    anna.context.close()
