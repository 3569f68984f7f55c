"""Finds the names of what explanations speak of by ids; what is gone is called by its id."""

from msgspec.structs import replace

from cordboard.app.ports import View
from cordboard.app.routing_story import Near
from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile
from cordboard.core.explanation import Bar, NearMiss
from cordboard.core.needs import Need
from cordboard.core.skill import Skill
from cordboard.core.workstream import Queue


class Names:
    """The names of the moment."""

    def __init__(self, view: View) -> None:
        self._view = view

    def agent(self, agent_id: str) -> str:
        """Return an agent's name."""
        agent = self._view.find(Agent, agent_id)
        return agent.name if agent is not None else agent_id

    def queue(self, queue_id: str) -> str:
        """Return a queue's name."""
        queue = self._view.find(Queue, queue_id)
        return queue.name if queue is not None else queue_id

    def skill(self, skill_id: str) -> str:
        """Return a skill's name."""
        skill = self._view.find(Skill, skill_id)
        return skill.name if skill is not None else skill_id

    def profile(self, profile_id: str) -> str:
        """Return a capacity profile's name."""
        profile = self._view.find(CapacityProfile, profile_id)
        return profile.name if profile is not None else profile_id

    def need(self, agent: Agent, need: Need) -> Near:
        """Return by names what would have to be otherwise."""
        lacks = ""
        if need.lacks:
            lacks = self.skill(need.lacks) if need.bar is Bar.SKILLS else self.profile(need.lacks)
        return Near(agent=agent.name, bar=need.bar, lacks=lacks, units=need.units, rating=need.rating)

    def near(self, miss: NearMiss) -> Near:
        """Return a near miss by names."""
        near = Near(agent=self.agent(miss.agent_id), bar=miss.bar)
        match miss.bar:
            case Bar.CAPACITY:
                return replace(near, units=int(miss.lacks) if miss.lacks.isdecimal() else 0)
            case Bar.SKILLS:
                return replace(near, lacks=self.skill(miss.lacks) if miss.lacks else "")
            case Bar.PROFILE:
                return replace(near, lacks=self.profile(miss.lacks) if miss.lacks else "")
            case _:
                return near
