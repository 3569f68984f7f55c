"""Every state of the widget passes axe (WCAG 2.2 AA) in all colours, and a keyboard is enough."""

from collections.abc import Iterator
from typing import Literal

from playwright.sync_api import Browser, expect

from browser.hosts import Site
from browser.house import House
from browser.people import Agent, violations_in
from browser.probes import SMALL_TARGETS
from browser.trees import compared, tree
from browser.visitor import Visitor, visitor
from cordboard.core.widget import MonitoringNotice, Option, Question, QuestionKind, Widget

Colours = tuple[Literal["light", "dark"], Literal["active", "none"]]
COLOURS: tuple[Colours, ...] = (("light", "none"), ("dark", "none"), ("dark", "active"))
FOCUS = """() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    const {outlineStyle, outlineWidth} = getComputedStyle(one);
    return one.matches(':focus-visible') && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
}"""
WIDGET = Widget(
    questions=(
        Question(name="name", required=True),
        Question(name="topic", kind=QuestionKind.CHOICE, options=(Option(value="bill"),)),
        Question(name="story", kind=QuestionKind.LINES),
    ),
    notice=MonitoringNotice(link="https://shop.example/privacy", consent=True),
)


def states(browser: Browser, house: House, customer: Visitor) -> Iterator[str]:
    """Lead through whatever the frame can show, each state until the next one is asked for."""
    customer.page.evaluate("Cordboard.invite({text: 'Can we help?'})")
    yield "invited"
    customer.launcher.click()
    expect(customer.composer).to_be_visible()
    yield "new"
    customer.composer.press("Enter")
    expect(customer.frame.get_by_text("Please fill this in.")).to_be_visible()
    yield "problems"
    customer.frame.get_by_label("Your name").fill("Ada")
    customer.frame.get_by_role("checkbox").check()
    customer.write("Look at https://shop.example/7 please")
    expect(customer.status).to_have_text("You are next in line.")
    yield "queued"
    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    anna.accept()
    anna.write("I look.")
    expect(customer.messages).to_have_count(2)
    expect(customer.frame.locator(".delivery")).to_contain_text("Read")
    # What was announced is gone once it was said: it stands in the transcript.
    expect(customer.frame.get_by_role("log")).to_be_empty()
    yield "talking"
    customer.frame.get_by_role("button", name="More options").click()
    yield "menu"
    customer.press("Escape")
    customer.frame.get_by_role("button", name="End", exact=True).click()
    yield "asked"
    customer.press("Escape")
    customer.context.set_offline(True)
    expect(customer.status).to_contain_text("Connecting again")
    customer.write("Not yet sent")
    yield "offline"
    customer.context.set_offline(False)
    expect(customer.frame.locator(".sending")).to_have_count(0)
    customer.end()
    expect(customer.status).to_have_text("This conversation has ended.")
    yield "ended"


def test_every_state_is_accessible_in_all_colours(browser: Browser, house: House, shop: Site) -> None:
    house.configure(widget=WIDGET)
    house.start()
    customer = visitor(browser, f"{shop.origin}/plain", reduced_motion="reduce")
    customer.come()
    found: dict[str, list[str]] = {}
    told: dict[str, str] = {}
    for state in states(browser, house, customer):
        inside = customer.page.frames[-1]
        for scheme, forced in COLOURS:
            customer.page.emulate_media(color_scheme=scheme, forced_colors=forced)
            found[f"{state}, {scheme}, {forced}"] = violations_in(inside)
        found[f"{state}, targets"] = inside.evaluate(SMALL_TARGETS)
        if state in {"new", "talking", "ended"}:
            told[f"widget-{state}"] = tree(inside)
    assert {state: faults for state, faults in found.items() if faults} == {}
    assert "\n".join(compared(name, text) for name, text in told.items()).strip() == ""


def test_a_whole_conversation_by_keyboard_alone(browser: Browser, house: House, shop: Site) -> None:
    house.configure(widget=WIDGET)
    house.start()
    customer = visitor(browser, f"{shop.origin}/plain")
    customer.come()
    keyboard = customer.page.keyboard
    customer.press("Tab")
    expect(customer.launcher).to_be_focused()
    assert customer.page.evaluate(FOCUS)
    customer.press("Enter")
    name = customer.frame.get_by_label("Your name")
    expect(name).to_be_focused()
    keyboard.type("Ada")
    inside = customer.page.frames[1]
    for key in ("Tab", "b", "Tab"):
        customer.press(key)
        assert inside.evaluate(FOCUS)
    keyboard.type("It squeaks.")
    customer.press("Tab", "Tab", "Space", "Tab")
    expect(customer.frame.get_by_role("checkbox")).to_be_checked()
    expect(customer.composer).to_be_focused()
    keyboard.type("Hello?")
    customer.press("Enter")
    expect(customer.status).to_have_text("You are next in line.")
    expect(customer.composer).to_be_focused()
    customer.press("Shift+Tab")
    expect(customer.transcript).to_be_focused()
    assert inside.evaluate(FOCUS)

    customer.press("Shift+Tab", "Shift+Tab", "Enter", "Tab", "Tab", "Tab", "Enter")
    expect(customer.frame.get_by_role("button", name="More options")).to_be_focused()
    customer.press("Enter", "Tab", "Tab", "Tab")
    expect(customer.frame.get_by_role("button", name="Turn sound on")).to_be_focused()
    assert inside.evaluate(FOCUS)
    customer.press("Escape")
    expect(customer.frame.get_by_role("button", name="More options")).to_be_focused()
    customer.press("Shift+Tab", "Enter")
    expect(customer.frame.get_by_role("dialog", name="End this conversation?")).to_be_visible()
    expect(customer.frame.get_by_role("button", name="Keep chatting")).to_be_focused()
    assert inside.evaluate(FOCUS)
    customer.press("Tab", "Enter")
    again = customer.frame.get_by_role("button", name="Start a new conversation")
    expect(again).to_be_focused()
    customer.press("Enter")
    expect(customer.composer).to_be_focused()
    customer.press("Escape")
    expect(customer.composer).to_be_hidden()
    expect(customer.launcher).to_be_focused()
