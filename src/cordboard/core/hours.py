"""Says when something is open: weekly slots in a time zone, without the holidays (domain 4.7)."""

from enum import StrEnum

from msgspec import Struct

from cordboard.core.ids import HoursId


class Weekday(StrEnum):
    """Days of the week, in the order of ISO 8601."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Slot(Struct, frozen=True, kw_only=True):
    """Open from one time of a weekday to another; one that ends at or before its start ends the day after."""

    day: Weekday
    opens: str
    """Local time, "08:00"."""
    closes: str
    """Local time, "17:00"; "24:00" is the end of the day."""


class Holiday(Struct, frozen=True, kw_only=True):
    """Closed on these days, whatever the slots say."""

    name: str
    first: str
    """Local date, "2026-12-24"."""
    last: str = ""
    """Empty for a single day."""


class Hours(Struct, frozen=True, kw_only=True):
    """When a queue or an agent works."""

    id: HoursId
    name: str
    time_zone: str
    """IANA name, "Europe/Riga"."""
    slots: tuple[Slot, ...]
    holidays: tuple[Holiday, ...] = ()


class TimeZone(Struct, frozen=True, kw_only=True):
    """The offsets of a time zone as data, so that the rules read no files."""

    id: str
    """IANA name."""
    offsets: tuple[tuple[int, int], ...]
    """(UTC time in s from which it holds, offset from UTC in s), ascending; the first holds before it too."""
