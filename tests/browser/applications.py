"""Puts business applications of another origin into sessions, and plays an agent who works with them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, FrameLocator, Locator, ViewportSize, expect

from browser.hosts import Site, SitePage, site
from browser.house import House, write_letter
from browser.people import Agent
from cordboard.core.ids import ApplicationId, TemplateId
from cordboard.core.session_template import Application, Communication, SessionTemplate

FORM = """<main><h1>Cases</h1><label>Case title <input></label><p id="asked"></p></main>
<script>document.getElementById('asked').textContent = decodeURIComponent(location.search)</script>"""
ROGUE = """<main><h1>Rogue</h1><button>Take over</button><p id="told">waiting</p></main><script>
const tries = {
  top: () => { top.location.href = location.origin + '/form' },
  parent: () => parent.document.title,
  storage: () => localStorage.length,
};
document.querySelector('button').onclick = () => {
  const failed = Object.entries(tries).filter(([, attempt]) => {
    try { attempt(); return false; } catch { return true; }
  });
  document.getElementById('told').textContent = failed.map(([name]) => name).join(' ');
};
</script>"""
TEMPLATE = TemplateId("desk")
NARROW: ViewportSize = {"width": 320, "height": 720}


@contextmanager
def business() -> Iterator[Site]:
    """A business application on an origin of its own."""
    with site() as one:
        one.pages |= {"/form": SitePage(body=FORM), "/rogue": SitePage(body=ROGUE)}
        one.pages |= {"/wiki": SitePage(body="<h1>Wiki</h1>"), "/favicon.ico": SitePage(body="")}
        yield one


def furnish(house: House, crm: Site, template: SessionTemplate) -> None:
    """Put the applications on the map and let all sessions begin as the template says."""
    pages = (("cases", "Cases", "/form?for={customerName}"), ("wiki", "Wiki", "/wiki"))
    applications = [
        Application(id=ApplicationId(key), name=name, url=f"{crm.origin}{path}") for key, name, path in pages
    ]
    rogue = Application(id=ApplicationId("rogue"), name="Rogue", url=f"{crm.origin}/rogue")
    house.configure(
        applications=(*applications, rogue),
        session_templates=(template,),
        session_template_id=template.id,
    )
    house.start()


def template(
    title: str = "",
    *,
    communication: Communication = Communication.DOCKED,
    applications: tuple[str, ...] = (),
) -> SessionTemplate:
    """Make a session template."""
    ids = tuple(ApplicationId(one) for one in applications)
    return SessionTemplate(
        id=TEMPLATE, name="Desk", title=title, communication=communication, applications=ids
    )


class Anna(Agent):
    """An agent who works with application tabs."""

    def __init__(self, browser: Browser, house: House) -> None:
        super().__init__(browser, house.address, "anna")
        self.house = house
        self.sign_in()

    def take(self, customer: str, name: str = "") -> None:
        """Accept a letter of a customer and look at it."""
        write_letter(self.house, customer, "m0", f"Hello from {customer}", name=name)
        self.accept()
        expect(self.transcript).to_contain_text(f"Hello from {customer}")

    @property
    def tabs(self) -> Locator:
        """The application tabs of the shown session."""
        return self.page.get_by_role("tablist", name="Application tabs").get_by_role("tab")

    def expect_tabs(self, *names: str) -> None:
        """Expect these tabs in this order."""
        # A tab also holds its name in bold, unseen, so that it keeps its width when it is selected.
        expect(self.tabs).to_have_text([re.compile(f"^{one}") for one in names])

    def tab(self, name: str) -> Locator:
        """One of them."""
        return self.page.get_by_role("tablist", name="Application tabs").get_by_role("tab", name=name)

    def open_application(self, name: str) -> None:
        """Take an application from the menu."""
        self.page.get_by_role("button", name="Open an application").click()
        self.page.get_by_role("menuitem", name=name).click()

    def frame(self, name: str) -> FrameLocator:
        """The page of an application, of the shown session."""
        return self.page.frame_locator(f'iframe[title="{name}"][style*="visible"]')

    @property
    def titles(self) -> Locator:
        """The sessions' buttons in the order of the panel."""
        return self.sessions.locator("[data-session]")

    @property
    def notes(self) -> Locator:
        """The notepad."""
        return self.page.get_by_role("textbox", name="Notes to yourself")

    def expect_order(self, *titles: str) -> None:
        """Expect the sessions of the panel to stand so."""
        expect(self.titles).to_have_text([re.compile(f"{one}\\D") for one in titles])

    def until_noted(self) -> None:
        """Wait until the server has the notes."""
        expect(self.page.get_by_text("Saved", exact=True)).to_be_visible()
