"""Reads the ids that clients make for their commands: the time in base 36, a hyphen, and chance."""

import re

from cordboard.core.errors import Code, Refusal

DAY_MS = 86_400_000
REMEMBERED_MS = 7 * DAY_MS
"""For so long answers are remembered; older ids are refused, for they could take effect twice."""
AHEAD_MS = DAY_MS
"""A client's clock may be wrong by so much."""
FORM = re.compile(r"([0-9a-z]{6,10})-[0-9a-z]{10,40}")


def check_command_id(command_id: str, now_ms: int) -> None:
    """Refuse an id that is malformed, or of a time for which answers are not remembered.

    Raises:
        Refusal: INVALID or STALE_COMMAND.
    """
    form = FORM.fullmatch(command_id)
    made_ms = int(form[1], 36) if form is not None else None
    if made_ms is None or made_ms > now_ms + AHEAD_MS:
        raise Refusal(Code.INVALID, "The command's id is not of the form time-chance.")
    if made_ms < now_ms - REMEMBERED_MS:
        raise Refusal(Code.STALE_COMMAND, "The command is too old to be repeated safely.")
