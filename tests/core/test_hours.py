"""Opening hours against the standard library's clocks and a reference that watches the wall clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordboard.core import hours as rules
from cordboard.core.hours import Holiday, Hours, Slot, TimeZone, Weekday
from cordboard.core.ids import HoursId
from core.zones import SINCE_S, UNTIL_S, time_zone

DAY_S = 86_400
WEEK = tuple(Weekday)
STEP_S = 300
"""Slots of the reference begin and end at multiples of this, and so does every change of the clocks."""
ZONES = (
    "Africa/Cairo",  # changes at midnight
    "Africa/Casablanca",  # twice a year around a month that moves
    "America/Havana",  # goes back from 1:00 to midnight
    "America/New_York",
    "America/Scoresbysund",  # goes back from midnight to 23:00
    "Antarctica/Troll",  # by two hours
    "Asia/Beirut",
    "Asia/Kathmandu",  # never changes, and is no whole number of hours away
    "Australia/Lord_Howe",  # by half an hour
    "Europe/Riga",
    "Pacific/Chatham",
    "UTC",
)

times = st.integers(0, DAY_S // STEP_S - 1).map(lambda step: clock(step * STEP_S))
slots = st.builds(Slot, day=st.sampled_from(Weekday), opens=times, closes=times | st.just("24:00"))
names = st.sampled_from(ZONES)


def clock(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"


def at(text: str, zone: str = "Europe/Riga", *, fold: int = 0) -> int:
    """The moment in ms at which clocks of the zone show this."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()) * 1000


def hours(*slots: Slot, holidays: tuple[Holiday, ...] = (), zone: str = "Europe/Riga") -> Hours:
    return Hours(id=HoursId("h"), name="Hours", time_zone=zone, slots=slots, holidays=holidays)


def daily(opens: str, closes: str, *, holidays: tuple[Holiday, ...] = ()) -> Hours:
    slots = (Slot(day=day, opens=opens, closes=closes) for day in Weekday)
    return hours(*slots, holidays=holidays)


@st.composite
def moments(draw: st.DrawFn, name: str) -> int:
    """Any time in s, often within two days of a change of the clocks."""
    changes = [one for one, _ in time_zone(name).offsets if one > SINCE_S]
    anywhere = st.integers(SINCE_S, UNTIL_S - 30 * DAY_S)
    if not changes:
        return draw(anywhere)
    near = st.builds(int.__add__, st.sampled_from(changes), st.integers(-2 * DAY_S, 2 * DAY_S))
    return draw(anywhere | near)


