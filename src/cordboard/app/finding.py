"""Gathers who was found for work, and whom routing passed on the way."""

from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar, NearMiss
from cordboard.core.routing import Terms, agent_key, lacks
from cordboard.core.rules import RuleFailure
from cordboard.core.workstream import Queue

NEAR = 10
"""Agents whom an explanation names besides the winner."""


class Finding:
    """Who was found for work, and whom routing passed on the way."""

    __slots__ = ("at_limit", "counts", "failures", "near", "order", "preference", "rule", "winner")

    def __init__(self) -> None:
        self.winner: Agent | None = None
        self.order: tuple[int, ...] = ()
        self.preference = ""
        self.rule = ""
        self.at_limit: list[Agent] = []
        """Whom on the way only the session limit barred (mission N16)."""
        self.counts: dict[Bar, int] = {}
        self.near: list[NearMiss] = []
        self.failures: tuple[RuleFailure, ...] = ()

    def pass_over(self, agent: Agent, why: Bar, work: Conversation, view: View, terms: Terms) -> None:
        """Note somebody who can't take it."""
        self.counts[why] = self.counts.get(why, 0) + 1
        if why is Bar.SESSIONS:
            self.at_limit.append(agent)
        if len(self.near) < NEAR:
            standing = view.standing(agent.id)
            key = agent_key(agent, standing, view.get(Queue, work.queue_id))
            self.near.append(
                NearMiss(
                    agent_id=agent.id, bar=why, order=key[:2], lacks=lacks(agent, work, terms, standing, why)
                )
            )
