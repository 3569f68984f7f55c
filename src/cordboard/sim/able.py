"""Says by plain loops over all values who can be offered waiting work, and what keeps the others back."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.capacity import AgentProfile, CapacityProfile, Reset
from cordboard.core.conditions import evaluate
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, ProfileId
from cordboard.core.offer import Offer
from cordboard.core.presence import BasePresence, Reachability, base
from cordboard.core.rules import Plain
from cordboard.core.skill import Matching, Skill
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import ORGANISATION, Distribution, Method, Organisation, Queue, Workstream

V = TypeVar("V", Conversation, Offer, WorkspaceSession)


class Floor:
    """The floor at one moment, as anybody could count it; nothing is taken from its indexes."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.organisation = view.find(Organisation, ORGANISATION) or Organisation()
        self.profiles = {one.id: one for one in view.all(CapacityProfile)}
        self.inactive = {one.id for one in view.all(Skill) if not one.active}
        self.skills = [one.id for one in view.all(Skill)]
        self._owned = _by_agent(view.all(Conversation))
        self._offers = _by_agent(view.all(Offer))
        self._sessions = _by_agent(view.all(WorkspaceSession))

    def bars(self, work: Conversation) -> dict[AgentId, Bar | None]:
        """Return what keeps each member of its queue from being offered this work; None is nothing.

        Nothing keeps anybody back from work that is offered by itself to nobody; it is given no line here.
        """
        by_itself = self.settings(work).distribution is Distribution.PUSH
        if not by_itself or len(work.declines) >= self.organisation.decliners_limit:
            return {}
        return self.first_reasons(work)

    def first_reasons(self, work: Conversation) -> dict[AgentId, Bar | None]:
        """Return the first reason of each member, whether or not the work is offered by itself."""
        members = (one for one in self._view.all(Agent) if work.queue_id in one.queue_ids)
        return {agent.id: next(self.reasons(agent, work), None) for agent in members}

    def reasons(self, agent: Agent, work: Conversation) -> Iterator[Bar]:
        """Yield everything that keeps an agent from this work, in the order in which it is told."""
        checks = CUSTOM if self._view.get(Queue, work.queue_id).method is Method.CUSTOM else PLAIN
        return (why for why, holds in checks.items() if holds(self, agent, work))

    def settings(self, work: Conversation) -> Workstream:
        """Return those of its workstream."""
        return self._view.get(Workstream, work.workstream_id)

    def units_free(self, agent: Agent) -> int:
        """Return the units that neither conversations nor offers take; negative where there are too many."""
        held = sum(one.units_held for one in self._owned.get(agent.id, ()))
        return agent.capacity_units - held - sum(one.units for one in self._offers.get(agent.id, ()))

    def sessions_and_offers(self, agent: Agent) -> int:
        """Return how many sessions the agent has, or would have after accepting and opening everything."""
        sessions = self._sessions.get(agent.id, ())
        on_panel = {one.conversation_id for one in sessions}
        unopened = [one for one in self._owned.get(agent.id, ()) if one.unseen and one.id not in on_panel]
        return len(sessions) + len(self._offers.get(agent.id, ())) + len(unopened)

    def room(self, agent: Agent, profile_id: ProfileId) -> int:
        """Return how many more items of a profile fit; none without a share in it."""
        share = next((one for one in agent.profiles if one.profile_id == profile_id), None)
        return self._room(agent, share) if share is not None else 0

    def insists(self, agent: Agent, work: Conversation) -> bool:
        """Whether the work is this agent's whatever capacity and skills say."""
        back = (work.preferred,) if work.asynchronous else ()
        declined = {*(one.agent_id for one in work.declines), work.last_choice}
        return agent.id in {*work.favoured, *back} - declined

    def not_there(self, agent: Agent, work: Conversation) -> bool:
        return agent.presence.reachability is not Reachability.CONNECTED or agent.blind

    def off_hours(self, agent: Agent, work: Conversation) -> bool:
        return agent.off_hours

    def offline(self, agent: Agent, work: Conversation) -> bool:
        return base(agent.presence) is BasePresence.OFFLINE

    def in_no_mood(self, agent: Agent, work: Conversation) -> bool:
        return base(agent.presence) not in self.settings(work).allowed_presences

    def lacks_units(self, agent: Agent, work: Conversation) -> bool:
        return 0 < work.units > self.units_free(agent) and not self.insists(agent, work)

    def lacks_profile(self, agent: Agent, work: Conversation) -> bool:
        blocked = any(
            self.profiles[share.profile_id].blocking and self._room(agent, share) <= 0
            for share in agent.profiles
        )
        full = any(self.room(agent, one) <= 0 for one in work.profiles)
        return (blocked or full) and not self.insists(agent, work)

    def lacks_skills(self, agent: Agent, work: Conversation) -> bool:
        if self.settings(work).matching is not Matching.EXACT or self.insists(agent, work):
            return False
        ratings = {one.skill_id: one.rating for one in agent.skills}
        asked = [one for one in work.skills if one.skill_id not in self.inactive]
        return any(ratings.get(one.skill_id, -1) < one.rating for one in asked)

    def kept_for_another(self, agent: Agent, work: Conversation) -> bool:
        kept = work.reserved_until_ms is not None and agent.id != work.preferred
        return kept and not self.insists(agent, work)

    def awaits_another(self, agent: Agent, work: Conversation) -> bool:
        """Whether rules of a queue's own can't give it to this agent now."""
        return work.reserved_until_ms is not None and agent.id not in {work.preferred, *work.favoured}

    def declined(self, agent: Agent, work: Conversation) -> bool:
        limit = self.settings(work).decline_limit
        return any(one.agent_id == agent.id and one.count >= limit for one in work.declines)

    def at_session_limit(self, agent: Agent, work: Conversation) -> bool:
        return len(self._sessions.get(agent.id, ())) >= self.organisation.session_limit

    def offered_enough(self, agent: Agent, work: Conversation) -> bool:
        return self.sessions_and_offers(agent) >= self.organisation.session_limit

    def fits_no_rule(self, agent: Agent, work: Conversation) -> bool:
        known = self._attributes(agent, work)
        rulesets = self._view.get(Queue, work.queue_id).assignment
        ruleset = next((one for one in rulesets if evaluate(one.when, known).matched), None)
        return ruleset is None or not any(evaluate(one.when, known).matched for one in ruleset.rules)

    def _room(self, agent: Agent, share: AgentProfile) -> int:
        profile = self.profiles[share.profile_id]
        held = sum(profile.id in one.profiles_held for one in self._owned.get(agent.id, ()))
        used = share.spent if profile.reset is Reset.END_OF_DAY else held
        offered = sum(profile.id in one.profiles for one in self._offers.get(agent.id, ()))
        return (profile.limit if share.limit is None else share.limit) - used - offered

    def _attributes(self, agent: Agent, work: Conversation) -> dict[str, Plain]:
        """Return all that custom rules of a seed can ask for."""
        ratings = {one.skill_id: one.rating for one in agent.skills if one.skill_id not in self.inactive}
        known: dict[str, Plain] = {
            "work.channel": work.channel.value,
            "work.workstream": work.workstream_id,
            "work.units": work.units,
            "agent.units_free": self.units_free(agent),
            "agent.units_total": agent.capacity_units,
            "agent.presence": base(agent.presence).value,
            "agent.is_working": not agent.off_hours,
            "agent.queue_count": len(agent.queue_ids),
            "agent.skill_count": sum(one.skill_id in ratings for one in work.skills),
        }
        known |= {f"detail.{one.name}": one.value for one in reversed(work.details)}
        known |= {f"value.{name}": value for name, value in work.values.items()}
        known |= {f"agent.skill.{one}": ratings.get(one, 0) for one in self.skills}
        known |= {f"agent.profile_free.{one}": self.room(agent, one) for one in self.profiles}
        return known | {f"agent.attribute.{name}": value for name, value in agent.attributes.items()}


