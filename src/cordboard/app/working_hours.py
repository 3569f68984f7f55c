"""Follows the clock on the wall: agents' hours begin and end, days end, queues are open or closed."""

from msgspec import Struct
from msgspec.structs import replace

from cordboard.app import deadlines
from cordboard.app.ports import Tx, View
from cordboard.core import capacity
from cordboard.core import hours as rules
from cordboard.core.agent import Agent, AgentDayEnded, AgentHoursTurned
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.hours import UTC, Hours, TimeZone
from cordboard.core.ids import AgentId, HoursId
from cordboard.core.workstream import ORGANISATION, Organisation, Queue

DAY_MS = rules.DAY_S * rules.SECOND_MS


class Outlook(Struct, frozen=True, kw_only=True):
    """What the clock means for everybody with the same hours."""

    off_hours: bool
    turns_at_ms: int | None
    """None for those who work at all times."""
    day_ends_at_ms: int


def zone_of(view: View, name: str) -> TimeZone:
    """Return a time zone's data; where the floor has none it counts as UTC, as in older databases."""
    return view.find(TimeZone, name) or UTC


def queue_is_open(view: View, queue: Queue, now_ms: int) -> bool:
    """Whether the queue works now (domain 4.7)."""
    hours = _hours(view, queue.hours_id)
    return hours is None or rules.is_open(hours, zone_of(view, hours.time_zone), now_ms)


def queue_turns_at(view: View, queue: Queue, now_ms: int) -> int | None:
    """Return the next moment in ms at which the queue opens or closes; None if never within WITHIN_DAYS."""
    hours = _hours(view, queue.hours_id)
    return rules.turns_at(hours, zone_of(view, hours.time_zone), now_ms) if hours is not None else None


def today(view: View, now_ms: int) -> int:
    """Return the number of the organisation's day, 1970-01-01 being 0 (mission decision 9)."""
    return rules.day_of(_organisation_zone(view), now_ms)


def settle(tx: Tx, agent_id: str) -> None:
    """Begin or end an agent's hours, and say what comes next (DeadlineKind.HOURS_TURN).

    Called also after the agent's hours or profiles were changed. Off hours nothing is offered; presence stays
    as it is, and the agent keeps work and may pick some (domain 2.2).
    """
    agent = tx.get(Agent, agent_id)
    _settle(tx, agent, _outlook(tx, agent.hours_id, tx.now_ms))


def settle_all(tx: Tx) -> None:
    """Do so for everybody: after a start-up, and when hours, zones or profiles were configured."""
    outlooks: dict[HoursId | None, Outlook] = {}
    for agent in list(tx.all(Agent)):
        if agent.hours_id not in outlooks:
            outlooks[agent.hours_id] = _outlook(tx, agent.hours_id, tx.now_ms)
        _settle(tx, agent, outlooks[agent.hours_id])


def end_day(tx: Tx, agent_id: str) -> None:
    """Give an agent's daily budgets back: work that is still open no longer counts (DeadlineKind.DAY_END)."""
    agent = tx.get(Agent, agent_id)
    after = replace(agent, profiles=capacity.renew(agent.profiles), former_profiles=())
    if after != agent:
        tx.put(after)
        tx.record(AgentDayEnded(agent_id=agent.id))
    settle(tx, agent_id)


def _outlook(view: View, hours_id: HoursId | None, now_ms: int) -> Outlook:
    """Look ahead; the day of those whose hours never open ends with the organisation's."""
    hours = _hours(view, hours_id)
    midnight_ms = rules.day_ends_at(_organisation_zone(view), now_ms)
    if hours is None:
        return Outlook(off_hours=False, turns_at_ms=None, day_ends_at_ms=midnight_ms)
    zone = zone_of(view, hours.time_zone)
    return Outlook(
        off_hours=not rules.is_open(hours, zone, now_ms),
        turns_at_ms=rules.turns_at(hours, zone, now_ms) or _look_again_ms(now_ms),
        day_ends_at_ms=rules.shift_ends_at(hours, zone, now_ms) or midnight_ms,
    )


def _look_again_ms(now_ms: int) -> int:
    """Return when hours that don't turn for so long are looked at again; the same all day long."""
    return (now_ms // DAY_MS + rules.WITHIN_DAYS) * DAY_MS


def _hours(view: View, hours_id: HoursId | None) -> Hours | None:
    """Return the hours; None is at all times."""
    return view.find(Hours, hours_id) if hours_id is not None else None


def _organisation_zone(view: View) -> TimeZone:
    return zone_of(view, view.get(Organisation, ORGANISATION).time_zone)


def _settle(tx: Tx, agent: Agent, outlook: Outlook) -> None:
    if agent.off_hours != outlook.off_hours:
        tx.put(replace(agent, off_hours=outlook.off_hours))
        tx.record(AgentHoursTurned(agent_id=agent.id, off_hours=outlook.off_hours))
    _set(tx, DeadlineKind.HOURS_TURN, agent, outlook.turns_at_ms)
    if not _has_budget(tx, agent):
        deadlines.clear(tx, DeadlineKind.DAY_END, agent.id)
        _forget_former(tx, agent.id)
    elif not _day_is_over(tx, agent):
        _set(tx, DeadlineKind.DAY_END, agent, outlook.day_ends_at_ms)


def _forget_former(tx: Tx, agent_id: AgentId) -> None:
    """Forget what was spent of budgets that have been taken out of the configuration."""
    agent = tx.get(Agent, agent_id)
    if agent.former_profiles:
        tx.put(replace(agent, former_profiles=()))


def _day_is_over(tx: Tx, agent: Agent) -> bool:
    """Whether the end of the day has passed and is still to be done: it must not be put off."""
    day = tx.find(Deadline, deadline_id(DeadlineKind.DAY_END, agent.id))
    return day is not None and day.due_at_ms <= tx.now_ms


def _set(tx: Tx, kind: DeadlineKind, agent: Agent, due_at_ms: int | None) -> None:
    """Write only what differs: after a start-up that is nothing, for any number of agents."""
    known = tx.find(Deadline, deadline_id(kind, agent.id))
    if due_at_ms is None:
        deadlines.clear(tx, kind, agent.id)
    elif known is None or known.due_at_ms != due_at_ms:
        deadlines.set_deadline(tx, kind, agent.id, due_at_ms)


def _has_budget(view: View, agent: Agent) -> bool:
    """Whether any of the agent's profiles is a daily budget, or one was until they spent of it today."""
    shares = (*agent.profiles, *agent.former_profiles)
    profiles = (view.find(CapacityProfile, share.profile_id) for share in shares)
    return any(profile is not None and profile.reset is Reset.END_OF_DAY for profile in profiles)
