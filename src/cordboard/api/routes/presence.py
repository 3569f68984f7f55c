"""Lists agents with their presences by HTTP, picks, sets and resets these, and reads their history."""

from typing import Annotated

from litestar import get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Struct

from cordboard.api.doors import AnyRequest, doors_of
from cordboard.api.routes.commands import Key
from cordboard.app import access
from cordboard.app.commands import ChoosePresence, ResetPresence, SetAgentPresence
from cordboard.app.engine import PresenceLine
from cordboard.app.ports import Answer, View
from cordboard.app.seams import Journal
from cordboard.core.agent import Agent
from cordboard.core.errors import Code, require
from cordboard.core.ids import AgentId, PresenceId
from cordboard.core.presence import BasePresence, Cause, Reachability, shown

PAGE = 50
LONGEST_PAGE = 200

Before = Annotated[int | None, QueryParameter(ge=1, le=2**53 - 1)]
Limit = Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE)]


class PresenceChoice(Struct, forbid_unknown_fields=True):
    """The presence picked."""

    presence_id: str


class AgentListed(Struct, frozen=True, kw_only=True):
    """An agent as whoever oversees presences finds them."""

    id: str
    name: str
    presence_id: str
    reachability: Reachability
    queue_ids: tuple[str, ...]
    """All queues that the agent serves."""


class AgentsListed(Struct, frozen=True, kw_only=True):
    """The agents that one may know."""

    agents: tuple[AgentListed, ...]
    """By name."""


class PresenceChangeShown(Struct, frozen=True, kw_only=True):
    """From `at_ms` on, until the next newer line, the agent showed this presence."""

    n: int
    """Only grows; not every number is one of this agent's."""
    at_ms: int
    presence_id: str
    base: BasePresence
    """What routing made of it then."""
    cause: Cause
    by: str
    """Key of whoever did it: user:<id>, operator:operator on the command line, or system:system."""
    by_name: str
    """The name that the user had then; empty for others."""


class PresenceHistory(Struct, frozen=True, kw_only=True):
    """One page of an agent's presence history."""

    changes: tuple[PresenceChangeShown, ...]
    """Newest first, without gaps."""
    more: bool
    """Whether there are older ones."""


@get("/api/agents")
async def list_agents(request: AnyRequest) -> AgentsListed:
    """List the agents of the queues that one supervises; administrators get all."""
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))
    found = await doors.read(lambda _, view: access.agents_known(actor, view))
    found.sort(key=lambda agent: (agent.name.casefold(), agent.id))
    return AgentsListed(agents=tuple(map(_listed, found)))


def _listed(agent: Agent) -> AgentListed:
    return AgentListed(
        id=agent.id,
        name=agent.name,
        presence_id=shown(agent.presence),
        reachability=agent.presence.reachability,
        queue_ids=agent.queue_ids,
    )


@put("/api/agents/{agent_id:str}/presence")
async def put_presence(
    request: AnyRequest, agent_id: FromPath[str], data: JSONBody[PresenceChoice], idempotency_key: Key = None
) -> Answer:
    """Pick one's own presence, or set that of an agent of a queue that one supervises (domain 2.6)."""
    doors = doors_of(request)
    user, presence_id = doors.user_of(request), PresenceId(data.presence_id)
    command = (
        ChoosePresence(presence_id=presence_id)
        if user.id == agent_id
        else SetAgentPresence(agent_id=AgentId(agent_id), presence_id=presence_id)
    )
    return await doors.submit(command, access.actor_of(user), idempotency_key)


@post("/api/agents/{agent_id:str}/presence/reset", status_code=200)
async def reset_presence(request: AnyRequest, agent_id: FromPath[str], idempotency_key: Key = None) -> Answer:
    """Answer an agent's alerts: one's own, or as the supervisor of one of their queues (mission N14)."""
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))
    return await doors.submit(ResetPresence(agent_id=AgentId(agent_id)), actor, idempotency_key)


@get("/api/agents/{agent_id:str}/presence/history")
async def presence_history(
    request: AnyRequest, agent_id: FromPath[str], before: Before = None, limit: Limit = PAGE
) -> PresenceHistory:
    """Read which presences an agent showed, since when, why, and whose doing that was.

    For the agent, supervisors of one of the agent's queues, and administrators.
    """
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))

    def read(journal: Journal, view: View) -> list[PresenceLine]:
        allowed = access.may_read_presence_history(actor, agent_id, view)
        require(allowed, Code.NOT_FOUND, "There is no such agent.")
        return journal.presence_history(agent_id, before=before, limit=limit + 1)

    found = await doors.read(read)
    return PresenceHistory(changes=tuple(map(_shown, found[:limit])), more=len(found) > limit)


def _shown(line: PresenceLine) -> PresenceChangeShown:
    change = line.change
    return PresenceChangeShown(
        n=line.n,
        at_ms=change.at_ms,
        presence_id=change.presence_id,
        base=change.base,
        cause=change.cause,
        by=change.by,
        by_name=change.by_name,
    )


HANDLERS = [list_agents, put_presence, reset_presence, presence_history]