Check = Callable[[Floor, Agent, Conversation], bool]
PLAIN: dict[Bar, Check] = {
    Bar.NOT_THERE: Floor.not_there,
    Bar.OFF_HOURS: Floor.off_hours,
    Bar.PRESENCE: Floor.in_no_mood,
    Bar.CAPACITY: Floor.lacks_units,
    Bar.PROFILE: Floor.lacks_profile,
    Bar.SKILLS: Floor.lacks_skills,
    Bar.RESERVED: Floor.kept_for_another,
    Bar.DECLINED: Floor.declined,
    Bar.SESSIONS: Floor.at_session_limit,
    Bar.OFFERS: Floor.offered_enough,
}
"""What is asked in queues whose method is not custom, in the order of Bar."""
CUSTOM: dict[Bar, Check] = {
    Bar.NOT_THERE: Floor.not_there,
    Bar.OFF_HOURS: Floor.off_hours,
    Bar.PRESENCE: Floor.offline,
    Bar.RESERVED: Floor.awaits_another,
    Bar.DECLINED: Floor.declined,
    Bar.SESSIONS: Floor.at_session_limit,
    Bar.OFFERS: Floor.offered_enough,
    Bar.RULES: Floor.fits_no_rule,
}


def _by_agent(values: Iterable[V]) -> dict[str, list[V]]:
    """Return conversations, offers or sessions by the agent who has them."""
    groups: dict[str, list[V]] = {}
    for one in values:
        if one.agent_id is not None:
            groups.setdefault(one.agent_id, []).append(one)
    return groups
