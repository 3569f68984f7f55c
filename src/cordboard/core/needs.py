"""Names everything that would have to be otherwise before an agent could be offered work."""

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from cordboard.core.agent import Agent
from cordboard.core.capacity import Load, Use, is_full, is_unused, use_of
from cordboard.core.conversation import Conversation, declines_of
from cordboard.core.explanation import Bar
from cordboard.core.ids import ProfileId
from cordboard.core.presence import (
    STOCK_BASES,
    BasePresence,
    PresenceOption,
    Reachability,
    arrive,
    base,
    from_load,
)
from cordboard.core.routing import NOTHING, Standing, Terms, awaits_another, insists, rooms_of
from cordboard.core.skill import lacking


class Need(Struct, frozen=True, kw_only=True):
    """One reason that keeps an agent from work: of several skills and profiles each is one."""

    bar: Bar
    lacks: str = ""
    """Id of the skill or of the profile."""
    units: int = 0
    """Units that are missing, for Bar.CAPACITY."""
    rating: int = 0
    """The rating that the work asks for, for an agent who has the skill at a lower one."""


def needs(
    agent: Agent,
    work: Conversation,
    terms: Terms,
    standing: Standing,
    default: PresenceOption | None,
) -> tuple[Need, ...]:
    """Return all that keeps this agent from being offered this work, in the order of the reasons.

    A presence that only the load makes is none of them where what else is named changes the load enough.
    `default` is the presence that the agent gets by signing in.
    """
    able = () if insists(agent.id, work) else tuple(_unable(agent, work, terms, standing))
    allowed = terms.settings.allowed_presences
    shown = _presences(agent, terms, standing, able, default)
    present = () if shown <= {*allowed} else (Need(bar=Bar.PRESENCE),)
    return (*_absent(agent), *present, *able, *_limited(agent, work, terms, standing))


def needs_by_rules(
    agent: Agent,
    work: Conversation,
    terms: Terms,
    standing: Standing,
    default: PresenceOption | None,
) -> tuple[Need, ...]:
    """Return the same for a queue with rules of its own: whether these fit then is always one of them."""
    shown = _presences(agent, terms, standing, (), default)
    present = (Need(bar=Bar.PRESENCE),) if BasePresence.OFFLINE in shown else ()
    awaited = (Need(bar=Bar.RESERVED),) if awaits_another(agent, work) else ()
    limited = _limited(agent, work, terms, standing)
    return (*_absent(agent), *present, Need(bar=Bar.RULES), *awaited, *limited)


def _absent(agent: Agent) -> Iterator[Need]:
    if agent.blind or agent.presence.reachability is not Reachability.CONNECTED:
        yield Need(bar=Bar.NOT_THERE)
    if agent.off_hours:
        yield Need(bar=Bar.OFF_HOURS)


def _unable(agent: Agent, work: Conversation, terms: Terms, standing: Standing) -> Iterator[Need]:
    free = agent.capacity_units - standing.held - standing.reserved
    if work.units and free < work.units:
        yield Need(bar=Bar.CAPACITY, units=work.units - free)
    rooms = rooms_of(agent, standing, terms.profiles)
    asked = (one for one in work.profiles if rooms.get(one, 0) <= 0)
    blocking = (one for one, space in rooms.items() if space <= 0 and terms.profiles[one].blocking)
    for profile_id in dict.fromkeys(chain(asked, blocking)):
        yield Need(bar=Bar.PROFILE, lacks=profile_id)
    for wanted in work.skills if terms.exact else ():
        if lacking(standing.ratings, (wanted,), terms.inactive) is not None:
            rating = wanted.rating if wanted.skill_id in standing.ratings else 0
            yield Need(bar=Bar.SKILLS, lacks=wanted.skill_id, rating=rating)
    if awaits_another(agent, work):
        yield Need(bar=Bar.RESERVED)


def _limited(agent: Agent, work: Conversation, terms: Terms, standing: Standing) -> Iterator[Need]:
    if work.declines and declines_of(work, agent.id) >= terms.settings.decline_limit:
        yield Need(bar=Bar.DECLINED)
    limit = terms.organisation.session_limit
    if standing.sessions >= limit:
        yield Need(bar=Bar.SESSIONS)
        if standing.places > standing.sessions:
            yield Need(bar=Bar.OFFERS)
    elif standing.places >= limit:
        yield Need(bar=Bar.OFFERS)


def _presences(
    agent: Agent,
    terms: Terms,
    standing: Standing,
    others: Sequence[Need],
    default: PresenceOption | None,
) -> set[BasePresence]:
    """Return what the agent may show once there, when the other needs are met: more or less room shows."""
    there = arrive(agent.presence, default)
    if there.alerts or there.chosen is not None:
        return {base(there)}
    capacity = [one for one in others if one.bar in {Bar.CAPACITY, Bar.PROFILE}]
    if not capacity and agent.presence.reachability is Reachability.CONNECTED:
        return {base(there)}
    load = _load(agent, terms, standing, capacity)
    if not capacity or is_full(load):
        return {STOCK_BASES[from_load(load)]}
    taken = set() if is_unused(_load(agent, terms, standing, ())) else {BasePresence.BUSY}
    return {BasePresence.AVAILABLE} | taken


def _load(agent: Agent, terms: Terms, standing: Standing, met: Sequence[Need]) -> Load:
    """Return the agent's load when these needs are met."""
    made = {one.lacks for one in met if one.bar is Bar.PROFILE}
    left = (
        use_of(terms.profiles[one.profile_id], one, standing.profiles.get(one.profile_id, NOTHING)[0])
        for one in agent.profiles
        if one.profile_id in terms.profiles and one.profile_id not in made
    )
    with_room = (Use(profile_id=ProfileId(one), used=0, limit=1) for one in made)
    return Load(
        units_held=standing.held,
        units_total=agent.capacity_units + sum(one.units for one in met),
        profiles=(*left, *with_room),
    )
