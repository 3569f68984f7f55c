"""Gathers who was found for work, and whom routing passed on the way."""

from msgspec.structs import replace

from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar, NearMiss
from cordboard.core.needs import needs
from cordboard.core.presence import PresenceOption
from cordboard.core.routing import agent_key
from cordboard.core.rules import RuleFailure
from cordboard.core.workstream import Method, Queue

NEAR = 10
"""Agents whom an explanation names besides the winner."""


class Finding:
    """Who was found for work, and whom routing passed on the way."""

    __slots__ = ("at_limit", "counts", "failures", "order", "passed", "preference", "rule", "winner")

    def __init__(self) -> None:
        self.winner: Agent | None = None
        self.order: tuple[int, ...] = ()
        self.preference = ""
        self.rule = ""
        self.at_limit: list[Agent] = []
        """Whom on the way only the session limit barred (mission N16)."""
        self.counts: dict[Bar, int] = {}
        self.passed: list[tuple[Agent, Bar]] = []
        """The first of those who were passed over."""
        self.failures: tuple[RuleFailure, ...] = ()

    def pass_over(self, agent: Agent, why: Bar) -> None:
        """Note somebody who can't take it."""
        self.counts[why] = self.counts.get(why, 0) + 1
        if why is Bar.SESSIONS:
            self.at_limit.append(agent)
        if len(self.passed) < NEAR:
            self.passed.append((agent, why))


def near_miss(view: View, agent: Agent, why: Bar | None, work: Conversation, queue: Queue) -> NearMiss:
    """Say how close somebody came; `why` is the first of what kept them back, None for nothing."""
    standing = view.standing(agent.id)
    order = agent_key(agent, standing, queue)[:2]
    miss = NearMiss(agent_id=agent.id, bar=why, order=order)
    if why is None or queue.method is Method.CUSTOM:
        return miss
    found = needs(agent, work, view.terms(work.workstream_id), standing, default_of(view, agent))
    first = next((one for one in found if one.bar is why), None)
    lacks = "" if first is None else first.lacks or str(first.units or "")
    return replace(miss, lacks=lacks, alone=len(found) == 1 and first is not None)


def default_of(view: View, agent: Agent) -> PresenceOption | None:
    """Return the presence that the agent gets by signing in, None where the load alone says it."""
    return view.find(PresenceOption, agent.default_presence) if agent.default_presence else None
