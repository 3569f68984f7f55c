"""Leads through every page and state of the workspace once; whoever follows looks at each of them."""

import re
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, ViewportSize, expect

from browser.house import House, write_letter
from browser.people import Agent, Customer

State = tuple[str, Page]
"""What is shown, and the page that shows it."""

NARROW, WIDE = ViewportSize(width=320, height=640), ViewportSize(width=1280, height=720)


class Walk:
    """One agent's day, with everything in it that has a look of its own."""

    def __init__(self, browser: Browser, house: House) -> None:
        self.anna = Agent(browser, house.address, "anna")
        self.anna.page.set_viewport_size(WIDE)
        self._browser = browser
        self._house = house
        self._page = self.anna.page

    def states(self) -> Iterator[State]:
        """All states, each only until the next one is asked for."""
        yield from self.signing_in()
        yield from self.menus()
        yield from self.conversation()
        yield from self.other_sessions()
        yield from self.ending()
        yield from self.second_matter()
        yield from self.two_machines()
        yield from self.losing()
        yield from self.other_roles()

    def main_states(self) -> Iterator[State]:
        """The few between which most time is spent."""
        self._page.goto(f"{self._house.address}/")
        expect(self._page.get_by_label("Password")).to_be_visible()
        yield "sign-in", self._page
        self.anna.sign_in()
        yield "home", self._page
        yield from self._settings()
        yield from self.conversation()
        yield from self.other_sessions()

    def signing_in(self) -> Iterator[State]:
        """The door, also where it stays closed."""
        page = self._page
        page.goto(f"{self._house.address}/")
        expect(page.get_by_label("Password")).to_be_visible()
        yield "sign-in", page
        page.get_by_label("Sign-in name").fill("anna")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("wrong")
        yield "sign-in refused", page
        self.anna.sign_in()
        yield "home without work", page

    def menus(self) -> Iterator[State]:
        """What opens from the top bar."""
        page = self._page
        page.get_by_role("button", name=re.compile("^Presence: ")).click()
        expect(page.get_by_role("menuitemradio").first).to_be_visible()
        yield "presence menu", page
        page.keyboard.press("Escape")
        account = page.get_by_role("button", name="Account: Anna Ozola")
        account.click()
        expect(page.get_by_role("menuitem", name="Settings")).to_be_visible()
        yield "account menu", page
        page.get_by_role("menuitem", name="Change password").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        yield "password", page
        page.get_by_role("button", name="Cancel").click()
        yield from self._settings()

    def _settings(self) -> Iterator[State]:
        page = self._page
        page.get_by_role("heading", name="Home").click()
        page.keyboard.press("?")
        for part in ("Shortcuts", "Sounds", "About", "Appearance"):
            page.get_by_role("tab", name=part).click()
            yield f"settings, {part}", page
        page.get_by_role("button", name="Close", exact=True).click()

    def conversation(self) -> Iterator[State]:
        """An offer, and what comes of it."""
        page, anna = self._page, self.anna
        customer = Customer(self._browser, self._house.address)
        customer.open_chat()
        customer.write("Look at https://example.org/recorder, please")
        expect(anna.offer).to_be_visible()
        yield "offer", page
        anna.accept()
        anna.write("What is wrong with it?")
        expect(customer.transcript).to_contain_text("What is wrong")
        expect(page.get_by_test_id("receipt").first).to_be_visible()
        yield "conversation", page
        page.get_by_role("button", name="Emoji", exact=True).click()
        expect(page.get_by_role("gridcell").first).to_be_visible()
        yield "emoji", page
        page.keyboard.press("Escape")
        customer.context.close()

    def other_sessions(self) -> Iterator[State]:
        """More customers than one."""
        page, anna = self._page, self.anna
        for one in ("one", "two"):
            write_letter(self._house, one, "m0", f"Hello from {one}")
        expect(anna.offer).to_have_count(2)
        yield "several offers", page
        page.set_viewport_size(NARROW)
        yield "several offers on a narrow screen", page
        page.set_viewport_size(WIDE)
        for _ in range(2):
            anna.offer.first.get_by_role("button", name="Accept").click()
        expect(anna.offer).to_have_count(0)
        anna.session("Visitor 3").click()
        write_letter(self._house, "one", "m1", "Are you there?")
        expect(anna.sessions.get_by_test_id("unread")).to_be_visible()
        yield "unread", page

    def ending(self) -> Iterator[State]:
        """Questions before something ends, and what follows."""
        page, anna = self._page, self.anna
        page.keyboard.press("Alt+w")
        expect(page.get_by_role("alertdialog")).to_be_visible()
        yield "close?", page
        page.get_by_role("button", name="Cancel").click()
        page.get_by_role("button", name="End", exact=True).click()
        expect(page.get_by_role("button", name="End the conversation")).to_be_visible()
        yield "end?", page
        page.get_by_role("button", name="End the conversation").click()
        expect(page.get_by_role("region", name="After the conversation")).to_be_visible()
        yield "wrap-up", page
        page.get_by_role("button", name="Close the conversation").click()
        expect(anna.session("Visitor 3")).to_have_count(0)
        anna.home.click()
        yield "home with work", page

    def second_matter(self) -> Iterator[State]:
        """A customer who comes again, in all layouts."""
        page, anna = self._page, self.anna
        write_letter(self._house, "two", "m9", "The second matter")
        anna.accept()
        page.get_by_role("region", name="Earlier conversations").get_by_role("button").first.click()
        expect(page.get_by_role("log", name="Messages of the earlier conversation")).to_be_visible()
        yield "earlier conversation", page
        page.get_by_role("tab", name="Active conversation").click()
        page.get_by_role("button", name="Minimise the conversation").click()
        yield "minimised", page
        page.get_by_role("button", name="Restore the conversation").click()
        page.mouse.move(0, 0)
        page.set_viewport_size(NARROW)
        expect(page.get_by_role("tab", name="Conversation", exact=True)).to_be_visible()
        yield "conversation on a narrow screen", page
        page.get_by_role("tab", name="Details").click()
        yield "details on a narrow screen", page
        anna.home.click()
        yield "home on a narrow screen", page
        page.set_viewport_size(WIDE)
        anna.choose_presence("Do not disturb")
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        page.get_by_role("button", name="Undo").hover()
        yield "toast", page
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="Presence: Do not disturb")).to_have_count(0)

    def two_machines(self) -> Iterator[State]:
        """The same agent at another machine, which goes offline and comes back with another draft."""
        elsewhere = Agent(self._browser, self._house.address, "anna")
        elsewhere.page.set_viewport_size(WIDE)
        elsewhere.sign_in()
        for one in (elsewhere, self.anna):
            one.session("Visitor 2").click()
        elsewhere.context.set_offline(True)
        elsewhere.wait_until_offline()
        elsewhere.composer.fill("typed on the train")
        self.anna.composer.fill("typed at the desk")
        expect(elsewhere.page.get_by_text("Go on writing")).to_be_visible(timeout=20_000)
        yield "offline", elsewhere.page
        elsewhere.context.set_offline(False)
        conflict = elsewhere.page.get_by_role("region", name="Two versions of your draft")
        expect(conflict).to_be_visible(timeout=20_000)
        yield "two drafts", elsewhere.page
        elsewhere.close_session("Visitor 2")
        elsewhere.context.close()

    def losing(self) -> Iterator[State]:
        """A session that ended elsewhere, and an offer that was rejected."""
        page, anna = self._page, self.anna
        expect(
            page.get_by_role("main").get_by_text("You closed this session on another page.")
        ).to_be_visible()
        yield "lost", page
        page.reload()
        anna.wait_until_live()
        yield "lost, after a reload", page
        write_letter(self._house, "four", "m0", "Hello")
        anna.reject()
        anna.home.click()
        expect(anna.alerts).to_be_visible()
        yield "alerts", page
        anna.context.close()

    def other_roles(self) -> Iterator[State]:
        """The pages of those who are no agents."""
        for login, name in (("saga", "Supervision"), ("admin", "Administration")):
            person = Agent(self._browser, self._house.address, login)
            person.page.set_viewport_size(WIDE)
            person.sign_in()
            expect(person.page.get_by_role("heading", name=name)).to_be_visible()
            yield name, person.page
            person.page.set_viewport_size(NARROW)
            yield f"{name} on a narrow screen", person.page
            person.context.close()
