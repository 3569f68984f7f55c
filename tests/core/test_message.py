"""What can be a message or a draft, measured in bytes."""

import pytest

from cordboard.core.draft import DRAFT_LIMIT_BYTES, MESSAGE, check_draft
from cordboard.core.errors import Code, Refusal
from cordboard.core.message import TEXT_LIMIT_BYTES, check_client_id, check_text


@pytest.mark.parametrize(
    "text", ["a", "สวัสดี 🙏", "<b>", "\0", "x" * TEXT_LIMIT_BYTES, "ก" * (TEXT_LIMIT_BYTES // 3)]
)
def test_any_text_up_to_the_limit_is_a_message(text: str) -> None:
    check_text(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.INVALID),
        (" \n\t ", Code.INVALID),
        ("x" * (TEXT_LIMIT_BYTES + 1), Code.TOO_LARGE),
        ("ก" * (TEXT_LIMIT_BYTES // 3 + 1), Code.TOO_LARGE),
        ("🙏" * (TEXT_LIMIT_BYTES // 4 + 1), Code.TOO_LARGE),
    ],
)
def test_nothing_and_too_much_are_refused(text: str, code: Code) -> None:
    with pytest.raises(Refusal) as refusal:
        check_text(text)
    assert refusal.value.code is code


def test_a_draft_may_be_empty_and_holds_64_kib() -> None:
    check_draft(MESSAGE, "")
    check_draft(MESSAGE, "🙏" * (DRAFT_LIMIT_BYTES // 4))
    with pytest.raises(Refusal) as refusal:
        check_draft(MESSAGE, "🙏" * (DRAFT_LIMIT_BYTES // 4) + "!")
    assert refusal.value.code is Code.TOO_LARGE


@pytest.mark.parametrize("client_id", ["", "x" * 65])
def test_an_id_that_no_client_made_is_refused(client_id: str) -> None:
    with pytest.raises(Refusal):
        check_client_id(client_id)
