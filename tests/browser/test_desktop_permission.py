"""Permission for desktop notifications: explained, asked for, refused, given later (N7, decision 11)."""

import pytest
from playwright.sync_api import expect

from browser.house import House, write_letter
from browser.notification_service import until
from browser.seat import Seat, furnish

HIDDEN = (
    "window.isHidden = true;"
    "Object.defineProperty(document, 'visibilityState', {get: () => isHidden ? 'hidden' : 'visible'});"
)
ASKED = "Notification.requestPermission = async () => { window.asked = (window.asked ?? 0) + 1; };"


@pytest.mark.mission("N7")
def test_permission_is_explained_asked_for_by_a_click_and_holds_at_once(house: House, seat: Seat) -> None:
    furnish(house)
    seat.allow("prompt")
    seat.context.add_init_script(ASKED)
    seat.sign_in()
    bar = seat.page.get_by_role("region", name="Desktop notifications")
    expect(bar).to_contain_text("you can accept or reject it right there")
    assert seat.page.evaluate("window.asked") is None
    bar.get_by_role("button", name="Allow notifications").click()
    assert seat.page.evaluate("window.asked") == 1

    seat.allow("denied")
    expect(bar).to_contain_text("Your browser blocks desktop notifications of this site.")
    expect(bar).to_contain_text("Click the icon to the left of the address")
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    expect(seat.offer).to_be_visible()
    seat.allow("granted")
    expect(bar).to_have_count(0)
    popup = seat.popup()
    assert seat.desktop.log == [popup], "while it was blocked nothing was shown"
    seat.desktop.press(popup, "Accept")
    expect(seat.session("Visitor 1")).to_have_attribute("aria-current", "page")


@pytest.mark.mission("N7")
def test_the_bar_on_home_stays_away_once_it_was_waved_away(house: House, seat: Seat) -> None:
    furnish(house)
    seat.allow("denied")
    seat.sign_in()
    bar = seat.page.get_by_role("region", name="Desktop notifications")
    bar.get_by_role("button", name="Dismiss: desktop notifications").click()
    expect(bar).to_have_count(0)
    seat.page.reload()
    seat.wait_until_live()
    expect(bar).to_have_count(0)


@pytest.mark.mission("N15", part="undisplayed")
def test_a_hidden_page_confirms_what_the_desktop_shows_and_nothing_else(house: House, seat: Seat) -> None:
    house.configure(displayed_within_s=10)
    furnish(house)
    seat.context.add_init_script(HIDDEN)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    seat.popup()
    until(lambda: seat.sent, confirmed, lambda: seat.page.wait_for_timeout(20))
    seat.desktop.press(seat.popup(), "Accept")
    expect(seat.session("Visitor 1")).to_have_attribute("aria-current", "page")

    seat.allow("denied")
    seat.page.wait_for_function("() => Notification.permission === 'denied'")
    seat.sent.clear()
    write_letter(house, "two", "m0", "Hello, too")
    expect(seat.offer).to_contain_text("Visitor 2")
    expect(seat.offer).to_have_count(0, timeout=30_000)
    assert not confirmed(seat.sent)
    seat.page.evaluate("isHidden = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect(seat.offer).to_contain_text("Visitor 2")


def confirmed(frames: list[str]) -> bool:
    return any("confirm_displayed" in one for one in frames)
