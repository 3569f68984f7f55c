"""Makes hours by chance that begin and end while a seed is played, in time zones made by hand."""

from cordboard.core.hours import DAY_MINUTES, WEEK, Hours, Slot, TimeZone
from cordboard.core.ids import HoursId
from cordboard.sim.agenda import START_MS
from cordboard.sim.chance import Chance

START_S = START_MS // 1_000
HOUR_S = 3_600
EAST, WEST = "Sim/East", "Sim/West"
ZONES = (
    TimeZone(
        id=EAST,
        offsets=((0, 3 * HOUR_S), (START_S + 90, 4 * HOUR_S), (START_S + HOUR_S, 3 * HOUR_S)),
    ),
    TimeZone(id=WEST, offsets=((0, -5 * HOUR_S - 1_800),)),
)
"""The clocks of the one are put forward early in the play, and back again."""
OFFSETS_S = {EAST: 3 * HOUR_S, WEST: -5 * HOUR_S - 1_800, "UTC": 0}
"""What clocks show when the play begins."""
FIRST_WEEKDAY = 3
"""1970-01-01 was a Thursday."""
PERIODS_MINUTES = (2, 7, 30)
SLOTS = (3, 12, 60)


def hours(chance: Chance, identity: str) -> Hours:
    """Make hours of slots with breaks between them, from about the beginning of the play."""
    zone, period = chance.pick(tuple(OFFSETS_S)), chance.pick(PERIODS_MINUTES)
    first = (START_S + OFFSETS_S[zone]) // 60 - chance.number(0, period)
    length = chance.number(1, period - 1)
    slots = (_slot(first + number * period, length) for number in range(chance.pick(SLOTS)))
    return Hours(id=HoursId(identity), name=identity.title(), time_zone=zone, slots=tuple(slots))


def _slot(minute: int, length: int) -> Slot:
    """Return the slot that begins in this minute since local 1970."""
    day, opens = divmod(minute, DAY_MINUTES)
    return Slot(
        day=WEEK[(day + FIRST_WEEKDAY) % len(WEEK)],
        opens=_time(opens),
        closes=_time((opens + length) % DAY_MINUTES),
    )


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
