"""Checks what is to be set for an agent against what the organisation has defined."""

from collections.abc import Iterable

from cordboard.app.ports import View
from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import AgentSettings, ProfileLimit
from cordboard.core.errors import Code, require
from cordboard.core.hours import Hours
from cordboard.core.ids import PresenceId
from cordboard.core.presence import PresenceOption
from cordboard.core.skill import RatingModel, Skill, SkillRating, scale_of
from cordboard.core.workstream import Queue

NAME_LIMIT = 300
CAPACITY_LIMIT_UNITS = 10_000
"""Far more than anybody can work on, and few enough to be stored; limits of profiles likewise."""
ATTRIBUTES_LIMIT = 50
"""More than rules ask for; they are read for each agent whom a custom rule looks at."""


def check(view: View, before: AgentSettings, wanted: AgentSettings) -> None:
    """Refuse settings that can't be; what stays as it was before is not asked again.

    Raises:
        Refusal: NOT_FOUND for what doesn't exist, NOT_SELECTABLE for a presence that only the system sets,
            INVALID for a value out of range or named twice.
    """
    fits = 0 <= wanted.capacity_units <= CAPACITY_LIMIT_UNITS
    require(fits, Code.INVALID, f"A capacity is 0 to {CAPACITY_LIMIT_UNITS} units.")
    _check_once((one.skill_id for one in wanted.skills), "skill")
    _check_once((one.profile_id for one in wanted.profiles), "profile")
    for queue_id in set(wanted.queue_ids) - set(before.queue_ids):
        view.get(Queue, queue_id)
    for rating in (one for one in wanted.skills if one not in before.skills):
        _check_rating(view, rating)
    for limit in (one for one in wanted.profiles if one not in before.profiles):
        _check_limit(view, limit)
    if wanted.hours_id is not None and wanted.hours_id != before.hours_id:
        view.get(Hours, wanted.hours_id)
    if wanted.default_presence is not None and wanted.default_presence != before.default_presence:
        _check_presence(view, wanted.default_presence)
    _check_attributes(wanted.attributes)


def _check_rating(view: View, rating: SkillRating) -> None:
    skill = view.get(Skill, rating.skill_id)
    require(skill.active, Code.INVALID, f"The skill {skill.id} is no longer in use.")
    model = view.get(RatingModel, skill.model_id) if skill.model_id is not None else None
    lowest, highest = scale_of(model)
    fits = lowest <= rating.rating <= highest
    require(fits, Code.INVALID, f"The skill {skill.id} is rated {lowest} to {highest}.")


def _check_limit(view: View, wanted: ProfileLimit) -> None:
    view.get(CapacityProfile, wanted.profile_id)
    fits = wanted.limit is None or 0 <= wanted.limit <= CAPACITY_LIMIT_UNITS
    require(fits, Code.INVALID, f"A profile's limit is 0 to {CAPACITY_LIMIT_UNITS} items.")


def _check_presence(view: View, presence_id: PresenceId) -> None:
    option = view.get(PresenceOption, presence_id)
    require(option.selectable, Code.NOT_SELECTABLE, f"Only the system sets the presence {presence_id}.")


def _check_attributes(attributes: dict[str, str]) -> None:
    require(
        len(attributes) <= ATTRIBUTES_LIMIT,
        Code.INVALID,
        f"An agent has {ATTRIBUTES_LIMIT} attributes at most.",
    )
    for name, value in attributes.items():
        fits = 0 < len(name) <= NAME_LIMIT and len(value) <= NAME_LIMIT
        require(fits, Code.INVALID, f"Names and values of attributes have {NAME_LIMIT} characters at most.")


def _check_once(names: Iterable[str], what: str) -> None:
    seen = set()
    for name in names:
        require(name not in seen, Code.INVALID, f"The {what} {name} is named twice.")
        seen.add(name)
