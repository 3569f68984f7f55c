"""Decides who gets a conversation: highest capacity first, ties round robin (domain 4.5)."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, declines_of
from cordboard.core.explanation import Bar
from cordboard.core.presence import BasePresence, Reachability, base
from cordboard.core.workstream import Workstream


class Standing(Struct, frozen=True, kw_only=True):
    """What routing must know of an agent besides the agent itself."""

    units_in_use: int
    sessions: int
    offers: int


def bar(
    agent: Agent, conversation: Conversation, settings: Workstream, *, standing: Standing, session_limit: int
) -> Bar | None:
    """Return why this agent can't be offered this conversation, None if they can.

    The session limit comes last: it is reported only for those who would have received the work.
    """
    if agent.presence.reachability is not Reachability.CONNECTED or agent.blind:
        return Bar.NOT_THERE
    if base(agent.presence) not in settings.allowed_presences:
        return Bar.PRESENCE
    if agent.capacity_units - standing.units_in_use < conversation.units:
        return Bar.CAPACITY
    if declines_of(conversation, agent.id) >= settings.decline_limit:
        return Bar.DECLINED
    if standing.sessions >= session_limit:
        return Bar.SESSIONS
    return Bar.OFFERS if standing.sessions + standing.offers >= session_limit else None


def is_free(agent: Agent) -> bool:
    """Whether the agent can be a candidate for anything at all."""
    there = agent.presence.reachability is Reachability.CONNECTED and not agent.blind
    return there and base(agent.presence) is not BasePresence.OFFLINE


def in_order(
    candidates: Iterable[Agent], preferred: Agent | None, conversation: Conversation
) -> Iterator[Agent]:
    """Yield those who may be asked: the preferred one, the rest in their order, then who declined before.

    A preferred agent who declined has answered the preference and stands with the others who did.
    `candidates` come most free capacity first, ties by the earliest last assignment, and are read lazily.
    """
    first = None if preferred is None or _reluctance(preferred, conversation) else preferred
    if first is not None:
        yield first
    later: list[tuple[int, Agent]] = []
    for agent in candidates:
        if first is not None and agent.id == first.id:
            continue
        reluctance = _reluctance(agent, conversation)
        if reluctance:
            later.append((reluctance, agent))
        else:
            yield agent
    yield from (agent for _, agent in sorted(later, key=lambda pair: pair[0]))


def _reluctance(agent: Agent, conversation: Conversation) -> int:
    """Return 0 for fresh candidates, more the later they should come; who closed it with X is last of all."""
    if agent.id == conversation.last_choice:
        return 1_000
    return declines_of(conversation, agent.id)
