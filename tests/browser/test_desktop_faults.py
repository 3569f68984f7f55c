"""Desktop notifications when a page, the worker, the server or the sign-in was not there for a while."""

from playwright.sync_api import Browser, expect

from browser.house import PASSWORD, House, write_letter
from browser.notification_service import until
from browser.people import Agent
from browser.seat import Seat, attend, furnish
from cordboard.core.notification import Desktop as When

REFUSED_AT_FIRST = """
const register = ServiceWorkerContainer.prototype.register;
ServiceWorkerContainer.prototype.register = function (...all) {
  return window.works ? register.apply(this, all) : Promise.reject(new Error('not now'));
};
"""
DISMISSED = "Object.keys(localStorage).some(key => key.startsWith('cordboard.dismissed'))"


def test_what_ended_while_no_page_was_open_is_not_shown_with_the_next(
    browser: Browser, house: House, seat: Seat
) -> None:
    furnish(house, When.ALWAYS, countdown_s=90)
    seat.sign_in()
    elsewhere = Agent(browser, house.address, "anna")
    elsewhere.sign_in()
    write_letter(house, "one", "m0", "Hello", name="Kenny")
    seat.popup()
    accept = elsewhere.offer.get_by_role("button", name="Accept")
    expect(accept).to_be_visible()
    seat.page.goto("about:blank")
    accept.click()
    expect(elsewhere.offer).to_have_count(0)
    seat.page.goto(f"{house.address}/")
    seat.wait_until_live()
    seat.no_popup()
    write_letter(house, "two", "m0", "Hello", name="Mara")
    seat.popups(lambda all_: [one.title for one in all_] == ["Somebody new: Mara"])
    assert [one.title for one in seat.desktop.log] == ["Somebody new: Kenny", "Somebody new: Mara"]
    elsewhere.context.close()


def test_with_no_page_and_a_server_that_does_not_answer_it_ends_with_its_time(
    house: House, seat: Seat
) -> None:
    furnish(house, countdown_s=10)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    seat.popup()
    seat.page.close()
    with house.mute():
        seat.no_popup()


def test_closed_by_hand_it_stays_closed_after_a_reload_and_for_another_worker(
    house: House, seat: Seat
) -> None:
    furnish(house, countdown_s=120)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    first = seat.popup()
    seat.desktop.dismiss(first)
    until(lambda: seat.page.evaluate(DISMISSED), bool, lambda: seat.page.wait_for_timeout(20))
    workers = seat.context.new_cdp_session(seat.page)
    workers.send("ServiceWorker.enable")
    workers.send("ServiceWorker.stopAllWorkers")
    seat.page.bring_to_front()
    seat.page.reload()
    seat.wait_until_live()
    attend(seat.page)
    seat.leave()
    sample = seat.sample()
    assert seat.desktop.log == [first, sample]
    expect(seat.offer).to_be_visible()


def test_whoever_is_signed_out_meanwhile_signs_in_and_finds_the_alert(house: House, seat: Seat) -> None:
    furnish(house, countdown_s=120)
    seat.sign_in()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    popup = seat.popup()
    seat.page.close()
    seat.context.clear_cookies()
    with seat.context.expect_page() as opened:
        seat.desktop.press(popup, "Accept")
    seat.page = opened.value
    seat.page.get_by_label("Sign-in name").fill("anna")
    seat.no_popup()
    seat.page.get_by_label("Password").fill(PASSWORD)
    seat.page.get_by_role("button", name="Sign in").click()
    expect(seat.offer.get_by_role("button", name="Accept")).to_be_focused()
    expect(seat.page.get_by_text("You are no longer signed in")).to_have_count(0)


def test_a_worker_that_could_not_be_started_is_started_when_the_server_is_back(
    house: House, seat: Seat
) -> None:
    furnish(house)
    seat.context.add_init_script(REFUSED_AT_FIRST)
    Agent.sign_in(seat)
    attend(seat.page)
    seat.page.bring_to_front()
    seat.page.evaluate("window.works = true")
    house.kill()
    house.start()
    seat.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    seat.wait_until_live()
    seat.leave()
    write_letter(house, "one", "m0", "Hello")
    seat.popup()
