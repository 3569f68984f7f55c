"""The main job in a real browser: a customer writes, an agent accepts and answers; nothing is lost."""

import re

import pytest
from playwright.sync_api import Browser, expect

from browser.house import House
from browser.people import Agent, Customer, whoever_is_offered
from browser.probes import wait_until_saved

THAI = "สวัสดีค่ะ ขอบคุณที่ติดต่อเรา 🙏🏽👨‍👩‍👧"
LATVIAN = "Labdien! Mans lentes ierakstītājs čīkst 😟"
OFFER_S = 10
"""Long enough for a slow page to show an offer before it goes on."""


def test_a_conversation_survives_a_reject_a_reload_a_lost_network_and_a_killed_server(
    browser: Browser, house: House
) -> None:
    house.start()
    anna, budi = Agent(browser, house.address, "anna"), Agent(browser, house.address, "budi")
    anna.sign_in()
    budi.sign_in()
    customer = Customer(browser, house.address)
    customer.open_chat()
    customer.write(LATVIAN)

    first, second = whoever_is_offered(anna, budi)
    first.reject()
    expect(second.offer).to_be_visible()
    first.presence("Do not disturb")
    second.accept()
    expect(second.transcript).to_contain_text(LATVIAN)

    second.write(THAI)
    expect(customer.transcript).to_contain_text(THAI)
    customer.write("Paldies!")
    expect(second.transcript).to_contain_text("Paldies!")

    second.composer.press_sequentially("I am looking at your reco")
    wait_until_saved(second.page)
    second.page.evaluate("localStorage.clear()")
    second.page.reload()
    second.wait_until_live()
    second.sessions.get_by_role("button", name=re.compile("Visitor")).first.click()
    expect(second.composer).to_have_value("I am looking at your reco")
    expect(second.transcript).to_contain_text(THAI)

    customer.context.set_offline(True)
    second.write("I am looking at your recorder now.")
    customer.write("Written while offline")
    expect(customer.frame.get_by_role("status").first).to_contain_text("Connecting again")
    customer.context.set_offline(False)
    expect(customer.transcript).to_contain_text("I am looking at your recorder now.")
    expect(second.transcript).to_contain_text("Written while offline")

    house.kill()
    customer.write("Written while the server was down")
    second.write("Answered while the server was down")
    house.start()
    expect(second.transcript).to_contain_text("Written while the server was down", timeout=30_000)
    expect(customer.transcript).to_contain_text("Answered while the server was down", timeout=30_000)
    for text in (
        LATVIAN,
        THAI,
        "Paldies!",
        "Written while offline",
        "Written while the server was down",
        "Answered while the server was down",
    ):
        expect(customer.transcript.get_by_text(text, exact=True)).to_have_count(1)
        expect(second.transcript.get_by_text(text, exact=True)).to_have_count(1)


@pytest.mark.mission("N15", part="timeout")
def test_an_offer_that_times_out_reaches_the_other_agent(browser: Browser, house: House) -> None:
    house.configure(offer_s=OFFER_S)
    house.start()
    anna, budi = Agent(browser, house.address, "anna"), Agent(browser, house.address, "budi")
    anna.sign_in()
    budi.sign_in()
    customer = Customer(browser, house.address)
    customer.open_chat()
    customer.write("Is anybody there?")
    first, second = whoever_is_offered(anna, budi)
    expect(second.offer).to_be_visible(timeout=4_000 * OFFER_S)
    first.presence("Inactive")
    expect(first.alerts).to_contain_text("missed")


@pytest.mark.mission("N15", part="undisplayed")
def test_an_offer_that_was_never_displayed_reaches_the_other_agent(browser: Browser, house: House) -> None:
    house.configure(displayed_within_s=OFFER_S)
    house.start()
    anna, budi = Agent(browser, house.address, "anna"), Agent(browser, house.address, "budi")
    anna.context.add_init_script("Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'});")
    anna.sign_in()
    customer = Customer(browser, house.address)
    customer.open_chat()
    customer.write("Is anybody there?")
    expect(anna.offer).to_be_visible()
    budi.sign_in()
    expect(budi.offer).to_be_visible(timeout=4_000 * OFFER_S)
    anna.presence("Available")
