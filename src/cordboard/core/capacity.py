"""Decides on capacity: what work takes of agents, and limits on items at once or in a day (domain 3.2)."""

from collections.abc import Container
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

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


class Use(Struct, frozen=True, kw_only=True):
    """What an agent has used of a profile, against the limit that counts for them; both in items."""

    profile_id: ProfileId
    used: int
    limit: int
    blocking: bool = False

    @property
    def exhausted(self) -> bool:
        """Whether nothing fits any more; a limit of 0 is exhausted from the start."""
        return self.used >= self.limit

    @property
    def overdrawn(self) -> bool:
        """Whether more was taken than the limit: by hand, or before the limit was lowered (domain 3.3)."""
        return self.used > self.limit


class Load(Struct, frozen=True, kw_only=True):
    """What an agent's accepted work takes, against all that is configured for the agent."""

    units_held: int
    units_total: int
    """0 where the agent works by profiles alone, or takes no work at all."""
    profiles: tuple[Use, ...] = ()


def use_of(profile: CapacityProfile, share: AgentProfile, held: int) -> Use:
    """Return what is used: of a daily budget all that was taken today, of any other what is held now."""
    used = share.spent if profile.reset is Reset.END_OF_DAY else held
    return Use(profile_id=profile.id, used=used, limit=limit_of(profile, share), blocking=profile.blocking)


def limit_of(profile: CapacityProfile, share: AgentProfile) -> int:
    """Return the agent's own limit, higher or lower, or else the profile's."""
    return profile.limit if share.limit is None else share.limit


def room(share: AgentProfile, profile: CapacityProfile, held: int, reserved: int) -> int:
    """Return how many more items fit beside those that are held and offered; negative when overdrawn."""
    use = use_of(profile, share, held)
    return use.limit - use.used - reserved


def is_full(load: Load) -> bool:
    """Whether the agent can take no more (domain 2.3).

    Units and profiles must all be exhausted, units only where some are configured; one blocking profile
    that is exhausted is enough, and so is anything that is overdrawn. Without any capacity one is full.
    """
    if any(use.overdrawn or (use.blocking and use.exhausted) for use in load.profiles):
        return True
    if 0 < load.units_total < load.units_held:
        return True
    units_exhausted = load.units_held >= load.units_total or load.units_total == 0
    return units_exhausted and all(use.exhausted for use in load.profiles)


def is_unused(load: Load) -> bool:
    """Whether nothing is taken of anything."""
    return load.units_held == 0 and all(use.used == 0 for use in load.profiles)


def spend(shares: tuple[AgentProfile, ...], taken: Container[ProfileId]) -> tuple[AgentProfile, ...]:
    """Count one more item in each of these daily budgets; no end of work gives it back."""
    return tuple(
        replace(share, spent=share.spent + 1) if share.profile_id in taken else share for share in shares
    )


def renew(shares: tuple[AgentProfile, ...]) -> tuple[AgentProfile, ...]:
    """Begin another day: all budgets are whole again, what is still open no longer counts (domain 3.2)."""
    return tuple(replace(share, spent=0) for share in shares)
