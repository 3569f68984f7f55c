"""Holds every new offer against what its agent may be given, unless something has happened since."""

from collections.abc import Iterable, Sequence

from cordboard.app.ports import View
from cordboard.core.agent import Agent, AgentGone, AgentHoursTurned
from cordboard.core.capacity import CapacityProfile
from cordboard.core.conversation import Conversation, ConversationMoved, Move
from cordboard.core.events import Fact
from cordboard.core.explanation import Bar
from cordboard.core.offer import Offer, OfferMade
from cordboard.core.presence import AlertRaised, PresenceChanged
from cordboard.core.skill import Skill
from cordboard.core.workspace_session import SessionOpened
from cordboard.core.workstream import ORGANISATION, Method, Organisation, Queue, Workstream
from cordboard.sim.able import Floor
from cordboard.sim.ports import demand

BY_HAND = frozenset({Move.PICK, Move.REOPEN})
"""Moves that ask nobody for room."""


class OffersMade:
    """Looks at the offers of each batch, under the settings that hold before and after it."""

    def __init__(self) -> None:
        self._agents: dict[str, object] = {}
        self._settings: object = None

    def check(self, view: View, facts: Sequence[Fact]) -> None:
        """See that nobody was offered what they can't take, unless a later fact of the batch excuses it."""
        agents: dict[str, object] = {one.id: _settings_of(one) for one in view.all(Agent)}
        settings = _settings(view)
        before, self._agents = self._agents, agents
        same, self._settings = self._settings == settings, settings
        floor: Floor | None = None
        for place, fact in enumerate(facts):
            if not isinstance(fact, OfferMade) or not same:
                continue
            offer = view.find(Offer, fact.offer_id)
            if offer is None or before.get(fact.agent_id) != agents[fact.agent_id]:
                continue
            floor = floor or Floor(view)
            excused = set().union(*(_excuses(view, floor, one, fact) for one in facts[place + 1 :]))
            work = view.get(Conversation, offer.conversation_id)
            found = _bars(floor, view.get(Agent, offer.agent_id), offer, work, view)
            demand(found <= excused, f"{offer.id} of {work.id} is out to {offer.agent_id}: {sorted(found)}")


def _bars(floor: Floor, agent: Agent, offer: Offer, work: Conversation, view: View) -> set[Bar]:
    """Return what should have kept the agent from an offer that is out: its own room is counted already."""
    found = {
        Bar.NOT_THERE: floor.not_there(agent, work),
        Bar.OFF_HOURS: floor.off_hours(agent, work),
        Bar.DECLINED: floor.declined(agent, work),
        Bar.RESERVED: floor.awaits_another(agent, work),
        Bar.OFFERS: floor.sessions_and_offers(agent) > floor.organisation.session_limit,
    }
    if view.get(Queue, work.queue_id).method is not Method.CUSTOM:
        over = any(floor.room(agent, one) < 0 for one in work.profiles)
        insists = floor.insists(agent, work)
        found |= {
            Bar.PRESENCE: floor.in_no_mood(agent, work),
            Bar.CAPACITY: offer.units > 0 and floor.units_free(agent) < 0 and not insists,
            Bar.PROFILE: over and not insists,
            Bar.SKILLS: floor.lacks_skills(agent, work),
        }
    return {why for why, holds in found.items() if holds}


def _excuses(view: View, floor: Floor, fact: Fact, made: OfferMade) -> Iterable[Bar]:
    """Return what a later fact of the same batch explains."""
    if getattr(fact, "agent_id", None) != made.agent_id:
        return ()
    if isinstance(fact, OfferMade):
        return _pushed(view, floor, fact)
    if isinstance(fact, ConversationMoved) and fact.move in BY_HAND:
        return (Bar.CAPACITY, Bar.PROFILE, Bar.OFFERS)
    return EXCUSES.get(type(fact), ())


def _pushed(view: View, floor: Floor, fact: OfferMade) -> Iterable[Bar]:
    """Return by what a later offer may have gone over the limits."""
    work, agent = view.find(Conversation, fact.conversation_id), view.get(Agent, fact.agent_id)
    if work is None:
        return ()
    custom = view.get(Queue, work.queue_id).method is Method.CUSTOM
    return (Bar.CAPACITY, Bar.PROFILE) if custom or floor.insists(agent, work) else ()


EXCUSES: dict[type[Fact], tuple[Bar, ...]] = {
    AgentGone: (Bar.NOT_THERE, Bar.PRESENCE),
    AgentHoursTurned: (Bar.OFF_HOURS,),
    AlertRaised: (Bar.PRESENCE,),
    PresenceChanged: (Bar.NOT_THERE, Bar.PRESENCE),
    SessionOpened: (Bar.OFFERS,),
}


def _settings_of(agent: Agent) -> object:
    limits = [(one.profile_id, one.limit) for one in agent.profiles]
    return agent.capacity_units, agent.skills, limits, agent.queue_ids, agent.blind


def _settings(view: View) -> object:
    kinds = (Workstream, Queue, CapacityProfile, Skill)
    return view.find(Organisation, ORGANISATION), [list(view.all(kind)) for kind in kinds]
