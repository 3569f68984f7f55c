"""Says how a configuration file is laid out: its sections, what each holds, and by what it is keyed."""

from msgspec import Struct

from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import AgentSettings
from cordboard.core.hours import Hours
from cordboard.core.notification import NotificationTemplate
from cordboard.core.presence import PresenceOption
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.skill import RatingModel, Skill
from cordboard.core.workstream import Queue, Workstream

FORMAT = "1"
"""What stands behind the key `cordboard`; a file of another format is refused."""
HEAD = "cordboard"
ORGANISATION = "organisation"
AGENTS = "agents"
SECTIONS: dict[str, type[Struct]] = {
    "presences": PresenceOption,
    "hours": Hours,
    "profiles": CapacityProfile,
    "rating_models": RatingModel,
    "skills": Skill,
    "applications": Application,
    "session_templates": SessionTemplate,
    "notifications": NotificationTemplate,
    "queues": Queue,
    "workstreams": Workstream,
    AGENTS: AgentSettings,
}
"""In the order of a written file; each section is a mapping from a key to the other fields."""
KEYS = {section: "login" if section == AGENTS else "id" for section in SECTIONS}
"""The field that a section's keys stand for."""
