"""Real tabs of real agents, frozen, reloaded, closed and clicked by chance; offers in them live and end.

`tests/api/test_attention.py` plays more of it, without the pages.
"""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect
from playwright.sync_api import TimeoutError as TooLate

from browser.house import House, write_letter
from browser.people import Agent
from cordboard.store.engine import connect

STEPS = 50
LETTERS = 9
"""As many as the two agents have capacity for."""
AT_ONCE_MS = 400
"""A button that is still there can be pressed within this; one that has just gone can't."""
IDS = "buttons => buttons.map(one => one.dataset.offerAccept)"
IS_OUT = """
async id => {
  const answer = await fetch(`/api/offers/${id}`);
  return answer.ok && (await answer.json()).out;
}
"""


class Tab:
    """One page of an agent, which the browser may freeze as it does with tabs in the background."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.frozen = False
        self._address = address
        self._control: CDPSession = page.context.new_cdp_session(page)

    def freeze(self, frozen: bool) -> None:
        """Stop all that runs in the page, or let it go on."""
        self.frozen = frozen
        state = "frozen" if frozen else "active"
        self._control.send("Page.setWebLifecycleState", {"state": state})

    def reload(self) -> None:
        """Press F5."""
        self.page.goto(f"{self._address}/")

    def press(self, name: str) -> None:
        """Press a button of the first offer that is shown, if there is one."""
        button = self.page.get_by_role("alertdialog").get_by_role("button", name=name).first
        with suppress(TooLate):
            button.click(timeout=AT_ONCE_MS, no_wait_after=True)

    def offers(self) -> list[str]:
        """What is shown."""
        found: list[str] = self.page.eval_on_selector_all("[data-offer-accept]", IDS)
        return found

    def shows_only_what_is_out(self) -> None:
        """What has ended on the server goes from the page."""
        for offer_id in self.offers():
            if not self.page.evaluate(IS_OUT, offer_id):
                expect(self.page.locator(f'[data-offer-accept="{offer_id}"]')).to_have_count(0)


class Office:
    """Anna with two tabs on one machine and one on another, Budi with one."""

    def __init__(self, browser: Browser, house: House, seed: int) -> None:
        self.chance = random.Random(seed)
        self.written = 0
        self._house = house
        self.agents = [Agent(browser, house.address, login) for login in ("anna", "anna", "budi")]
        for agent in self.agents:
            agent.sign_in()
        self.tabs = [Tab(agent.page, house.address) for agent in self.agents]
        self._first: BrowserContext = self.agents[0].context
        self.open_tab()

    def deeds(self) -> list[Callable[[], None]]:
        """What may happen next."""
        return [
            *(self.write,) * 5,
            *(lambda: self._any().press("Accept"),) * 3,
            *(lambda: self._any().press("Reject"),) * 3,
            lambda: self._any().press("More time"),
            self.press_everywhere,
            *(self.freeze_or_thaw,) * 3,
            lambda: self._any().reload(),
            self.open_tab,
            self.close_tab,
            *(lambda: self._any().page.wait_for_timeout(700),) * 2,
        ]

    def write(self) -> None:
        """A new customer writes."""
        if self.written < LETTERS:
            self.written += 1
            write_letter(self._house, f"c{self.written}", "m1", "Hello")

    def press_everywhere(self) -> None:
        """Accept in all tabs, one right after the other."""
        for tab in self._awake():
            tab.press("Accept")

    def freeze_or_thaw(self) -> None:
        """Let one tab fall asleep, or all wake up."""
        if any(tab.frozen for tab in self.tabs):
            self.thaw()
        else:
            self._any().freeze(True)

    def thaw(self) -> None:
        """Wake every tab."""
        for tab in self.tabs:
            if tab.frozen:
                tab.freeze(False)

    def open_tab(self) -> None:
        """A second tab of Anna's on her first machine."""
        if len(self.tabs) < 4:
            tab = Tab(self._first.new_page(), self._house.address)
            tab.reload()
            self.tabs.append(tab)

    def close_tab(self) -> None:
        """Close that one."""
        if len(self.tabs) == 4 and not self.tabs[3].frozen:
            self.tabs.pop().page.close()

    def sessions(self) -> int:
        """How many sessions both agents have, as their own pages say."""
        _, other_machine, budi, *_ = self.tabs
        entries = [tab.page.get_by_role("navigation", name="Sessions") for tab in (other_machine, budi)]
        return sum(one.get_by_role("listitem").count() - 1 for one in entries)

    def check(self) -> None:
        """No page that runs shows what is over."""
        for tab in self._awake():
            tab.shows_only_what_is_out()

    def _awake(self) -> list[Tab]:
        return [tab for tab in self.tabs if not tab.frozen]

    def _any(self) -> Tab:
        return self.chance.choice(self._awake())


@pytest.mark.parametrize("seed", [1])
def test_in_real_tabs_nothing_is_accepted_twice_or_stranded_or_shown_after_its_end(
    browser: Browser, house: House, seed: int
) -> None:
    house.configure(
        offer_s=3, decline_limit=1_000, missed_sets_inactive=False, rejected_sets_do_not_disturb=False
    )
    house.start()
    office = Office(browser, house, seed)
    deeds = office.deeds()
    for _ in range(STEPS):
        office.chance.choice(deeds)()
        office.check()
    office.thaw()
    while office.written < LETTERS:
        office.write()
    for _ in range(100):
        if office.sessions() == LETTERS:
            break
        office.press_everywhere()
    assert office.sessions() == LETTERS
    for tab in office.tabs:
        expect(tab.page.get_by_role("alertdialog")).to_have_count(0)
    house.stop()
    check_records(house)


def check_records(house: House) -> None:
    """What is on disk tells the same story."""
    db = connect(house.settings.database)
    offers = list(db.execute("SELECT conversation_id, outcome FROM offer"))
    db.close()
    assert all(outcome is not None for _, outcome in offers)
    taken = Counter(conversation_id for conversation_id, outcome in offers if outcome == "accepted")
    assert len(taken) == LETTERS
    assert set(taken.values()) == {1}
