"""Takes the pictures of the documentation from the running product; `make pictures` keeps them."""

import os
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from browser.house import House, write_letter
from browser.people import Agent, Customer

KEPT = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WRITE = os.environ.get("CORDBOARD_WRITE_PICTURES") == "1"
EMPTY_BYTES = 8_000
"""A picture of a blank page is smaller."""


def take(page: Page, name: str, folder: Path) -> Path:
    """Take a picture once nothing moves any more."""
    page.wait_for_timeout(400)
    file = (KEPT if WRITE else folder) / f"{name}.png"
    page.screenshot(path=file, animations="disabled", caret="hide")
    return file


def test_pictures_of_both_sides(browser: Browser, house: House, tmp_path: Path) -> None:
    house.start()
    anna, customer = Agent(browser, house.address, "anna"), Customer(browser, house.address)
    anna.page.set_viewport_size({"width": 1360, "height": 800})
    customer.page.set_viewport_size({"width": 900, "height": 760})
    anna.sign_in()
    customer.open_chat()
    expect(customer.composer).to_be_visible()
    files = [take(customer.page, "widget-new", tmp_path)]
    customer.write("Good morning! My tape recorder plays too slowly since yesterday.")
    expect(anna.offer).to_be_visible()
    anna.accept()
    anna.write("Good morning! That is often the belt. Which model is it?")
    expect(customer.transcript).to_contain_text("Which model")
    customer.write("A Tandberg 64X, from my grandmother: https://example.org/tandberg-64x")
    expect(anna.transcript).to_contain_text("Tandberg")
    write_letter(house, "ilze", "m0", "When will my typewriter be ready?", name="Ilze Kalniņa")
    expect(anna.offer).to_be_visible()
    anna.accept()
    anna.session("Visitor 1").click()
    write_letter(house, "ilze", "m1", "I can come on Friday.", name="Ilze Kalniņa")
    write_letter(house, "wattana", "m2", "สวัสดีครับ มีคาสเซ็ตเปล่าไหม", name="ณรงค์ วัฒนา")
    expect(anna.offer).to_be_visible()
    expect(customer.frame.get_by_text("Read")).to_be_visible()
    files += [take(anna.page, "workspace", tmp_path), take(customer.page, "widget", tmp_path)]
    for page, name in ((anna.page, "workspace-dark"), (customer.page, "widget-dark")):
        page.emulate_media(color_scheme="dark")
        files.append(take(page, name, tmp_path))
    pictures = [file.read_bytes() for file in files]
    assert all(len(one) > EMPTY_BYTES for one in pictures)
    assert len(set(pictures)) == len(pictures)
