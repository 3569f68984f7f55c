"""Desktop notifications by trusted clicks: real Chromium, a real service on D-Bus, real focus (N3-N6)."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.house import House, write_letter
from browser.people import Agent
from browser.seat import Seat, attend, furnish, wait_for_focus
from cordboard.core.notification import AutoAssign, HeadedValue
from cordboard.core.notification import Desktop as When


def accept_button(page: Page) -> Locator:
    return page.get_by_role("alertdialog").get_by_role("button", name="Accept")


@pytest.mark.mission("N3", part="unfocused")
@pytest.mark.mission("N4", part="accept")
@pytest.mark.mission("N5")
@pytest.mark.mission("N6")
def test_accept_brings_the_workspace_forward_and_opens_the_session(house: House, seat: Seat) -> None:
    fields = (
        HeadedValue(header="From", value="{customerName} <b>&amp;"),
        HeadedValue(header="Case", value="{caseTitle}"),
        HeadedValue(header="Queue", value="{queueName}"),
    )
    furnish(house, countdown_s=90, show_countdown=False, fields=fields)
    seat.sign_in()
    seat.leave()
    write_letter(house, "kenny", "m0", "Hello", name="Kenny Smith")
    popup = seat.popup()
    assert popup.title == "Somebody new: Kenny Smith"
    site, _, body = popup.body.partition("\n\n")
    assert site in house.address
    assert body == "From: Kenny Smith <b>&amp;\nQueue: Support"
    assert not re.search(r"\d", popup.title + body), "the waiting time is not shown"
    assert popup.buttons == ["Accept", "Reject"]
    assert popup.lasts_ms == 0, "it stays until somebody or something ends it"
    plain = {"urgency", "desktop-entry", "suppress-sound", "image-path", "image_path", "image-data"}
    assert popup.hints <= plain, "the look is the desktop's"

    seat.desktop.press(popup, "Accept")
    wait_for_focus(seat.page)
    expect(seat.session("Kenny Smith")).to_have_attribute("aria-current", "page")
    expect(seat.transcript).to_contain_text("Hello")
    seat.no_popup()
    assert len(seat.desktop.log) == 1


@pytest.mark.mission("N4", part="reject")
def test_reject_leaves_the_agent_where_they_are(house: House, seat: Seat) -> None:
    furnish(house)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    seat.desktop.press(seat.popup(), "Reject")
    seat.presence("Do not disturb")
    expect(seat.offer).to_have_count(0)
    seat.no_popup()
    assert not seat.page.evaluate("document.hasFocus()")


@pytest.mark.mission("N4", part="body")
def test_its_body_brings_the_alert_under_the_agents_fingers(house: House, seat: Seat) -> None:
    furnish(house)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    seat.desktop.click(seat.popup())
    expect(accept_button(seat.page)).to_be_focused()
    assert seat.page.evaluate("document.hasFocus()")
    seat.no_popup()
    seat.page.keyboard.press("Enter")
    expect(seat.session("Visitor 1")).to_have_attribute("aria-current", "page")


@pytest.mark.mission("N4", part="accept")
def test_with_the_page_closed_accept_opens_it_again(house: House, seat: Seat) -> None:
    furnish(house)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    popup = seat.popup()
    seat.page.close()
    with seat.context.expect_page() as opened:
        seat.desktop.press(popup, "Accept")
    seat.page = opened.value
    expect(seat.session("Visitor 1")).to_have_attribute("aria-current", "page")
    expect(seat.transcript).to_contain_text("Hello")
    seat.no_popup()


def test_with_the_page_closed_the_notification_ends_with_the_offer(house: House, seat: Seat) -> None:
    furnish(house)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    seat.popup()
    seat.page.close()
    seat.no_popup()


@pytest.mark.mission("N3", part="unfocused")
def test_of_two_windows_neither_may_have_the_focus(house: House, seat: Seat) -> None:
    furnish(house)
    seat.sign_in()
    second = seat.context.new_page()
    second.goto(f"{house.address}/")
    attend(second)
    seat.page.bring_to_front()
    write_letter(house, "one", "m0", "Hello")
    expect(accept_button(seat.page)).to_be_visible()
    expect(accept_button(second)).to_be_visible()
    second.bring_to_front()
    wait_for_focus(second)
    seat.page.bring_to_front()
    wait_for_focus(seat.page)
    seat.leave()
    seat.popup()
    assert len(seat.desktop.log) == 1, "while one of them had the focus nothing was shown"
    second.bring_to_front()
    wait_for_focus(second)
    seat.no_popup()
    seat.leave()
    again = seat.popup()
    assert len(seat.desktop.log) == 2
    seat.desktop.press(again, "Accept")
    for page in (seat.page, second):
        expect(page.get_by_role("alertdialog")).to_have_count(0)


@pytest.mark.mission("N3", part="always")
def test_always_is_shown_under_the_eyes_of_the_agent_too(house: House, seat: Seat) -> None:
    furnish(house, When.ALWAYS)
    seat.sign_in()
    write_letter(house, "one", "m0", "Hello")
    first = seat.popup()
    assert seat.page.evaluate("document.hasFocus()")
    seat.leave()
    seat.page.bring_to_front()
    wait_for_focus(seat.page)
    accept_button(seat.page).click()
    seat.no_popup()
    assert seat.desktop.log == [first]


@pytest.mark.mission("N3", part="never")
def test_never_is_not_shown_at_all(house: House, seat: Seat) -> None:
    furnish(house, When.NEVER)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    expect(seat.offer).to_be_visible()
    sample = seat.sample()
    assert seat.desktop.log == [sample]


def test_the_test_notification_says_that_it_was_clicked(house: House, seat: Seat) -> None:
    furnish(house)
    seat.sign_in()
    sample = seat.sample()
    assert sample.buttons == []
    seat.desktop.click(sample)
    expect(seat.page.get_by_text("You clicked the test notification: it works.").first).to_be_visible()
    seat.no_popup()


def test_accepted_on_another_machine_it_is_closed_here(browser: Browser, house: House, seat: Seat) -> None:
    furnish(house)
    seat.sign_in()
    seat.leave()
    elsewhere = Agent(browser, house.address, "anna")
    elsewhere.sign_in()
    write_letter(house, "one", "m0", "Hello")
    seat.popup()
    elsewhere.accept()
    seat.no_popup()
    elsewhere.context.close()


def test_it_is_closed_when_the_time_is_over(house: House, seat: Seat) -> None:
    furnish(house, countdown_s=15)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    seat.popup()
    seat.no_popup()
    seat.presence("Inactive")


def test_closed_by_hand_it_does_not_come_back(house: House, seat: Seat) -> None:
    furnish(house)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    first = seat.popup()
    seat.desktop.dismiss(first)
    seat.page.bring_to_front()
    wait_for_focus(seat.page)
    seat.leave()
    sample = seat.sample()
    assert seat.desktop.log == [first, sample]
    expect(seat.offer).to_be_visible()


@pytest.mark.mission("N9", part="assigned")
def test_what_can_t_be_rejected_has_one_button(house: House, seat: Seat) -> None:
    furnish(house, auto_assign=AutoAssign.AFTER_TIMEOUT, countdown_s=60)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    popup = seat.popup()
    assert popup.buttons == ["Open"]
    seat.desktop.press(popup, "Open")
    expect(seat.session("Visitor 1")).to_have_attribute("aria-current", "page")


@pytest.mark.mission("N9", part="assigned")
@pytest.mark.parametrize("pressed", [True, False], ids=["by its button", "by its body"])
def test_what_is_assigned_at_once_is_shown_until_it_is_looked_at(
    house: House, seat: Seat, pressed: bool
) -> None:
    furnish(house, auto_assign=AutoAssign.AT_ONCE, countdown_s=60)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    expect(seat.page.get_by_role("region", name="My work items").get_by_text("Visitor 1")).to_be_visible()
    seat.page.wait_for_timeout(1_000)  # enough to close it; a test notification takes the focus
    popup = seat.popup()
    assert popup.buttons == ["Open"], "it is theirs, and they have not seen it"
    if pressed:
        seat.desktop.press(popup, "Open")
    else:
        seat.desktop.click(popup)
    wait_for_focus(seat.page)
    expect(seat.session("Visitor 1")).to_have_attribute("aria-current", "page")
    seat.no_popup()
