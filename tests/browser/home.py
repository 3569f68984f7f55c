"""Plays an agent who looks at Home: own, open and closed work, and what the search finds."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, expect

from browser.house import House, write_letter
from browser.people import Agent


def letter(house: House, customer: str, text: str = "Hello", *, number: int = 0) -> None:
    """Write as a customer of this name."""
    write_letter(house, customer.encode().hex()[:32], f"m{number}", text, name=customer)


class AtHome(Agent):
    """An agent who looks at Home."""

    def list(self, name: str) -> Locator:
        """One of the lists of work."""
        return self.page.get_by_role("region", name=name)

    def titles(self, name: str) -> Locator:
        """The customers of a list, from the top down."""
        return self.list(name).get_by_role("listitem").locator("bdi")

    def more(self, name: str, customer: str, choice: str) -> None:
        """Choose something from a row's More menu."""
        self.list(name).get_by_role("button", name=f"More: {customer}").click()
        self.page.get_by_role("menuitem", name=re.compile(f"^{choice}")).click()

    def have(self, house: House, customer: str, text: str = "Hello") -> None:
        """Take a customer's first letter."""
        letter(house, customer, text)
        self.accept()
        expect(self.transcript).to_contain_text(text)

    def had(self, house: House, customer: str, text: str = "Hello") -> None:
        """Take a customer's letter, end the conversation and close it."""
        self.have(house, customer, text)
        self.page.get_by_role("button", name="End", exact=True).click()
        self.page.get_by_role("button", name="End the conversation").click()
        self.page.get_by_role("button", name="Close the conversation").click()
        expect(self.session(customer)).to_have_count(0)

    def search(self, words: str) -> None:
        """Look for words in the search's page, again while the server puts what was just closed in order."""
        results = self.page.get_by_role("list", name="Found conversations").get_by_role("listitem")
        self.page.get_by_label("Words", exact=True).fill(words)
        for _ in range(40):
            with self.page.expect_response(lambda answer: "/api/closed" in answer.url):
                self.page.keyboard.press("Enter")
            expect(self.page.get_by_text("Loading …")).to_have_count(0)
            if results.count():
                return
            self.page.wait_for_timeout(250)
        raise AssertionError(f"nothing is found for {words}")

    @property
    def closed_transcript(self) -> Locator:
        """What was said in the closed conversation that is shown."""
        return self.page.get_by_role("log", name="Messages of the closed conversation")


@contextmanager
def anna_at_home(browser: Browser, house: House) -> Iterator[AtHome]:
    """Anna, alone at work in a house that runs from now on."""
    house.start()
    agent = AtHome(browser, house.address, "anna")
    agent.page.set_viewport_size({"width": 1280, "height": 720})
    agent.sign_in()
    yield agent
    agent.context.close()
