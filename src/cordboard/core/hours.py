"""Says when something is open: weekly slots in a time zone, without the holidays (domain 4.7)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from cordboard.core.ids import HoursId

SECOND_MS = 1000
HOUR_MINUTES = 60
DAY_MINUTES = 24 * HOUR_MINUTES
HOUR_S = 3_600
DAY_S = 86_400
WITHIN_DAYS = 366
"""How far ahead a turn is looked for: a year of holidays is as good as closed for ever."""
DAY_ZERO = date(1970, 1, 1).toordinal()
TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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


UTC = TimeZone(id="UTC", offsets=((0, 0),))
"""Known without any data."""
WEEK = tuple(Weekday)

Flaw = tuple[str, str]
"""Where in the definition something is wrong, as "slots[0].opens", and a sentence that says what."""


def is_open(hours: Hours, zone: TimeZone, now_ms: int) -> bool:
    """Whether the hours are open; they open at the first millisecond of a slot and are closed at its end."""
    now_s = now_ms // SECOND_MS
    today = day_of(zone, now_ms)
    # A slot of yesterday may pass midnight; where clocks go back over midnight one of tomorrow's has begun.
    days = (today, today - 1, today + 1)
    return any(opens_s <= now_s < closes_s for day in days for opens_s, closes_s in _slots(hours, zone, day))


def turns_at(hours: Hours, zone: TimeZone, now_ms: int) -> int | None:
    """Return the next moment in ms at which the hours open or close; None if never within WITHIN_DAYS."""
    now_s = now_ms // SECOND_MS
    for spell in _spells(hours, zone, day_of(zone, now_ms) - 1):
        for turn_s in spell:
            if turn_s > now_s:
                return turn_s * SECOND_MS if turn_s <= now_s + WITHIN_DAYS * DAY_S else None
    return None


def shift_ends_at(hours: Hours, zone: TimeZone, now_ms: int) -> int | None:
    """Return the next moment in ms at which the last slot of a day ends; None if never within WITHIN_DAYS.

    A slot that passes midnight belongs to the day on which it began, and so does its end.
    """
    now_s = now_ms // SECOND_MS
    today = day_of(zone, now_ms)
    for day in range(today - 1, today + WITHIN_DAYS):
        ends_s = max((closes_s for _, closes_s in _slots(hours, zone, day)), default=now_s)
        if ends_s > now_s:
            return ends_s * SECOND_MS
    return None


def day_of(zone: TimeZone, now_ms: int) -> int:
    """Return the number of the local day, 1970-01-01 being 0."""
    return _shown_s(zone, now_ms // SECOND_MS) // DAY_S


def local(zone: TimeZone, now_ms: int) -> tuple[Weekday, int]:
    """Return the weekday and the hour, 0 to 23, that local clocks show."""
    day, second = divmod(_shown_s(zone, now_ms // SECOND_MS), DAY_S)
    return _weekday(day), second // HOUR_S


def day_ends_at(zone: TimeZone, now_ms: int) -> int:
    """Return the moment in ms at which the next local day begins."""
    return _moment(zone, (day_of(zone, now_ms) + 1) * DAY_S, since_s=now_ms // SECOND_MS) * SECOND_MS


def flaws_of(hours: Hours) -> list[Flaw]:
    """Return everything that can't be understood; hours with flaws must not be asked for anything else."""
    return [*_slot_flaws(hours), *_holiday_flaws(hours)]


def _slot_flaws(hours: Hours) -> Iterator[Flaw]:
    for number, slot in enumerate(hours.slots):
        if not TIME.fullmatch(slot.opens):
            yield f"slots[{number}].opens", f"{slot.opens!r} is no time of day; write it as 08:00."
        if not TIME.fullmatch(slot.closes) and slot.closes != "24:00":
            yield (
                f"slots[{number}].closes",
                f"{slot.closes!r} is no time of day; write it as 17:00, or 24:00.",
            )


