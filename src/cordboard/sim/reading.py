"""Holds what a page has read of one stream."""

from cordboard.sim import fold
from cordboard.sim.ports import demand


class Reading:
    """A stream that a page reads: how far, and what it knows of it."""

    def __init__(self) -> None:
        self.last: int | None = None
        self.maps: fold.Maps = {}
        self.asked = 0
        """Subscriptions whose `caught_up` is still to come."""
        self.holed = False
        """Whether this page itself dropped an event."""
        self.marks: dict[str, int] = {}

    def note_marks(self, marks: dict[str, int], head: int) -> None:
        """See that no mark goes back, or lies beyond what is durable; what was read was delivered."""
        for name, n in marks.items():
            known = self.marks.get(name, 0)
            demand(known <= n <= head, f"{name} goes from {known} to {n}, and the transcript to {head}")
        delivered, read = marks.get("customer_delivered", 0), marks.get("customer_read", 0)
        demand(read <= delivered, f"read up to {read}, and delivered up to {delivered}")
        self.marks = marks
