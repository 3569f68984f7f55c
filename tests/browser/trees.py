"""Keeps accessibility trees beside the tests, with what differs from run to run masked.

`CORDBOARD_WRITE_SNAPSHOTS=1` writes the trees anew: read the difference before it is kept.
"""

import difflib
import os
import re
from pathlib import Path

from playwright.sync_api import Frame, Locator, Page

SNAPSHOTS = Path(__file__).parent / "snapshots"
MASKS = (
    (r"http://127\.0\.0\.1:\d+", "http://HOST"),
    (r"\d{1,2} [A-Z][a-z]{2,3} \d{4}, \d{2}:\d{2}", "MOMENT"),
    (r"\b\d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?\b", "TIME"),
    (r"time: .*", "time: AGE"),
    (r"\d+ (?:s|sec|secs|min|mins)\b", "DURATION"),
    (r"\d+ seconds", "DURATION"),
    (r"text version [0-9a-f]+", "text version ID"),
    (r"Chromium \d+", "Chromium N"),
    (r"[A-Z][a-z]+day \d+ [A-Z][a-z]+", "DAY"),
)


UNTOLD = "(all, hidden) => all.forEach(one => { one.ariaHidden = hidden ? 'true' : null; })"


def tree(place: Page | Frame | Locator) -> str:
    """Return an accessibility tree without announcements, with what differs from run to run masked."""
    whole = place if isinstance(place, Locator) else place.locator("body")
    # What was announced is there for a few seconds, or gone by now: it belongs to no page.
    announcer = whole.get_by_test_id("announcer")
    announcer.evaluate_all(UNTOLD, arg=True)
    text = whole.aria_snapshot()
    announcer.evaluate_all(UNTOLD, arg=False)
    for pattern, mask in MASKS:
        text = re.sub(pattern, mask, text)
    return f"{text}\n"


def compared(name: str, text: str) -> str:
    """Return how a tree differs from the stored one, or store it."""
    stored = SNAPSHOTS / f"{name}.yaml"
    if os.environ.get("CORDBOARD_WRITE_SNAPSHOTS"):
        SNAPSHOTS.mkdir(exist_ok=True)
        stored.write_text(text)
    before = stored.read_text() if stored.exists() else ""
    lines = difflib.unified_diff(
        before.splitlines(), text.splitlines(), f"{name}, stored", "now", lineterm=""
    )
    return "\n".join(lines)
