"""Names the people who work for the organisation, and makes what is set for them by chance."""

from collections.abc import Sequence

from cordboard.app.commands import SignOut
from cordboard.app.setup_commands import DisableUser, PutUser
from cordboard.core.configuration import AgentSettings, Configuration, ProfileLimit
from cordboard.core.ids import AgentId, PresenceId, QueueId, UserId
from cordboard.core.skill import SkillRating
from cordboard.core.user import Role
from cordboard.sim.chance import Chance
from cordboard.sim.rulebook import TEAMS

SUPPORT, SALES, EXPERTS = QueueId("support"), QueueId("sales"), QueueId("experts")
QUEUES = (SUPPORT, SALES, EXPERTS)
AGENTS = {
    "ana": (SUPPORT, EXPERTS),
    "bo": (SUPPORT, SALES),
    "cy": (SALES, EXPERTS),
    "di": (SUPPORT, SALES, EXPERTS),
}
"""Who is an agent, and in which queues."""
SUPERVISOR = "sue"
LIMITS = (None, None, 0, 1, 3)


def agent_of(user_id: str, queue_ids: tuple[QueueId, ...], chance: Chance) -> PutUser:
    """Return the command that makes somebody an agent of these queues, with some capacity."""
    return PutUser(
        user_id=UserId(user_id),
        login=user_id,
        display_name=user_id.title(),
        roles=(Role.AGENT,),
        queue_ids=queue_ids,
        capacity_units=chance.number(1, 4),
    )


def supervisor() -> PutUser:
    """Return the command that makes the supervisor one."""
    return PutUser(
        user_id=UserId(SUPERVISOR),
        login=SUPERVISOR,
        display_name="Sue",
        roles=(Role.SUPERVISOR,),
        supervises=QUEUES,
    )


def disabling(user_id: str, disabled: bool) -> DisableUser:
    """Return the command that ends or restores somebody's access."""
    return DisableUser(user_id=UserId(user_id), disabled=disabled)


def signing_out(user_id: str) -> SignOut:
    """Return the command by which an agent leaves at once."""
    return SignOut(agent_id=AgentId(user_id))


def settings(
    chance: Chance, login: str, known: Configuration, queue_ids: Sequence[QueueId] | None = None
) -> AgentSettings:
    """Make what is set for an agent, of what a configuration knows; some of it may be refused later."""
    ratings = (
        SkillRating(skill_id=skill.id, rating=chance.number(1, 5))
        for skill in known.skills
        if skill.active and chance.happens(0.5)
    )
    limits = (
        ProfileLimit(profile_id=profile.id, limit=chance.pick(LIMITS))
        for profile in known.profiles
        if chance.happens(0.5)
    )
    return AgentSettings(
        login=login,
        queue_ids=tuple(AGENTS[login] if queue_ids is None else queue_ids),
        capacity_units=chance.number(0, 4) if chance.happens(0.2) else chance.number(1, 4),
        skills=tuple(ratings),
        profiles=tuple(limits),
        hours_id=chance.pick(known.hours).id if known.hours and chance.happens(0.25) else None,
        default_presence=chance.pick((None, None, None, PresenceId("away"), PresenceId("busy"))),
        attributes={"team": chance.pick(TEAMS)} if chance.happens(0.5) else {},
    )
