"""Time zones as data say the same as the rules that they were made from, second by second."""

import functools
from bisect import bisect_right
from datetime import UTC, datetime
from importlib import resources
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from cordboard.config.zones import FIRST, LAST, names, zone, zones_of

SAMPLE = ("UTC", "Europe/Riga", "Africa/Casablanca", "Australia/Lord_Howe", "Pacific/Apia", "America/Caracas")
moments = st.integers(round(FIRST.timestamp()), round(LAST.timestamp()) - 1)


@functools.cache
def rules(name: str) -> ZoneInfo:
    """The rules of the pinned package; those of the machine may be of another year."""
    with resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file)


def offset_s(name: str, at_s: int) -> int:
    """The offset by the data alone."""
    offsets = zone(name).offsets
    return offsets[bisect_right(offsets, at_s, key=lambda one: one[0]) - 1][1]


@given(st.sampled_from(SAMPLE), moments)
def test_the_data_say_what_the_rules_say(name: str, at_s: int) -> None:
    told = datetime.fromtimestamp(at_s, rules(name)).utcoffset()
    assert told is not None
    assert offset_s(name, at_s) == told.total_seconds()


def test_the_first_second_of_summer_is_found() -> None:
    begins_s = round(datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp())
    assert [offset_s("Europe/Riga", at_s) for at_s in (begins_s - 1, begins_s)] == [7_200, 10_800]


def test_unknown_names_have_no_zone() -> None:
    assert zones_of(["Nowhere/Land", "../tzdata", "UTC", "UTC"]) == (zone("UTC"),)
    assert "Europe/Riga" in names()
