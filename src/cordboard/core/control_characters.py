"""Knows control characters: they would let a name or a reason draw over what a terminal shows."""

import re

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""Those of ASCII and of Latin-1: Unicode's category Cc. Marks of direction stay, for names need them."""


def has_control(text: str) -> bool:
    """Whether there is one."""
    return CONTROL.search(text) is not None


def escaped(text: str) -> str:
    r"""Return the text with each of them written out, as \x1b; ends of lines are some too."""
    return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
