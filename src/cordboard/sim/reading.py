"""Holds what a page has read of one stream."""

from cordboard.sim import fold


class Reading:
    """A stream that a page reads: how far, and what it knows of it."""

    def __init__(self) -> None:
        self.last: int | None = None
        self.maps: fold.Maps = {}
        self.asked = 0
        """Subscriptions whose `caught_up` is still to come."""
        self.holed = False
        """Whether this page itself dropped an event."""
