"""What counts as found: case, accents and width don't matter, and what is shown holds what was looked for."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordboard.store.finding_text import EXCERPT, LEAD, excerpt, fold, words_of

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=200)


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Čau, Rūta!", "cau ruta"),
        ("CAFÉ", "cafe\u0301"),
        ("Straße", "STRASSE"),
        ("ＡＢＣ１２", "abc12"),
        ("ขอน้ำหน่อย", "น้ํา"),
        ("Йод", "иод"),
    ],
)
def test_two_ways_to_write_a_word_are_one(said: str, typed: str) -> None:
    assert all(word in fold(said) for word in fold(typed).split())


def test_vowels_and_tones_of_thai_are_letters() -> None:
    assert fold("มา") != fold("ม้า"), "come is no horse"


@given(TEXTS)
def test_what_is_folded_stays_as_it_is_and_holds_no_control_character(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert "\0" not in folded
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(TEXTS, TEXTS, st.text("abčÖก่", min_size=1, max_size=12))
def test_an_excerpt_is_short_and_holds_the_word(before: str, after: str, word: str) -> None:
    text = f"{before} {word} {after}"
    around = excerpt(text, (fold(word),))
    assert around is not None
    assert len(around) <= EXCERPT + LEAD + 2 or unicodedata.category(around[-2]).startswith("M")
    hit = fold(text).index(fold(word))
    if text.isascii() or hit < LEAD:
        assert fold(word).split()[0] in fold(around)


def test_an_excerpt_is_cut_between_signs_and_says_where_it_was_cut() -> None:
    family = "👩‍👩‍👧"
    text = family * 10 + "needle" + family * 20
    around = excerpt(text, ("needle",))
    assert around is not None
    inner = around.strip("…")
    assert (around[0], around[-1]) == ("…", "…")
    assert inner.replace("needle", "").replace(family, "") == ""
    assert excerpt("short", ("short",)) == "short"
    assert excerpt("another", ("short",)) is None


def test_words_are_taken_apart_by_what_the_index_knows_of_them() -> None:
    assert words_of(' Re: "refund"\0 no  12345 ') == (("re:", '"refund"', "12345"), ("no",))
    assert words_of("\t \0") == ((), ())
