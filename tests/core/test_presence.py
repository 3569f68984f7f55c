"""Presence by table: what is shown, what it counts as, what stays and what the system takes back."""

import pytest

from cordboard.core.capacity import Load, Use
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import PresenceId, ProfileId
from cordboard.core.presence import (
    STOCK_OPTIONS,
    Alert,
    AlertCause,
    BasePresence,
    Cause,
    Presence,
    PresenceOption,
    Reachability,
    arrive,
    base,
    choose,
    from_load,
    leave,
    line,
    raise_alert,
    reset,
    settled,
    shown,
    sign_out,
    vanish,
    work_moved,
)
from cordboard.core.user import SYSTEM, Actor, ActorKind

LUNCH = PresenceOption(id=PresenceId("lunch"), name="Lunch", base=BasePresence.AWAY)
BY_ID = {option.id: option for option in (*STOCK_OPTIONS, LUNCH)}
MISSED, REJECTED, LIMIT = AlertCause.MISSED, AlertCause.REJECTED, AlertCause.SESSION_LIMIT


def presence(
    *alerts: AlertCause,
    system: str = "busy",
    chosen: str | None = None,
    reachability: Reachability = Reachability.CONNECTED,
) -> Presence:
    return Presence(
        reachability=reachability,
        system=PresenceId(system),
        chosen=BY_ID[PresenceId(chosen)] if chosen else None,
        alerts=tuple(Alert(cause=cause, at_ms=1) for cause in alerts),
    )


@pytest.mark.parametrize(
    ("is_now", "sees", "counts_as"),
    [
        (presence(), "busy", "busy"),
        (presence(chosen="available"), "available", "available"),
        (presence(chosen="lunch"), "lunch", "away"),
        (presence(MISSED), "inactive", "away"),
        (presence(MISSED, chosen="available"), "inactive", "away"),
        (presence(REJECTED), "do_not_disturb", "do_not_disturb"),
        (presence(LIMIT, chosen="lunch"), "do_not_disturb", "do_not_disturb"),
        (presence(MISSED, REJECTED), "do_not_disturb", "do_not_disturb"),
        (presence(LIMIT, MISSED), "do_not_disturb", "do_not_disturb"),
        (presence(chosen="available", reachability=Reachability.GONE), "offline", "offline"),
        (presence(MISSED, reachability=Reachability.SIGNED_OUT), "offline", "offline"),
    ],
)
def test_gone_comes_before_alerts_before_choice_before_load(
    is_now: Presence, sees: str, counts_as: str
) -> None:
    """Appendix C 50: for routing a custom presence is its base."""
    assert (shown(is_now), base(is_now)) == (sees, counts_as)


def use(used: int, limit: int = 2, *, blocking: bool = False) -> Use:
    return Use(profile_id=ProfileId(f"p{used}"), used=used, limit=limit, blocking=blocking)


@pytest.mark.parametrize(
    ("units", "total", "profiles", "says"),
    [
        (0, 3, (), "available"),
        (1, 3, (), "busy"),
        (2, 3, (), "busy"),
        (3, 3, (), "do_not_disturb"),
        (4, 3, (), "do_not_disturb"),
        (0, 0, (), "do_not_disturb"),
        (0, 0, (use(0),), "available"),
        (0, 0, (use(1),), "busy"),
        (0, 0, (use(2),), "do_not_disturb"),
        (0, 0, (use(2), use(0)), "busy"),
        (0, 0, (use(2), use(2)), "do_not_disturb"),
        (0, 0, (use(2, blocking=True), use(0)), "do_not_disturb"),
        (0, 0, (use(1, blocking=True), use(2)), "busy"),
        (0, 0, (use(3), use(0)), "do_not_disturb"),
        (0, 0, (use(0, limit=0),), "do_not_disturb"),
        (3, 3, (use(1),), "busy"),
        (0, 3, (use(2),), "busy"),
        (3, 3, (use(2),), "do_not_disturb"),
        (4, 3, (use(0),), "do_not_disturb"),
        (1, 3, (use(2, blocking=True),), "do_not_disturb"),
        (0, 3, (use(0), use(0)), "available"),
    ],
)
def test_the_load_alone_says(units: int, total: int, profiles: tuple[Use, ...], says: str) -> None:
    """Appendix C 43, 51, 68: all that is configured is exhausted, or a blocking one, or one overdrawn."""
    assert from_load(Load(units_held=units, units_total=total, profiles=profiles)) == says


@pytest.mark.parametrize(
    ("chosen", "stays"),
    [
        ("available", False),
        ("busy", False),
        ("away", True),
        ("do_not_disturb", True),
        ("offline", True),
        ("lunch", True),
    ],
)
def test_a_choice_that_keeps_work_away_stays_when_work_moves(chosen: str, stays: bool) -> None:
    is_now = presence(chosen=chosen)
    assert shown(work_moved(is_now)) == (chosen if stays else "busy")
    alerted = raise_alert(is_now, REJECTED, 2)
    assert shown(alerted) == "do_not_disturb"
    assert shown(reset(alerted)) == (chosen if stays else "busy")


def test_choosing_answers_all_alerts() -> None:
    assert choose(presence(MISSED, REJECTED), LUNCH) == presence(chosen="lunch")


