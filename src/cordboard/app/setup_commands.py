"""Lists the commands by which an organisation is set up: people and settings."""

from cordboard.app.command import Account, Command, Count, Reason
from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import AgentSettings, Configuration
from cordboard.core.hours import Hours, TimeZone
from cordboard.core.ids import QueueId, UserId
from cordboard.core.notification import NotificationTemplate
from cordboard.core.presence import PresenceOption
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.skill import RatingModel, Skill
from cordboard.core.user import Role
from cordboard.core.workstream import Organisation, Queue, Workstream


class PutUser(Command, frozen=True, kw_only=True, tag="put_user"):
    """Add a person or change their name, roles and queues."""

    user_id: UserId
    login: str
    display_name: str
    roles: tuple[Role, ...]
    queue_ids: tuple[QueueId, ...] = ()
    supervises: tuple[QueueId, ...] = ()
    capacity_units: int = 5


class DisableUser(Command, frozen=True, kw_only=True, tag="disable_user"):
    """End a person's access; what they had goes back to the queues."""

    user_id: UserId
    disabled: bool = True


class SetDefaultDashboard(Command, frozen=True, kw_only=True, tag="set_default_dashboard"):
    """Say which dashboard Home shows (mission S12)."""

    dashboard_id: str


class Configure(Command, frozen=True, kw_only=True, tag="configure"):
    """Put settings in place of those with the same ids."""

    organisation: Organisation | None = None
    presences: tuple[PresenceOption, ...] = ()
    time_zones: tuple[TimeZone, ...] = ()
    hours: tuple[Hours, ...] = ()
    profiles: tuple[CapacityProfile, ...] = ()
    rating_models: tuple[RatingModel, ...] = ()
    skills: tuple[Skill, ...] = ()
    applications: tuple[Application, ...] = ()
    session_templates: tuple[SessionTemplate, ...] = ()
    notifications: tuple[NotificationTemplate, ...] = ()
    queues: tuple[Queue, ...] = ()
    workstreams: tuple[Workstream, ...] = ()


class ApplyConfiguration(Command, frozen=True, kw_only=True, tag="apply_configuration"):
    """Put a whole configuration in the place of the one in force, as the next version."""

    configuration: Configuration
    document: str
    """The file that says it."""
    reason: Reason
    seen: Count
    """The version that it was written over; another one in force refuses it."""
    agents: tuple[AgentSettings, ...] | None = None
    """None leaves everybody's settings as they are; agents who are not named are left too."""
    account: Account = ""


class SetAgent(Command, frozen=True, kw_only=True, tag="set_agent"):
    """Change one agent's queues, capacity, skills, profiles, hours and attributes."""

    settings: AgentSettings
    account: Account = ""
