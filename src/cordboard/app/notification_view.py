"""Says how a notification looks to the page that draws it (domain 5.2)."""

from msgspec import Struct

from cordboard.core.notification import Desktop, Icon


class LineView(Struct, frozen=True, kw_only=True):
    """One line of a notification, its slugs not filled in yet."""

    header: str
    value: str


class NotificationView(Struct, frozen=True, kw_only=True):
    """How an offer is put before its agent; the page fills the slugs, {customerName} in its own language."""

    title: str
    """Empty: in the page's own words."""
    icon: Icon
    fields: tuple[LineView, ...]
    """Empty: the offer's details in their place."""
    values: dict[str, str]
    """By slug, as far as there is a value; without customerName."""
    accept_text: str
    reject_text: str
    desktop: Desktop
