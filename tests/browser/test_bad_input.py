"""Names, words, letters and masses that nobody planned for: nothing overlaps, nothing is lost."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from msgspec import Struct
from playwright.sync_api import Browser, Page, expect

from browser.house import House, write_letter
from browser.people import Agent
from browser.probes import broken, small_targets, wait_until_still
from cordboard.bench.browser import FLAGS
from cordboard.bench.door import Door
from cordboard.bench.guests import Guest
from cordboard.bench.ledger import Ledger
from cordboard.bench.wires import Hub

OVERRIDE, JOINER = "\u202e", "\u200d"
NAME = f"{OVERRIDE}{'Wolfeschlegelsteinhausenbergerdorff' * 5}{JOINER}Ng 👩{JOINER}🚒 สมหญิง"[:200]
"""As long as a customer's may be; names of staff have 300 characters."""
WORD = "x" * 5_000
MANY = 10_000
IN_FLIGHT = 50
FILLED_WITHIN_S = 120.0


class Reader(Struct, frozen=True, kw_only=True):
    """How somebody has set up their screen."""

    width: int
    height: int
    letters: int = 100
    """Percent of the usual font size, set in the browser."""
    forced_colours: bool = False


READERS = {
    "desk": Reader(width=1280, height=720),
    "large letters": Reader(width=1366, height=768, letters=200),
    "phone": Reader(width=320, height=640),
    "low phone": Reader(width=320, height=480),
    "400 % zoom": Reader(width=320, height=256),
    "phone with large letters": Reader(width=360, height=740, letters=200),
    "forced colours": Reader(width=900, height=700, forced_colours=True),
}


@pytest.fixture(scope="module")
def large_letters(browser: Browser) -> Iterator[Browser]:
    """A browser whose owner has set letters to twice their size, which is no zoom."""
    flags = [*FLAGS, "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"]
    chromium = browser.browser_type.launch(executable_path="/usr/bin/chromium", args=flags)
    yield chromium
    chromium.close()


def test_unruly_names_and_words_break_nothing_on_any_screen(
    browser: Browser, large_letters: Browser, house: House
) -> None:
    house.rename_agent("anna", f"{NAME}{NAME}"[:300])
    house.start()
    found = {}
    desks = {100: desk(browser, house), 200: desk(large_letters, house)}
    fill(house, desks[100])
    for agent in desks.values():
        agent.page.reload()
        agent.wait_until_live()
    for name, reader in READERS.items():
        for state, page in states(desks[reader.letters], reader):
            if faults := [*broken(page), *small_targets(page)]:
                found[f"{name}, {state}"] = faults
    for agent in desks.values():
        agent.context.close()
    assert found == {}


def desk(browser: Browser, house: House) -> Agent:
    """Anna at a machine of her own."""
    agent = Agent(browser, house.address, "anna")
    agent.sign_in()
    return agent


def fill(house: House, anna: Agent) -> None:
    """Bring two customers who write what nobody expects; a third one waits."""
    write_letter(house, "one", "m0", "Hello", name=NAME)
    anna.accept()
    write_letter(house, "one", "m1", WORD)
    write_letter(house, "one", "m2", f"{OVERRIDE}turned {JOINER}\u200b\u2066left open")
    write_letter(house, "one", "m3", "https://example.org/" + "a" * 1_000)
    anna.write("Un" + "believably" * 300)
    write_letter(house, "two", "m0", WORD, name=f"{NAME[:199]}2")
    anna.accept()
    anna.choose_presence("Do not disturb")
    write_letter(house, "three", "m0", "Hello", name=NAME[::-1])


def states(anna: Agent, reader: Reader) -> Iterator[tuple[str, Page]]:
    """Home and a conversation with its details, on a reader's screen."""
    page = anna.page
    colours: Any = "active" if reader.forced_colours else "none"
    page.emulate_media(reduced_motion="reduce", forced_colors=colours)
    page.set_viewport_size({"width": reader.width, "height": reader.height})
    page.keyboard.press("Alt+0")
    expect(page.get_by_role("main", name="Home")).to_be_visible()
    yield "home", page
    page.keyboard.press("Alt+1")
    expect(anna.composer).to_be_visible()
    expect(anna.transcript).to_contain_text("believably")
    yield "conversation", page
    details = page.get_by_role("tab", name="Details")
    wait_until_still(page)
    # Where it is not a page of its own it stands beside the conversation.
    expect(details.or_(page.get_by_role("separator", name="Width of the conversation"))).to_be_visible()
    if details.count():
        details.press("Enter")
        expect(page.get_by_role("region", name="Customer details")).to_be_visible()
        yield "details", page
        page.get_by_role("tab", name="Conversation", exact=True).press("Enter")


