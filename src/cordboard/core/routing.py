"""Decides who may be offered a conversation, and in which order agents and work stand (domain 4.4, 4.5)."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct

from cordboard.core import skill as skill_rules
from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile, room
from cordboard.core.conversation import Conversation, declines_of
from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, ConversationId, ProfileId, QueueId, SkillId, WorkstreamId
from cordboard.core.presence import BasePresence, Reachability, base
from cordboard.core.skill import Matching, Scale, SkillRating
from cordboard.core.workstream import Method, Organisation, Queue, Workstream

Rank = tuple[tuple[int, int], ...]
LineKey = tuple[int, Rank, int, ConversationId]
"""By what work stands in line: 0 for the front, the queue's own rank, time of queueing in ms, id."""
WorkOrder = tuple[int, str, LineKey]
"""By what work stands among all queues: their priority and, where they rank by rules, name; the line."""
AgentKey = tuple[int, int, str]
"""By what a candidate stands in a queue, by its method: two numbers, smaller first, and the id."""
Post = tuple[BasePresence | None, bool, int, bool]
"""How a member counts: base presence (None is not there), off hours, free units, kept back by a profile."""
Asked = tuple[WorkstreamId, tuple[SkillRating, ...]]
"""What most often decides whether an agent can take work at all; kinds that ask the same share it."""
Head = tuple[LineKey, str, Asked]
"""By what the first of a kind of work stands in line, the kind, and what it asks for."""
NOTHING = (0, 0)
"""Items held and reserved where none are."""
LAST_OF_ALL = 1_000
"""Where whoever closed it with X stands among those who declined it (mission decision 3)."""


class Standing:
    """What routing must know of an agent besides the agent itself; the floor's index keeps it in step."""

    __slots__ = ("held", "offers", "profiles", "ratings", "reserved", "sessions", "unopened")

    def __init__(self, *, held: int = 0, reserved: int = 0, sessions: int = 0, offers: int = 0) -> None:
        self.held = held
        """Capacity units that the agent's conversations take."""
        self.reserved = reserved
        """Capacity units that offers to the agent reserve."""
        self.sessions = sessions
        self.offers = offers
        self.unopened = 0
        """Conversations that came to the agent by themselves and wait for a place on the panel."""
        self.profiles: dict[ProfileId, list[int]] = {}
        """By profile: items held, items reserved by offers."""
        self.ratings: dict[SkillId, int] = {}

    @property
    def places(self) -> int:
        """How many sessions the agent will have once everything is accepted and opened."""
        return self.sessions + self.offers + self.unopened

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Standing) and all(
            getattr(self, name) == getattr(other, name) for name in self.__slots__
        )

    def __repr__(self) -> str:
        return f"Standing({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


class Terms(Struct, frozen=True, kw_only=True):
    """Under what somebody is looked for: settings that hold for all candidates of one conversation."""

    settings: Workstream
    organisation: Organisation
    profiles: Mapping[ProfileId, CapacityProfile]
    scales: Mapping[SkillId, Scale] = {}
    """Of skills that have a rating model."""
    inactive: AbstractSet[SkillId] = frozenset()
    """Skills that nobody has and nothing asks for any more."""

    @property
    def exact(self) -> bool:
        """Whether only those who have all skills that are asked may get the work."""
        return self.settings.matching is Matching.EXACT


def bar(agent: Agent, work: Conversation, terms: Terms, standing: Standing) -> Bar | None:
    """Return why this agent can't be offered this work, None if they can.

    The session limit comes last: it is reported only for those who would have received the work.
    """
    return (
        absent(agent, terms)
        or _unable(agent, work, terms, standing)
        or _limited(agent, work, terms, standing)
    )


def can_take_but_for_sessions(agent: Agent, work: Conversation, terms: Terms, standing: Standing) -> bool:
    """Whether an agent who is there can be offered the work, or could with fewer sessions open."""
    if given_up(work, terms.organisation) or _unable(agent, work, terms, standing) is not None:
        return False
    return _limited(agent, work, terms, standing) in {None, Bar.SESSIONS}


def custom_bar(agent: Agent, work: Conversation, terms: Terms, standing: Standing) -> Bar | None:
    """Return what no custom rule can waive: being there, being awaited, declines and the session limit."""
    if not is_there(agent):
        return Bar.NOT_THERE
    return Bar.RESERVED if awaits_another(agent, work) else _limited(agent, work, terms, standing)


def absent(agent: Agent, terms: Terms) -> Bar | None:
    """Return why the agent gets nothing of a workstream now, whatever it is."""
    present = presence_of(agent)
    if present is None:
        return Bar.NOT_THERE
    if agent.off_hours:
        return Bar.OFF_HOURS
    return None if present in terms.settings.allowed_presences else Bar.PRESENCE


def _unable(agent: Agent, work: Conversation, terms: Terms, standing: Standing) -> Bar | None:
    if insists(agent.id, work):
        return None
    full = _capacity_bar(agent, work, terms, standing)
    if full is not None:
        return full
    if work.skills and not meets(standing, work, terms):
        return Bar.SKILLS
    return Bar.RESERVED if awaits_another(agent, work) else None


def awaits_another(agent: Agent, work: Conversation) -> bool:
    """Whether the work is kept for somebody else, who had it or is preferred, for a while."""
    if work.reserved_until_ms is None:
        return False
    return agent.id != work.preferred and agent.id not in work.favoured


def _limited(agent: Agent, work: Conversation, terms: Terms, standing: Standing) -> Bar | None:
    if work.declines and declines_of(work, agent.id) >= terms.settings.decline_limit:
        return Bar.DECLINED
    limit = terms.organisation.session_limit
    if standing.sessions >= limit:
        return Bar.SESSIONS
    return Bar.OFFERS if standing.places >= limit else None


