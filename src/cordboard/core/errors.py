"""Names every refusal: expected answers to commands that can't be done, never a fault of the program."""

from enum import StrEnum


class Code(StrEnum):
    """What a refusal is about; a client translates the code, the sentence is for logs and developers."""

    INVALID = "invalid"
    """The command is malformed or one of its values is out of range."""
    TOO_LARGE = "too_large"
    """A text or a frame is over its limit."""
    NOT_SIGNED_IN = "not_signed_in"
    """Nobody is signed in on this connection, or the sign-in has ended."""
    NOT_ALLOWED = "not_allowed"
    """The one who asks may not do this."""
    NOT_FOUND = "not_found"
    """There is no such thing, or it is hidden from the one who asks."""
    WRONG_STATE = "wrong_state"
    """The thing exists, but its state does not allow this now."""
    CLOSED = "closed"
    """The conversation is closed; the next contact starts a new one."""
    NOT_YOURS = "not_yours"
    """Another agent owns the conversation."""
    OFFER_OVER = "offer_over"
    """The offer was answered, withdrawn or timed out before this answer came."""
    SESSION_LIMIT = "session_limit"
    """The agent has as many sessions open as the organisation allows."""
    NOT_SELECTABLE = "not_selectable"
    """Only the system sets this presence."""
    STALE_DRAFT = "stale_draft"
    """The draft was changed elsewhere since this version was read."""
    STALE_COMMAND = "stale_command"
    """The command's id is older than the time for which answers are remembered."""
    ID_REUSED = "id_reused"
    """The same command id came before with another body."""
    BLOCKED = "blocked"
    """The visitor is blocked."""
    VISITOR_LIMIT = "visitor_limit"
    """The visitor has as many conversations open as the workstream allows; end one first."""
    CONSENT_NEEDED = "consent_needed"
    """The customer has not agreed to the monitoring notice as it reads now (mission M17)."""
    TOO_MANY = "too_many"
    """A cap or a rate limit is reached; try again later."""
    TOO_BROAD = "too_broad"
    """So much would have to be looked at that it was given up; other or fewer words take less."""
    FAULT = "fault"
    """A fault of the program; it stopped this step and nothing else."""
    READ_ONLY = "read_only"
    """The server can't store anything at the moment; keep it and send it again."""
    GOING_DOWN = "going_down"
    """The server is stopping; connect again in a moment."""


AGAIN = frozenset({Code.READ_ONLY, Code.GOING_DOWN, Code.TOO_MANY})
"""Refusals after which the same command may succeed later: keep it and send it again."""


class Refusal(Exception):
    """A command that is refused; it leaves nothing behind."""

    def __init__(self, code: Code, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def require(condition: bool, code: Code, sentence: str) -> None:
    """Refuse with `code` unless `condition` holds."""
    if not condition:
        raise Refusal(code, sentence)
