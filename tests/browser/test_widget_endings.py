"""The end of a conversation from each side, and what a customer takes away of it."""

import re

from playwright.sync_api import Browser, expect

from browser.hosts import Site
from browser.house import House
from browser.kept import fill
from browser.people import Agent
from browser.visitor import visitor

OVER = "This conversation has ended."
REMEMBER_PRINTED = """window.print = () => { window.printed =
    [...document.querySelectorAll('.text')].map(one => one.textContent); };"""
IN_SIGHT = "all => all.filter(one => one.getBoundingClientRect().width > 10).length"
LINES = 420
"""More than are drawn, and more than four answers of the server hold."""


def test_either_side_ends_it_and_the_customer_begins_anew(browser: Browser, house: House, shop: Site) -> None:
    house.start()
    anna, customer = Agent(browser, house.address, "anna"), visitor(browser, f"{shop.origin}/plain")
    anna.sign_in()
    customer.talk("The first matter")
    anna.accept()
    customer.end()
    expect(customer.status).to_have_text(OVER)
    expect(anna.transcript).to_contain_text("The customer ended the conversation.")
    expect(customer.messages).to_have_text(["The first matter"])
    expect(customer.composer).to_have_count(0)
    again = customer.frame.get_by_role("button", name="Start a new conversation")
    expect(again).to_be_focused()
    customer.page.reload()
    expect(customer.messages).to_have_text(["The first matter"])
    again.click()
    expect(customer.composer).to_be_focused()
    expect(customer.messages).to_have_count(0)

    anna.page.get_by_role("button", name="Close the conversation").click()
    customer.write("The second matter")
    anna.accept()
    anna.page.get_by_role("button", name="End", exact=True).click()
    expect(customer.status).to_have_text(OVER)
    expect(customer.transcript).to_contain_text("has ended the conversation.")
    expect(customer.messages).to_have_text(["The second matter"])
    assert customer.complaints == []


def test_print_and_copy_take_all_of_it_with_names_and_times(
    browser: Browser, house: House, shop: Site
) -> None:
    house.start()
    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    customer = visitor(
        browser, f"{shop.origin}/plain", permissions=["clipboard-read", "clipboard-write"], timezone_id="UTC"
    )
    customer.context.add_init_script(REMEMBER_PRINTED)
    customer.talk("How long is it?")
    anna.accept()
    expect(customer.status).to_have_text(re.compile("^You are chatting with"))
    anna.context.close()
    house.stop()
    fill(house, [f"Line {n}" for n in range(LINES)])
    house.start()
    customer.page.reload()
    expect(customer.messages.last).to_have_text(f"Line {LINES - 1}")
    assert customer.messages.count() < LINES

    customer.choose("Copy messages")
    expect(customer.frame.get_by_text("The messages have been copied.")).to_be_visible()
    taken = customer.page.evaluate("navigator.clipboard.readText()").split("\n")
    assert len(taken) == LINES + 2  # the question, and that Anna has joined
    assert re.fullmatch(r"\[.*\d\d:\d\d\] You: How long is it\?", taken[0])
    assert taken[-1].endswith(f"] Anna: Line {LINES - 1}")

    customer.choose("Print")
    inside = customer.page.frames[1]
    inside.wait_for_function("window.printed")
    assert inside.evaluate("printed") == ["How long is it?", *(f"Line {n}" for n in range(LINES))]
    expect(customer.messages).to_have_count(300)
    customer.page.emulate_media(media="print")
    expect(customer.launcher).to_be_hidden()


def test_on_paper_stand_names_texts_and_times_without_buttons(browser: Browser, house: House) -> None:
    house.start()
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(f"{house.address}/widget/frame?workstream=website")
    for n in range(30):
        page.get_by_label("Your message").fill(f"Line {n}")
        page.get_by_label("Your message").press("Enter")
    expect(page.locator(".text")).to_have_count(30)
    expect(page.locator(".sending")).to_have_count(0)
    page.emulate_media(media="print")
    for control in page.get_by_role("button").all() + page.get_by_role("textbox").all():
        expect(control).to_be_hidden()
    expect(page.get_by_text("Line 0", exact=True)).to_be_visible()
    assert page.locator(".fine, .message .unseen:last-child").evaluate_all("all => all.length") == 30
    assert page.locator("time").evaluate_all(IN_SIGHT) == 30
    assert page.evaluate("document.documentElement.scrollHeight") > 30 * 40
    sheet = page.pdf(format="A6")
    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page/") >= 3
