"""Joins all definitions that an organisation works by into one value: what a configuration file says."""

from msgspec import Struct

from cordboard.core.capacity import CapacityProfile
from cordboard.core.hours import Hours, TimeZone
from cordboard.core.ids import HoursId, PresenceId, QueueId
from cordboard.core.notification import NotificationTemplate
from cordboard.core.presence import PresenceOption
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.skill import RatingModel, Skill, SkillRating
from cordboard.core.workstream import Organisation, Queue, Workstream


class Configuration(Struct, frozen=True, kw_only=True):
    """Definitions only; who works, and with which skills, are live rows (mission decision 20)."""

    organisation: Organisation = Organisation()
    presences: tuple[PresenceOption, ...] = ()
    """Custom ones; the stock presences are always there."""
    time_zones: tuple[TimeZone, ...] = ()
    """All that the organisation and its hours name."""
    hours: tuple[Hours, ...] = ()
    profiles: tuple[CapacityProfile, ...] = ()
    rating_models: tuple[RatingModel, ...] = ()
    skills: tuple[Skill, ...] = ()
    applications: tuple[Application, ...] = ()
    session_templates: tuple[SessionTemplate, ...] = ()
    notifications: tuple[NotificationTemplate, ...] = ()
    queues: tuple[Queue, ...] = ()
    workstreams: tuple[Workstream, ...] = ()


class ProfileLimit(Struct, frozen=True, kw_only=True):
    """A profile that an agent takes part in."""

    profile_id: str
    limit: int | None = None


class AgentSettings(Struct, frozen=True, kw_only=True):
    """What is set for one agent, by their login; all else of an agent is what they do."""

    login: str
    queue_ids: tuple[QueueId, ...] = ()
    capacity_units: int = 5
    skills: tuple[SkillRating, ...] = ()
    profiles: tuple[ProfileLimit, ...] = ()
    hours_id: HoursId | None = None
    default_presence: PresenceId | None = None
    attributes: dict[str, str] = {}


class ConfigurationVersion(Struct, frozen=True, kw_only=True):
    """One version of the configuration as it was put in place."""

    id: str
    """Its number as text; versions count 1, 2, 3."""
    at_ms: int
    by: str
    """Who applied it."""
    reason: str
    document: str
    """The file as it was given, in UTF-8."""
    with_agents: bool
    """Whether what the file says of agents was put in place too."""
