"""Looks up what conditions ask for: of work, and of the time and the operating hours of the moment."""

from collections.abc import Callable

from cordboard.app.ports import View
from cordboard.app.working_hours import zone_of
from cordboard.core import attributes, hours
from cordboard.core.conditions import Lookup
from cordboard.core.conversation import Conversation
from cordboard.core.hours import Hours, Weekday
from cordboard.core.workstream import ORGANISATION, Organisation


def of_work(view: View, now_ms: int) -> Callable[[Conversation], Lookup]:
    """Return what gives the attributes of any work as it stands now."""
    moment = of_moment(view, now_ms)
    return lambda work: attributes.of_work(work, now_ms, moment)


def of_moment(view: View, now_ms: int) -> Lookup:
    """Return the attributes of the moment, by the organisation's time zone; nothing is worked out unasked."""

    def clock() -> tuple[Weekday, int]:
        return hours.local(zone_of(view, view.get(Organisation, ORGANISATION).time_zone), now_ms)

    def is_open(hours_id: str) -> bool | None:
        known = view.find(Hours, hours_id)
        return hours.is_open(known, zone_of(view, known.time_zone), now_ms) if known is not None else None

    return attributes.of_moment(clock, is_open)
