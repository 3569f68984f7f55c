"""Profiles: which limit counts, what is used of it, and what a day's budget remembers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cordboard.core.capacity import (
    AgentProfile,
    CapacityProfile,
    Load,
    Reset,
    Use,
    is_full,
    is_unused,
    limit_of,
    renew,
    room,
    spend,
    use_of,
)
from cordboard.core.ids import ProfileId

CHAT, MAIL = ProfileId("chat"), ProfileId("mail")
AT_ONCE = CapacityProfile(id=CHAT, name="Chat", limit=3)
DAILY = replace(AT_ONCE, reset=Reset.END_OF_DAY)
SHARE = AgentProfile(profile_id=CHAT)

items = st.integers(0, 5)
uses = st.builds(Use, profile_id=st.just(CHAT), used=items, limit=items, blocking=st.booleans())
loads = st.builds(Load, units_held=items, units_total=items, profiles=st.lists(uses, max_size=3).map(tuple))


@pytest.mark.parametrize(("own", "counts"), [(None, 3), (5, 5), (1, 1), (0, 0)])
def test_an_agents_own_limit_counts_higher_or_lower(own: int | None, counts: int) -> None:
    assert limit_of(AT_ONCE, replace(SHARE, limit=own)) == counts


def test_at_once_counts_what_is_held_and_a_day_what_was_taken() -> None:
    share = replace(SHARE, spent=2)
    assert use_of(AT_ONCE, share, held=1).used == 1
    assert use_of(DAILY, share, held=1).used == 2
    assert (room(share, AT_ONCE, 1, 1), room(share, DAILY, 1, 1)) == (1, 0)


@given(held=items, reserved=items, limit=items)
def test_what_fits_fits_until_nothing_does(held: int, reserved: int, limit: int) -> None:
    share = replace(SHARE, limit=limit)
    assert use_of(AT_ONCE, share, held + reserved).exhausted == (room(share, AT_ONCE, held, reserved) <= 0)


@given(taken=st.lists(st.sampled_from([CHAT, MAIL])))
def test_a_day_remembers_all_that_was_taken_and_the_next_begins_at_nothing(taken: list[ProfileId]) -> None:
    """Appendix C 70: what is still open at the end of the day no longer counts."""
    shares: tuple[AgentProfile, ...] = (SHARE, AgentProfile(profile_id=MAIL, limit=9))
    after = shares
    for profile_id in taken:
        after = spend(after, {profile_id})
    assert [share.spent for share in after] == [taken.count(CHAT), taken.count(MAIL)]
    assert renew(after) == shares


@given(load=loads)
def test_who_is_full_has_exhausted_something_or_has_no_capacity(load: Load) -> None:
    no_capacity = load.units_total == 0 and not load.profiles
    units_out = 0 < load.units_total <= load.units_held
    if is_full(load):
        assert units_out or no_capacity or any(use.exhausted for use in load.profiles)
    if load.units_total and all(use.exhausted for use in load.profiles) and units_out:
        assert is_full(load)


@given(load=loads, more=items)
def test_more_work_never_makes_anybody_free(load: Load, more: int) -> None:
    heavier = replace(
        load,
        units_held=load.units_held + more,
        profiles=tuple(replace(use, used=use.used + more) for use in load.profiles),
    )
    assert is_full(heavier) or not is_full(load)
    assert is_unused(load) or not is_unused(heavier)