def test_what_only_the_system_sets_can_not_be_chosen() -> None:
    """Appendix C 52."""
    with pytest.raises(Refusal) as refusal:
        choose(presence(), BY_ID[PresenceId("inactive")])
    assert refusal.value.code is Code.NOT_SELECTABLE


def test_the_same_cause_again_renews_its_time_and_is_counted_until_the_answer() -> None:
    twice = raise_alert(raise_alert(presence(MISSED), REJECTED, 2), MISSED, 3)
    assert [(alert.cause, alert.at_ms, alert.count) for alert in twice.alerts] == [
        (REJECTED, 2, 1),
        (MISSED, 3, 2),
    ]
    assert raise_alert(reset(twice), MISSED, 4).alerts == (Alert(cause=MISSED, at_ms=4),)


def test_there_is_nothing_to_reset_without_an_alert() -> None:
    with pytest.raises(Refusal):
        reset(presence(chosen="lunch"))


@pytest.mark.parametrize("chosen", [None, "available", "lunch"])
def test_back_within_the_restore_window_all_is_as_before(chosen: str | None) -> None:
    is_now = presence(MISSED, chosen=chosen)
    away = vanish(is_now)
    assert shown(away) == "offline"
    assert arrive(away, BY_ID[PresenceId("away")]) == is_now


@pytest.mark.parametrize(
    ("default", "sees"),
    [
        (None, "busy"),
        ("available", "busy"),
        ("do_not_disturb", "busy"),
        ("away", "away"),
        ("lunch", "lunch"),
        ("offline", "offline"),
    ],
)
def test_back_after_it_or_signed_in_anew_the_default_or_the_load_decides(
    default: str | None, sees: str
) -> None:
    left = leave(presence(MISSED, chosen="do_not_disturb"))
    back = arrive(left, BY_ID[PresenceId(default)] if default else None)
    assert (shown(back), back.alerts) == (sees, ())


VERA = Actor(kind=ActorKind.USER, id="vera")


def settle(before: Presence, after: Presence, cause: Cause, by: Actor = SYSTEM) -> Presence:
    return settled(before, after, cause, by=by, supervisor="Vera" if by is VERA else "", now_ms=9)


@pytest.mark.parametrize(
    ("before", "after", "cause", "by", "says"),
    [
        (presence(), presence(system="available"), Cause.LOAD, SYSTEM, ("load", "")),
        (presence(chosen="lunch"), presence(chosen="lunch", system="available"), Cause.LOAD, SYSTEM, None),
        (presence(chosen="busy"), presence(), Cause.LOAD, SYSTEM, None),
        (presence(MISSED), presence(MISSED, system="available"), Cause.LOAD, SYSTEM, None),
        (presence(), presence(chosen="busy"), Cause.AGENT, SYSTEM, ("agent", "")),
        (presence(chosen="busy"), presence(chosen="busy"), Cause.SUPERVISOR, VERA, ("supervisor", "Vera")),
        (presence(MISSED), presence(), Cause.RESET, VERA, ("reset", "Vera")),
        (presence(MISSED), presence(), Cause.CONFIGURED, VERA, ("configured", "")),
        (presence(REJECTED), presence(REJECTED, MISSED), Cause.MISSED, SYSTEM, None),
        (presence(MISSED), presence(MISSED, REJECTED), Cause.REJECTED, SYSTEM, ("rejected", "")),
        (presence(reachability=Reachability.GONE), vanish(presence(MISSED)), Cause.MISSED, SYSTEM, None),
        (vanish(presence()), leave(presence()), Cause.RESTORE_OVER, SYSTEM, ("restore_over", "")),
        (vanish(presence()), vanish(presence(chosen="away")), Cause.AGENT, VERA, None),
    ],
)
def test_a_cause_is_noted_where_it_makes_the_presence_what_it_is(
    before: Presence, after: Presence, cause: Cause, by: Actor, says: tuple[str, str] | None
) -> None:
    """None: nothing is new, and the cause, its time and the name are as they were."""
    now = settle(before, after, cause, by)
    if says is None:
        assert (line(now)[2:], now.since_ms, now.set_by) == (line(before)[2:], before.since_ms, before.set_by)
    else:
        assert (now.cause.value, now.set_by, now.by, now.since_ms) == (*says, by.key, 9)


def test_the_same_again_is_not_new() -> None:
    first = settle(presence(), presence(chosen="lunch"), Cause.SUPERVISOR, VERA)
    again = settled(first, first, Cause.SUPERVISOR, by=VERA, supervisor="Vera", now_ms=10)
    assert again == first


@pytest.mark.parametrize(
    ("default", "sees"), [(None, "busy"), ("available", "busy"), ("offline", "offline"), ("lunch", "lunch")]
)
def test_who_signs_in_again_at_once_has_the_default_and_the_alerts(default: str | None, sees: str) -> None:
    option = BY_ID[PresenceId(default)] if default else None
    back = arrive(sign_out(vanish(presence(chosen="do_not_disturb")), option), option)
    assert shown(back) == sees
    alerted = arrive(sign_out(vanish(presence(MISSED, chosen="do_not_disturb")), option), option)
    assert shown(alerted) == "inactive"
