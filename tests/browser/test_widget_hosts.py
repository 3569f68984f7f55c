"""The widget in other people's pages: it works in each of them, and leaves each as it was."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from browser.hosts import HOSTS, Site, SitePage
from browser.house import House
from browser.people import Agent
from browser.probes import expect_soon
from browser.visitor import Visitor, visitor

PAGE_AS_IT_IS = """() => ({
    globals: Object.getOwnPropertyNames(window),
    attributes: [document.documentElement, document.body].flatMap(one => one.getAttributeNames()),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    main: [...getComputedStyle(document.querySelector('main'))].map(
        name => getComputedStyle(document.querySelector('main')).getPropertyValue(name)),
    elements: [...document.querySelectorAll('body *:not(script)')].map(one => one.tagName),
    height: document.documentElement.scrollHeight,
})"""


@pytest.mark.parametrize("name", HOSTS)
def test_it_works_in_any_page_and_leaves_it_as_it_was(
    browser: Browser, house: House, shop: Site, name: str
) -> None:
    page = shop.pages[f"/{name}"]
    shop.pages["/bare"] = SitePage(body=re.sub("<script.*?</script>", "", page.body), policy=page.policy)
    house.start()
    anna, customer = Agent(browser, house.address, "anna"), visitor(browser, f"{shop.origin}/{name}")
    anna.sign_in()
    customer.page.goto(f"{shop.origin}/bare")
    before = customer.page.evaluate(PAGE_AS_IT_IS)
    customer.come()
    placed = {"x": 1200, "y": 640, "width": 60, "height": 60}
    expect_soon(customer.page, customer.launcher.bounding_box, placed)

    customer.launcher.click()
    customer.write("Do you have size 44?")
    anna.accept()
    anna.write("We do.")
    expect(customer.messages).to_have_text(["Do you have size 44?", "We do."])
    expect_soon(customer.page, lambda: looks(customer), ["16px", "rgb(11, 92, 173)", "visible"])

    customer.launcher.click()
    expect(customer.composer).to_be_hidden()
    anna.write("In black, too.")
    badge = customer.page.locator(".badge")
    expect(badge).to_have_text("1")
    expect(badge).to_have_css("font-size", "13px")
    expect(badge).to_have_css("color", "rgb(255, 255, 255)")
    expect(customer.launcher).to_have_attribute("aria-label", "Chat with us. Unread messages: 1")
    customer.page.reload()
    expect(badge).to_have_text("1")
    customer.launcher.click()
    expect(badge).to_be_hidden()
    expect(customer.messages.last).to_have_text("In black, too.")
    expect(customer.messages.last).to_be_in_viewport()
    expect_page_as_it_was(before, customer.page.evaluate(PAGE_AS_IT_IS))
    customer.write("Then I'll come.")
    expect(anna.transcript).to_contain_text("Then I'll come.")
    assert customer.complaints == []


def looks(customer: Visitor) -> list[str]:
    """Return how the composer and the header look, which no page may change."""
    header = customer.frame.get_by_role("banner").or_(customer.frame.locator("header"))
    colour = header.first.evaluate("one => getComputedStyle(one).backgroundColor")
    size = customer.composer.evaluate("one => getComputedStyle(one).fontSize")
    seen = customer.page.locator("iframe").evaluate("one => getComputedStyle(one).visibility")
    return [size, colour, seen]


def expect_page_as_it_was(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Expect that the page got one global and one element, and nothing else."""
    assert set(after.pop("globals")) - set(before.pop("globals")) == {"Cordboard"}
    assert after.pop("elements") == [*before.pop("elements"), "DIV"]
    assert after == before
