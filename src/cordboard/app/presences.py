"""Use cases on presence: choices, alerts, and what the load makes of it."""

from msgspec.structs import replace

from cordboard.app import capacity
from cordboard.app.commands import ChoosePresence, ResetPresence, SetAgentPresence
from cordboard.app.ports import Tx
from cordboard.core import presence as rules
from cordboard.core.agent import Agent
from cordboard.core.ids import AgentId
from cordboard.core.presence import (
    AlertCause,
    AlertRaised,
    AlertsReset,
    Presence,
    PresenceChanged,
    PresenceOption,
)
from cordboard.core.user import Actor, ActorKind


def choose(command: ChoosePresence, tx: Tx, actor: Actor) -> None:
    """Take the agent's own choice."""
    agent = tx.get(Agent, actor.id)
    option = tx.get(PresenceOption, command.presence_id)
    had_alerts = bool(agent.presence.alerts)
    settle(tx, agent, rules.choose(agent.presence, option), "agent")
    if had_alerts:
        tx.record(AlertsReset(agent_id=agent.id, by=actor.key))


def set_for_agent(command: SetAgentPresence, tx: Tx, actor: Actor) -> None:
    """Set an agent's presence as their supervisor (domain 2.6)."""
    agent = tx.get(Agent, command.agent_id)
    option = tx.get(PresenceOption, command.presence_id)
    settle(tx, agent, rules.choose(agent.presence, option), "supervisor")
    tx.audit(actor, "set_presence", agent.id, option.id)


def reset(command: ResetPresence, tx: Tx, actor: Actor) -> None:
    """Answer the alerts, one's own or as a supervisor an agent's (mission N14)."""
    agent = tx.get(Agent, command.agent_id)
    settle(tx, agent, rules.reset(agent.presence), "reset")
    tx.record(AlertsReset(agent_id=agent.id, by=actor.key))
    if actor.kind is not ActorKind.USER or actor.id != agent.id:
        tx.audit(actor, "reset_presence", agent.id)


def raise_alert(tx: Tx, agent_id: AgentId, cause: AlertCause) -> None:
    """Take an agent out of the line and say why (mission N14, N16, N17)."""
    agent = tx.get(Agent, agent_id)
    settle(tx, agent, rules.raise_alert(agent.presence, cause, tx.now_ms), cause.value)
    tx.record(AlertRaised(agent_id=agent_id, cause=cause))


def recompute(tx: Tx, agent_id: AgentId, *, work_moved: bool) -> None:
    """Let the load speak again; when work moved, a soft choice by hand is over (domain 2.3, 2.4)."""
    agent = tx.find(Agent, agent_id)
    if agent is None:
        return
    presence = rules.work_moved(agent.presence) if work_moved else agent.presence
    settle(tx, agent, presence, "load")


def recompute_all(tx: Tx) -> None:
    """Let everybody's load speak again, for what counts as full was redefined."""
    for agent in list(tx.all(Agent)):
        recompute(tx, agent.id, work_moved=False)


def settle(tx: Tx, agent: Agent, presence: Presence, cause: str) -> None:
    """Save the agent with this presence, the load computed anew; say so if people see another one."""
    system = rules.from_load(capacity.load(tx, agent))
    presence = replace(presence, system=system)
    if rules.shown(presence) != rules.shown(agent.presence):
        presence = replace(presence, since_ms=tx.now_ms)
        changed = PresenceChanged(agent_id=agent.id, presence_id=rules.shown(presence), cause=cause)
        tx.record(changed)
    after = replace(agent, presence=presence)
    if after != tx.find(Agent, agent.id):
        tx.put(after)
