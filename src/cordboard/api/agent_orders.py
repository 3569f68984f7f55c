"""Takes the operator's orders on one agent's settings: what is not named stays as it is."""

from msgspec import Struct
from msgspec.structs import replace

from cordboard.app.command import Account
from cordboard.core.agent_settings import in_words
from cordboard.core.configuration import AgentSettings, ProfileLimit
from cordboard.core.ids import HoursId, PresenceId, QueueId
from cordboard.core.skill import SkillRating


class SetAgentSettings(
    Struct, frozen=True, kw_only=True, tag_field="ask", tag="agent", forbid_unknown_fields=True
):
    """Change what is set for an agent, by their login; with nothing else it only asks what is set."""

    login: str
    capacity_units: int | None = None
    queue_ids: tuple[QueueId, ...] | None = None
    """In the place of all queues that the agent serves."""
    skills: tuple[SkillRating, ...] = ()
    """Beside the others, or in the place of an earlier rating."""
    without_skills: tuple[str, ...] = ()
    profiles: tuple[ProfileLimit, ...] = ()
    without_profiles: tuple[str, ...] = ()
    hours_id: HoursId | None = None
    """Empty for none."""
    default_presence: PresenceId | None = None
    """Empty for none."""
    attributes: dict[str, str] = {}
    """An empty value takes an attribute away."""
    account: Account = ""


def merged(request: SetAgentSettings, known: AgentSettings) -> AgentSettings:
    """Return the settings as they are to be."""
    skills = {one.skill_id: one for one in (*known.skills, *request.skills)}
    profiles = {one.profile_id: one for one in (*known.profiles, *request.profiles)}
    attributes = known.attributes | request.attributes
    hours_id, presence = request.hours_id, request.default_presence
    return replace(
        known,
        capacity_units=known.capacity_units if request.capacity_units is None else request.capacity_units,
        queue_ids=known.queue_ids if request.queue_ids is None else request.queue_ids,
        skills=tuple(one for one in skills.values() if one.skill_id not in request.without_skills),
        profiles=tuple(one for one in profiles.values() if one.profile_id not in request.without_profiles),
        hours_id=known.hours_id if hours_id is None else hours_id or None,
        default_presence=known.default_presence if presence is None else presence or None,
        attributes={name: value for name, value in attributes.items() if value},
    )


def as_lines(settings: AgentSettings) -> str:
    """Return the settings for people to read, one a line."""
    words = {"login": settings.login} | in_words(settings)
    return "\n".join(f"{name:<11}{value}" for name, value in words.items())
