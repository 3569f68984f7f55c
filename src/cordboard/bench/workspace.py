"""Measures the agent's page in a real Chromium at a real server: alerts, switching, typing, sizes."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import monotonic

from msgspec import Struct, field

from cordboard.bench import browser, sizes
from cordboard.bench.browser import Desk
from cordboard.bench.crew import Furnish, organisation
from cordboard.bench.crowd import WORDS, Chat, Crowd
from cordboard.bench.latency import NS_IN_MS, percentile_ms, ratio
from cordboard.bench.servers import Product, Spent, cores

Step = Callable[[str], None]
"""Told what is done next."""
LOGIN = "agent-001"
EVENT_LAG_MS = 300
"""The browser reports a long task a little later."""
AIMS: dict[str, float] = {
    "offer_to_paint_p95_ms": 150,
    "session_switch_p95_ms": 50,
    "input_to_next_frame_p95_ms": 33,
    "long_tasks_over_50_ms": 0,
    "first_load_js_gzip_kb": 400,
    "widget_gzip_kb": 30,
}
"""Largest values with which a page is good."""


class Plan(Struct, frozen=True, kw_only=True):
    """How much is measured; the default takes about a minute."""

    sessions: int = 10
    messages: int = 2_000
    """In each session's transcript."""
    filled_within_s: float = 60.0
    offers: int = 20
    switches: int = 60
    switching_s: float = 25.0
    """No switch begins later: a slow page gets fewer, and the run still ends."""
    typing_s: float = 12.0
    key_every_ms: int = 60
    per_session_s: int = 5
    """Messages a second in each session while somebody types."""
    warm_ups: int = 3
    """Offers and switches that are done before any counts."""
    idle_frames: int = 90
    idle_keys: int = 25
    """Frames and keys of an empty page, before and after."""

    @property
    def steps(self) -> int:
        """How many steps there are to be told of."""
        return 7

    @property
    def keys(self) -> str:
        """What is typed: words, as many characters as fit."""
        letters = cycle(" ".join(WORDS) + " ")
        return "".join(islice(letters, round(self.typing_s * 1_000 / self.key_every_ms)))


class Taken(Struct):
    """What was taken down."""

    offers: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    by_key: list[float] = field(default_factory=list)
    switch_tasks: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    typing_tasks: list[float] = field(default_factory=list)
    idle_frames: list[float] = field(default_factory=list)
    idle_keys: list[float] = field(default_factory=list)
    machine_tasks: list[float] = field(default_factory=list)
    spent: Spent = Spent(run_ns=0, wait_ns=0)
    """Of the page's main thread, while all this was measured."""
    lines: int = 1
    """WebSockets that the page needed; all else here is in milliseconds."""


def measure(plan: Plan, web: Path, furnish: Furnish, step: Step) -> dict[str, object]:
    """Run the bench with the built pages below `web`.

    Raises:
        Unmeasurable: when something stands in the way.
    """
    begun = monotonic()
    taken = Taken()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        product = Product(Path(folder), cores().server, web)
        step("server and browser")
        commands, hashes = organisation(1, plan.sessions + 2)
        furnish(product.data_dir, commands, hashes)
        try:
            product.start()
            weights = _in_browser(plan, product, web / "workspace" / "dist", taken, step)
        finally:
            product.stop()
    weights["widget_gzip_kb"] = sizes.widget_gzip_kb(web / "widget" / "dist")
    return figures(plan, taken, weights) | {"seconds": round(monotonic() - begun, 1)}


def _in_browser(plan: Plan, product: Product, dist: Path, taken: Taken, step: Step) -> dict[str, float]:
    """Do everything that needs the page; return what was fetched for it, in kB."""
    with browser.opened(f"http://127.0.0.1:{product.port}") as desk:
        calibrate(plan, desk, taken)
        with _crowd(product.port) as crowd:
            step("first load")
            desk.sign_in(LOGIN)
            first = sizes.gzip_kb(sizes.scripts(desk.fetched, dist))
            step("sessions")
            fill(plan, crowd)
            desk.settle()
            before = desk.spent()
            _work(plan, desk, crowd, taken, step)
            taken.spent = desk.spent() - before
            taken.lines = desk.lines
            whole = sizes.gzip_kb(sizes.scripts(desk.fetched, dist))
        step("the machine again")
        calibrate(plan, desk, taken)
    return {"first_load_js_gzip_kb": first, "whole_run_js_gzip_kb": whole}


def _work(plan: Plan, desk: Desk, crowd: Crowd, taken: Taken, step: Step) -> None:
    """Measure what people do, all with every session open."""
    step("switching sessions")
    switch(plan, desk, crowd.chats, taken)
    step("offers")
    offer(plan, desk, crowd, taken)
    step("typing")
    type_on(plan, desk, crowd, taken)


def fill(plan: Plan, crowd: Crowd) -> None:
    """Open the sessions and write their transcripts while the page is there: it holds every message."""
    for _ in range(plan.sessions):
        crowd.accept(crowd.begin())
    crowd.fill(crowd.chats, plan.messages, plan.filled_within_s)


