"""A live chat's widget: settings that can't be are refused by name, and so are answers that can't be."""

from typing import Any

import pytest
from msgspec.structs import replace

from cordboard.core.errors import Code, Refusal
from cordboard.core.widget import (
    LANGUAGES,
    STANDARD_NOTICE,
    MonitoringNotice,
    Option,
    Question,
    QuestionKind,
    Widget,
    check_answers,
    check_widget,
)

TOPICS = (Option(value="order"), Option(value="repair"))
TOPIC = Question(name="topic", kind=QuestionKind.CHOICE, options=TOPICS)
FULL = Widget(
    accent="#0A1b2C",
    title=dict.fromkeys(LANGUAGES, "x" * 200),
    greeting={"lv": "x" * 1_000},
    questions=(
        TOPIC,
        Question(name="terms", kind=QuestionKind.CONSENT, required=True, label={"en": "x" * 1_000}),
        *(Question(name=f"question {number}") for number in range(8)),
    ),
    notice=MonitoringNotice(text={"en": "x" * 2_000}, link="https://example.org/privacy?a=b#c", consent=True),
)


def of_notice(**changes: Any) -> dict[str, Any]:
    return {"notice": replace(MonitoringNotice(), **changes)}


def asking(**changes: Any) -> dict[str, Any]:
    return {"questions": (replace(Question(name="topic"), **changes),)}


def test_settings_up_to_every_limit_are_good() -> None:
    for widget in (Widget(), FULL, Widget(notice=None, questions=())):
        check_widget(widget)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"accent": "red"}, "accent"),
        ({"accent": "#0b5cad;"}, "accent"),
        ({"accent": "#0b5cad\n"}, "accent"),
        ({"title": {"de": "Hallo"}}, "title"),
        ({"title": {"en": "x" * 201}}, "title"),
        ({"greeting": {"en": "x" * 1_001}}, "greeting"),
        ({"greeting_more": {"EN": ""}}, "greeting_more"),
        ({"questions": tuple(Question(name=str(number)) for number in range(11))}, "questions"),
        ({"questions": (TOPIC, TOPIC)}, "questions"),
        (asking(name=" "), "questions"),
        (asking(name="x" * 201), "questions"),
        (asking(label={"en": "x" * 1_001}), "topic"),
        (asking(kind=QuestionKind.CHOICE), "options"),
        (
            asking(kind=QuestionKind.CHOICE, options=tuple(Option(value=f"{one}") for one in range(21))),
            "options",
        ),
        (asking(kind=QuestionKind.CHOICE, options=TOPICS * 2), "options"),
        (asking(kind=QuestionKind.CHOICE, options=(Option(value=""),)), "options"),
        (asking(kind=QuestionKind.CHOICE, options=(Option(value="a", label={"xx": "a"}),)), "options"),
        (asking(options=TOPICS), "options"),
        (asking(kind=QuestionKind.CONSENT), "required"),
        (of_notice(text={"lv": "Šo sarunu"}), "notice.text"),
        (of_notice(text={"en": " "}), "notice.text"),
        (of_notice(text={"en": "Told.", "sv": ""}), "notice.text"),
        (of_notice(text={"en": "x" * 2_001}), "notice.text"),
        (of_notice(link="javascript:alert(1)"), "notice.link"),
        (of_notice(link="//example.org"), "notice.link"),
        (of_notice(link="https://"), "notice.link"),
        (of_notice(link="https://[::1"), "notice.link"),
        (of_notice(link="https://example.org/ x"), "notice.link"),
        (of_notice(link="https://example.org/\u202e"), "notice.link"),
        (of_notice(link="https://example.org/" + "x" * 2_000), "notice.link"),
    ],
)
def test_a_widget_that_can_not_be_is_refused_by_the_name_of_its_field(
    changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        check_widget(replace(Widget(), **changes))
    assert refusal.value.code is Code.INVALID
    assert field in refusal.value.sentence


def test_a_notice_has_a_version_for_every_reading_whoever_must_agree() -> None:
    notice = MonitoringNotice()
    assert notice.version == replace(notice, consent=True).version
    assert notice.version == replace(notice, text=dict(reversed(STANDARD_NOTICE.items()))).version
    others = {
        replace(notice, link="https://example.org").version,
        replace(notice, text={**STANDARD_NOTICE, "nl": "Anders."}).version,
        replace(notice, text={"en": STANDARD_NOTICE["en"]}).version,
    }
    assert len(others | {notice.version}) == 4


FORM = (
    Question(name="name", required=True),
    replace(TOPIC, required=True),
    Question(name="email"),
    Question(name="terms", kind=QuestionKind.CONSENT, required=True),
)
ANSWERS = {"name": "Mali", "topic": "repair", "terms": "yes", "page": "/prices"}


def test_a_form_that_is_filled_in_is_taken_with_what_was_not_asked() -> None:
    check_answers(FORM, ANSWERS)
    check_answers(FORM, {**ANSWERS, "email": "x" * 512, "context": "x" * 1_000})
    check_answers((TOPIC,), {})


@pytest.mark.parametrize(
    ("changes", "code", "name"),
    [
        ({"name": ""}, Code.INVALID, "name"),
        ({"name": " \n"}, Code.INVALID, "name"),
        ({"terms": ""}, Code.INVALID, "terms"),
        ({"topic": "refund"}, Code.INVALID, "topic"),
        ({"email": "x" * 513}, Code.TOO_LARGE, "email"),
    ],
)
def test_an_answer_that_is_missing_or_can_not_be_is_refused_by_name(
    changes: dict[str, str], code: Code, name: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        check_answers(FORM, {**ANSWERS, **changes})
    assert refusal.value.code is code
    assert f"'{name}'" in refusal.value.sentence
