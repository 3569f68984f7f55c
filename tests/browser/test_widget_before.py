"""What stands before a conversation: notice of monitoring and consent (mission M17), form, queue."""

import re

import pytest
from playwright.sync_api import Browser, expect

from browser.hosts import Site, SitePage
from browser.house import House
from browser.kept import conversations
from browser.people import Agent
from browser.visitor import visitor
from cordboard.core.widget import MonitoringNotice, Option, Question, QuestionKind, Widget

OLD = MonitoringNotice(text={"en": "We may listen."}, consent=True)
NEW = MonitoringNotice(text={"en": "We do listen."}, link="https://shop.example/privacy", consent=True)


@pytest.mark.mission("M17", part="customer")
def test_nothing_is_sent_without_consent_and_it_is_to_the_text_as_it_is_now(
    browser: Browser, house: House, shop: Site
) -> None:
    house.configure(widget=Widget(notice=OLD, questions=()))
    house.start()
    customer = visitor(browser, f"{shop.origin}/strict")
    customer.open_chat()
    asked: list[str] = []
    customer.page.on("websocket", lambda socket: asked.append(socket.url))
    customer.page.on("request", lambda request: asked.append(request.url))
    expect(customer.frame.get_by_text("We may listen.")).to_be_visible()
    customer.write("Hello?")
    agree = customer.frame.get_by_role("checkbox", name="I have read this and agree.")
    expect(agree).to_be_focused()
    expect(agree).not_to_be_checked()
    expect(agree).to_have_accessible_description("Please tick this box to go on.")
    assert asked == []

    house.stop()
    house.configure(widget=Widget(notice=NEW, questions=()))
    house.start()
    agree.check()
    customer.composer.press("Enter")
    expect(customer.frame.get_by_role("alert")).to_have_text(
        "Something here has changed. Please check it, then send your message again."
    )
    expect(customer.frame.get_by_text("We do listen.")).to_be_visible()
    expect(customer.frame.get_by_role("link")).to_have_attribute("href", NEW.link)
    expect(agree).not_to_be_checked()
    expect(customer.composer).to_have_value("Hello?")
    agree.check()
    customer.composer.press("Enter")
    expect(customer.messages).to_have_text(["Hello?"])

    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    anna.accept()
    told = anna.page.get_by_text(re.compile("^Told of monitoring at .*text version"))
    expect(told).to_contain_text(NEW.version)
    expect(anna.page.get_by_text("The customer agreed.")).to_be_visible()
    customer.choose("About monitoring")
    expect(customer.frame.get_by_role("dialog")).to_contain_text("We do listen.")
    house.stop()
    (conversation,) = conversations(house)
    record = conversation.notice
    assert record is not None
    assert (record.version, record.language, record.agreed) == (NEW.version, "en", True)
    assert record.at_ms == conversation.created_at_ms
    assert customer.complaints == [] or all("WebSocket" in one for one in customer.complaints)


@pytest.mark.mission("M17", part="customer")
def test_where_no_consent_is_needed_the_notice_stands_there_and_is_recorded(
    browser: Browser, house: House, shop: Site
) -> None:
    page = shop.pages["/plain"]
    shop.pages["/sv"] = SitePage(body=page.body.replace("data-work", 'data-language="sv" data-work'))
    house.start()
    customer = visitor(browser, f"{shop.origin}/sv")
    customer.come()
    customer.launcher.click()
    expect(customer.frame.get_by_text("Samtalet kan övervakas")).to_be_visible()
    expect(customer.frame.get_by_role("checkbox")).to_have_count(0)
    message = customer.frame.locator("#message")
    message.fill("Hej")
    message.press("Enter")
    expect(customer.frame.get_by_text("Samtalet kan övervakas")).to_have_count(0)
    expect(customer.frame.locator(".delivery")).to_contain_text("Skickat")
    house.stop()
    (conversation,) = conversations(house)
    record = conversation.notice
    assert record is not None
    assert (record.version, record.language, record.agreed) == (MonitoringNotice().version, "sv", False)


def test_the_form_says_what_is_missing_and_its_answers_reach_the_agent(
    browser: Browser, house: House, shop: Site
) -> None:
    topics = (Option(value="bill", label={"en": "A bill"}), Option(value="other", label={"en": "Else"}))
    questions = (
        Question(name="name", required=True),
        Question(name="email"),
        Question(name="topic", kind=QuestionKind.CHOICE, options=topics, label={"en": "What about?"}),
        Question(name="terms", kind=QuestionKind.CONSENT, required=True, label={"en": "I accept the terms."}),
    )
    house.configure(widget=Widget(questions=questions), details_shown=("name", "email", "topic", "terms"))
    house.start()
    customer = visitor(browser, f"{shop.origin}/plain")
    customer.open_chat()
    name = customer.frame.get_by_label("Your name")
    email = customer.frame.get_by_label("Email address (optional)")
    topic = customer.frame.get_by_label("What about? (optional)")
    terms = customer.frame.get_by_role("checkbox", name="I accept the terms.")
    expect(name).to_be_focused()
    email.fill("nobody")
    customer.write("My bill is wrong.")
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description("Please fill this in.")
    expect(email).to_have_accessible_description("Please check the email address.")
    expect(terms).to_have_accessible_description("Please tick this box to go on.")
    name.fill("Ada")
    email.fill("ada@shop.example")
    topic.select_option(label="A bill")
    customer.page.reload()
    expect(name).to_have_value("Ada")
    expect(topic).to_have_value("bill")
    expect(customer.composer).to_have_value("My bill is wrong.")
    terms.check()
    customer.composer.press("Enter")
    expect(customer.messages).to_have_text(["My bill is wrong."])
    expect(name).to_have_count(0)

    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    anna.accept()
    details = anna.page.get_by_role("region", name="Customer details")
    for answer in ("Ada", "ada@shop.example", "bill"):
        expect(details).to_contain_text(answer)


def test_whoever_waits_is_told_the_place_and_moves_up(browser: Browser, house: House, shop: Site) -> None:
    # Whoever has one conversation has no capacity for another.
    house.configure(units=5)
    house.start()
    first, second = (visitor(browser, f"{shop.origin}/plain") for _ in range(2))
    first.talk("I was first")
    expect(first.status).to_have_text("You are next in line.")
    second.page.clock.install()
    second.talk("I was second")
    expect(second.status).to_have_text("Your place in the queue: 2")
    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    anna.accept()
    expect(first.status).to_have_text(re.compile("^You are chatting with"))
    # A place is shown at most every 15 seconds, so that nobody counts along.
    second.page.clock.fast_forward(15_000)
    expect(second.status).to_have_text("You are next in line.")
