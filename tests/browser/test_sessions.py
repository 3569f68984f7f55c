"""Sessions in a real browser: customers side by side, their titles, icons, badges and closing."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.house import House, write_letter
from browser.people import Agent, Customer
from cordboard.core.workstream import Organisation


@pytest.fixture
def anna(browser: Browser, house: House) -> Iterator[Agent]:
    """Anna, alone at work."""
    house.start()
    agent = Agent(browser, house.address, "anna")
    agent.sign_in()
    yield agent
    agent.context.close()


@pytest.mark.mission("S7")
@pytest.mark.mission("S13", part="visitor")
@pytest.mark.mission("S14")
@pytest.mark.mission("N1", part="chat")
@pytest.mark.mission("N8", part="alert")
@pytest.mark.mission("N11")
def test_an_accepted_chat_opens_beside_the_others_with_its_customers_details(
    browser: Browser, house: House, anna: Agent
) -> None:
    write_letter(house, "letter-writer", "m1", "Dear all")
    anna.accept()
    first = anna.session("Visitor 1")
    expect(first).to_be_visible()

    customer = Customer(browser, house.address)
    customer.open_chat()
    customer.frame.get_by_label(re.compile("Your name")).fill("Māra Kalniņa")
    customer.write("My recorder squeaks")
    expect(anna.offer).to_contain_text("Māra Kalniņa")
    expect(anna.offer).to_contain_text("/sample/website")
    expect(anna.offer.get_by_role("timer")).to_be_visible()
    anna.accept()

    expect(first).to_be_visible()
    second = anna.session("Visitor 2")
    expect(second).to_have_attribute("aria-current", "page")
    expect(second).to_contain_text("Vi")
    expect(anna.page.get_by_role("heading", name="Visitor 2")).to_be_visible()
    details = anna.page.get_by_role("region", name="Customer details")
    for known in ("Māra Kalniņa", "/sample/website", "en-GB", "Chromium"):
        expect(details).to_contain_text(known)
    expect(anna.transcript).to_contain_text("My recorder squeaks")
    expect(anna.offer).to_have_count(0)


@pytest.mark.mission("S1", part="switch")
@pytest.mark.mission("S9", part="message")
@pytest.mark.mission("S16", part="count")
@pytest.mark.mission("S16", part="tooltip")
@pytest.mark.mission("S16", part="cleared")
def test_switching_keeps_what_was_typed_and_badges_count_what_was_not_seen(house: House, anna: Agent) -> None:
    for customer in ("one", "two"):
        write_letter(house, customer, "m0", f"Hello from {customer}")
        anna.accept()
        expect(anna.transcript).to_contain_text(f"Hello from {customer}")
    anna.composer.fill("half a sentence for two")
    anna.session("Visitor 1").click()
    expect(anna.composer).to_have_value("")
    anna.composer.fill("half a sentence for one")

    for n in range(1, 10):
        write_letter(house, "two", f"m{n}", f"News {n}")
    badge = anna.sessions.get_by_test_id("unread")
    expect(badge).to_have_text("9")
    write_letter(house, "two", "m10", "News 10")
    expect(badge).to_have_text("10+")
    anna.session("Visitor 2").hover()
    expect(anna.page.get_by_role("tooltip")).to_have_text("Visitor 2. 10 new updates in your conversation")

    anna.session("Visitor 2").click()
    expect(badge).to_have_count(0)
    expect(anna.composer).to_have_value("half a sentence for two")
    expect(anna.transcript).to_contain_text("News 10")
    anna.session("Visitor 1").click()
    expect(anna.composer).to_have_value("half a sentence for one")


@pytest.mark.mission("S11")
def test_the_x_shows_on_hover_and_on_focus_and_asks_before_it_closes(house: House, anna: Agent) -> None:
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    close = anna.sessions.get_by_role("button", name="Close session Visitor 1")
    anna.composer.click()
    anna.page.mouse.move(600, 400)
    expect(close).to_have_css("opacity", "0")
    anna.session("Visitor 1").hover()
    expect(close).to_have_css("opacity", "1")
    anna.page.mouse.move(600, 400)
    expect(close).to_have_css("opacity", "0")
    anna.session("Visitor 1").focus()
    anna.page.keyboard.press("Tab")
    expect(close).to_be_focused()
    expect(close).to_have_css("opacity", "1")

    anna.page.keyboard.press("Enter")
    question = anna.page.get_by_role("alertdialog").or_(anna.page.get_by_role("dialog"))
    expect(question).to_contain_text("Waiting")
    question.get_by_role("button", name="Cancel").click()
    expect(anna.session("Visitor 1")).to_be_visible()
    close.focus()
    anna.page.keyboard.press("Enter")
    question.get_by_role("button", name="Close session").click()
    expect(anna.session("Visitor 1")).to_have_count(0)
    expect(anna.page.get_by_role("region", name="My work items")).to_contain_text("Waiting")


@pytest.mark.mission("S3", part="by-hand")
@pytest.mark.mission("S3", part="by-accepting")
@pytest.mark.mission("S6", part="pick")
def test_sessions_start_by_accepting_by_opening_and_by_picking(house: House, anna: Agent) -> None:
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    expect(anna.session("Visitor 1")).to_be_visible()
    anna.close_session("Visitor 1")
    mine = anna.page.get_by_role("region", name="My work items")
    mine.get_by_role("button", name="Open Visitor 1").click()
    expect(anna.session("Visitor 1")).to_have_attribute("aria-current", "page")

    anna.choose_presence("Do not disturb")
    write_letter(house, "two", "m0", "Hello, too")
    anna.home.click()
    waiting = anna.page.get_by_role("region", name="Open work items")
    waiting.get_by_role("button", name="Pick Visitor 2").click()
    expect(anna.session("Visitor 2")).to_have_attribute("aria-current", "page")
    expect(anna.transcript).to_contain_text("Hello, too")


@pytest.mark.mission("S1", part="panel")
@pytest.mark.mission("S12", part="panel")
@pytest.mark.mission("S12", part="home")
def test_the_panel_collapses_and_home_is_pinned(house: House, anna: Agent) -> None:
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    burger = anna.sessions.get_by_role("button", name="Collapse the session panel")
    expect(burger).to_have_attribute("aria-expanded", "true")
    first = anna.sessions.get_by_role("listitem").first
    expect(first.get_by_role("button", name="Home")).to_be_visible()
    expect(first.get_by_role("button")).to_have_count(1)
    burger.click()
    expect(anna.sessions.get_by_text("Home", exact=True)).to_have_count(0)
    expect(anna.session("Visitor 1")).to_be_visible()
    anna.sessions.get_by_role("button", name="Expand the session panel").click()
    expect(anna.sessions.get_by_text("Home", exact=True)).to_be_visible()


@pytest.mark.mission("N16", part="limit")
@pytest.mark.mission("N16", part="alert")
@pytest.mark.mission("N16", part="presence")
@pytest.mark.mission("N16", part="agent-reset")
def test_at_the_session_limit_the_agent_is_told_and_gets_nothing(browser: Browser, house: House) -> None:
    house.configure(organisation=Organisation(session_limit=1))
    house.start()
    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    write_letter(house, "two", "m0", "Hello, too")
    anna.presence("Do not disturb")
    anna.home.click()
    expect(anna.alerts).to_contain_text("sessions")
    expect(anna.offer).to_have_count(0)
    anna.close_session("Visitor 1")
    anna.alerts.get_by_role("button", name="Reset presence").click()
    expect(anna.offer).to_contain_text("Visitor 2")


@pytest.mark.mission("S13", part="linked")
@pytest.mark.mission("S14")
def test_a_customer_whom_the_channel_knows_gives_the_session_its_title(house: House, anna: Agent) -> None:
    write_letter(house, "kenny", "m0", "Hello", name="Kenny Smith")
    expect(anna.offer).to_contain_text("Kenny Smith")
    anna.accept()
    session = anna.session("Kenny Smith")
    expect(session).to_have_attribute("aria-current", "page")
    expect(session).to_contain_text("Ke")
    expect(anna.page.get_by_role("heading", name="Kenny Smith")).to_be_visible()


@pytest.mark.mission("N17", part="presence")
@pytest.mark.mission("N17", part="supervisor-reset")
def test_a_supervisor_resets_an_agent_who_rejected(browser: Browser, house: House, anna: Agent) -> None:
    saga = Agent(browser, house.address, "saga")
    saga.sign_in()
    write_letter(house, "one", "m0", "Hello")
    anna.reject()
    anna.presence("Do not disturb")
    saga.page.get_by_role("button", name="Reset presence of Anna Ozola").click()
    anna.presence("Available")
    expect(anna.offer).to_be_visible()
    # The button that was pressed went with the first offer; no key that was meant for something else accepts.
    assert anna.page.evaluate("document.activeElement === document.body")
    anna.page.keyboard.press("Space")
    anna.page.keyboard.press("F8")
    expect(anna.offer.get_by_role("button", name="Accept")).to_be_focused()
