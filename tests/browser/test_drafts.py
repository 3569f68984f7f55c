"""Two pages of one agent with one draft: both versions stand side by side, and nothing typed is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, Route, expect

from browser.house import House, write_letter
from browser.people import Agent
from browser.probes import expect_soon, wait_until_saved


class Desk:
    """One agent at two machines, with the same conversation open on both."""

    def __init__(self, browser: Browser, house: House) -> None:
        self.here, self.elsewhere = (Agent(browser, house.address, "anna") for _ in range(2))
        self.here.sign_in()
        write_letter(house, "one", "m0", "Hello")
        self.here.accept()
        self.elsewhere.sign_in()
        self.elsewhere.session("Visitor 1").click()
        expect(self.elsewhere.transcript).to_contain_text("Hello")

    def disagree(self) -> Locator:
        """Type at one machine while the other one is offline, then let that one come back."""
        self.elsewhere.context.set_offline(True)
        self.elsewhere.wait_until_offline()
        self.elsewhere.composer.fill("typed on the train")
        self.here.composer.fill("typed at the desk")
        wait_until_saved(self.here.page)
        self.elsewhere.context.set_offline(False)
        conflict = conflict_on(self.elsewhere.page)
        expect(conflict).to_be_visible(timeout=20_000)
        return conflict


def conflict_on(page: Page) -> Locator:
    """Return where the two versions are offered."""
    return page.get_by_role("region", name="Two versions of your draft")


@pytest.fixture
def desk(browser: Browser, house: House) -> Iterator[Desk]:
    """Anna at two machines."""
    house.start()
    desk = Desk(browser, house)
    yield desk
    desk.here.context.close()
    desk.elsewhere.context.close()


@pytest.mark.mission("S9", part="message")
@pytest.mark.parametrize(
    ("button", "kept"),
    [
        ("Keep the one typed here", ["typed on the train"]),
        ("Keep the one typed elsewhere", ["typed at the desk"]),
        ("Keep both, one after the other", ["typed on the train", "typed at the desk"]),
    ],
)
def test_two_versions_stand_side_by_side_until_one_wins(desk: Desk, button: str, kept: list[str]) -> None:
    conflict = desk.disagree()
    expect(conflict).to_contain_text("typed on the train")
    expect(conflict).to_contain_text("typed at the desk")
    expect(desk.elsewhere.composer).to_have_value("typed on the train")
    conflict.get_by_role("button", name=button).click()
    expect(conflict).to_have_count(0)
    text = desk.elsewhere.composer.input_value()
    assert sorted(text.split("\n\n")) == sorted(kept)

    wait_until_saved(desk.elsewhere.page)
    desk.here.page.evaluate("localStorage.clear()")
    desk.here.page.reload()
    desk.here.wait_until_live()
    expect(desk.here.composer).to_have_value(text)


def test_an_unanswered_version_survives_a_reload(desk: Desk) -> None:
    desk.disagree()
    desk.elsewhere.page.reload()
    desk.elsewhere.wait_until_live()
    expect(conflict_on(desk.elsewhere.page)).to_contain_text("typed at the desk")
    expect(desk.elsewhere.composer).to_have_value("typed on the train")


def test_an_idle_page_takes_what_was_typed_on_another_when_it_is_looked_at(desk: Desk) -> None:
    desk.here.composer.fill("typed at the desk")
    wait_until_saved(desk.here.page)
    desk.elsewhere.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(desk.elsewhere.composer).to_have_value("typed at the desk")
    expect(conflict_on(desk.elsewhere.page)).to_have_count(0)


def test_two_windows_of_one_browser_show_what_either_has_saved(browser: Browser, house: House) -> None:
    house.start()
    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    other = anna.context.new_page()
    other.goto(f"{house.address}/")
    other.get_by_role("navigation", name="Sessions").get_by_role("button", name="Visitor 1").first.click()
    notes = (anna.page.get_by_label("Notes to yourself"), other.get_by_label("Notes to yourself"))
    expect(notes[1]).to_be_visible()
    notes[0].fill("call back on Monday")
    expect(notes[1]).to_have_value("call back on Monday")
    notes[1].fill("call back on Tuesday")
    expect(notes[0]).to_have_value("call back on Tuesday")
    anna.composer.fill("half a sentence")
    expect(other.get_by_role("textbox", name="Message")).to_have_value("half a sentence")
    assert other.get_by_role("region", name="Two versions").count() == 0
    anna.context.close()


def test_signing_out_leaves_no_customers_text_in_the_browser_and_what_is_unsaved_stays(
    browser: Browser, house: House
) -> None:
    house.start()
    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello", name="Kenny")
    anna.accept()
    anna.page.get_by_label("Notes to yourself").fill("rings at nine")
    anna.composer.fill("half a sentence")
    expect(anna.page.get_by_text("Saved", exact=True)).to_be_visible()
    wait_until_saved(anna.page)
    window = anna.context.new_page()
    window.goto(f"{house.address}/")
    expect(window.get_by_role("status", name="Connection")).to_have_text("live")
    sign_out(anna.page)
    assert anna.page.evaluate(CUSTOMERS_TRACES) == []
    expect(anna.page.get_by_text("You were signed out")).to_have_count(0)
    # In the other window it is news; that text is kept would be untrue there, too.
    expect(window.get_by_text("You were signed out.", exact=True)).to_be_visible()
    window.close()

    anna.sign_in()
    anna.session("Kenny").click()
    expect(anna.composer).to_have_value("half a sentence")
    expect(anna.page.get_by_label("Notes to yourself")).to_have_value("rings at nine")
    # More than the server takes of a draft: it stays here.
    anna.composer.fill("x" * 70_000)
    sign_out(anna.page)
    assert [key.startswith("cordboard.draft.") for key in anna.page.evaluate(CUSTOMERS_TRACES)] == [True]
    expect(anna.page.get_by_text("is kept in this browser")).to_be_visible()
    anna.context.close()


def test_signing_out_is_done_when_the_line_says_so_though_its_answer_comes_late(
    browser: Browser, house: House
) -> None:
    house.start()
    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello", name="Kenny")
    anna.accept()
    anna.composer.fill("half a sentence")
    wait_until_saved(anna.page)
    held: list[tuple[Route, APIResponse]] = []
    anna.page.route("**/api/sign-out", lambda route: held.append((route, route.fetch())))
    sign_out(anna.page)
    assert anna.page.evaluate(CUSTOMERS_TRACES) == []
    expect(anna.page.get_by_text("is kept in this browser")).to_have_count(0)
    anna.sign_in()
    expect_soon(anna.page, lambda: len(held), 1)
    ((route, answer),) = held
    route.fulfill(response=answer)
    anna.session("Kenny").click()
    expect(anna.composer).to_have_value("half a sentence")
    anna.context.close()


CUSTOMERS_TRACES = """() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
    .filter(key => key !== 'cordboard.preferences')
    .filter(key => /draft|outbox|tab|selected|lost|communication|left/.test(key))"""


def sign_out(page: Page) -> None:
    """Sign out by the menu behind one's own name."""
    page.get_by_role("button", name="Account: ").click()
    page.get_by_role("menuitem", name="Sign out", exact=True).click()
    expect(page.get_by_label("Password")).to_be_visible()
