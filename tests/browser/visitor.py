"""Plays a customer on a web site of another origin, tab by tab, and keeps what the pages complain about."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, expect

from browser.people import Customer

VIOLATIONS = """addEventListener('securitypolicyviolation', event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));"""


class Visitor(Customer):
    """One tab of somebody's browser, on a page of the site."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.page = context.new_page()
        self.address = address
        self.complaints: list[str] = []
        """Errors in the page's console, the frame's included."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def come(self) -> None:
        """Open the page, and wait until the widget is in it."""
        self.page.goto(self.address)
        expect(self.launcher).to_be_visible()

    def open_chat(self) -> None:
        """Open the page and the chat on it."""
        self.come()
        self.launcher.click()
        expect(self.composer).to_be_visible()

    def talk(self, text: str) -> None:
        """Open the chat and send a first message."""
        self.open_chat()
        self.write(text)
        expect(self.transcript.get_by_text(text, exact=True)).to_be_visible()
        expect(self.frame.get_by_role("button", name="End", exact=True)).to_be_visible()

    def another_tab(self) -> "Visitor":
        """Open the page once more in the same browser."""
        return Visitor(self.context, self.address)

    @property
    def launcher(self) -> Locator:
        """The round button on the page."""
        return self.page.locator("button.launcher")

    @property
    def status(self) -> Locator:
        """The line in the frame's header."""
        return self.frame.get_by_role("status").first

    @property
    def messages(self) -> Locator:
        """The texts of both sides, in their order."""
        return self.transcript.locator(".text")

    def choose(self, item: str) -> None:
        """Open the menu and press one of its buttons."""
        self.frame.get_by_role("button", name="More options").click()
        self.frame.get_by_role("button", name=item).click()

    def end(self) -> None:
        """End the conversation, and say so again when asked."""
        self.frame.get_by_role("button", name="End", exact=True).click()
        self.frame.get_by_role("button", name="End conversation").click()

    def press(self, *keys: str) -> None:
        """Press keys wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location['url']}")


def visitor(browser: Browser, address: str, **options: Any) -> Visitor:
    """Return somebody with a browser of their own; options are those of the browser's context."""
    context = browser.new_context(**{"locale": "en-GB", **options})
    context.add_init_script(VIOLATIONS)
    return Visitor(context, address)
