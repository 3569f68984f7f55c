"""What a screen reader is told of the main pages, as the trees in snapshots/ have it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.house import House, write_letter
from browser.people import Agent, Customer
from browser.probes import PATIENCE_MS
from browser.trees import compared, tree


@pytest.fixture
def anna(browser: Browser, house: House) -> Iterator[Agent]:
    """Anna, alone at work."""
    house.start(silent_after_ms=PATIENCE_MS)
    agent = Agent(browser, house.address, "anna")
    agent.page.set_viewport_size({"width": 1280, "height": 720})
    agent.page.emulate_media(reduced_motion="reduce")
    agent.sign_in()
    yield agent
    agent.context.close()


def test_the_main_pages_tell_what_they_told(browser: Browser, house: House, anna: Agent) -> None:
    expect(anna.page.get_by_text("You have closed nothing today")).to_be_visible()
    told = {"home-empty": tree(anna.page)}
    customer = Customer(browser, house.address)
    customer.open_chat()
    customer.write("My recorder squeaks")
    expect(anna.offer).to_be_visible()
    told["offer"] = tree(anna.page)
    anna.accept()
    anna.write("How long has it done so?")
    expect(customer.transcript).to_contain_text("How long")
    expect(anna.page.get_by_test_id("receipt")).to_have_text("Read")
    expect(anna.page.get_by_role("region", name="Earlier conversations")).to_contain_text("first")
    told["conversation"] = tree(anna.page)
    anna.choose_presence("Do not disturb")
    anna.page.get_by_role("button", name="Dismiss").click()
    write_letter(house, "one", "m0", "Hello")
    anna.home.click()
    expect(anna.page.get_by_role("button", name="Pick Visitor 2")).to_be_visible()
    expect(anna.page.get_by_text("You have closed nothing today")).to_be_visible()
    told["home"] = tree(anna.page)
    anna.page.keyboard.press("?")
    for part in ("Shortcuts", "Appearance"):
        anna.page.get_by_role("tab", name=part).click()
        # What is behind it is hidden a moment later, and no part of it.
        told[f"settings-{part.lower()}"] = tree(anna.page.get_by_role("dialog"))
    customer.context.close()
    differences = "\n".join(compared(name, text) for name, text in told.items()).strip()
    assert not differences, f"\n{differences}"
