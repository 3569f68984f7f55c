"""Presence in a real browser: alerts and their resets, what work makes of it, who set it, and its history."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from browser.house import House, write_letter
from browser.people import Agent, Customer, violations
from cordboard.core.workstream import Organisation

LONG_WORDS = (
    "Neatraucētprofesionālākvalifikācijapaaugstināšana",
    "อยู่ระหว่างการฝึกอบรมพนักงานใหม่ประจำสัปดาห์",
)


@pytest.fixture
def people(browser: Browser, house: House) -> Iterator[Any]:
    """Start the house when it is configured, and open workspaces in it."""
    opened: list[Agent] = []

    def come(*logins: str) -> list[Agent]:
        if not opened:
            house.start()
        fresh = [Agent(browser, house.address, login) for login in logins]
        opened.extend(fresh)
        for agent in fresh:
            agent.sign_in()
        return fresh

    yield come
    for agent in opened:
        agent.context.close()


def reset_as_supervisor(saga: Agent) -> None:
    """Reset Anna's presence from the board."""
    button = saga.page.get_by_role("button", name="Reset presence of Anna Ozola")
    button.click()
    expect(button).to_have_count(0)


def open_menu(agent: Agent) -> None:
    """Open the presence menu by its button."""
    agent.page.get_by_role("button", name=re.compile("^Presence: ")).click()


def expect_reason(agent: Agent, words: str) -> None:
    """Expect the presence menu to say why."""
    open_menu(agent)
    expect(agent.page.get_by_role("menu")).to_be_visible()
    expect(agent.page.get_by_text(re.compile(words)).filter(visible=True)).to_have_count(1)
    agent.page.keyboard.press("Escape")
    expect(agent.page.get_by_role("menu")).to_have_count(0)


def history_of(agent: Agent) -> Locator:
    """Open the presence history, by keyboard, and return its dialog."""
    agent.page.get_by_role("button", name=re.compile("^Presence: ")).focus()
    agent.page.keyboard.press("Enter")
    agent.page.get_by_role("menuitem", name="Presence history").focus()
    agent.page.keyboard.press("Enter")
    dialog = agent.page.get_by_role("dialog", name="Presence history")
    expect(dialog.get_by_role("table", name="Presence history")).to_be_visible()
    return dialog


def told(dialog: Locator) -> list[tuple[str, str]]:
    """Presence and reason of each row, newest first."""
    rows = dialog.get_by_role("row").filter(has=dialog.page.get_by_role("rowheader")).all()
    cells = [row.get_by_role("cell").all_inner_texts() for row in rows]
    return [(presence.strip(), why.strip()) for presence, _, why in cells]


@pytest.mark.mission("N14", part="alert")
@pytest.mark.mission("N14", part="inactive")
@pytest.mark.mission("N14", part="agent-reset")
@pytest.mark.mission("N14", part="supervisor-reset")
def test_a_missed_offer_is_alerted_until_the_agent_or_a_supervisor_resets(house: House, people: Any) -> None:
    house.configure(offer_s=3)
    anna, saga = people("anna", "saga")
    write_letter(house, "one", "m0", "Hello")
    anna.presence("Inactive")
    expect(anna.alerts).to_contain_text("You missed a conversation")
    expect_reason(anna, r"Inactive: you missed an offer at \d")
    write_letter(house, "two", "m0", "Hello, too")
    open_work = anna.page.get_by_role("region", name="Open work items")
    expect(open_work).to_contain_text("Visitor 2")
    expect(anna.offer).to_have_count(0)
    anna.alerts.get_by_role("button", name="Reset presence").click()
    expect(anna.alerts).to_have_count(0)
    expect(anna.offer.first).to_be_visible()
    anna.presence("Inactive")
    reset_as_supervisor(saga)
    anna.presence("Available")
    expect_reason(anna, "Available: Saga Lindqvist reset it at .* and none of your 5 units is in use")


@pytest.mark.mission("N16", part="limit")
@pytest.mark.mission("N16", part="alert")
@pytest.mark.mission("N16", part="presence")
@pytest.mark.mission("N16", part="agent-reset")
@pytest.mark.mission("N16", part="supervisor-reset")
def test_at_the_session_limit_the_agent_or_a_supervisor_resets(house: House, people: Any) -> None:
    house.configure(organisation=Organisation(session_limit=1))
    anna, saga = people("anna", "saga")
    write_letter(house, "taken", "m0", "Hello")
    for n, reset in ((1, None), (2, saga)):
        anna.accept()
        write_letter(house, f"beyond-{n}", "m0", "Hello")
        anna.presence("Do not disturb")
        anna.home.click()
        expect(anna.alerts).to_contain_text("as many sessions open as allowed")
        expect_reason(anna, "Do not disturb: you had as many sessions open as allowed at ")
        expect(anna.offer).to_have_count(0)
        anna.close_session(f"Visitor {n}")
        if reset is None:
            anna.alerts.get_by_role("button", name="Reset presence").click()
        else:
            reset_as_supervisor(reset)
        expect(anna.offer).to_contain_text(f"Visitor {n + 1}")
        expect(anna.alerts).to_have_count(0)


