"""Holds what must be true of waiting work: it waits for no longer than there is a reason."""

from cordboard.app.affinity import FOR_EVER_MS
from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.capacity import Reset
from cordboard.core.conversation import Conversation, State
from cordboard.core.explanation import Bar
from cordboard.core.presence import STOCK_BASES, Reachability
from cordboard.core.user import User
from cordboard.core.workstream import Distribution, Workstream
from cordboard.sim.able import Floor
from cordboard.sim.ports import demand

UNDER_WAY = frozenset({State.OFFERED, State.ACCEPTED, State.WRAP_UP})
LASTING = frozenset({Bar.DECLINED, Bar.OFF_HOURS, Bar.SKILLS, Bar.RULES})
"""What may keep agents from work though they have nothing else to do, whatever it is that they lack."""


def nobody_is_kept_waiting(view: View, floor: Floor) -> None:
    """Whoever could take an open conversation has been asked; holds when routing has settled."""
    for conversation in view.all(Conversation):
        if conversation.state is State.OPEN:
            for agent_id, why in floor.bars(conversation).items():
                demand(why is not None, f"{conversation.id} waits and {agent_id} could take it")


def nobody_is_awaited_in_vain(view: View) -> None:
    """Work is kept only for somebody who may come: serves the queue, has access, and has not declined it.

    Who has signed out may, but not where the wait has no end.
    """
    for work in view.all(Conversation):
        if work.reserved_until_ms is not None:
            awaited = {*work.favoured, work.preferred} - {one.agent_id for one in work.declines}
            come = [one for one in view.all(Agent) if one.id in awaited and work.queue_id in one.queue_ids]
            settings = view.get(Workstream, work.workstream_id)
            if settings.affinity_wait_s is None:
                come = [one for one in come if one.presence.reachability is not Reachability.SIGNED_OUT]
            users = [view.find(User, one.id) for one in come]
            able = [user for user in users if user is None or not user.disabled]
            demand(able, f"{work.id} is kept for {sorted(str(one) for one in awaited)}, who can't come")
            pushed = settings.distribution is Distribution.PUSH
            demand(
                pushed and settings.affinity_wait_s != 0,
                f"{work.id} is kept though {settings.id} keeps nothing",
            )


def is_under_way(view: View) -> bool:
    """Whether anybody has anything to do yet."""
    return any(one.state in UNDER_WAY for one in view.all(Conversation))


def everything_is_done(view: View) -> None:
    """Nothing is left with anybody; holds when diligent agents have had time enough."""
    left = [f"{one.id} is {one.state}" for one in view.all(Conversation) if one.state in UNDER_WAY]
    demand(not left, f"nobody finishes what is open: {left}")


def nobody_waits_for_nothing(view: View) -> None:
    """What still waits when nobody has anything to do waits for what work can't change."""
    floor = Floor(view)
    for work in view.all(Conversation):
        if work.state is State.OPEN:
            for agent_id, why in floor.bars(work).items():
                lasts = why is not None and _lasts(why, floor, view.get(Agent, agent_id), work, view)
                demand(lasts, f"{work.id} still waits, and {agent_id} is kept back for {why}")


def _lasts(why: Bar, floor: Floor, agent: Agent, work: Conversation, view: View) -> bool:
    """Whether a reason can hold for good though the agent has nothing else to do."""
    if why is Bar.CAPACITY:
        return agent.capacity_units < work.units
    if why is Bar.PROFILE:
        return _lacks_profile_for_good(floor, agent, work)
    if why is Bar.PRESENCE:
        imposed = not agent.presence.alerts and agent.presence.chosen is None
        return imposed and STOCK_BASES[agent.presence.system] not in floor.settings(work).allowed_presences
    if why is Bar.RESERVED:
        return work.reserved_until_ms == FOR_EVER_MS
    return why in LASTING


def _lacks_profile_for_good(floor: Floor, agent: Agent, work: Conversation) -> bool:
    """Whether it gives nothing even to the idle: no share, a limit of 0, a daily budget that is spent."""
    shares = {one.profile_id: one for one in agent.profiles}
    if any(one not in shares for one in work.profiles):
        return True
    concerned = [one for one in shares if one in work.profiles or floor.profiles[one].blocking]
    full = [one for one in concerned if floor.room(agent, one) <= 0]
    daily = [one for one in full if floor.profiles[one].reset is Reset.END_OF_DAY]
    return bool(daily) or any(shares[one].limit == 0 for one in full)