@given(st.data(), names)
def test_days_are_those_of_the_standard_library(data: st.DataObject, name: str) -> None:
    zone, now_s = time_zone(name), data.draw(moments(name))
    shown = _wall(ZoneInfo(name), now_s)
    today = shown.date()
    ends_ms = rules.day_ends_at(zone, now_s * 1000)
    assert rules.day_of(zone, now_s * 1000 + 999) == (today - date(1970, 1, 1)).days
    assert rules.local(zone, now_s * 1000) == (WEEK[shown.weekday()], shown.hour)
    assert _wall(ZoneInfo(name), ends_ms // 1000).date() > today
    assert _wall(ZoneInfo(name), ends_ms // 1000 - 1).date() == today
    assert now_s * 1000 < ends_ms <= (now_s + DAY_S + 2 * 3600) * 1000


@given(st.data(), names, st.lists(slots, max_size=8))
def test_hours_are_those_of_a_reference_that_watches_the_wall_clock(
    data: st.DataObject, name: str, some: list[Slot]
) -> None:
    start_s = data.draw(moments(name)) // STEP_S * STEP_S
    today = _wall(ZoneInfo(name), start_s).date()
    free = data.draw(st.lists(st.tuples(st.integers(-2, 4), st.integers(0, 1)), max_size=2))
    holidays = tuple(
        Holiday(name="", first=str(today + timedelta(first)), last=str(today + timedelta(first + more)))
        for first, more in free
    )
    one, zone = hours(*some, holidays=holidays, zone=name), time_zone(name)
    watched = list(_watch(one, ZoneInfo(name), start_s, days=4))
    for at_s, opened in watched:
        assert rules.is_open(one, zone, at_s * 1000) is opened
        assert rules.is_open(one, zone, (at_s + STEP_S) * 1000 - 1) is opened
    turns = [after[0] * 1000 for before, after in pairwise(watched) if before[1] != after[1]]
    assert _turns(one, zone, start_s * 1000, watched[-1][0] * 1000) == turns


def _watch(one: Hours, zone: ZoneInfo, start_s: int, *, days: int) -> Iterator[tuple[int, bool]]:
    """Look at the wall clock every few minutes; while it repeats an hour it counts as standing still."""
    furthest = datetime.min  # noqa: DTZ901 - what a clock on the wall shows has no zone
    for at_s in range(start_s - DAY_S // 4, start_s + days * DAY_S, STEP_S):
        furthest = max(furthest, _wall(zone, at_s))
        if at_s >= start_s:
            time = clock(furthest.hour * 3600 + furthest.minute * 60)
            yield at_s, any(_covers(one, slot, furthest.date(), time) for slot in one.slots)


def _covers(one: Hours, slot: Slot, today: date, time: str) -> bool:
    """Whether the slot is open when the wall clock shows this."""
    passes, yesterday = slot.closes <= slot.opens, today - timedelta(1)
    if slot.day is WEEK[today.weekday()] and not _is_free(one, today):
        return slot.opens <= time and (passes or time < slot.closes)
    late = passes and slot.day is WEEK[yesterday.weekday()] and time < slot.closes
    return late and not _is_free(one, yesterday) and not _is_free(one, today)


def _is_free(one: Hours, day: date) -> bool:
    return any(date.fromisoformat(it.first) <= day <= date.fromisoformat(it.last) for it in one.holidays)


def _wall(zone: ZoneInfo, at_s: int) -> datetime:
    return datetime.fromtimestamp(at_s, zone).replace(tzinfo=None)


def _turns(one: Hours, zone: TimeZone, now_ms: int, until_ms: int) -> list[int]:
    found: list[int] = []
    turn_ms = rules.turns_at(one, zone, now_ms)
    while turn_ms is not None and turn_ms <= until_ms:
        found.append(turn_ms)
        turn_ms = rules.turns_at(one, zone, turn_ms)
    return found


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(hours(), id="no slots"),
        pytest.param(daily("00:00", "24:00"), id="all the time"),
        pytest.param(daily("08:00", "08:00"), id="all the time, from morning to morning"),
        pytest.param(
            daily("08:00", "17:00", holidays=(Holiday(name="", first="2025-01-01", last="2028-01-01"),)),
            id="holidays without end",
        ),
    ],
)
def test_what_never_turns_says_so(one: Hours) -> None:
    assert rules.turns_at(one, time_zone("Europe/Riga"), at("2026-03-28T12:00")) is None


@pytest.mark.parametrize(
    ("opens", "closes", "turns"),
    [
        # On the 29th of March 2026 the clocks of Riga go from 3:00 to 4:00.
        ("03:30", "09:00", ["2026-03-29T04:00", "2026-03-29T09:00"]),
        ("02:00", "03:30", ["2026-03-29T02:00", "2026-03-29T04:00"]),
        ("03:10", "03:50", ["2026-03-30T03:10", "2026-03-30T03:50"]),
        ("22:00", "03:00", ["2026-03-29T04:00", "2026-03-29T22:00"]),
    ],
)
def test_times_that_the_clocks_leave_out_are_moved_forward(opens: str, closes: str, turns: list[str]) -> None:
    zone, now_ms = time_zone("Europe/Riga"), at("2026-03-29T01:00")
    assert _turns(daily(opens, closes), zone, now_ms, at("2026-03-30T12:00"))[:2] == [
        at(one) for one in turns
    ]


def test_of_times_that_come_twice_the_first_counts() -> None:
    # On the 25th of October 2026 the clocks of Riga go from 4:00 back to 3:00.
    zone, now_ms = time_zone("Europe/Riga"), at("2026-10-25T01:00")
    found = _turns(daily("02:00", "03:30"), zone, now_ms, at("2026-10-25T12:00"))
    assert found == [at("2026-10-25T02:00"), at("2026-10-25T03:30", fold=0)]
    found = _turns(daily("02:00", "04:00"), zone, now_ms, at("2026-10-25T12:00"))
    assert found == [at("2026-10-25T02:00"), at("2026-10-25T03:00", fold=1) + 3_600_000]


def test_clocks_that_go_back_over_midnight_end_no_slot() -> None:
    zone = TimeZone(id="Somewhere", offsets=((0, 0), (60, -3600)))
    thursday = hours(Slot(day=Weekday.THURSDAY, opens="00:00", closes="08:00"))
    assert rules.local(zone, 61_000) == (Weekday.WEDNESDAY, 23)
    assert rules.is_open(thursday, zone, 61_000)
    assert rules.turns_at(thursday, zone, 61_000) == 9 * 3_600_000


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    """A holiday ends the night before at midnight, and the night that would begin on it does not."""
    nights = daily("22:00", "06:00", holidays=(Holiday(name="", first="2026-12-24"),))
    found = _turns(nights, time_zone("Europe/Riga"), at("2026-12-23T12:00"), at("2026-12-26T12:00"))
    told = ["2026-12-23T22:00", "2026-12-24T00:00", "2026-12-25T22:00", "2026-12-26T06:00"]
    assert found == [at(one) for one in told]


@pytest.mark.parametrize(
    ("one", "now", "ends"),
    [
        (daily("08:00", "17:00"), "2026-06-01T12:00", "2026-06-01T17:00"),
        (daily("08:00", "17:00"), "2026-06-01T17:00", "2026-06-02T17:00"),
        (daily("22:00", "06:00"), "2026-06-01T23:00", "2026-06-02T06:00"),
        (daily("22:00", "06:00"), "2026-06-02T01:00", "2026-06-02T06:00"),
        (daily("00:00", "24:00"), "2026-06-01T12:00", "2026-06-02T00:00"),
    ],
)
def test_a_shift_ends_with_the_last_slot_that_began_on_its_day(one: Hours, now: str, ends: str) -> None:
    morning = tuple(Slot(day=day, opens="01:00", closes="01:30") for day in Weekday)
    for with_morning in (one, hours(*one.slots, *morning)):
        assert rules.shift_ends_at(with_morning, time_zone("Europe/Riga"), at(now)) == at(ends)


def test_hours_without_slots_have_no_shifts() -> None:
    assert rules.shift_ends_at(hours(), rules.UTC, 0) is None


def test_everything_that_cannot_be_understood_is_named() -> None:
    bad = hours(
        Slot(day=Weekday.MONDAY, opens="8:00", closes="24:00"),
        Slot(day=Weekday.MONDAY, opens="24:00", closes="24:01"),
        Slot(day=Weekday.MONDAY, opens="٠٨:00", closes="17:60"),
        Slot(day=Weekday.MONDAY, opens="08:00\n", closes=""),
        holidays=(
            Holiday(name="", first="2026-02-29"),
            Holiday(name="", first="20261224", last="2026-13-01"),
            Holiday(name="", first="2026-12-26", last="2026-12-24"),
            Holiday(name="", first="2026-12-24", last="2026-12-24"),
        ),
    )
    paths = [path for path, _ in rules.flaws_of(bad)]
    assert paths == [
        "slots[0].opens",
        "slots[1].opens",
        "slots[1].closes",
        "slots[2].opens",
        "slots[2].closes",
        "slots[3].opens",
        "slots[3].closes",
        "holidays[0].first",
        "holidays[1].first",
        "holidays[1].last",
        "holidays[2].last",
    ]
    assert "2026-12-26" in rules.flaws_of(bad)[-1][1]


@given(st.lists(slots, max_size=5), st.dates(date(1, 1, 1)), st.integers(0, 10))
def test_what_a_reader_writes_has_no_flaws(some: list[Slot], first: date, more: int) -> None:
    last = str(first + timedelta(more)) if first < date(9000, 1, 1) else ""
    one = hours(*some, holidays=(Holiday(name="", first=str(first), last=last),))
    assert rules.flaws_of(one) == []


def test_the_first_offset_holds_before_it_and_the_last_for_ever() -> None:
    zone = TimeZone(id="Somewhere", offsets=((1000, -DAY_S // 2), (2000, DAY_S // 2)))
    early, late = datetime(1960, 1, 1, 11, tzinfo=UTC), datetime(2100, 1, 1, 13, tzinfo=UTC)
    assert rules.day_of(zone, int(early.timestamp()) * 1000) == (date(1959, 12, 31) - date(1970, 1, 1)).days
    assert rules.day_of(zone, int(late.timestamp()) * 1000) == (date(2100, 1, 2) - date(1970, 1, 1)).days
