"""Is the page in the widget's frame where there is no such live chat: a sentence for customers, no code."""

from html import escape
from typing import NamedTuple

from litestar import Response

from cordboard.api.pages import page
from cordboard.core.widget import LANGUAGES

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; overflow-wrap: anywhere }}
h1 {{ font-size: 1.25rem }}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{sentence}</p>
</main>
</body>
</html>
"""
PREFERENCES_LIMIT = 20
"""Languages of a header that are looked at."""


class Said(NamedTuple):
    """What the page says in one language."""

    title: str
    sentence: str


WORDS: dict[str, Said] = {
    "en": Said("Chat not available", "There is no chat at this address. Please contact us in another way."),
    "th": Said("ไม่มีแชทนี้", "ไม่มีแชทที่ที่อยู่นี้ โปรดติดต่อเราด้วยวิธีอื่น"),
    "lv": Said("Tērzēšana nav pieejama", "Šajā adresē nav tērzēšanas. Lūdzu, sazinieties ar mums citādi."),
    "sv": Said(
        "Chatten finns inte", "Det finns ingen chatt på den här adressen. Kontakta oss på annat sätt."
    ),
    "id": Said(
        "Obrolan tidak tersedia", "Tidak ada obrolan di alamat ini. Silakan hubungi kami lewat cara lain."
    ),
    "nl": Said("Chat niet beschikbaar", "Op dit adres is geen chat. Neem op een andere manier contact op."),
}


def refused_frame(accept_language: str) -> Response[bytes]:
    """Return the page; any site may show it, for it can do nothing."""
    language = preferred(accept_language)
    title, sentence = (escape(text) for text in WORDS[language])
    body = PAGE.format(language=language, title=title, sentence=sentence).encode()
    answer = page(body, frame_ancestors="*")
    answer.status_code = 404
    answer.headers.update({"content-language": language, "vary": "Accept-Language"})
    return answer


def preferred(accept_language: str) -> str:
    """Return which of our languages the reader likes best (RFC 9110 section 12.5.4); English failing all."""
    best, weight = LANGUAGES[0], 0.0
    for part in accept_language.split(",")[:PREFERENCES_LIMIT]:
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().partition("-")[0].lower()
        liked = _weight(parameter)
        if language in LANGUAGES and liked > weight:
            best, weight = language, liked
    return best


def _weight(parameter: str) -> float:
    """Return the weight of a part, 1 where it has none and 0 where it is not understood."""
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip().lower() == "q" else 0.0
    except ValueError:
        return 0.0
