"""Plays people at their pages: agents in the workspace, customers in the widget."""

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Frame, FrameLocator, Locator, Page, expect

from browser.house import PASSWORD
from browser.probes import wait_until_still

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


class Agent:
    """Somebody with the workspace open."""

    def __init__(self, browser: Browser, address: str, login: str) -> None:
        self.login = login
        self.context = browser.new_context(locale="en-GB")
        self.page = self.context.new_page()
        self._address = address

    def sign_in(self) -> None:
        """Open the workspace and sign in."""
        self.page.goto(f"{self._address}/")
        self.page.get_by_label("Sign-in name").fill(self.login)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.wait_until_live()

    def wait_until_live(self) -> None:
        """Wait until the page says that it is connected and up to date."""
        expect(self.page.get_by_role("status", name="Connection")).to_have_text("live", timeout=20_000)

    def wait_until_offline(self) -> None:
        """Wait until the page has noticed that the network is gone: what is typed from now on stays here."""
        expect(self.page.get_by_role("status", name="Connection")).to_have_text(
            re.compile("^offline"), timeout=20_000
        )

    @property
    def offer(self) -> Locator:
        """The alert of an incoming conversation."""
        return self.page.get_by_role("alertdialog")

    @property
    def alerts(self) -> Locator:
        """The message bars at the top of Home."""
        return self.page.get_by_role("region", name="Alerts")

    @property
    def sessions(self) -> Locator:
        """The session panel."""
        return self.page.get_by_role("navigation", name="Sessions")

    @property
    def composer(self) -> Locator:
        """Where the agent types."""
        return self.page.get_by_role("textbox", name="Message")

    @property
    def transcript(self) -> Locator:
        """What was said."""
        return self.page.get_by_role("region", name="Messages of the conversation").or_(
            self.page.get_by_role("log", name="Messages of the conversation")
        )

    @property
    def home(self) -> Locator:
        """The pinned session."""
        return self.sessions.get_by_role("button", name="Home")

    def session(self, title: str) -> Locator:
        """A session's button in the panel."""
        return self.sessions.get_by_role("button", name=re.compile(f"^{re.escape(title)}"))

    def close_session(self, title: str) -> None:
        """Press X and confirm."""
        self.session(title).hover()
        self.sessions.get_by_role("button", name=f"Close session {title}").click()
        self.page.get_by_role("button", name="Close session", exact=True).click()
        expect(self.session(title)).to_have_count(0)

    def choose_presence(self, name: str) -> None:
        """Pick a presence by hand."""
        self.page.get_by_role("button", name=re.compile("^Presence: ")).click()
        self.page.get_by_role("menuitemradio", name=name).or_(
            self.page.get_by_role("menuitem", name=name)
        ).click()
        self.presence(name)

    def accept(self) -> None:
        """Take the offer."""
        self.offer.get_by_role("button", name="Accept").click()
        expect(self.offer).to_have_count(0)

    def reject(self) -> None:
        """Decline the offer."""
        self.offer.get_by_role("button", name="Reject").click()

    def write(self, text: str) -> None:
        """Send a message."""
        self.composer.fill(text)
        self.composer.press("Enter")

    def presence(self, name: str) -> None:
        """Expect to be shown this presence."""
        expect(self.page.get_by_role("button", name=f"Presence: {name}")).to_be_visible()


class Customer:
    """Somebody on the web site with the widget."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.context: BrowserContext = browser.new_context(locale="en-GB")
        self.page: Page = self.context.new_page()
        self._address = address

    def open_chat(self) -> None:
        """Open the site and the chat on it."""
        self.page.goto(f"{self._address}/sample/website")
        self.page.get_by_role("button", name=re.compile("chat", re.IGNORECASE)).click()

    @property
    def frame(self) -> FrameLocator:
        """The widget's inside."""
        return self.page.frame_locator("iframe")

    @property
    def composer(self) -> Locator:
        """Where the customer types."""
        return self.frame.get_by_label("Your message")

    @property
    def transcript(self) -> Locator:
        """What was said."""
        return self.frame.get_by_role("region", name="Messages")

    def write(self, text: str) -> None:
        """Send a message."""
        self.composer.fill(text)
        self.composer.press("Enter")


def whoever_is_offered(*agents: Agent) -> tuple[Agent, Agent]:
    """Return the agent who has the offer, and the other one."""
    one, other = agents
    for _ in range(200):
        if one.offer.count():
            return one, other
        if other.offer.count():
            return other, one
        one.page.wait_for_timeout(50)
    raise AssertionError("nobody is offered the conversation")


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong by WCAG 2.2 AA in a page and its frames."""
    return [one for frame in page.frames for one in violations_in(frame)]


def violations_in(frame: Frame) -> list[str]:
    """Return what axe finds wrong in one frame alone."""
    wait_until_still(frame)
    if frame.evaluate("typeof axe === 'undefined'"):
        frame.evaluate(AXE.read_text())
    report = frame.evaluate("rules => axe.run({exclude: [['[data-tabster-dummy]']]}, rules)", RULES)
    return [f"{one['id']}: {node['html'][:200]}" for one in report["violations"] for node in one["nodes"]]
