"""Names everything that happens because time passed; deadlines are data and survive a crash."""

from enum import StrEnum

from msgspec import Struct


class DeadlineKind(StrEnum):
    """What is due."""

    OFFER_EXPIRY = "offer_expiry"
    """The time to answer is over (subject: offer)."""
    OFFER_UNSEEN = "offer_unseen"
    """Nobody confirmed that the offer was displayed (offer)."""
    UNSEEN_REROUTE = "unseen_reroute"
    """Work that was assigned unseen goes back (conversation)."""
    UNOPENED_REROUTE = "unopened_reroute"
    """Work that was assigned by itself and that its agent has not looked at goes back (conversation)."""
    AGENT_GONE = "agent_gone"
    """The agent's last connection has been closed for long enough (agent)."""
    AGENT_RESTORE = "agent_restore"
    """The window in which a vanished agent keeps everything is over (agent)."""
    CUSTOMER_GONE = "customer_gone"
    """The customer's last connection has been closed for long enough (conversation)."""
    CUSTOMER_GRACE = "customer_grace"
    """The time in which a lost customer may come back is over (conversation)."""
    WRAP_UP_BLOCK = "wrap_up_block"
    """Wrap-up gives the capacity back (conversation)."""
    AUTO_CLOSE = "auto_close"
    """The conversation has been in its state for too long (conversation)."""
    QUEUE_WAIT = "queue_wait"
    """It has waited in its queue for as long as the queue's overflow allows (conversation)."""
    RESERVED = "reserved"
    """It has waited for its own agent, or for the favoured ones, for long enough (conversation)."""
    HOURS_TURN = "hours_turn"
    """The agent's working hours begin or end (agent)."""
    RULES_LOOK = "rules_look"
    """Rules by which the queue finds agents may answer otherwise, for they ask for the time (queue)."""
    RANKS_ANEW = "ranks_anew"
    """More of a long line gets its places in the queue's new order (queue)."""
    WAITS_ANEW = "waits_anew"
    """More of a long line gets the queue's new end of waiting (queue)."""
    DAY_END = "day_end"
    """A day ends and gives daily budgets back: with the last slot, or else at midnight (agent)."""


class Deadline(Struct, frozen=True, kw_only=True):
    """One thing that is due at one time; a subject has at most one of each kind."""

    id: str
    kind: DeadlineKind
    subject: str
    """Id of the offer, agent, conversation or queue."""
    due_at_ms: int


def deadline_id(kind: DeadlineKind, subject: str) -> str:
    """Return the id under which the deadline of this kind and subject is kept."""
    return f"{kind.value}:{subject}"
