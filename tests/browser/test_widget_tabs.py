"""One conversation in two tabs, through reload, lost network and a killed server: nothing lost or twice."""

import re

from playwright.sync_api import Browser, Page, expect

from browser.hosts import Site
from browser.house import House
from browser.kept import conversations
from browser.people import Agent
from browser.visitor import visitor
from cordboard.core.widget import Question, QuestionKind, Widget

SEND_AT = "at => { setTimeout(() => document.querySelector('.send').click(), at - Date.now()) }"
OVER = "This conversation has ended."


def send_at_the_same_moment(*pages: Page) -> None:
    """Press Send in each page's frame at one point in time."""
    at = pages[0].evaluate("Date.now() + 500")
    for page in pages:
        page.frames[1].evaluate(SEND_AT, at)


def test_two_tabs_have_one_conversation(browser: Browser, house: House, shop: Site) -> None:
    house.start()
    first = visitor(browser, f"{shop.origin}/plain")
    second = first.another_tab()
    for tab, text in ((first, "From the first"), (second, "From the second")):
        tab.open_chat()
        tab.composer.fill(text)
    send_at_the_same_moment(first.page, second.page)
    for tab in (first, second):
        expect(tab.messages).to_have_count(2)
        expect(tab.frame.locator(".sending")).to_have_count(0)
    expect(first.messages).to_have_text(second.messages.all_inner_texts())

    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    anna.accept()
    anna.write("One answer for both")
    for tab in (first, second):
        expect(tab.messages).to_have_count(3)
        tab.launcher.click()
    anna.write("Are you there?")
    for tab in (first, second):
        expect(tab.page.locator(".badge")).to_have_text("1")
    first.launcher.click()
    expect(second.page.locator(".badge")).to_be_hidden()
    expect(second.composer).to_be_hidden()

    second.launcher.click()
    second.write("Only here")
    expect(first.messages.last).to_have_text("Only here")
    for tab in (first, second):
        expect(tab.messages).to_have_count(5)
        expect(tab.transcript.get_by_text("Are you there?")).to_have_count(1)
    house.stop()
    assert len(conversations(house)) == 1
    house.start()
    anna.wait_until_live()
    second.end()
    for tab in (first, second):
        expect(tab.status).to_have_text(OVER)


def test_nothing_that_was_typed_is_lost_and_nothing_comes_twice(
    browser: Browser, house: House, shop: Site
) -> None:
    questions = (Question(name="name"), Question(name="story", kind=QuestionKind.LINES))
    house.configure(widget=Widget(questions=questions))
    house.start()
    anna, customer = Agent(browser, house.address, "anna"), visitor(browser, f"{shop.origin}/plain")
    anna.sign_in()
    customer.open_chat()
    customer.frame.get_by_label(re.compile("Your name")).fill("Ada")
    customer.frame.get_by_label(re.compile("story")).fill("It began last week.")
    customer.composer.fill("Half a mess")
    customer.page.reload()
    expect(customer.composer).to_have_value("Half a mess")
    expect(customer.frame.get_by_label(re.compile("Your name"))).to_have_value("Ada")
    expect(customer.frame.get_by_label(re.compile("story"))).to_have_value("It began last week.")
    customer.write("A whole message")
    anna.accept()

    customer.context.set_offline(True)
    customer.write("Written offline")
    expect(customer.frame.locator(".sending")).to_have_count(1)
    expect(customer.status).to_have_text("Connecting again … Your message is kept.")
    house.kill()
    customer.composer.fill("And half")
    house.start()
    customer.context.set_offline(False)
    expect(customer.frame.locator(".sending")).to_have_count(0)
    expect(customer.composer).to_have_value("And half")
    customer.write("And half, made whole")
    anna.wait_until_live()
    expect(anna.transcript).to_contain_text("made whole")
    for text in ("A whole message", "Written offline", "And half, made whole"):
        expect(anna.transcript.get_by_text(text, exact=True)).to_have_count(1)
        expect(customer.transcript.get_by_text(text, exact=True)).to_have_count(1)
    house.stop()
    (conversation,) = conversations(house)
    known = {detail.name: detail.value for detail in conversation.details}
    assert (known["name"], known["story"]) == ("Ada", "It began last week.")
