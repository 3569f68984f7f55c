"""Says, by plain loops over all values, who may and can take an open conversation."""

from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.conversation import Conversation
from cordboard.core.offer import Offer
from cordboard.core.presence import Reachability, base
from cordboard.core.skill import Matching, Skill
from cordboard.core.user import User
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import ORGANISATION, Distribution, Organisation, Workstream
from cordboard.floor.state import Floor
from floor.plain import find, get, values


def held(floor: Floor, agent: Agent) -> int:
    return sum(one.units_held for one in values(floor, Conversation) if one.agent_id == agent.id)


def reserved(floor: Floor, agent: Agent) -> int:
    return sum(one.units for one in values(floor, Offer) if one.agent_id == agent.id)


def units_in_use(floor: Floor, agent: Agent) -> int:
    return held(floor, agent) + reserved(floor, agent)


def sessions_of(floor: Floor, agent: Agent) -> int:
    return sum(1 for one in values(floor, WorkspaceSession) if one.agent_id == agent.id)


def unopened(floor: Floor, agent: Agent) -> int:
    """How much of what came to the agent by itself waits for a place on the panel."""
    on_panel = {one.conversation_id for one in values(floor, WorkspaceSession) if one.agent_id == agent.id}
    mine = [one for one in values(floor, Conversation) if one.agent_id == agent.id and one.unseen]
    return sum(one.id not in on_panel for one in mine)


def suits(floor: Floor, agent: Agent, conversation: Conversation) -> bool:
    """Whether this agent may be asked to take this conversation, but for the room that they have."""
    settings = get(floor, Workstream, conversation.workstream_id)
    user = find(floor, User, agent.id)
    declined = {one.agent_id: one.count for one in conversation.declines}
    awaited = conversation.reserved_until_ms is None or insists(agent, conversation)
    return (
        (user is None or not user.disabled)
        and settings.distribution is Distribution.PUSH
        and len(declined) < get(floor, Organisation, ORGANISATION).decliners_limit
        and conversation.queue_id in agent.queue_ids
        and agent.presence.reachability is Reachability.CONNECTED
        and not agent.blind
        and not agent.off_hours
        and base(agent.presence) in settings.allowed_presences
        and declined.get(agent.id, 0) < settings.decline_limit
        and (awaited or agent.id == conversation.preferred)
    )


def insists(agent: Agent, conversation: Conversation) -> bool:
    """Whether the work is the agent's whatever capacity and skills say."""
    wanted = {*conversation.favoured, *((conversation.preferred,) if conversation.asynchronous else ())}
    declined = {one.agent_id for one in conversation.declines} | {conversation.last_choice}
    return agent.id in wanted - declined


def has_room(floor: Floor, agent: Agent, conversation: Conversation) -> bool:
    """Whether sessions, units, profiles and skills allow it."""
    limit = get(floor, Organisation, ORGANISATION).session_limit
    offers = [one for one in values(floor, Offer) if one.agent_id == agent.id]
    if sessions_of(floor, agent) + len(offers) + unopened(floor, agent) >= limit:
        return False
    fits = units_in_use(floor, agent) + conversation.units <= agent.capacity_units
    return insists(agent, conversation) or (
        (fits or not conversation.units)
        and profiles_fit(floor, agent, conversation, offers)
        and skills_fit(floor, agent, conversation)
    )


def profiles_fit(floor: Floor, agent: Agent, conversation: Conversation, offers: list[Offer]) -> bool:
    room: dict[str, int] = {}
    for share in agent.profiles:
        profile = get(floor, CapacityProfile, share.profile_id)
        owned = [one for one in values(floor, Conversation) if one.agent_id == agent.id]
        held = sum(profile.id in one.profiles_held for one in owned)
        used = share.spent if profile.reset is Reset.END_OF_DAY else held
        offered = sum(profile.id in one.profiles for one in offers)
        room[profile.id] = (profile.limit if share.limit is None else share.limit) - used - offered
        if profile.blocking and room[profile.id] <= 0:
            return False
    return all(room.get(one, 0) > 0 for one in conversation.profiles)


def skills_fit(floor: Floor, agent: Agent, conversation: Conversation) -> bool:
    if get(floor, Workstream, conversation.workstream_id).matching is not Matching.EXACT:
        return True
    ratings = {one.skill_id: one.rating for one in agent.skills}
    return all(
        one.rating <= ratings.get(one.skill_id, -1)
        for one in conversation.skills
        if (skill := find(floor, Skill, one.skill_id)) is None or skill.active
    )
