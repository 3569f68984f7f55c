"""Makes the data of a time zone by asking the standard library for its offsets, day by day."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from cordboard.core.hours import TimeZone

QUARTER_DAY_S = 21_600
SINCE_S = int(datetime(2015, 1, 1, tzinfo=UTC).timestamp())
UNTIL_S = int(datetime(2037, 1, 1, tzinfo=UTC).timestamp())


@cache
def time_zone(name: str, since_s: int = SINCE_S, until_s: int = UNTIL_S) -> TimeZone:
    """The offsets between two times; the first is said to hold since the epoch."""
    zone = ZoneInfo(name)
    offsets = [(0, _offset_s(zone, since_s))]
    for start_s in range(since_s, until_s, QUARTER_DAY_S):
        if _offset_s(zone, start_s + QUARTER_DAY_S) != offsets[-1][1]:
            changed_s = _changed_s(zone, start_s, start_s + QUARTER_DAY_S)
            offsets.append((changed_s, _offset_s(zone, changed_s)))
    return TimeZone(id=name, offsets=tuple(offsets))


def _changed_s(zone: ZoneInfo, before_s: int, after_s: int) -> int:
    """Halve until the first second of the new offset is found."""
    while after_s - before_s > 1:
        middle_s = (before_s + after_s) // 2
        if _offset_s(zone, middle_s) == _offset_s(zone, after_s):
            after_s = middle_s
        else:
            before_s = middle_s
    return after_s


def _offset_s(zone: ZoneInfo, at_s: int) -> int:
    offset = datetime.fromtimestamp(at_s, zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())