def _holiday_flaws(hours: Hours) -> Iterator[Flaw]:
    for number, holiday in enumerate(hours.holidays):
        path = f"holidays[{number}]"
        given = {"first": holiday.first, "last": holiday.last} if holiday.last else {"first": holiday.first}
        wrong = [field for field, day in given.items() if not _is_date(day)]
        for field in wrong:
            yield f"{path}.{field}", f"{given[field]!r} is no date; write it as 2026-12-24."
        if not wrong and holiday.last and holiday.last < holiday.first:
            yield f"{path}.last", f"The holiday ends on {holiday.last}, before it begins on {holiday.first}."


def _is_date(text: str) -> bool:
    try:
        return DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _spells(hours: Hours, zone: TimeZone, first_day: int) -> Iterator[tuple[int, int]]:
    """Yield from when until when it is open, in UTC s: slots that overlap or touch are one spell.

    The last day lies so far ahead that a spell that only ends with it ends behind WITHIN_DAYS.
    """
    begun: tuple[int, int] | None = None
    for day in range(first_day, first_day + WITHIN_DAYS + 4):
        for opens_s, closes_s in sorted(_slots(hours, zone, day)):
            if begun is None or opens_s > begun[1]:
                if begun is not None:
                    yield begun
                begun = opens_s, closes_s
            else:
                begun = begun[0], max(begun[1], closes_s)
    if begun is not None:
        yield begun


def _slots(hours: Hours, zone: TimeZone, day: int) -> Iterator[tuple[int, int]]:
    """Yield the slots that begin on a local day, in UTC s; one that daylight saving swallows is left out."""
    if _is_holiday(hours, day):
        return
    weekday = _weekday(day)
    for slot in hours.slots:
        if slot.day is weekday:
            opens, closes = _minute(slot.opens), _minute(slot.closes)
            if closes <= opens:
                closes = DAY_MINUTES if _is_holiday(hours, day + 1) else closes + DAY_MINUTES
            opens_s, closes_s = (_boundary(zone, day, minute) for minute in (opens, closes))
            if opens_s < closes_s:
                yield opens_s, closes_s


def _weekday(day: int) -> Weekday:
    return WEEK[date.fromordinal(DAY_ZERO + day).weekday()]


def _is_holiday(hours: Hours, day: int) -> bool:
    """Whether the day is one; dates of ISO 8601 sort as text."""
    if not hours.holidays:
        return False
    text = date.fromordinal(DAY_ZERO + day).isoformat()
    return any(one.first <= text <= (one.last or one.first) for one in hours.holidays)


def _minute(text: str) -> int:
    """Return the minute of the day, 0 for "00:00"."""
    return int(text[:2]) * HOUR_MINUTES + int(text[3:])


def _boundary(zone: TimeZone, day: int, minute: int) -> int:
    """Return when clocks first show this minute of the day or a later one, in UTC s.

    A time that daylight saving leaves out is so moved forward; of one that comes twice the first counts.
    """
    local_s = day * DAY_S + minute * (DAY_S // DAY_MINUTES)
    return _moment(zone, local_s, since_s=local_s - DAY_S)


def _moment(zone: TimeZone, local_s: int, *, since_s: int) -> int:
    """Return the first second of UTC from `since_s` on at which clocks show `local_s` or later."""
    period = _period(zone, since_s)
    for (_, offset_s), (until_s, _) in zip(zone.offsets[period:], zone.offsets[period + 1 :], strict=False):
        moment_s = max(since_s, local_s - offset_s)
        if moment_s < until_s:
            return moment_s
        since_s = until_s
    return max(since_s, local_s - zone.offsets[-1][1])


def _shown_s(zone: TimeZone, now_s: int) -> int:
    """Return what local clocks show, as seconds since local 1970."""
    return now_s + zone.offsets[_period(zone, now_s)][1]


def _period(zone: TimeZone, now_s: int) -> int:
    """Return which of the zone's offsets holds."""
    return max(0, bisect_right(zone.offsets, (now_s, DAY_S)) - 1)
