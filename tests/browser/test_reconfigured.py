"""Pages that stay open while an administrator changes what they work by: it shows, and nothing is lost."""

import re
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect

from browser.applications import Anna, business, furnish, template
from browser.hosts import Site
from browser.house import House
from browser.people import violations
from cordboard.core.configuration import Configuration
from cordboard.core.ids import ApplicationId, PresenceId
from cordboard.core.presence import BasePresence, PresenceOption
from cordboard.core.user import Role

HALF = "We have found your parcel, it is at the"


@pytest.fixture
def crm() -> Iterator[Site]:
    """A business application on an origin of its own."""
    with business() as one:
        yield one


def changed(before: Configuration) -> Configuration:
    """A custom presence more, and the first by another name; the queue by another name; a tool more."""
    training = PresenceOption(id=PresenceId("training"), name="Training", base=BasePresence.DO_NOT_DISTURB)
    tool = replace(before.applications[0], id=ApplicationId("tool"), name="New tool")
    return replace(
        before,
        presences=(*(replace(one, name="Siesta") for one in before.presences), training),
        queues=tuple(replace(one, name="Parcels") for one in before.queues),
        applications=(*before.applications, tool),
        organisation=replace(before.organisation, default_dashboard="focus"),
    )


def mark(page: Page) -> None:
    """Leave a trace that a reload would take."""
    page.evaluate("window.staysHere = true")


def expect_no_reload(page: Page) -> None:
    assert page.evaluate("window.staysHere") is True


@pytest.mark.mission("S12", part="dashboard")
def test_an_agent_types_on_while_presence_queue_tools_and_dashboard_become_others(
    browser: Browser, house: House, crm: Site
) -> None:
    furnish(house, crm, template(applications=("cases",)))
    anna = Anna(browser, house)
    lists = [anna.page.get_by_role("region", name=name) for name in ("My work items", "Open work items")]
    for one in lists:
        expect(one).to_be_visible()
    anna.take("one")
    anna.choose_presence("At lunch")
    anna.tab("Cases").click()
    anna.frame("Cases").get_by_label("Case title").fill("Recorder squeaks")
    anna.tab("Active conversation").click()
    anna.notes.fill("Ring back on Monday")
    anna.composer.press_sequentially(HALF)
    mark(anna.page)

    house.reconfigure(changed)
    anna.presence("Siesta")
    expect(anna.composer).to_be_focused()
    anna.page.keyboard.type(" depot.")
    expect(anna.composer).to_have_value(f"{HALF} depot.")
    expect(anna.notes).to_have_value("Ring back on Monday")
    anna.page.get_by_role("button", name="Presence: Siesta").click()
    expect(anna.page.get_by_role("menuitemradio", name="Training")).to_be_visible()

    # Open as it is, the menu follows once more; what is picked is what it says.
    house.reconfigure(
        lambda now: replace(now, presences=(now.presences[0], replace(now.presences[1], name="Course")))
    )
    anna.page.get_by_role("menuitemradio", name="Course").click()
    anna.presence("Course")
    expect(anna.composer).to_have_value(f"{HALF} depot.")
    anna.open_application("New tool")
    anna.expect_tabs("Active conversation", "Cases", "New tool")
    anna.tab("Cases").click()
    expect(anna.frame("Cases").get_by_label("Case title")).to_have_value("Recorder squeaks")

    anna.home.click()
    expect(lists[0]).to_contain_text("Parcels")
    expect(lists[1]).to_have_count(0)
    expect_no_reload(anna.page)
    assert violations(anna.page) == []
    anna.context.close()


def test_an_offline_page_has_what_was_changed_when_it_is_back(browser: Browser, house: House) -> None:
    house.start()
    anna = Anna(browser, house)
    mark(anna.page)
    anna.context.set_offline(True)
    expect(anna.page.get_by_role("status", name="Connection")).not_to_have_text("live")
    house.reconfigure(changed)
    anna.context.set_offline(False)
    anna.wait_until_live()
    anna.page.get_by_role("button", name=re.compile("^Presence: ")).click()
    expect(anna.page.get_by_role("menuitemradio", name="Siesta")).to_be_visible()
    expect_no_reload(anna.page)
    anna.context.close()


def test_who_is_no_agent_any_more_can_copy_what_they_typed_and_reloads_when_they_are_ready(
    browser: Browser, house: House
) -> None:
    house.start()
    anna = Anna(browser, house)
    anna.take("one")
    anna.composer.press_sequentially(HALF)
    mark(anna.page)
    house.set_roles("anna", Role.SUPERVISOR)
    bar = anna.page.get_by_role("group").filter(has_text="You are no longer an agent")
    expect(bar).to_be_visible()
    expect(anna.page.get_by_text(HALF)).to_be_visible()
    expect_no_reload(anna.page)
    assert violations(anna.page) == []
    bar.get_by_role("button", name="Reload").click()
    expect(anna.page.get_by_role("heading", level=1, name="Supervision")).to_be_visible()
    anna.wait_until_live()
    expect(bar).to_have_count(0)

    # Being given the role again is said as well, and loses nothing either.
    house.set_roles("anna", Role.SUPERVISOR, Role.AGENT)
    bar = anna.page.get_by_role("group").filter(has_text="You are an agent now")
    bar.get_by_role("button", name="Reload").click()
    expect(anna.page.get_by_role("tab", name="Work")).to_be_visible()
    anna.context.close()