def _capacity_bar(agent: Agent, work: Conversation, terms: Terms, standing: Standing) -> Bar | None:
    if work.units and agent.capacity_units - standing.held - standing.reserved < work.units:
        return Bar.CAPACITY
    if not work.profiles and not agent.profiles:
        return None
    rooms = rooms_of(agent, standing, terms.profiles)
    missing = any(rooms.get(profile_id, 0) <= 0 for profile_id in work.profiles)
    return Bar.PROFILE if missing or is_blocked(agent, rooms, terms.profiles) else None


def rooms_of(
    agent: Agent, standing: Standing, profiles: Mapping[ProfileId, CapacityProfile]
) -> dict[ProfileId, int]:
    """Return how many more items the agent can take in each profile; negative when it is overdrawn."""
    return {
        share.profile_id: room(
            share, profiles[share.profile_id], *standing.profiles.get(share.profile_id, (0, 0))
        )
        for share in agent.profiles
        if share.profile_id in profiles
    }


def is_blocked(
    agent: Agent, rooms: Mapping[ProfileId, int], profiles: Mapping[ProfileId, CapacityProfile]
) -> bool:
    """Whether a blocking profile is exhausted: no work comes by itself then (domain 3.2)."""
    return any(space <= 0 and profiles[profile_id].blocking for profile_id, space in rooms.items())


def meets(standing: Standing, work: Conversation, terms: Terms) -> bool:
    """Whether the agent's skills allow it: they decide for Matching.EXACT only."""
    if not work.skills or not terms.exact:
        return True
    return skill_rules.meets(standing.ratings, work.skills, terms.inactive)


def closest_first(
    candidates: Iterable[Agent], work: Conversation, terms: Terms, standing: Callable[[AgentId], Standing]
) -> list[Agent]:
    """Put those first whose skills come closest to what is asked; ties stay in the queue's order."""

    def distance(agent: Agent) -> tuple[int, int]:
        return skill_rules.closeness(standing(agent.id).ratings, work.skills, terms.scales, terms.inactive)

    return sorted(candidates, key=distance)


def insists(agent_id: AgentId, work: Conversation) -> bool:
    """Whether this agent gets the work whatever capacity and skills say (domain 3.3, mission decision 16).

    Who declined it has answered that.
    """
    wanted = agent_id in work.favoured or (agent_id == work.preferred and work.asynchronous)
    return wanted and not reluctance(agent_id, work)


def presence_of(agent: Agent) -> BasePresence | None:
    """Return the presence that counts for routing; None for somebody who can't see an offer."""
    if agent.blind or agent.presence.reachability is not Reachability.CONNECTED:
        return None
    return base(agent.presence)


def is_there(agent: Agent) -> bool:
    """Whether the agent can be offered anything at all, given the capacity."""
    return not agent.off_hours and presence_of(agent) not in {None, BasePresence.OFFLINE}


def has_room(agent: Agent, standing: Standing, profiles: Mapping[ProfileId, CapacityProfile]) -> bool:
    """Whether any capacity is free: units, or room in a profile, and no blocking profile exhausted."""
    free = agent.capacity_units > standing.held + standing.reserved
    if not agent.profiles:
        return free
    rooms = rooms_of(agent, standing, profiles)
    return (free or any(space > 0 for space in rooms.values())) and not is_blocked(agent, rooms, profiles)


def agent_key(agent: Agent, standing: Standing, queue: Queue) -> AgentKey:
    """Return by what the agent stands among the candidates of a queue."""
    match queue.method:
        case Method.HIGHEST_CAPACITY:
            free = agent.capacity_units - standing.held - standing.reserved
            return (-free, agent.last_assigned_at_ms, agent.id)
        case Method.ROUND_ROBIN:
            return (turn_of(agent, queue.id), agent.last_assigned_at_ms, agent.id)
        case Method.LEAST_ACTIVE:
            return (agent.last_released_at_ms, agent.last_assigned_at_ms, agent.id)
        case Method.CUSTOM:
            return (0, 0, agent.id)


def turn_of(agent: Agent, queue_id: QueueId) -> int:
    """Return when the agent last had a turn in the queue, or joined it, in ms."""
    return next((turn.at_ms for turn in agent.turns if turn.queue_id == queue_id), 0)


def line_key(work: Conversation) -> LineKey:
    """Return by what work stands in its queue's line."""
    return (0 if work.front else 1, work.rank, work.queued_at_ms, work.id)


def place_in_line(work: Conversation) -> tuple[int, ...]:
    """Return `line_key` without the id as numbers that sort alike: a one before each pair, a zero behind."""
    front, rank, queued_at_ms, _ = line_key(work)
    return (front, *(number for pair in rank for number in (1, *pair)), 0, queued_at_ms)


def queue_order(queue: Queue) -> tuple[int, str]:
    """Return by what queues come one after the other: priority, then those that rank by rules, by name."""
    return (queue.priority, queue.name if queue.prioritisation else "")


def reluctance(agent_id: AgentId, work: Conversation) -> int:
    """Return 0 for fresh candidates, more the later they should come; who closed it with X is last of all."""
    if agent_id == work.last_choice:
        return LAST_OF_ALL
    return declines_of(work, agent_id) if work.declines else 0


def given_up(work: Conversation, organisation: Organisation) -> bool:
    """Whether so many agents declined it that it is no longer offered by itself (domain 4.5)."""
    return len(work.declines) >= organisation.decliners_limit
