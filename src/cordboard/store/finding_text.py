"""Says when one text is found in another: as people type, without regard to case, accents and width."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

TRIGRAM = 3
"""Characters of the shortest word that the index knows."""
EXCERPT = 60
"""Characters around what was found."""
LEAD = 20
"""Of them before it."""

CONTROLS = dict.fromkeys((*range(32), 127), " ")
ACCENTS = dict.fromkeys(range(0x300, 0x370))
"""Marks of Latin, Greek and Cyrillic; those of Thai and others are letters of their own, and stay."""
JOINERS = "\u200c\u200d\ufe0e\ufe0f"


class Words(NamedTuple):
    """What was typed, folded; all must occur."""

    long: tuple[str, ...]
    """Found through the index."""
    short: tuple[str, ...]
    """Looked for in titles and details alone."""


def fold(text: str) -> str:
    """Return the text as it is compared: lower case, no accents, one width, no control characters."""
    if text.isascii():
        return text.lower().translate(CONTROLS)
    apart = unicodedata.normalize("NFKD", text.casefold())
    # Folding again: what comes apart may have letters of another case (the sign of Kelvin).
    return unicodedata.normalize("NFKD", apart.casefold()).translate(ACCENTS).translate(CONTROLS)


def words_of(text: str) -> Words:
    """Take what was typed apart at its white space."""
    words = tuple(dict.fromkeys(fold(text).split()))
    return Words(
        long=tuple(word for word in words if len(word) >= TRIGRAM),
        short=tuple(word for word in words if len(word) < TRIGRAM),
    )


def match_of(words: tuple[str, ...]) -> str:
    """Return the index's question for all the words; each is a string in it, whatever it holds."""
    return " AND ".join('"' + word.replace('"', '""') + '"' for word in words)


def excerpt(text: str, words: tuple[str, ...]) -> str | None:
    """Return the text around the first of the words in it, None where there is none."""
    folded = fold(text)
    hits = [place for word in words if (place := folded.find(word)) >= 0]
    if not hits:
        return None
    whole = unicodedata.normalize("NFC", text)
    place = _place_in(whole, min(hits))
    start = _cut(whole, max(0, place - LEAD))
    end = _cut(whole, min(len(whole), start + EXCERPT))
    shown = " ".join(whole[start:end].translate(CONTROLS).split())
    return f"{'…' if start else ''}{shown}{'…' if end < len(whole) else ''}"


def _place_in(whole: str, folded_place: int) -> int:
    """Return where in a text that stands which stands at a place of the folded one."""
    if whole.isascii():
        return folded_place
    passed = 0
    for place, character in enumerate(whole):
        passed += _folded_length(character)
        if passed > folded_place:
            return place
    return len(whole)


@lru_cache(maxsize=4_096)
def _folded_length(character: str) -> int:
    return len(fold(character))


def _cut(whole: str, place: int) -> int:
    """Return the next place where the text may be cut: never before a mark or inside of joined signs."""
    while 0 < place < len(whole) and (_clings(whole[place]) or whole[place - 1] == "\u200d"):
        place += 1
    return place


def _clings(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character).startswith("M")
