"""The widget on a phone: it fills the screen, leaves room for the keyboard, and gives the page back."""

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from browser.hosts import Site
from browser.house import House
from browser.people import Agent
from browser.probes import expect_soon, wait_until_still
from browser.visitor import Visitor, visitor
from cordboard.core.widget import MonitoringNotice, Question, Widget

KEYBOARD = """(() => {
    const view = new EventTarget();
    let left = null;
    Object.assign(view, {scale: 1, offsetTop: 0});
    const height = {get: () => left ?? innerHeight, set: px => { left = px; }};
    Object.defineProperty(view, 'height', height);
    addEventListener('resize', () => view.dispatchEvent(new Event('resize')));
    if (window === parent) Object.defineProperty(window, 'visualViewport', {value: view});
})();"""
"""Stands for a keyboard, which no headless browser has: it takes height from the visual viewport."""
COVER = """height => { visualViewport.height = height; visualViewport.dispatchEvent(new Event('resize')); }"""
TOO_WIDE = "document.scrollingElement.scrollWidth > innerWidth"
INPUTS = """[...document.querySelectorAll('input:not([type=checkbox]), textarea, select')].map(
    one => parseFloat(getComputedStyle(one).fontSize))"""
BIG_FONT = "document.documentElement.style.fontSize = '200%'"


@pytest.mark.parametrize("size", [(390, 844), (320, 480)])
def test_it_fills_a_small_screen_and_leaves_room_for_the_keyboard(
    browser: Browser, house: House, shop: Site, size: tuple[int, int]
) -> None:
    width, height = size
    house.configure(widget=Widget(questions=(Question(name="name"),), notice=MonitoringNotice(consent=True)))
    house.start()
    viewport = {"width": width, "height": height}
    customer = visitor(browser, f"{shop.origin}/plain", viewport=viewport, has_touch=True, is_mobile=True)
    customer.context.add_init_script(KEYBOARD)
    customer.come()
    customer.launcher.tap()
    expect(customer.composer).to_be_visible()
    expect(customer.launcher).to_be_hidden()
    frame = customer.page.frames[1]
    expect_soon(customer.page, lambda: box(customer), (0, 0, width, height))
    assert min(frame.evaluate(INPUTS)) >= 16
    expect_no_wider(frame)

    customer.composer.tap()
    covered = height * 0.55
    customer.page.evaluate(COVER, covered)
    expect_soon(customer.page, lambda: box(customer), pytest.approx((0, 0, width, covered), abs=0.5))
    expect_reachable(frame, customer, covered)
    frame.evaluate(BIG_FONT)
    expect_reachable(frame, customer, covered)
    customer.page.evaluate(COVER, height)
    expect_reachable(frame, customer, height)
    customer.composer.fill("x" * 400)
    expect_reachable(frame, customer, height)

    customer.frame.get_by_role("checkbox").tap()
    customer.frame.get_by_role("button", name="Send").tap()
    expect(customer.messages).to_have_count(1)
    expect_no_wider(frame)
    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    anna.accept()
    customer.composer.fill("half a")
    customer.frame.get_by_role("button", name="Minimise").tap()
    expect(customer.composer).to_be_hidden()
    anna.write("A" * 300)
    expect(customer.page.locator(".badge")).to_have_text("1")
    expect_no_wider(customer.page)
    customer.launcher.tap()
    expect(customer.composer).to_have_value("half a")
    expect(customer.messages.last).to_be_in_viewport()
    for name in ("Minimise", "More options", "End", "Send"):
        expect(customer.frame.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    expect_no_wider(frame)
    assert customer.complaints == []


def box(customer: Visitor) -> tuple[float, ...]:
    """Return where the frame stands on the screen."""
    found = customer.page.locator("iframe").bounding_box()
    assert found is not None
    return found["x"], found["y"], found["width"], found["height"]


def expect_no_wider(place: Page | Frame) -> None:
    """Expect that nothing is pushed sideways once everything stands where it will."""
    wait_until_still(place)
    assert not place.evaluate(TOO_WIDE)


def expect_reachable(frame: Frame, customer: Visitor, height: float) -> None:
    """Expect that what the customer writes is seen above the keyboard, and nothing is pushed sideways."""
    # A change of the page's size reaches the frame a moment later.
    expect_soon(customer.page, lambda: frame.evaluate("innerHeight"), pytest.approx(height, abs=1))
    expect_no_wider(frame)
    send = customer.frame.get_by_role("button", name="Send")
    send.scroll_into_view_if_needed()
    for part in (customer.composer, send):
        found = part.bounding_box()
        assert found is not None
        assert found["y"] >= 0
        assert found["y"] + min(found["height"], 44) <= height + 0.5
