"""Says up to where each side has got a conversation's transcript, and up to where it was read."""

from msgspec import Struct

from cordboard.core.message import AuthorRole


class Marks(Struct, frozen=True, kw_only=True):
    """Numbers of entries; 0 is none. They only grow."""

    customer_delivered: int = 0
    """The customer's page, or their network, has everything up to here."""
    customer_read: int = 0
    agent_read: int = 0


def later(one: Marks, other: Marks) -> Marks:
    """Return the marks that both together say."""
    return Marks(
        customer_delivered=max(one.customer_delivered, other.customer_delivered),
        customer_read=max(one.customer_read, other.customer_read),
        agent_read=max(one.agent_read, other.agent_read),
    )


def said_by(role: AuthorRole, *, delivered: int, read: int, head: int) -> Marks:
    """Return what a page of one side says, as far as the transcript goes; what is read was delivered."""
    if role is AuthorRole.AGENT:
        return Marks(agent_read=min(read, head))
    return Marks(customer_delivered=min(max(delivered, read), head), customer_read=min(read, head))
