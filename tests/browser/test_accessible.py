"""Every page and state passes axe (WCAG 2.2 AA), in light and in dark."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from browser.house import House, write_letter
from browser.people import Agent, Customer, violations

Scheme = Literal["light", "dark"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_and_states_have_no_violations(browser: Browser, house: House, scheme: Scheme) -> None:
    house.start()
    anna, customer = Agent(browser, house.address, "anna"), Customer(browser, house.address)
    for page in (anna.page, customer.page):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    anna.page.goto(f"{house.address}/")
    expect(anna.page.get_by_label("Password")).to_be_visible()
    found = {"sign-in": violations(anna.page)}
    anna.sign_in()
    found["home"] = violations(anna.page)
    customer.open_chat()
    expect(customer.composer).to_be_visible()
    found["widget"] = violations(customer.page)
    customer.write("Hello")
    expect(anna.offer).to_be_visible()
    found["offer"] = violations(anna.page)
    found["queued"] = violations(customer.page)
    anna.accept()
    anna.write("Hello!")
    expect(customer.transcript).to_contain_text("Hello!")
    found["conversation"] = violations(anna.page)
    found["talking"] = violations(customer.page)
    anna.sessions.get_by_role("button", name=re.compile("^Close session")).focus()
    anna.page.keyboard.press("Enter")
    expect(anna.page.get_by_role("button", name="Cancel")).to_be_visible()
    found["confirmation"] = violations(anna.page)
    anna.page.get_by_role("button", name="Cancel").click()
    anna.page.get_by_role("button", name="End", exact=True).click()
    expect(customer.transcript).to_contain_text("ended")
    found["ended"] = violations(customer.page)
    found["wrap-up"] = violations(anna.page)
    write_letter(house, "one", "m0", "Hello")
    anna.reject()
    anna.home.click()
    expect(anna.alerts).to_be_visible()
    found["alerts"] = violations(anna.page)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("login", "page"), [("saga", "Supervision"), ("admin", "Administration")])
def test_other_roles_pages_have_no_violations(
    browser: Browser, house: House, login: str, page: str, scheme: Scheme
) -> None:
    house.start()
    write_letter(house, "one", "m0", "Hello")
    person = Agent(browser, house.address, login)
    person.page.emulate_media(color_scheme=scheme)
    person.sign_in()
    expect(person.page.get_by_role("heading", name=page)).to_be_visible()
    assert violations(person.page) == []
