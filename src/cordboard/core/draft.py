"""Says what a draft is: text that an agent has typed and not sent, kept on the server (decision 10)."""

from msgspec import Struct

from cordboard.core.errors import Code, require
from cordboard.core.ids import AgentId, ConversationId

DRAFT_LIMIT_BYTES = 64 * 1024
KEPT_AFTER_END_S = 86_400
"""How long a draft outlives a session that somebody else ended."""


class Draft(Struct, frozen=True, kw_only=True):
    """What an agent has typed into one conversation's composer."""

    agent_id: AgentId
    conversation_id: ConversationId
    text: str
    version: int
    """Counts the changes; a save must name the version it saw. 0 is no draft."""
    saved_at_ms: int


def check_draft(text: str) -> None:
    """Refuse a draft over its limit.

    Raises:
        Refusal: TOO_LARGE over DRAFT_LIMIT_BYTES of UTF-8.
    """
    if len(text) * 4 > DRAFT_LIMIT_BYTES:
        size = len(text.encode())
        require(
            size <= DRAFT_LIMIT_BYTES, Code.TOO_LARGE, f"A draft holds {DRAFT_LIMIT_BYTES} bytes at most."
        )
