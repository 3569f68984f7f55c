"""What can be pressed is large enough, what takes the focus shows it (WCAG 2.5.8, 2.4.7, 2.4.11)."""

import pytest
from playwright.sync_api import Browser

from browser.house import House
from browser.probes import focus_faults, small_targets
from browser.walk import Walk

DENSITIES = ["comfortable", "compact"]


def test_targets_are_large_enough_in_every_state(browser: Browser, house: House) -> None:
    house.start()
    found = {}
    for state, page in Walk(browser, house).states():
        for density in DENSITIES:
            page.evaluate("density => document.documentElement.dataset.density = density", density)
            if small := small_targets(page):
                found[f"{state}, {density}"] = small
    assert found == {}


@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_focus_is_drawn_and_never_covered(browser: Browser, house: House, colours: str) -> None:
    house.start()
    walk = Walk(browser, house)
    walk.anna.page.emulate_media(reduced_motion="reduce", forced_colors=colours)  # type: ignore[arg-type]
    found, drawn = {}, set[str]()
    for state, page in walk.main_states():
        if faults := focus_faults(page, drawn):
            found[state] = faults
    assert found == {}
