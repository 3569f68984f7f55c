"""Plays somebody at a desk with a notification service, in windows whose focus is the real one."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page

from browser.house import House
from browser.notification_service import Desktop, Popup, until
from browser.people import Agent
from cordboard.core.ids import TemplateId
from cordboard.core.notification import Desktop as When
from cordboard.core.notification import NotificationTemplate, Slots

TEMPLATE = TemplateId("tested")


class Seat(Agent):
    """Somebody at a desk with a notification service; their windows have the focus that they really have."""

    def __init__(self, context: BrowserContext, desktop: Desktop, house: House) -> None:
        self.login = "anna"
        self.context = context
        self.page = context.pages[0]
        self.desktop = desktop
        self.sent: list[str] = []
        self._address = house.address
        self._other = context.new_page()
        # What it has set ends with the page that it belongs to.
        self._settings = context.new_cdp_session(self._other)
        self.page.on(
            "websocket", lambda socket: socket.on("framesent", lambda text: self.sent.append(str(text)))
        )
        self.allow("granted")

    def sign_in(self) -> None:
        """Open the workspace, sign in, and have the worker ready."""
        super().sign_in()
        attend(self.page)
        self.page.bring_to_front()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")

    def allow(self, setting: str) -> None:
        """Set the permission as the browser's own settings do: granted, denied or prompt."""
        permission = {"name": "notifications"}
        order = {"permission": permission, "setting": setting, "origin": self._address}
        self._settings.send("Browser.setPermission", order)

    def leave(self) -> None:
        """Work in another window."""
        attend(self._other)
        self._other.bring_to_front()
        for page in self.workspaces:
            wait_for_focus(page, wanted=False)

    @property
    def workspaces(self) -> list[Page]:
        """The windows with the workspace."""
        return [page for page in self.context.pages if page.url.startswith(self._address)]

    def popup(self) -> Popup:
        """The one notification, as soon as it is there."""
        return self.popups(lambda all_: len(all_) == 1)[0]

    def no_popup(self) -> None:
        """Wait until nothing is shown."""
        self.popups(lambda all_: not all_)

    def popups(self, wanted: Callable[[list[Popup]], bool]) -> list[Popup]:
        """Wait until what is shown is as wanted."""
        return until(lambda: self.desktop.popups, wanted, lambda: self._other.wait_for_timeout(20))

    def sample(self) -> Popup:
        """Ask for the test notification, which comes after everything that was told the worker before."""
        self.page.get_by_role("button", name=re.compile("Account")).click()
        self.page.get_by_role("menuitem", name="Settings").click()
        self.page.get_by_role("tab", name="Notifications").click()
        self.page.get_by_role("button", name="Show a test notification").click()
        shown = self.popups(lambda all_: any(one.title == "Test" for one in all_))
        self.page.get_by_role("button", name="Close", exact=True).click()
        return next(one for one in shown if one.title == "Test")


def attend(page: Page) -> None:
    """Let the page have the focus only when it has it; Playwright pretends that every page does."""
    page.context.new_cdp_session(page).send("Emulation.setFocusEmulationEnabled", {"enabled": False})


def wait_for_focus(page: Page, *, wanted: bool = True) -> None:
    """Wait until the page has the focus, or has it no more; its policy forbids Playwright's own waiting."""
    until(
        lambda: bool(page.evaluate("document.hasFocus()")),
        lambda has: has is wanted,
        lambda: page.wait_for_timeout(20),
    )


def furnish(house: House, when: When = When.BACKGROUND, **template: Any) -> None:
    """Start the house with one template for all that comes in."""
    words = {"name": "Tested", "title": "Somebody new: {customerName}"}
    made = NotificationTemplate(id=TEMPLATE, desktop=when, **words, **template)  # type: ignore[arg-type]
    slots = Slots(incoming=TEMPLATE, incoming_authenticated=TEMPLATE)
    house.configure(templates=(made,), notifications=slots, missed_sets_inactive=True)
    house.start()