@pytest.mark.mission("N17", part="alert")
@pytest.mark.mission("N17", part="presence")
@pytest.mark.mission("N17", part="agent-reset")
@pytest.mark.mission("N17", part="supervisor-reset")
def test_a_rejected_offer_is_alerted_until_the_agent_or_a_supervisor_resets(
    house: House, people: Any
) -> None:
    anna, saga = people("anna", "saga")
    write_letter(house, "one", "m0", "Hello")
    for reset in (None, saga):
        anna.reject()
        anna.presence("Do not disturb")
        expect(anna.alerts).to_contain_text("You rejected a conversation")
        expect_reason(anna, "Do not disturb: you rejected an offer at ")
        expect(anna.offer).to_have_count(0)
        if reset is None:
            anna.alerts.get_by_role("button", name="Reset presence").click()
        else:
            reset_as_supervisor(reset)
        expect(anna.alerts).to_have_count(0)
        expect(anna.offer).to_be_visible()
        anna.presence("Available")


@pytest.mark.mission("S2", part="presence")
@pytest.mark.mission("S4", part="chat")
@pytest.mark.parametrize("configured", [(2, "Busy", "2 of 5"), (5, "Do not disturb", "full")])
def test_accepting_a_chat_sets_presence_as_configured_and_shows_the_communication_panel(
    browser: Browser, house: House, people: Any, configured: tuple[int, str, str]
) -> None:
    units, presence, why = configured
    house.configure(units=units)
    (anna,) = people("anna")
    customer = Customer(browser, house.address)
    customer.open_chat()
    customer.write("My recorder squeaks")
    anna.presence("Available")
    anna.accept()
    anna.presence(presence)
    expect_reason(anna, f"{presence}: .*{why}")
    panel = anna.page.get_by_role("region", name="Communication", exact=True)
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("My recorder squeaks")
    expect(anna.composer).to_be_visible()
    anna.close_session("Visitor 1")
    anna.presence("Available")
    customer.context.close()


@pytest.mark.mission("N18", part="presence")
def test_two_browsers_share_a_presence_a_supervisor_sets_it_and_the_history_tells_all(
    house: House, people: Any
) -> None:
    anna, elsewhere, saga = people("anna", "anna", "saga")
    anna.choose_presence("Away")
    elsewhere.presence("Away")
    anna.page.reload()
    anna.wait_until_live()
    anna.presence("Away")
    dialog = history_of(anna)
    assert told(dialog)[:1] == [("Away", "You chose it.")]

    me = anna.page.request.get(f"{house.address}/api/me").json()
    csrf = saga.page.request.get(f"{house.address}/api/me").json()["csrf"]
    answer = saga.page.request.put(
        f"{house.address}/api/agents/{me['user']['id']}/presence",
        data={"presence_id": "busy"},
        headers={"x-csrf-token": csrf},
    )
    assert answer.ok, answer.text()
    expect(dialog.get_by_role("row")).to_have_count(4)
    assert told(dialog) == [
        ("Busy", "Saga Lindqvist set it."),
        ("Away", "You chose it."),
        ("Available", "You signed in, or came back after a longer time."),
    ]
    assert violations(anna.page) == []
    anna.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(anna.page.get_by_role("button", name="Presence: Busy")).to_be_focused()
    expect_reason(anna, r"Busy: Saga Lindqvist set it at \d")

    elsewhere.page.get_by_role("button", name="Account: Anna Ozola").click()
    elsewhere.page.get_by_role("menuitem", name="Sign out", exact=True).click()
    expect(elsewhere.page.get_by_label("Password")).to_be_visible()
    anna.presence("Busy")
    assert len(told(history_of(anna))) == 3


def test_the_history_fits_a_narrow_page_with_long_words(house: House, people: Any) -> None:
    (anna,) = people("anna")
    anna.choose_presence("Do not disturb")
    anna.page.set_viewport_size({"width": 320, "height": 640})
    dialog = history_of(anna)
    for text in LONG_WORDS:
        dialog.locator("bdi").first.evaluate("(element, text) => { element.textContent = text }", text)
        wide = "element => element.scrollWidth > element.clientWidth"
        assert not dialog.evaluate(wide)
        assert not dialog.locator("table").locator("..").evaluate(wide)
        assert not anna.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert violations(anna.page) == []
