"""Says what a message is and which ones are refused; the text is kept as written and never run as markup."""

from enum import StrEnum

from msgspec import Struct

from cordboard.core.errors import Code, require

TEXT_LIMIT_BYTES = 27 * 1024
"""As documented for the original's message API (domain appendix B)."""
CLIENT_ID_LIMIT = 64


class AuthorRole(StrEnum):
    """On which side of the conversation an author stands."""

    CUSTOMER = "customer"
    AGENT = "agent"


class Author(Struct, frozen=True, kw_only=True):
    """Who wrote a message, as its readers see it."""

    role: AuthorRole
    id: str
    """The visitor's or the agent's id; with the client's message id it makes the message unique for ever."""
    name: str = ""
    """The agent's name; empty for a customer, whom the conversation's title names."""


def check_text(text: str) -> None:
    """Refuse what can't be a message.

    Raises:
        Refusal: INVALID for nothing but white space, TOO_LARGE over TEXT_LIMIT_BYTES of UTF-8.
    """
    require(bool(text.strip()), Code.INVALID, "The message has no text.")
    # A character takes at most four bytes: most texts need no encoding to be measured.
    if len(text) * 4 > TEXT_LIMIT_BYTES:
        size = len(text.encode())
        require(
            size <= TEXT_LIMIT_BYTES, Code.TOO_LARGE, f"A message holds {TEXT_LIMIT_BYTES} bytes at most."
        )


def check_client_id(client_id: str) -> None:
    """Refuse an id that could not have been made by a client of ours.

    Raises:
        Refusal: INVALID when empty or longer than CLIENT_ID_LIMIT.
    """
    require(0 < len(client_id) <= CLIENT_ID_LIMIT, Code.INVALID, "The message's id is missing or too long.")
