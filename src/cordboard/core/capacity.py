"""Holds capacity profiles: limits on items of a kind that an agent has at once or in a day (domain 3.2)."""

from enum import StrEnum

from msgspec import Struct

from cordboard.core.ids import ProfileId


class Reset(StrEnum):
    """When what was used of a profile comes back."""

    IMMEDIATE = "immediate"
    """As soon as the work no longer takes capacity."""
    END_OF_DAY = "end_of_day"
    """At the end of the agent's working hours, or of the organisation's day; ended work still counts."""


class CapacityProfile(Struct, frozen=True, kw_only=True):
    """A kind of work of which an agent takes a limited number of items."""

    id: ProfileId
    name: str
    limit: int
    """Items that an agent takes, unless the agent has a limit of their own."""
    reset: Reset = Reset.IMMEDIATE
    """Can't be changed once the profile exists."""
    blocking: bool = False
    """An agent at this limit gets no work at all by itself."""


class AgentProfile(Struct, frozen=True, kw_only=True):
    """An agent's share of a profile; who has none gets no work that asks for the profile."""

    profile_id: ProfileId
    limit: int | None = None
    """The agent's own limit, higher or lower; None takes the profile's."""
    spent: int = 0
    """Items taken since the last end of day; counted for Reset.END_OF_DAY only."""
