"""Holds what routing goes by as lists of plain values, and counts what agents have left, every time anew."""

from msgspec import Struct

from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.conversation import Conversation
from cordboard.core.ids import SkillId
from cordboard.core.offer import Offer
from cordboard.core.skill import Matching, RatingModel, Skill
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Organisation, Queue, Workstream


class PlainFloor(Struct, kw_only=True):
    """All that routing goes by, as lists of values."""

    organisation: Organisation
    agents: list[Agent]
    conversations: list[Conversation]
    offers: list[Offer]
    sessions: list[WorkspaceSession]
    queues: dict[str, Queue]
    workstreams: dict[str, Workstream]
    profiles: dict[str, CapacityProfile]
    skills: dict[str, Skill]
    models: dict[str, RatingModel]


def floor_of(view: View) -> PlainFloor:
    """Copy what stands on a floor, without anything that was worked out from it."""
    return PlainFloor(
        organisation=view.get(Organisation, "organisation"),
        agents=list(view.all(Agent)),
        conversations=list(view.all(Conversation)),
        offers=list(view.all(Offer)),
        sessions=list(view.all(WorkspaceSession)),
        queues={one.id: one for one in view.all(Queue)},
        workstreams={one.id: one for one in view.all(Workstream)},
        profiles={one.id: one for one in view.all(CapacityProfile)},
        skills={one.id: one for one in view.all(Skill)},
        models={one.id: one for one in view.all(RatingModel)},
    )


def units_free(floor: PlainFloor, agent: Agent) -> int:
    """Units that neither conversations nor offers take."""
    held = sum(one.units_held for one in floor.conversations if one.agent_id == agent.id)
    offered = sum(one.units for one in floor.offers if one.agent_id == agent.id)
    return agent.capacity_units - held - offered


def profile_room(floor: PlainFloor, agent: Agent, profile_id: str) -> int | None:
    """How many items more fit into a profile; None for who has no share in it."""
    profile = floor.profiles.get(profile_id)
    share = next((one for one in agent.profiles if one.profile_id == profile_id), None)
    if profile is None or share is None:
        return None
    mine = [one for one in floor.conversations if one.agent_id == agent.id]
    used = sum(profile_id in one.profiles_held for one in mine)
    if profile.reset is Reset.END_OF_DAY:
        used = share.spent
    offered = sum(profile_id in one.profiles for one in floor.offers if one.agent_id == agent.id)
    return (profile.limit if share.limit is None else share.limit) - used - offered


def has_room(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    """Room in every profile that is asked for, and no blocking profile of the agent's is full."""
    for share in agent.profiles:
        room = profile_room(floor, agent, share.profile_id)
        if room is not None and room <= 0 and floor.profiles[share.profile_id].blocking:
            return False
    return all((profile_room(floor, agent, one) or 0) > 0 for one in work.profiles)


def has_skills(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    """Every skill that is asked for, as well as is asked; who matches otherwise is not kept back."""
    if floor.workstreams[work.workstream_id].matching is not Matching.EXACT:
        return True
    return all(
        (rating_of(floor, agent, one.skill_id) or 0) >= one.rating
        for one in work.skills
        if is_active(floor, one.skill_id)
    )


def rating_of(floor: PlainFloor, agent: Agent, skill_id: SkillId) -> int | None:
    """How well the agent knows a skill; nobody has one that is switched off."""
    if not is_active(floor, skill_id):
        return None
    return next((one.rating for one in agent.skills if one.skill_id == skill_id), None)


def is_active(floor: PlainFloor, skill_id: SkillId) -> bool:
    skill = floor.skills.get(skill_id)
    return skill is None or skill.active
