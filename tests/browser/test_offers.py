"""Offers in a real browser: what their templates say, and what happens by itself."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.furnishing import furnish
from browser.house import House, write_letter
from browser.people import Agent, Customer, violations
from browser.probes import expect_soon
from cordboard.core.notification import AutoAssign, HeadedValue, Icon

LONG = "งานใหม่จาก {customerName} ที่ต้องการความช่วยเหลือเร่งด่วนเรื่องการซ่อมเครื่องบันทึกเสียงโบราณ"
COUNTDOWN_S = 12
"""Long enough for all that a test does before it is over, on a slow machine too."""


@pytest.fixture
def anna(browser: Browser, house: House) -> Iterator[Agent]:
    """Anna, alone at work once the house runs."""
    agent = Agent(browser, house.address, "anna")
    agent.page.emulate_media(reduced_motion="reduce")
    yield agent
    agent.context.close()


@pytest.mark.mission("N5")
def test_a_hidden_countdown_shows_no_number_and_runs_in_any_event(house: House, anna: Agent) -> None:
    furnish(house, countdown_s=COUNTDOWN_S, show_countdown=False)
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    expect(anna.offer).to_contain_text("Visitor 1")
    expect(anna.offer.get_by_role("timer")).to_have_count(0)
    assert not re.search(r"\d+ s\b", anna.offer.inner_text())
    anna.accept()
    expect(anna.session("Visitor 1")).to_be_visible()

    write_letter(house, "two", "m0", "Hello, too")
    expect(anna.offer).to_contain_text("Visitor 2")
    expect(anna.offer).to_have_count(0, timeout=2_000 * COUNTDOWN_S)
    expect(anna.page.get_by_role("region", name="Messages", exact=True)).to_contain_text("Visitor 2")
    anna.presence("Inactive")


@pytest.mark.mission("N1", part="chat")
@pytest.mark.mission("N2", part="chat")
@pytest.mark.mission("N8", part="alert")
@pytest.mark.mission("N11")
def test_the_template_says_what_is_shown_of_a_chat_and_its_session_opens_beside_the_others(
    browser: Browser, house: House, anna: Agent
) -> None:
    fields = (
        HeadedValue(header="Customer", value="{customerName}"),
        HeadedValue(header="Name given", value="{name}"),
        HeadedValue(header="Case", value="{caseTitle}"),
        HeadedValue(header="Queue", value="{queueName}"),
    )
    furnish(
        house, title="Chat with {customerName} {caseId}", icon=Icon.STAR, accept_text="Take", fields=fields
    )
    anna.sign_in()
    write_letter(house, "letter-writer", "m1", "Dear all")
    take = anna.offer.get_by_role("button", name="Take")
    take.click()
    expect(anna.session("Visitor 1")).to_be_visible()

    customer = Customer(browser, house.address)
    customer.open_chat()
    customer.frame.get_by_label(re.compile("Your name")).fill("{customerName} <b>Māra</b>")
    customer.write("My recorder squeaks")
    expect(anna.page.get_by_role("alertdialog", name="Chat with Visitor 2", exact=True)).to_be_visible()
    expect(anna.offer.get_by_role("term")).to_have_text(["Customer", "Name given", "Queue"])
    values = ["Visitor 2", "{customerName} <b>Māra</b>", "Support"]
    expect(anna.offer.get_by_role("definition")).to_have_text(values)
    expect(anna.offer).not_to_contain_text("/sample/website")
    take.click()
    expect(anna.session("Visitor 2")).to_have_attribute("aria-current", "page")
    expect(anna.session("Visitor 1")).to_be_visible()
    expect(anna.transcript).to_contain_text("My recorder squeaks")
    customer.context.close()


@pytest.mark.mission("N2", part="assigned")
@pytest.mark.mission("N8", part="toast")
@pytest.mark.mission("N9", part="assigned")
def test_work_that_nobody_may_reject_is_assigned_and_a_toast_opens_it(house: House, anna: Agent) -> None:
    furnish(house, auto_assign=AutoAssign.AFTER_TIMEOUT, countdown_s=COUNTDOWN_S)
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    expect(anna.offer).to_contain_text("It becomes yours when the time is over.")
    expect(anna.offer.get_by_role("button", name="Open")).to_be_visible()
    expect(anna.offer.get_by_role("button", name="Reject")).to_have_count(0)
    assert reject(anna.page) == (403, "not_allowed")

    toasts = anna.page.get_by_role("region", name="Messages", exact=True)
    expect(toasts).to_contain_text("Visitor 1 was assigned to you.", timeout=2_000 * COUNTDOWN_S)
    expect(anna.offer).to_have_count(0)
    expect(anna.session("Visitor 1")).to_have_count(0)
    toasts.get_by_role("button", name="Open").click()
    expect(anna.session("Visitor 1")).to_have_attribute("aria-current", "page")
    expect(anna.transcript).to_contain_text("Hello")


@pytest.mark.mission("N9", part="accepted")
def test_a_session_that_opens_by_itself_takes_nobody_away_from_what_they_write(
    house: House, anna: Agent
) -> None:
    furnish(house, auto_assign=AutoAssign.AT_ONCE, auto_accept=True)
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    expect(anna.session("Visitor 1")).to_have_attribute("aria-current", "page")
    anna.composer.fill("half a sentence")

    write_letter(house, "two", "m0", "Hello, too")
    toasts = anna.page.get_by_role("region", name="Messages", exact=True)
    expect(toasts).to_contain_text("Visitor 2 was assigned to you.")
    expect(anna.session("Visitor 2")).to_be_visible()
    expect(anna.session("Visitor 1")).to_have_attribute("aria-current", "page")
    expect(anna.composer).to_have_value("half a sentence")
    expect(anna.composer).to_be_focused()
    toasts.get_by_role("button", name="Show").click()
    expect(anna.session("Visitor 2")).to_have_attribute("aria-current", "page")
    expect(anna.transcript).to_contain_text("Hello, too")


def test_where_rejecting_is_forbidden_there_is_no_button_no_key_and_no_way(house: House, anna: Agent) -> None:
    furnish(house, show_reject=False)
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    expect(anna.offer.get_by_role("button")).to_have_text(["Accept"])
    anna.page.keyboard.press("Alt+r")
    assert reject(anna.page) == (403, "not_allowed")
    anna.accept()
    expect(anna.session("Visitor 1")).to_be_visible()


@pytest.mark.mission("N8", part="alert")
def test_accepted_in_two_tabs_at_once_it_opens_in_both_without_a_warning(house: House, anna: Agent) -> None:
    furnish(house)
    anna.sign_in()
    second = anna.context.new_page()
    second.goto(f"{house.address}/")
    expect(second.get_by_role("status", name="Connection")).to_have_text("live")
    write_letter(house, "one", "m0", "Hello")
    for page in (anna.page, second):
        expect(page.get_by_role("alertdialog")).to_be_visible()
    # Pressed at one moment: neither page can have heard of the other's press.
    press = "at => setTimeout(() => document.querySelector('[data-offer-accept]').click(), at - Date.now())"
    at_ms = anna.page.evaluate("Date.now() + 1000")
    for page in (anna.page, second):
        page.evaluate(press, at_ms)
    for page in (anna.page, second):
        sessions = page.get_by_role("navigation", name="Sessions")
        expect(sessions.get_by_role("button", name=re.compile("^Visitor 1"))).to_have_attribute(
            "aria-current", "page"
        )
        expect(page.get_by_role("alertdialog")).to_have_count(0)
        expect(page.get_by_role("region", name="Messages", exact=True)).to_have_text("")


def test_more_time_is_had_by_keyboard_as_often_as_the_template_allows(house: House, anna: Agent) -> None:
    furnish(house, countdown_s=60, extensions=1)
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    timer = anna.offer.get_by_role("timer")
    expect(timer).to_have_text(re.compile("5[0-4] s"), timeout=15_000)
    anna.page.keyboard.press("F8")
    more = anna.offer.get_by_role("button", name="More time (1 left)")
    for _ in range(2):
        anna.page.keyboard.press("Tab")
    expect(more).to_be_focused()
    left_s = seconds(timer)
    anna.page.keyboard.press("Enter")
    expect(anna.offer.get_by_role("button", name="No more time to be had")).to_be_focused()
    expect_soon(anna.page, lambda: seconds(timer) > left_s, wanted=True)
    anna.accept()
    expect(anna.session("Visitor 1")).to_be_visible()


@pytest.mark.parametrize("width", [1366, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_look_is_clean_and_fits(house: House, anna: Agent, width: int, scheme: str) -> None:
    fields = tuple(HeadedValue(header=f"หัวข้อที่ยาวมาก {n}", value="{queueName} " * 6) for n in range(4))
    furnish(
        house,
        title=LONG,
        icon=Icon.WARNING,
        extensions=2,
        fields=fields,
        accept_text="Pieņemt šo sarunu nekavējoties",
        reject_text="Noraidīt un atgriezt rindā",
    )
    page = anna.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    expect(anna.offer).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for button in anna.offer.get_by_role("button").all():
        assert button.evaluate("one => one.scrollWidth <= one.clientWidth + 1")


def seconds(timer: Locator) -> int:
    """Return how much time is left by what is shown."""
    return int(re.findall(r"(\d+) s", timer.inner_text())[0])


def reject(page: Page) -> tuple[int, str]:
    """Try to reject the first offer past the page; return status and code."""
    status, code = page.evaluate(
        """async () => {
            const me = await (await fetch("/api/me")).json();
            const headers = {"content-type": "application/json", "x-csrf-token": me.csrf};
            const body = JSON.stringify({epoch: 1});
            const answer = await fetch("/api/offers/of_1/reject", {method: "POST", headers, body});
            return [answer.status, (await answer.json()).code];
        }"""
    )
    return status, code


@pytest.mark.mission("N8", part="alert")
@pytest.mark.parametrize("height", [800, 480])
def test_however_long_its_texts_are_an_alert_is_answered_without_scrolling(
    house: House, anna: Agent, height: int
) -> None:
    fields = tuple(HeadedValue(header=f"Ļoti garš virsraksts {n}", value=LONG * 2) for n in range(4))
    texts = {"accept_text": "รับงานนี้ทันที", "reject_text": "ปฏิเสธงานนี้ให้ผู้อื่น"}
    furnish(house, title=LONG, fields=fields, extensions=2, **texts)
    anna.page.set_viewport_size({"width": 320, "height": height})
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    for text in texts.values():
        expect(anna.offer.get_by_role("button", name=text)).to_be_in_viewport(ratio=1)
