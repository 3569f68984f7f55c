"""Says how a live chat's widget looks, what it asks, and what customers are told before they write."""

import re
from collections.abc import Iterable
from enum import StrEnum
from hashlib import blake2b
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from cordboard.core.errors import Code, require

LANGUAGES = ("en", "th", "lv", "sv", "id", "nl")
"""What the widget speaks."""
Words = dict[str, str]
"""A text by language, one of LANGUAGES; where one is missing the widget takes English, then its own."""
TITLE_LIMIT = 200
LABEL_LIMIT = 1_000
"""Characters of a greeting, and of a question: a consent needs a sentence or two."""
NOTICE_LIMIT = 2_000
LINK_LIMIT = 2_000
QUESTIONS_LIMIT = 10
"""As many as the original's form has (interface 5.3)."""
OPTIONS_LIMIT = 20
ANSWER_LIMIT = 512
"""Characters of an answer (interface 5.3)."""
Title = Annotated[str, Meta(max_length=TITLE_LIMIT)]
Colour = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$")]

STANDARD_NOTICE: Words = {
    "en": "This conversation may be monitored, recorded and stored, so that we can help you "
    "and improve our service.",
    "th": "การสนทนานี้อาจถูกเฝ้าติดตาม บันทึก และจัดเก็บไว้ เพื่อให้เราช่วยเหลือคุณและปรับปรุงบริการของเรา",
    "lv": "Šo sarunu var pārraudzīt, ierakstīt un glabāt, lai mēs varētu jums palīdzēt "
    "un uzlabot savu pakalpojumu.",
    "sv": "Samtalet kan övervakas, spelas in och sparas så att vi kan hjälpa dig och förbättra vår tjänst.",
    "id": "Percakapan ini dapat dipantau, direkam, dan disimpan agar kami dapat membantu Anda "
    "dan memperbaiki layanan kami.",
    "nl": "Dit gesprek kan worden meegelezen, opgenomen en bewaard, zodat we u kunnen helpen "
    "en onze dienst kunnen verbeteren.",
}
"""What a notice says until an administrator writes another."""


class Position(StrEnum):
    """In which lower corner of the host page the launcher stands."""

    LEFT = "left"
    RIGHT = "right"


class QuestionKind(StrEnum):
    """How a question of the pre-chat form is answered (interface 5.3)."""

    LINE = "line"
    LINES = "lines"
    CHOICE = "choice"
    CONSENT = "consent"
    """A box to tick; must be required."""


class Option(Struct, frozen=True, kw_only=True):
    """One answer that can be chosen."""

    value: Title
    label: Words = {}


class Question(Struct, frozen=True, kw_only=True):
    """One question of the pre-chat form; its answer becomes a detail of the conversation."""

    name: Annotated[str, Meta(min_length=1, max_length=TITLE_LIMIT)]
    """Name of the detail; the widget has its own words for name, email, phone, question."""
    kind: QuestionKind = QuestionKind.LINE
    label: Words = {}
    options: tuple[Option, ...] = ()
    required: bool = False


class MonitoringNotice(Struct, frozen=True, kw_only=True):
    """What customers are told of monitoring before their first message (mission M17)."""

    text: Words = msgspec.field(default_factory=lambda: dict(STANDARD_NOTICE))
    link: str = ""
    """Where to read more: an http or https address, or nothing."""
    consent: bool = False
    """Whether the customer must agree before anything is sent."""

    @property
    def version(self) -> str:
        """Changes with every change of what is read: 12 hexadecimal digits."""
        read = msgspec.json.encode((self.text, self.link), order="deterministic")
        return blake2b(read, digest_size=6).hexdigest()


class NoticeShown(Struct, frozen=True, kw_only=True):
    """The notice as a customer's page showed it."""

    version: Annotated[str, Meta(max_length=40)]
    language: Annotated[str, Meta(max_length=40)]
    agreed: bool = False
    """The customer ticked that they agree."""


class NoticeText(Struct, frozen=True, kw_only=True):
    """A notice as it once read, kept for ever: a recorded version can always be looked up (mission M17)."""

    id: str
    """Its version."""
    text: Words
    link: str
    first_at_ms: int
    """Since when it has been in force here."""


class NoticeGiven(Struct, frozen=True, kw_only=True):
    """The record of a notice that stood before a conversation (mission M17)."""

    version: str
    language: str
    agreed: bool
    at_ms: int
    """When the conversation began under it."""


