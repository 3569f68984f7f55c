"""A long transcript and the page around it in a real browser: nothing jumps or overlaps, keys do it all."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.house import House, write_letter
from browser.people import Agent, Customer
from browser.probes import wait_until_still

MESSAGES = 180
"""More than a snapshot and two older pages hold."""
OVERRIDE, WORD = "\u202e", "x" * 5_000

STEPS_WITHOUT_JUMP = """async () => {
    const log = document.querySelector('[role=log]');
    let worst = 0;
    for (let step = 0; step < 80; step += 1) {
        const rows = [...log.querySelectorAll('li')];
        const row = rows.find(one => one.offsetTop + one.offsetHeight > log.scrollTop + 100);
        const [top, before] = [row.getBoundingClientRect().top, log.scrollTop];
        log.scrollTop -= 120;
        const moved = before - log.scrollTop;
        await new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)));
        const again = log.querySelector(`[data-key="${row.dataset.key}"]`);
        worst = Math.max(worst, Math.abs(again.getBoundingClientRect().top - top - moved));
    }
    return worst;
}"""


@pytest.fixture
def anna(browser: Browser, house: House) -> Iterator[Agent]:
    """Anna at work."""
    house.start()
    agent = Agent(browser, house.address, "anna")
    agent.sign_in()
    yield agent
    agent.context.close()


def test_a_long_transcript_opens_at_its_end_and_is_read_upwards_without_a_jump(
    house: House, anna: Agent
) -> None:
    for n in range(MESSAGES):
        write_letter(house, "one", f"m{n}", f"Message number {n}. " + "More words. " * (n % 9))
    anna.accept()
    newest = anna.transcript.get_by_text(f"Message number {MESSAGES - 1}.")
    expect(newest).to_be_in_viewport()
    assert anna.page.evaluate(STEPS_WITHOUT_JUMP) <= 1

    write_letter(house, "one", "news", "Something new")
    button = anna.page.get_by_role("button", name="1 new message")
    expect(button).to_be_visible()
    expect(newest).not_to_be_in_viewport()
    button.click()
    expect(anna.transcript.get_by_text("Something new")).to_be_in_viewport()
    expect(button).to_have_count(0)

    anna.transcript.focus()
    first = anna.transcript.get_by_text("Message number 0.")
    for _ in range(MESSAGES):
        if first.count():
            break
        anna.page.keyboard.press("Home")
        anna.page.wait_for_timeout(100)
    anna.page.keyboard.press("Home")
    expect(first).to_be_in_viewport()
    anna.page.keyboard.press("End")
    expect(anna.transcript.get_by_text("Something new")).to_be_in_viewport()


def test_a_window_that_shows_more_than_was_drawn_is_filled(house: House, anna: Agent) -> None:
    for n in range(60):
        write_letter(house, "one", f"m{n}", f"Message number {n}.")
    anna.accept()
    expect(anna.transcript.get_by_text("Message number 59.")).to_be_in_viewport()
    anna.page.set_viewport_size({"width": 1280, "height": 4_000})
    expect(anna.transcript.get_by_text("Message number 0.")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 1280])
def test_unruly_words_and_names_stay_in_their_place(
    browser: Browser, house: House, anna: Agent, width: int
) -> None:
    anna.page.set_viewport_size({"width": width, "height": 720})
    customer = Customer(browser, house.address)
    customer.open_chat()
    customer.frame.get_by_label(re.compile("Your name")).fill(f"{'N' * 150}{OVERRIDE}evil")
    customer.write("Look: https://example.org/a_(b). Or javascript:alert(1)")
    anna.accept()
    customer.write(WORD)
    customer.write(f"{OVERRIDE}turned")
    expect(anna.transcript).to_contain_text("turned")
    link = anna.transcript.get_by_role("link")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", "https://example.org/a_(b)")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    assert anna.page.evaluate("document.documentElement.scrollWidth") <= width
    assert anna.transcript.evaluate("log => log.scrollWidth <= log.clientWidth")
    if width == 320:
        anna.page.get_by_role("tab", name="Details").click()
    details = anna.page.get_by_role("region", name="Customer details")
    expect(details).to_contain_text("evil")
    assert OVERRIDE not in details.inner_text()
    assert anna.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_divided_minimised_and_given_tabs_by_keyboard(house: House, anna: Agent) -> None:
    write_letter(house, "one", "m0", "The first matter")
    anna.accept()
    anna.page.get_by_role("button", name="End", exact=True).click()
    anna.page.get_by_role("button", name="End the conversation").click()
    anna.page.get_by_role("button", name="Close the conversation").click()
    write_letter(house, "one", "m1", "The second matter")
    anna.accept()

    divider = anna.page.get_by_role("separator", name="Width of the conversation")
    expect(divider).to_have_attribute("aria-valuenow", re.compile(r"[1-9]"))
    wait_until_still(anna.page)
    width = int(divider.get_attribute("aria-valuenow") or 0)
    divider.focus()
    anna.page.keyboard.press("ArrowRight")
    expect(divider).to_have_attribute("aria-valuenow", str(width + 16))
    divider.dblclick()
    expect(divider).to_have_attribute("aria-valuenow", str(width))

    earlier = anna.page.get_by_role("region", name="Earlier conversations")
    earlier.get_by_role("button").first.focus()
    anna.page.keyboard.press("Enter")
    tab = anna.page.get_by_role("tab", name=re.compile("^Conversation of"))
    expect(tab).to_be_focused()
    told = anna.page.get_by_role("log", name="Messages of the earlier conversation")
    expect(told).to_contain_text("The first matter")
    anna.page.reload()
    anna.wait_until_live()
    expect(told).to_contain_text("The first matter")
    tab.focus()
    anna.page.keyboard.press("Delete")
    expect(tab).to_have_count(0)
    expect(anna.page.get_by_role("tab", name="Active conversation")).to_be_focused()

    anna.page.get_by_role("button", name="Minimise the conversation").press("Enter")
    write_letter(house, "one", "m2", "Are you there?")
    expect(anna.page.get_by_test_id("unseen")).to_have_text("1")
    unread = anna.sessions.get_by_test_id("unread")
    expect(unread).to_have_text("1")
    # Not read: neither here nor for the server, which says so after a reload.
    anna.page.reload()
    anna.wait_until_live()
    expect(unread).to_have_text("1")
    anna.page.get_by_role("button", name="Restore the conversation").press("Enter")
    expect(anna.transcript).to_contain_text("Are you there?")
    expect(unread).to_have_count(0)
