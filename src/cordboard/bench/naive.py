"""Decides as a program without indexes would: looks at all work and all agents until something fits."""

from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, State
from cordboard.core.ids import AgentId, ConversationId, QueueId, SkillId
from cordboard.core.offer import Offer
from cordboard.core.presence import Reachability, base
from cordboard.core.workstream import Method, Queue, Workstream


def first_fit(view: View) -> tuple[ConversationId, AgentId] | None:
    """Return the first work that somebody can take, and the best of those who can, by built-in methods."""
    queues = {queue.id: queue for queue in view.all(Queue)}
    waiting = [work for work in view.all(Conversation) if work.state is State.OPEN]
    free = _free(view)
    ratings = {agent.id: {one.skill_id: one.rating for one in agent.skills} for agent in view.all(Agent)}
    for work in sorted(waiting, key=lambda one: (queues[one.queue_id].priority, one.queued_at_ms, one.id)):
        can = [one for one in view.all(Agent) if _can_take(view, one, work, free[one.id], ratings[one.id])]
        if can:
            queue = queues[work.queue_id]
            return work.id, min(can, key=lambda one: _order(one, queue, free[one.id])).id
    return None


def _free(view: View) -> dict[AgentId, int]:
    """Count what everybody has free, from all that is held and offered."""
    free = {agent.id: agent.capacity_units for agent in view.all(Agent)}
    for work in view.all(Conversation):
        if work.agent_id is not None:
            free[work.agent_id] -= work.units_held
    for offer in view.all(Offer):
        free[offer.agent_id] -= offer.units
    return free


def _can_take(view: View, agent: Agent, work: Conversation, free: int, ratings: dict[SkillId, int]) -> bool:
    if free < work.units or work.queue_id not in agent.queue_ids:
        return False
    if agent.presence.reachability is not Reachability.CONNECTED:
        return False
    if base(agent.presence) not in view.get(Workstream, work.workstream_id).allowed_presences:
        return False
    return all(ratings.get(one.skill_id, 0) >= one.rating for one in work.skills)


def _order(agent: Agent, queue: Queue, free: int) -> tuple[int, int, str]:
    first = {
        Method.HIGHEST_CAPACITY: -free,
        Method.ROUND_ROBIN: _turn(agent, queue.id),
        Method.LEAST_ACTIVE: agent.last_released_at_ms,
    }
    return first[queue.method], agent.last_assigned_at_ms, agent.id


def _turn(agent: Agent, queue_id: QueueId) -> int:
    return next(turn.at_ms for turn in agent.turns if turn.queue_id == queue_id)
