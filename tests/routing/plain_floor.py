"""Holds what routing goes by as lists of plain values, and counts what agents have left, every time anew."""

from msgspec import Struct
from msgspec.structs import replace

from cordboard.app.ports import View
from cordboard.core.agent import Agent, take_turn
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.conversation import Conversation, State
from cordboard.core.ids import AgentId, ConversationId, OfferId, SkillId
from cordboard.core.offer import Offer
from cordboard.core.presence import base
from cordboard.core.rules import Plain
from cordboard.core.skill import Matching, RatingModel, Skill
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Organisation, Queue, Workstream


class PlainFloor(Struct, kw_only=True):
    """All that routing goes by, as lists of values."""

    now_ms: int
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


def floor_of(view: View, now_ms: int) -> PlainFloor:
    """Copy what stands on a floor, without anything that was worked out from it."""
    return PlainFloor(
        now_ms=now_ms,
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


def members(floor: PlainFloor, work: Conversation) -> list[Agent]:
    """Who serves the queue in which the work waits."""
    return [one for one in floor.agents if work.queue_id in one.queue_ids]


def sessions_of(floor: PlainFloor, agent: Agent) -> int:
    """How many sessions the agent has open."""
    return sum(one.agent_id == agent.id for one in floor.sessions)


def offers_to(floor: PlainFloor, agent: Agent) -> int:
    """How many offers are out to the agent."""
    return sum(one.agent_id == agent.id for one in floor.offers)


def units_free(floor: PlainFloor, agent: Agent) -> int:
    """Units that neither conversations nor offers take."""
    held = sum(one.units_held for one in floor.conversations if one.agent_id == agent.id)
    offered = sum(one.units for one in floor.offers if one.agent_id == agent.id)
    return agent.capacity_units - held - offered


def lacks_units(floor: PlainFloor, agent: Agent, work: Conversation) -> bool:
    """Whether the work takes more units than are free; work that takes none asks for none."""
    return work.units > 0 and units_free(floor, agent) < work.units


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


def attributes_of(floor: PlainFloor, agent: Agent, work: Conversation) -> dict[str, Plain | None]:
    """All that a custom rule can ask for."""
    asked = [one.skill_id for one in work.skills]
    known = attributes_of_work(work)
    known["agent.units_total"] = agent.capacity_units
    known["agent.units_free"] = units_free(floor, agent)
    known["agent.presence"] = base(agent.presence).value
    known["agent.is_working"] = not agent.off_hours
    known["agent.queue_count"] = len(agent.queue_ids)
    known["agent.skill_count"] = sum(rating_of(floor, agent, one) is not None for one in asked)
    for skill_id in floor.skills:
        known[f"agent.skill.{skill_id}"] = rating_of(floor, agent, SkillId(skill_id)) or 0
    for profile_id in floor.profiles:
        known[f"agent.profile_free.{profile_id}"] = profile_room(floor, agent, profile_id) or 0
    return known | {f"agent.attribute.{name}": value for name, value in agent.attributes.items()}


def attributes_of_work(work: Conversation) -> dict[str, Plain | None]:
    """All that a condition on work can ask for; of details of one name the first counts."""
    known: dict[str, Plain | None] = {
        "work.channel": work.channel.value,
        "work.workstream": work.workstream_id,
        "work.title": work.title,
        "work.named": work.named,
        "work.units": work.units,
    }
    for detail in work.details:
        known.setdefault(f"detail.{detail.name}", detail.value)
    return known | {f"value.{name}": value for name, value in work.values.items()}


def is_active(floor: PlainFloor, skill_id: SkillId) -> bool:
    skill = floor.skills.get(skill_id)
    return skill is None or skill.active


def after(floor: PlainFloor, conversation_id: ConversationId, agent_id: AgentId) -> PlainFloor:
    """Return the floor with one offer more out."""
    work = next(one for one in floor.conversations if one.id == conversation_id)
    others = [one for one in floor.conversations if one is not work]
    offer = Offer(
        id=OfferId(f"next {len(floor.offers)}"),
        conversation_id=conversation_id,
        agent_id=agent_id,
        epoch=work.epoch + 1,
        units=work.units,
        profiles=work.profiles,
        made_at_ms=floor.now_ms,
        expires_at_ms=floor.now_ms,
        show_countdown=False,
    )
    agents = [
        take_turn(one, work.queue_id, floor.now_ms) if one.id == agent_id else one for one in floor.agents
    ]
    conversations = [*others, replace(work, state=State.OFFERED)]
    return replace(floor, conversations=conversations, offers=[*floor.offers, offer], agents=agents)
