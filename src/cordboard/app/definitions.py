"""Tells which configuration is in force, from the values themselves."""

from collections.abc import Iterable
from typing import Protocol

from cordboard.app.ports import Counter, V
from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import AgentSettings, Configuration, ProfileLimit
from cordboard.core.hours import Hours, TimeZone
from cordboard.core.notification import NotificationTemplate
from cordboard.core.presence import STOCK_OPTIONS, PresenceOption
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.skill import RatingModel, Skill
from cordboard.core.user import Role, User
from cordboard.core.workstream import Organisation, Queue, Workstream

VERSION = "configuration"
"""Names the counter whose value is the number of the version in force."""
STOCK_IDS = frozenset(option.id for option in STOCK_OPTIONS)


class Shelf(Protocol):
    """Where values are found by their kind: the floor, or the database file."""

    def all(self, kind: type[V]) -> Iterable[V]:
        """Return all live values of a kind."""
        ...


def configuration_in_force(shelf: Shelf) -> Configuration:
    """Return what is in force, whichever commands have put it there; stock presences are left out."""
    return Configuration(
        organisation=next(iter(shelf.all(Organisation)), Organisation()),
        presences=tuple(one for one in shelf.all(PresenceOption) if one.id not in STOCK_IDS),
        time_zones=tuple(shelf.all(TimeZone)),
        hours=tuple(shelf.all(Hours)),
        profiles=tuple(shelf.all(CapacityProfile)),
        rating_models=tuple(shelf.all(RatingModel)),
        skills=tuple(shelf.all(Skill)),
        applications=tuple(shelf.all(Application)),
        session_templates=tuple(shelf.all(SessionTemplate)),
        notifications=tuple(shelf.all(NotificationTemplate)),
        queues=tuple(shelf.all(Queue)),
        workstreams=tuple(shelf.all(Workstream)),
    )


def version_in_force(shelf: Shelf) -> int:
    """Return the number of the version that was applied last, 0 before the first."""
    return next((one.value for one in shelf.all(Counter) if one.id == VERSION), 0)


def agents_in_force(shelf: Shelf) -> tuple[AgentSettings, ...]:
    """Return what is set for each agent, by login."""
    logins: dict[str, str] = {user.id: user.login for user in shelf.all(User) if Role.AGENT in user.roles}
    settings = (settings_of(agent, logins[agent.id]) for agent in shelf.all(Agent) if agent.id in logins)
    return tuple(sorted(settings, key=lambda one: one.login))


def disabled_logins(shelf: Shelf) -> frozenset[str]:
    """Return the logins of people who may not sign in: settings stay, and nobody can reckon on them."""
    return frozenset(user.login for user in shelf.all(User) if user.disabled)


def settings_of(agent: Agent, login: str) -> AgentSettings:
    """Return what is set for an agent, without what the agent does."""
    return AgentSettings(
        login=login,
        queue_ids=agent.queue_ids,
        capacity_units=agent.capacity_units,
        skills=agent.skills,
        profiles=tuple(ProfileLimit(profile_id=one.profile_id, limit=one.limit) for one in agent.profiles),
        hours_id=agent.hours_id,
        default_presence=agent.default_presence,
        attributes=agent.attributes,
    )
