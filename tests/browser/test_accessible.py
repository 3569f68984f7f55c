"""Every page and state passes axe (WCAG 2.2 AA), whatever colours it is drawn in."""

from typing import Literal

from msgspec import Struct
from playwright.sync_api import Browser, Page

from browser.house import House
from browser.people import violations
from browser.walk import Walk


class Look(Struct, frozen=True, kw_only=True):
    """What somebody's system asks of pages, and the theme that the workspace draws then."""

    scheme: Literal["light", "dark"]
    contrast: Literal["more", "no-preference"] = "no-preference"
    forced: Literal["active", "none"] = "none"
    theme: str


LOOKS = {
    "light": Look(scheme="light", theme="light"),
    "dark": Look(scheme="dark", theme="dark"),
    "high contrast": Look(scheme="light", contrast="more", theme="contrast"),
    "forced colours": Look(scheme="dark", forced="active", theme="dark"),
}


def test_no_page_and_no_state_has_violations_in_any_colours(browser: Browser, house: House) -> None:
    house.start()
    found = {
        f"{state}, {look}": wrong
        for state, page in Walk(browser, house).states()
        for look in LOOKS
        if (wrong := violations_in(page, look))
    }
    assert found == {}


def violations_in(page: Page, look: str) -> list[str]:
    """Return what axe finds wrong while the system asks for this look."""
    wanted = LOOKS[look]
    page.emulate_media(
        reduced_motion="reduce",
        color_scheme=wanted.scheme,
        contrast=wanted.contrast,
        forced_colors=wanted.forced,
    )
    page.wait_for_function(
        """theme => document.documentElement.dataset.look === theme
            && new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))""",
        arg=wanted.theme,
    )
    return violations(page)
