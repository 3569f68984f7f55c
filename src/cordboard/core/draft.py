"""Says what a draft is: text that an agent has typed and not sent, kept on the server (decision 10)."""

from msgspec import Struct

from cordboard.core.errors import Code, require
from cordboard.core.ids import AgentId, ConversationId

DRAFT_LIMIT_BYTES = 64 * 1024
KEPT_AFTER_END_S = 86_400
"""How long a draft outlives a session that somebody else ended (mission decision 10)."""
MESSAGE = "message"
"""The field of the composer; its draft goes with the message that is sent."""
NOTEPAD = "notepad"
"""The field of the agent's own notes on a session; nobody else reads them."""
FIELDS = frozenset({MESSAGE, NOTEPAD})
"""What drafts are kept of (mission S9)."""


class Draft(Struct, frozen=True, kw_only=True):
    """What an agent has typed into one field of a session."""

    agent_id: AgentId
    conversation_id: ConversationId
    field: str = MESSAGE
    text: str
    version: int
    """Counts the changes; a save must name the version it saw. 0 is no draft."""
    saved_at_ms: int


def check_field(field: str) -> None:
    """Refuse a field of which no drafts are kept.

    Raises:
        Refusal: INVALID.
    """
    require(field in FIELDS, Code.INVALID, f"Drafts are kept of {', '.join(sorted(FIELDS))}.")


def check_draft(field: str, text: str) -> None:
    """Refuse a draft of an unknown field, or over its limit.

    Raises:
        Refusal: INVALID; TOO_LARGE over DRAFT_LIMIT_BYTES of UTF-8.
    """
    check_field(field)
    if len(text) * 4 > DRAFT_LIMIT_BYTES:
        size = len(text.encode())
        require(
            size <= DRAFT_LIMIT_BYTES, Code.TOO_LARGE, f"A draft holds {DRAFT_LIMIT_BYTES} bytes at most."
        )