class Widget(Struct, frozen=True, kw_only=True):
    """Looks, texts and questions of one live chat."""

    accent: Colour = "#0b5cad"
    """Colour of the launcher, of buttons and of the customer's messages; #rrggbb."""
    position: Position = Position.RIGHT
    title: Words = {}
    greeting: Words = {}
    greeting_more: Words = {}
    questions: tuple[Question, ...] = (Question(name="name"),)
    """At most ten (interface 5.3)."""
    notice: MonitoringNotice | None = MonitoringNotice()
    """None for a service that is never monitored."""
    show_place: bool = True
    """Tell waiting customers their place in the queue."""
    sound: bool = True
    """Play a sound for new messages; the customer may turn it off."""
    transcript: bool = True
    """Let customers print and copy what was written."""


def check_widget(widget: Widget) -> None:
    """Refuse settings that no widget could show or no customer could answer.

    Raises:
        Refusal: INVALID, with a sentence that names the field.
    """
    accent = re.fullmatch(r"#[0-9a-fA-F]{6}", widget.accent)
    _sound(accent is not None, "accent", "is a colour as #0b5cad")
    _check_words("title", widget.title, TITLE_LIMIT)
    _check_words("greeting", widget.greeting, LABEL_LIMIT)
    _check_words("greeting_more", widget.greeting_more, LABEL_LIMIT)
    _sound(len(widget.questions) <= QUESTIONS_LIMIT, "questions", f"are {QUESTIONS_LIMIT} at most")
    _check_unique("questions", (question.name for question in widget.questions))
    for question in widget.questions:
        _check_question(question)
    if widget.notice is not None:
        _check_notice(widget.notice)


def _check_question(question: Question) -> None:
    where = f"question {question.name!r}"
    _check_words(f"{where}.label", question.label, LABEL_LIMIT)
    if question.kind is QuestionKind.CHOICE:
        fits = 1 <= len(question.options) <= OPTIONS_LIMIT
        _sound(fits, f"{where}.options", f"are 1 to {OPTIONS_LIMIT} for a choice")
    else:
        _sound(not question.options, f"{where}.options", "are for a choice only")
    _check_unique(f"{where}.options", (option.value for option in question.options))
    for option in question.options:
        _check_words(f"{where}.options", option.label, TITLE_LIMIT)
    needed = question.required or question.kind is not QuestionKind.CONSENT
    _sound(needed, f"{where}.required", "must be true for a consent")


def _check_notice(notice: MonitoringNotice) -> None:
    _check_words("notice.text", notice.text, NOTICE_LIMIT)
    _sound("en" in notice.text, "notice.text", "must be there in English (en) at least")
    _sound(all(text.strip() for text in notice.text.values()), "notice.text", "must not be blank")
    _sound(not notice.link or _is_link(notice.link), "notice.link", "is an http or https address, or empty")


def _check_words(field: str, words: Words, limit: int) -> None:
    _sound(set(words) <= set(LANGUAGES), field, f"speaks one of {', '.join(LANGUAGES)}")
    _sound(all(len(text) <= limit for text in words.values()), field, f"has {limit} characters at most")


def _check_unique(field: str, names: Iterable[str]) -> None:
    """Refuse names that are blank, too long, or there twice."""
    listed = list(names)
    fits = all(name.strip() and len(name) <= TITLE_LIMIT for name in listed)
    _sound(fits, field, f"have names of 1 to {TITLE_LIMIT} characters")
    _sound(len(set(listed)) == len(listed), field, "have a name each that no other has")


def _is_link(link: str) -> bool:
    """Whether a browser would only ever go to a web page by it."""
    if len(link) > LINK_LIMIT or not link.isprintable() or " " in link:
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _sound(condition: bool, field: str, rule: str) -> None:
    require(condition, Code.INVALID, f"The widget's {field} {rule}.")


def check_answers(questions: Iterable[Question], answers: dict[str, str]) -> None:
    """Refuse answers to the pre-chat form that are missing or can't be; what was not asked is let through.

    Raises:
        Refusal: INVALID, TOO_LARGE over ANSWER_LIMIT, with a sentence that names the question.
    """
    for question in questions:
        answer, name = answers.get(question.name, ""), question.name
        given = bool(answer.strip())
        require(given or not question.required, Code.INVALID, f"The question {name!r} must be answered.")
        fits = len(answer) <= ANSWER_LIMIT
        require(fits, Code.TOO_LARGE, f"The answer to {name!r} has {ANSWER_LIMIT} characters at most.")
        offered = question.kind is not QuestionKind.CHOICE or answer in {
            one.value for one in question.options
        }
        require(offered or not given, Code.INVALID, f"The answer to {name!r} is none of its options.")