def switch(plan: Plan, desk: Desk, chats: Sequence[Chat], taken: Taken) -> None:
    """Go round the sessions, by mouse and every third time by key; the first ones do not count."""
    for chat in islice(cycle(chats), plan.warm_ups):
        _switch(desk, chat, by_key=False)
    since_ms, end = desk.now_ms(), monotonic() + plan.switching_s
    for number, chat in zip(range(plan.switches), islice(cycle(chats), plan.warm_ups, None), strict=False):
        if monotonic() > end:
            break
        by_key = number % 3 == 2
        (taken.by_key if by_key else taken.clicks).append(_switch(desk, chat, by_key=by_key))
    desk.page.wait_for_timeout(EVENT_LAG_MS)
    taken.switch_tasks = desk.long_tasks_ms(since_ms)


def _switch(desk: Desk, chat: Chat, *, by_key: bool) -> float:
    """Return the time from the input to the frame with the other transcript, in ms."""
    button = desk.session(chat.name)
    if by_key:
        button.focus()
    else:
        desk.point_at(button)
    desk.expect_transcript(chat.name)
    if by_key:
        desk.page.keyboard.press("Enter")
    else:
        desk.press_mouse()
    return desk.awaited(f"the messages of {chat.name}")


def offer(plan: Plan, desk: Desk, crowd: Crowd, taken: Taken) -> None:
    """Let customers come one by one and give up once their alert was painted; the first do not count."""
    for number in range(-plan.warm_ups, plan.offers):
        name = crowd.next_name()
        desk.expect_offer(name)
        chat = crowd.begin()
        painted_at_ms = desk.awaited(f"the offer of {name}")
        if number >= 0:
            taken.offers.append(painted_at_ms - crowd.desk.offers[chat.id].made_at_ms)
        crowd.give_up(chat)
        desk.offer_gone()


def type_on(plan: Plan, desk: Desk, crowd: Crowd, taken: Taken) -> None:
    """Type in one session while all of them receive messages."""
    at_most_s = 2 * plan.typing_s
    with crowd.chatting(plan.per_session_s, at_most_s):
        desk.composer.click()
        desk.type(plan.keys[: plan.warm_ups], plan.key_every_ms, plan.typing_s)
        since_ms = desk.now_ms()
        taken.keys = desk.type(plan.keys, plan.key_every_ms, at_most_s)
        desk.page.wait_for_timeout(EVENT_LAG_MS)
        taken.typing_tasks = desk.long_tasks_ms(since_ms)


def calibrate(plan: Plan, desk: Desk, taken: Taken) -> None:
    """Measure the machine itself, in a page that has one empty box."""
    desk.clear_page("<textarea autofocus></textarea>")
    taken.machine_tasks += [desk.task_ms() for _ in range(5)]
    taken.idle_frames += desk.frames_ms(plan.idle_frames)
    desk.page.locator("textarea").focus()
    taken.idle_keys += desk.type(plan.keys[: plan.idle_keys], plan.key_every_ms, plan.typing_s)


def figures(plan: Plan, taken: Taken, weights: dict[str, float]) -> dict[str, object]:
    """Lay out what was taken down, those with an aim first."""
    switches = taken.clicks + taken.by_key
    aimed: dict[str, float | None] = {
        "offer_to_paint_p95_ms": _percentile(taken.offers, 0.95),
        "session_switch_p95_ms": _percentile(switches, 0.95),
        "input_to_next_frame_p95_ms": _percentile(taken.keys, 0.95),
        "long_tasks_over_50_ms": len(taken.typing_tasks),
        "first_load_js_gzip_kb": weights["first_load_js_gzip_kb"],
        "widget_gzip_kb": weights["widget_gzip_kb"],
    }
    return {
        **aimed,
        "missed": [name for name, figure in aimed.items() if figure is None or figure > AIMS[name]],
        "offer_to_paint_p50_ms": _percentile(taken.offers, 0.50),
        "session_switch_p50_ms": _percentile(switches, 0.50),
        "session_switch_by_key_p95_ms": _percentile(taken.by_key, 0.95),
        "input_to_next_frame_p50_ms": _percentile(taken.keys, 0.50),
        "input_to_next_frame_longest_ms": _percentile(taken.keys, 1),
        "longest_task_ms": max(taken.typing_tasks, default=0),
        "switch_long_tasks": len(taken.switch_tasks),
        "longest_switch_task_ms": max(taken.switch_tasks, default=0),
        "whole_run_js_gzip_kb": weights["whole_run_js_gzip_kb"],
        "idle_frame_p95_ms": _percentile(taken.idle_frames, 0.95),
        "idle_input_to_next_frame_p95_ms": _percentile(taken.idle_keys, 0.95),
        "calibration_task_ms": round(median(taken.machine_tasks), 1),
        "page_wait": ratio(taken.spent.wait_ns, taken.spent.wait_ns + taken.spent.run_ns),
        "offers": len(taken.offers),
        "switches": len(switches),
        "keys": len(taken.keys),
        "reconnections": taken.lines - 1,
        "sessions": plan.sessions,
        "messages_a_session": plan.messages,
    }


def _percentile(sample_ms: Sequence[float], share: float) -> float | None:
    return percentile_ms([round(one * NS_IN_MS) for one in sample_ms], share)


@contextmanager
def _crowd(port: int) -> Iterator[Crowd]:
    """Own everybody around the page."""
    crowd = Crowd(port, LOGIN)
    try:
        crowd.start()
        yield crowd
    finally:
        crowd.stop()