def test_spaces_are_no_message(house: House, browser: Browser) -> None:
    house.start()
    anna = desk(browser, house)
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    for nothing in ("   ", "\n \n", "\t", "\u00a0\u2003"):
        anna.write(nothing)
        expect(anna.page.get_by_role("button", name="Send")).to_be_disabled()
        expect(anna.composer).to_have_value(nothing)
    anna.write("Something")
    expect(anna.transcript.locator("[data-side=agent]")).to_have_count(1)
    anna.context.close()


def test_a_browser_without_storage_works_and_one_without_motion_is_still(
    house: House, browser: Browser
) -> None:
    house.start()
    anna = Agent(browser, house.address, "anna")
    anna.page.emulate_media(reduced_motion="reduce")
    anna.page.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage']) {
            Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError'); }});
        }
        window.moved = [];
        const look = () => {
            for (const one of document.getAnimations()) {
                const {duration} = one.effect.getComputedTiming();
                const name = one.animationName ?? one.transitionProperty;
                if (duration > 17) window.moved.push(`${name} ${duration}`);
            }
            requestAnimationFrame(look);
        };
        look();"""
    )
    errors: list[str] = []
    anna.page.on("pageerror", lambda error: errors.append(str(error)))
    anna.sign_in()
    write_letter(house, "one", "m0", "Hello")
    anna.accept()
    anna.composer.fill("half a sentence")
    anna.page.get_by_role("button", name="Emoji", exact=True).click()
    anna.page.get_by_role("gridcell").first.click()
    anna.page.keyboard.press("Alt+0")
    anna.page.keyboard.press("?")
    anna.page.get_by_role("tab", name="Appearance").click()
    anna.page.get_by_role("radio", name="Dark").click()
    anna.page.keyboard.press("Escape")
    anna.page.keyboard.press("Alt+1")
    expect(anna.composer).to_have_value("half a sentence🙂")
    anna.composer.press("Enter")
    expect(anna.transcript).to_contain_text("half a sentence")
    assert (errors, anna.page.evaluate("[...new Set(window.moved)]")) == ([], [])
    anna.context.close()


def test_ten_thousand_messages_are_read_from_end_to_beginning_and_back(
    house: House, browser: Browser
) -> None:
    house.start()
    write_many(house)
    anna = desk(browser, house)
    anna.accept()
    newest = anna.transcript.get_by_text(f"Message number {MANY - 1}.", exact=True)
    expect(newest).to_be_in_viewport()
    anna.composer.fill("half a sentence")
    upwards, downwards = (anna.page.evaluate(SCROLLED, way) for way in ("up", "down"))
    assert upwards == downwards == {"numbers": MANY, "first": 0, "last": MANY - 1, "rowsAtOnce": ANY_FEW}
    expect(newest).to_be_in_viewport()
    expect(anna.composer).to_have_value("half a sentence")
    anna.context.close()


class _Few:
    """Equal to as many rows as may be drawn at once, with those that come and go."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int) and 0 < other <= 250

    __hash__ = object.__hash__


ANY_FEW = _Few()

SCROLLED = """async way => {
    const log = document.querySelector('[role=log]');
    const numbers = new Set();
    let rowsAtOnce = 0;
    const note = () => {
        const rows = [...log.querySelectorAll('[data-testid=text]')];
        rowsAtOnce = Math.max(rowsAtOnce, rows.length);
        for (const row of rows) {
            const number = /^Message number (\\d+)\\.$/.exec(row.textContent);
            if (number !== null) numbers.add(Number(number[1]));
        }
    };
    const isThere = () => way === 'up' ? numbers.has(0)
        : numbers.size > 0 && log.scrollHeight - log.scrollTop - log.clientHeight < 2;
    const until = performance.now() + 120000;
    note();
    let still = 0;
    while (still < 5 && performance.now() < until) {
        log.scrollTop += (way === 'up' ? -1 : 1) * log.clientHeight;
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
        note();
        still = isThere() ? still + 1 : 0;
    }
    return {numbers: numbers.size, first: Math.min(...numbers), last: Math.max(...numbers), rowsAtOnce};
}"""


def write_many(house: House) -> None:
    """Let one visitor write as fast as the server takes it, while nobody is at work."""
    hub, ledger, serial = Hub(house.settings.port), Ledger(), count()
    with Door(house.settings.port) as door:
        guest = Guest(
            hub, ledger, lambda: f"{ledger.id_head}{next(serial):010d}", token=door.visit("website")
        )
    guest.arrive()
    guest.begin("website", "Message number 0.")
    hub.run_until(lambda: guest.conversation_id != "", FILLED_WITHIN_S, "the conversation begins")
    written = 1

    def all_answered() -> bool:
        nonlocal written
        while written < MANY and guest.unanswered < IN_FLIGHT:
            guest.write(guest.conversation_id, f"Message number {written}.")
            written += 1
        return written == MANY and guest.unanswered == 0

    hub.run_until(all_answered, FILLED_WITHIN_S, "all messages are taken")
    hub.close()
