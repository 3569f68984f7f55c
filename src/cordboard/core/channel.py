"""Says what each channel can do, so that rules ask for an ability and never for a channel's name."""

from enum import StrEnum

from msgspec import Struct


class ChannelKind(StrEnum):
    """The networks on which customers write."""

    LIVE_CHAT = "live_chat"
    """The widget on a web site: both sides are present at the same time."""
    TEST = "test"
    """An asynchronous channel without a network behind it, for trials and tests."""


class Abilities(Struct, frozen=True, kw_only=True):
    """What the rules may assume of a channel."""

    asynchronous: bool
    """Customers come and go: closing a session parks the conversation (mission S10, decision 3)."""
    customer_presence: bool
    """The server sees whether the customer is connected (domain 1.6)."""
    customer_can_end: bool
    """The customer has a button that ends the conversation."""
    typing: bool
    """Typing notices travel both ways."""


ABILITIES: dict[ChannelKind, Abilities] = {
    ChannelKind.LIVE_CHAT: Abilities(
        asynchronous=False, customer_presence=True, customer_can_end=True, typing=True
    ),
    ChannelKind.TEST: Abilities(
        asynchronous=True, customer_presence=False, customer_can_end=False, typing=False
    ),
}
