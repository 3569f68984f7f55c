"""Holds the working side of a person: capacity, memberships and turns, presence, connections."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from cordboard.core.capacity import AgentProfile
from cordboard.core.ids import AgentId, ConnectionId, HoursId, PresenceId, QueueId
from cordboard.core.presence import Presence, Reachability
from cordboard.core.skill import SkillRating


class Turn(Struct, frozen=True, kw_only=True):
    """When an agent last had their turn in a queue; at first when they joined it."""

    queue_id: QueueId
    at_ms: int


class Agent(Struct, frozen=True, kw_only=True):
    """A human representative who can be offered work."""

    id: AgentId
    name: str
    capacity_units: int = 5
    queue_ids: tuple[QueueId, ...] = ()
    """Queues whose work is offered to this agent."""
    default_presence: PresenceId | None = None
    presence: Presence = Presence()
    connections: tuple[ConnectionId, ...] = ()
    """Open sockets of the agent's pages; empty while gone or signed out."""
    blind: bool = False
    """True after an offer was not displayed, until a page says that it is visible (mission decision 11)."""
    last_assigned_at_ms: int = 0
    """When work was last offered or given to this agent; the round robin goes by it."""
    last_released_at_ms: int = 0
    """When work last gave capacity back; 0 for never since signing in: least active goes by it."""
    turns: tuple[Turn, ...] = ()
    """By queue; kept for all queues that the agent serves."""
    skills: tuple[SkillRating, ...] = ()
    profiles: tuple[AgentProfile, ...] = ()
    former_profiles: tuple[AgentProfile, ...] = ()
    """Daily budgets taken away after something was spent: given back the same day, that still counts."""
    hours_id: HoursId | None = None
    """Outside these no work is offered; None is at all times."""
    off_hours: bool = False
    """Whether it is outside the agent's hours now."""
    attributes: dict[str, str] = {}
    """What custom rules may ask for as agent.attribute.<name>."""


class AgentConnected(Struct, frozen=True, kw_only=True, tag="agent_connected"):
    """A page of the agent is there."""

    agent_id: AgentId
    connection_id: ConnectionId
    returned: bool
    """Whether the agent had vanished and is back within the restore window."""


class AgentGone(Struct, frozen=True, kw_only=True, tag="agent_gone"):
    """The last page of the agent has been away for too long, or the agent signed out."""

    agent_id: AgentId


class AgentSighted(Struct, frozen=True, kw_only=True, tag="agent_sighted"):
    """A page of an agent who was blind can show offers again."""

    agent_id: AgentId


class AgentHoursTurned(Struct, frozen=True, kw_only=True, tag="agent_hours_turned"):
    """The agent's working hours began or ended."""

    agent_id: AgentId
    off_hours: bool


class AgentDayEnded(Struct, frozen=True, kw_only=True, tag="agent_day_ended"):
    """The agent's daily budgets are whole again."""

    agent_id: AgentId


def connect(agent: Agent, connection_id: ConnectionId) -> tuple[Agent, AgentConnected]:
    """Add one open socket; adding it twice is the same as once."""
    others = tuple(known for known in agent.connections if known != connection_id)
    returned = agent.presence.reachability is Reachability.GONE
    fact = AgentConnected(agent_id=agent.id, connection_id=connection_id, returned=returned)
    return replace(agent, connections=(*others, connection_id)), fact


def disconnect(agent: Agent, connection_id: ConnectionId) -> Agent:
    """Drop one socket; an unknown one is ignored, for it was dropped at start-up."""
    return replace(agent, connections=tuple(one for one in agent.connections if one != connection_id))


def serve(agent: Agent, queue_ids: Iterable[QueueId], now_ms: int) -> Agent:
    """Serve exactly these queues; who joins one has their first turn counted from now (domain 4.5)."""
    served = tuple(dict.fromkeys(queue_ids))
    known = {turn.queue_id: turn for turn in agent.turns}
    turns = (known.get(queue_id) or Turn(queue_id=queue_id, at_ms=now_ms) for queue_id in served)
    return replace(agent, queue_ids=served, turns=tuple(turns))


def take_turn(agent: Agent, queue_id: QueueId, now_ms: int) -> Agent:
    """Note that work of this queue was offered or given to the agent: methods that take turns go by it.

    Work picked from a queue that the agent doesn't serve is a turn in no queue.
    """
    if queue_id not in agent.queue_ids:
        return replace(agent, last_assigned_at_ms=now_ms)
    turns = [turn for turn in agent.turns if turn.queue_id != queue_id]
    turns.append(Turn(queue_id=queue_id, at_ms=now_ms))
    return replace(agent, last_assigned_at_ms=now_ms, turns=tuple(turns))


def sign_in(agent: Agent) -> Agent:
    """Begin anew after having been signed out: nothing was released since, which is least active (4.5)."""
    return replace(agent, last_released_at_ms=0)
