"""Turns time zones into data: the offsets of a hundred years, from the pinned package and not the machine."""

import functools
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

from cordboard.core.hours import TimeZone

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(2100, 1, 1, tzinfo=UTC)
DAY_S = 86_400


@functools.cache
def names() -> frozenset[str]:
    """Return the IANA names that are known."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


def zones_of(wanted: Iterable[str]) -> tuple[TimeZone, ...]:
    """Return the zones with these names, by name; unknown ones are left out."""
    return tuple(zone(name) for name in sorted(set(wanted)) if name in names())


@functools.cache
def zone(name: str) -> TimeZone:
    """Return a known zone: its offset at the start of 2000 and at every change until 2100.

    No zone has changed its offset twice within a day in these years, so looking at every midnight finds all.
    """
    with resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        rules = ZoneInfo.from_file(file, key=name)
    first_s, last_s = round(FIRST.timestamp()), round(LAST.timestamp())
    offset_s = _offset_s(rules, first_s)
    offsets = [(first_s, offset_s)]
    for midnight_s in range(first_s + DAY_S, last_s, DAY_S):
        now_s = _offset_s(rules, midnight_s)
        if now_s != offset_s:
            offsets.append((_change_s(rules, midnight_s - DAY_S, midnight_s), now_s))
            offset_s = now_s
    return TimeZone(id=name, offsets=tuple(offsets))


def _change_s(rules: ZoneInfo, before_s: int, after_s: int) -> int:
    """Return the first second of the new offset between two times that have different ones."""
    old_s = _offset_s(rules, before_s)
    while after_s - before_s > 1:
        middle_s = (before_s + after_s) // 2
        if _offset_s(rules, middle_s) == old_s:
            before_s = middle_s
        else:
            after_s = middle_s
    return after_s


def _offset_s(rules: ZoneInfo, at_s: int) -> int:
    offset = datetime.fromtimestamp(at_s, rules).utcoffset() or timedelta()
    return round(offset.total_seconds())
