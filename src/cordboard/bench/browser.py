"""Opens a real Chromium with one page, and knows the workspace in it by its roles and names."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Error, Locator, Page, ViewportSize, sync_playwright

from cordboard.bench.crew import PASSWORD
from cordboard.bench.probes import PROBES
from cordboard.bench.servers import Spent
from cordboard.bench.wires import Unmeasurable

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WINDOW = ViewportSize(width=1440, height=900)
APPEARS_MS = 15_000
"""What takes longer than this is broken, not slow."""
HOVER_MS = 50
QUIET_FRAMES, QUIET_MS = 30, 50.0
"""A page is at rest when none of so many frames takes that long."""

# All that is known of the pages. Their texts are English here.
ALERT = "[role=alertdialog]"
TRANSCRIPT = "[role=log], [role=feed], [aria-label='Messages of the conversation']"


class Desk:
    """An agent's page, and what a person does there."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address
        self.fetched: list[str] = []
        """Paths of all requests so far, those of the service worker too."""
        self.lines = 0
        """WebSockets so far: more than one, and the page lost a line on the way."""
        page.context.on("request", lambda request: self.fetched.append(urlsplit(request.url).path))
        page.on("websocket", self._count_line)

    def sign_in(self, login: str) -> None:
        """Open the workspace for the first time in this browser."""
        self.page.goto(f"{self._address}/")
        self.page.get_by_label("Sign-in name").fill(login)
        self.page.get_by_label("Password").first.fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self._sessions.wait_for()
        self.page.wait_for_load_state("networkidle")

    def session(self, name: str) -> Locator:
        """The button of a session in the panel; of its two the one that opens it."""
        return self._sessions.get_by_role("button", name=re.compile(rf"^{name}\b")).first

    def point_at(self, target: Locator) -> None:
        """Move the mouse over something, and let what hovering shows come."""
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        if box is None:
            raise Unmeasurable(f"This is not on the screen: {target}.")
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.wait_for_timeout(HOVER_MS)

    def press_mouse(self) -> None:
        """Click where the mouse is; a locator's own click would look at the page while the time runs."""
        self.page.mouse.down()
        self.page.mouse.up()

    @property
    def composer(self) -> Locator:
        """Where the agent types."""
        return self.page.get_by_role("textbox", name="Message")

    @property
    def _sessions(self) -> Locator:
        return self.page.get_by_role("navigation", name="Sessions")

    def expect_offer(self, name: str) -> None:
        """Begin to look for the alert that names a customer."""
        self._call("bench.expectOffer(...args)", ALERT, name, APPEARS_MS)

    def offer_gone(self) -> None:
        """Wait until no alert is left."""
        self.page.wait_for_function("alert => !document.querySelector(alert)", arg=ALERT)

    def expect_transcript(self, name: str) -> None:
        """Begin to look for a conversation's messages."""
        self._call("bench.expectTranscript(...args)", TRANSCRIPT, name, APPEARS_MS)

    def awaited(self, what: str) -> float:
        """Return what the page took down of the thing it was looking for.

        Raises:
            Unmeasurable: when it did not appear.
        """
        at = self._call("bench.awaited()")
        if at is None:
            raise Unmeasurable(f"This did not appear in the page within {APPEARS_MS / 1_000:g} s: {what}.")
        return float(at)

    def type(self, keys: str, every_ms: int, within_s: float) -> list[float]:
        """Press keys at an even pace; return the time of each until the next frame, in ms.

        A key waits until the page has taken the one before, so a block of the page delays one key. What
        can't be typed in time is left.
        """
        self._call("bench.watchKeys()")
        due = monotonic()
        end = due + within_s
        for key in keys:
            if monotonic() > end:
                break
            due += every_ms / 1_000
            self.page.wait_for_timeout(max(0.0, (due - monotonic()) * 1_000))
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(every_ms * 2)
        return [float(one) for one in self._call("bench.keys()")]

    def now_ms(self) -> float:
        """Return the page's own time, for `long_tasks_ms`."""
        return float(self._call("bench.now()"))

    def long_tasks_ms(self, since_ms: float) -> list[float]:
        """Return the lengths of all tasks over 50 ms since a time."""
        return [float(one) for one in self._call("bench.longTasks(...args)", since_ms)]

    def clear_page(self, body: str) -> None:
        """Go to a page with nothing of ours in it, where the machine itself is measured."""
        self.page.goto("about:blank")
        self.page.set_content(body)

    def frames_ms(self, many: int) -> list[float]:
        """Return the times between so many frames."""
        return [float(one) for one in self._call("bench.frames(...args)", many)]

    def task_ms(self) -> float:
        """Return how long a fixed piece of work takes."""
        return float(self._call("bench.task()"))

    def spent(self) -> Spent:
        """Return what the main thread of the page's process has run, and waited for a core."""
        run_ns = wait_ns = 0
        for pid in self._renderers():
            with suppress(FileNotFoundError):  # one that ended meanwhile was not the page's
                run, wait, _ = Path(f"/proc/{pid}/schedstat").read_text().split()
                run_ns += int(run)
                wait_ns += int(wait)
        return Spent(run_ns=run_ns, wait_ns=wait_ns)

    def _renderers(self) -> list[int]:
        browser = self.page.context.browser
        assert browser is not None, "it was launched here"
        session = browser.new_browser_cdp_session()
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        session.detach()
        return [one["id"] for one in processes if one["type"] == "renderer"]

    def settle(self) -> None:
        """Wait until the page has caught up with what came: frames follow one another again."""
        end = monotonic() + APPEARS_MS / 1_000
        while max(self.frames_ms(QUIET_FRAMES)) > QUIET_MS:
            if monotonic() > end:
                raise Unmeasurable("The page does not come to rest.")

    def _count_line(self, _: object) -> None:
        self.lines += 1

    def _call(self, expression: str, *args: object) -> Any:
        return self.page.evaluate(f"args => {expression}", list(args))


@contextmanager
def opened(address: str) -> Iterator[Desk]:
    """Start Chromium for one page.

    Raises:
        Unmeasurable: when there is none, or when the page does not do what the bench asks of it.
    """
    try:
        with sync_playwright() as playwright:
            binary = _executable(playwright.chromium.executable_path)
            chromium = playwright.chromium.launch(executable_path=binary, args=list(FLAGS))
            with chromium, chromium.new_context(locale="en-GB", viewport=WINDOW) as context:
                context.set_default_timeout(APPEARS_MS)
                context.add_init_script(PROBES)
                yield Desk(context.new_page(), address)
    except Error as error:
        raise Unmeasurable(f"The page does not do what the bench expects: {error.message}") from error


def _executable(bundled: str) -> str:
    """Prefer the machine's own Chromium to the one that Playwright may have fetched."""
    found = shutil.which("chromium") or (bundled if Path(bundled).exists() else None)
    if found is None:
        raise Unmeasurable(
            "The workspace is measured in Chromium, and there is none here: install the package `chromium`."
        )
    return found
