"""Every text exists in every language, and the words that matter are those of docs/terms.csv."""

import csv
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "th", "lv", "sv", "id", "nl")
CATALOGUES = ROOT / "web/workspace/src/locales"
WIDGET = ROOT / "web/widget/src/locales"
FIELD = r'^{name} ((?:".*"\s*)+)$'


def texts(language: str) -> dict[tuple[str, str], str]:
    """The workspace's texts by their English and its context."""
    found = {}
    for block in (CATALOGUES / f"{language}.po").read_text().split("\n\n"):
        english, translated = _field(block, "msgid"), _field(block, "msgstr")
        if english:
            found[english, _field(block, "msgctxt")] = translated
    return found


def _field(block: str, name: str) -> str:
    match = re.search(FIELD.format(name=name), block, re.MULTILINE)
    return "".join(re.findall(r'"(.*)"', match[1])) if match else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_without_translation(language: str) -> None:
    english, own = texts("en"), texts(language)
    assert [text for text in english if not own.get(text)] == []
    assert own.keys() == english.keys()
    widget_english, widget_own = (
        json.loads((WIDGET / f"{one}.json").read_text()) for one in ("en", language)
    )
    assert [text for text in widget_english if not widget_own.get(text)] == []
    assert widget_own.keys() == widget_english.keys()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_words_that_matter_are_the_agreed_ones(language: str) -> None:
    own = texts(language)
    with (ROOT / "docs/terms.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 20
    assert {row[f"{language}_source"] for row in rows} <= {"published", "ours"}
    agreed = {(row["term"], row["context"]): row[language] for row in rows}
    assert {term: own.get(term) for term in agreed} == agreed
