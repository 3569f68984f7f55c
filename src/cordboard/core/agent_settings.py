"""Puts in place what is set for an agent, and says it in words."""

from collections.abc import Iterable

from msgspec.structs import replace

from cordboard.core.agent import Agent, serve
from cordboard.core.capacity import AgentProfile
from cordboard.core.configuration import AgentSettings, ProfileLimit
from cordboard.core.ids import ProfileId

NOTHING = "none"


def with_settings(agent: Agent, settings: AgentSettings, now_ms: int) -> Agent:
    """Put settings in place; what was spent of a profile today stays spent, whatever becomes of it."""
    known = (*agent.profiles, *agent.former_profiles)
    spent = {share.profile_id: share.spent for share in known}
    limits = {ProfileId(one.profile_id): one.limit for one in settings.profiles}
    shares = (
        AgentProfile(profile_id=profile_id, limit=limit, spent=spent.get(profile_id, 0))
        for profile_id, limit in limits.items()
    )
    return replace(
        serve(agent, settings.queue_ids, now_ms),
        capacity_units=settings.capacity_units,
        skills=settings.skills,
        profiles=tuple(shares),
        former_profiles=tuple(one for one in known if one.spent and one.profile_id not in limits),
        hours_id=settings.hours_id,
        default_presence=settings.default_presence,
        attributes=settings.attributes,
    )


def in_words(settings: AgentSettings) -> dict[str, str]:
    """Return each setting as one short text, under the name that people know it by."""
    attributes = (f"{name}={value}" for name, value in sorted(settings.attributes.items()))
    return {
        "capacity": str(settings.capacity_units),
        "queues": _listed(settings.queue_ids),
        "skills": _listed(f"{one.skill_id}={one.rating}" for one in settings.skills),
        "profiles": _listed(_limit(one) for one in settings.profiles),
        "hours": settings.hours_id or NOTHING,
        "presence": settings.default_presence or NOTHING,
        "attributes": _listed(attributes),
    }


def changes(before: AgentSettings, after: AgentSettings) -> str:
    """Return what is set otherwise than before, with the old and the new value."""
    old, new = in_words(before), in_words(after)
    return "; ".join(f"{name}: {old[name]} -> {new[name]}" for name in old if old[name] != new[name])


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts) or NOTHING


def _limit(one: ProfileLimit) -> str:
    return one.profile_id if one.limit is None else f"{one.profile_id}={one.limit}"
