"""Use cases on presence: choices, alerts, what the load makes of it, and the history of all changes."""

from msgspec.structs import replace

from cordboard.app import capacity, sessions
from cordboard.app.commands import ChoosePresence, ResetPresence, SetAgentPresence
from cordboard.app.ports import Tx
from cordboard.core import presence as rules
from cordboard.core.agent import Agent
from cordboard.core.errors import Code, require
from cordboard.core.ids import AgentId
from cordboard.core.presence import (
    OF_ALERT,
    AlertCause,
    AlertRaised,
    AlertsReset,
    Cause,
    Presence,
    PresenceChange,
    PresenceChanged,
    PresenceOption,
    Reachability,
)
from cordboard.core.user import SYSTEM, Actor, ActorKind, User


def choose(command: ChoosePresence, tx: Tx, actor: Actor) -> None:
    """Take the agent's own choice.

    Raises:
        Refusal: WRONG_STATE for an agent who is signed out, since signing in would forget it; NOT_SELECTABLE
            for a presence that only the system sets.
    """
    agent = tx.get(Agent, actor.id)
    option = tx.get(PresenceOption, command.presence_id)
    sessions.require_presence(tx, agent.id)
    _choose(tx, agent, option, Cause.AGENT, actor)


def set_for_agent(command: SetAgentPresence, tx: Tx, actor: Actor) -> None:
    """Set the presence of an agent who is there, as their supervisor (domain 2.6).

    Raises:
        Refusal: WRONG_STATE for an agent who is signed out or not connected, NOT_SELECTABLE for a presence
            that only the system sets.
    """
    agent = tx.get(Agent, command.agent_id)
    option = tx.get(PresenceOption, command.presence_id)
    there = agent.presence.reachability is Reachability.CONNECTED
    require(there, Code.WRONG_STATE, f"{agent.name} is not connected; there is no presence to set.")
    _choose(tx, agent, option, Cause.SUPERVISOR, actor)
    tx.audit(actor, "set_presence", agent.id, option.id)


def reset(command: ResetPresence, tx: Tx, actor: Actor) -> None:
    """Answer the alerts, one's own or as a supervisor an agent's (mission N14)."""
    agent = tx.get(Agent, command.agent_id)
    settle(tx, agent, rules.reset(agent.presence), Cause.RESET, actor)
    tx.record(AlertsReset(agent_id=agent.id, by=actor.key))
    if actor.kind is not ActorKind.USER or actor.id != agent.id:
        tx.audit(actor, "reset_presence", agent.id)


def raise_alert(tx: Tx, agent_id: AgentId, cause: AlertCause) -> None:
    """Take an agent out of the line and say why (mission N14, N16, N17)."""
    agent = tx.get(Agent, agent_id)
    settle(tx, agent, rules.raise_alert(agent.presence, cause, tx.now_ms), OF_ALERT[cause])
    tx.record(AlertRaised(agent_id=agent_id, cause=cause))


def recompute(tx: Tx, agent_id: AgentId, *, work_moved: bool) -> None:
    """Let the load speak again; when work moved, a soft choice by hand is over (domain 2.3, 2.4)."""
    agent = tx.find(Agent, agent_id)
    if agent is None:
        return
    presence = rules.work_moved(agent.presence) if work_moved else agent.presence
    settle(tx, agent, presence, Cause.LOAD)


def recompute_all(tx: Tx, by: Actor) -> None:
    """Let everybody's load speak again, for what counts as full was redefined."""
    for agent in list(tx.all(Agent)):
        settle(tx, agent, agent.presence, Cause.CONFIGURED, by)


def settle(tx: Tx, agent: Agent, presence: Presence, cause: Cause, by: Actor = SYSTEM) -> None:
    """Save the agent with this presence, the load computed anew; write down what is new, why and by whom."""
    before, person = agent.presence, _person(tx, by)
    presence = replace(presence, system=rules.from_load(capacity.load(tx, agent)))
    supervisor = person if by.id != agent.id else ""
    presence = rules.settled(before, presence, cause, by=by, supervisor=supervisor, now_ms=tx.now_ms)
    if rules.shown(presence) != rules.shown(before):
        changed = PresenceChanged(agent_id=agent.id, presence_id=rules.shown(presence), cause=cause.value)
        tx.record(changed)
    if rules.line(presence) != rules.line(before):
        tx.note_presence(_change(tx, agent, presence, person))
    after = replace(agent, presence=presence)
    if after != tx.find(Agent, agent.id):
        tx.put(after)


def _choose(tx: Tx, agent: Agent, option: PresenceOption, cause: Cause, actor: Actor) -> None:
    had_alerts = bool(agent.presence.alerts)
    settle(tx, agent, rules.choose(agent.presence, option), cause, actor)
    if had_alerts:
        tx.record(AlertsReset(agent_id=agent.id, by=actor.key))


def _change(tx: Tx, agent: Agent, presence: Presence, person: str) -> PresenceChange:
    return PresenceChange(
        agent_id=agent.id,
        at_ms=tx.now_ms,
        presence_id=rules.shown(presence),
        base=rules.base(presence),
        cause=presence.cause,
        by=presence.by,
        by_name=person,
    )


def _person(tx: Tx, by: Actor) -> str:
    """Return a person's name, nothing for the system and the operator."""
    user = tx.find(User, by.id) if by.kind is ActorKind.USER else None
    return user.name if user is not None else ""
