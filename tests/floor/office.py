"""Gives scenes an office in Riga, where it is 3:00 on a Friday when the stage begins."""

from cordboard.core.hours import Holiday, Hours, Slot, Weekday
from cordboard.core.ids import HoursId
from core.zones import time_zone

RIGA = time_zone("Europe/Riga")
OFFICE = HoursId("office")
HOUR_S = 3600
OPENS_S, CLOSES_S, MIDNIGHT_S = 5 * HOUR_S, 14 * HOUR_S, 21 * HOUR_S
"""From then until 8:00, 17:00 and 24:00 in Riga."""


def office(opens: str = "08:00", closes: str = "17:00", *holidays: str) -> Hours:
    """Open every day at the same times in Riga."""
    return Hours(
        id=OFFICE,
        name="Office",
        time_zone=RIGA.id,
        slots=tuple(Slot(day=day, opens=opens, closes=closes) for day in Weekday),
        holidays=tuple(Holiday(name="Holiday", first=day) for day in holidays),
    )
