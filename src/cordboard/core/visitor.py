"""Holds what must be known of a customer whom nobody has identified."""

from msgspec import Struct

from cordboard.core.ids import VisitorId


class BlockedVisitor(Struct, frozen=True, kw_only=True):
    """A visitor from whom nothing is taken any more."""

    id: VisitorId
    blocked_at_ms: int
    by: str
    reason: str


class VisitorBlocked(Struct, frozen=True, kw_only=True, tag="visitor_blocked"):
    """Somebody closed the door to a visitor, or opened it again."""

    visitor_id: VisitorId
    blocked: bool
    by: str
