"""Use cases on agents' connections: coming, vanishing, coming back in time, giving up (domain 2.2)."""

from msgspec.structs import replace

from cordboard.app import affinity, conversations, deadlines, offers, presences
from cordboard.app.commands import AgentArrived, AgentLeft, ReportVisible, SignOut
from cordboard.app.ports import Tx
from cordboard.core import agent as rules
from cordboard.core import presence as presence_rules
from cordboard.core.agent import Agent, AgentGone, AgentSighted
from cordboard.core.deadline import DeadlineKind
from cordboard.core.errors import Code, require
from cordboard.core.ids import AgentId
from cordboard.core.presence import Cause, PresenceOption, Reachability
from cordboard.core.user import SYSTEM, Actor, ActorKind, User
from cordboard.core.workstream import ORGANISATION, Organisation


def arrived(command: AgentArrived, tx: Tx, actor: Actor) -> None:
    """Add a page; the first one brings the presence back, restored or new.

    Raises:
        Refusal: NOT_ALLOWED when the person's access has ended meanwhile.
    """
    agent = tx.get(Agent, command.agent_id)
    user = tx.find(User, command.agent_id)
    require(user is None or not user.disabled, Code.NOT_ALLOWED, "This person's access has ended.")
    deadlines.clear(tx, DeadlineKind.AGENT_GONE, agent.id)
    after, fact = rules.connect(agent, command.connection_id)
    tx.put(after)
    tx.record(fact)
    if agent.presence.reachability is Reachability.CONNECTED:
        return
    deadlines.clear(tx, DeadlineKind.AGENT_RESTORE, agent.id)
    if agent.presence.reachability is Reachability.SIGNED_OUT:
        after = rules.sign_in(after)
    returned = agent.presence.reachability is Reachability.GONE
    presence = presence_rules.arrive(agent.presence, _default(tx, agent))
    presences.settle(tx, after, presence, Cause.RESTORED if returned else Cause.ARRIVED)


def left(command: AgentLeft, tx: Tx, actor: Actor) -> None:
    """Drop a page; the last one starts the clock, or has run it down already by its silence (decision 5)."""
    agent = tx.find(Agent, command.agent_id)
    if agent is None or command.connection_id not in agent.connections:
        return
    after = rules.disconnect(agent, command.connection_id)
    tx.put(after)
    if after.connections:
        return
    if command.silent:
        gone(tx, agent.id)
    else:
        patience = tx.get(Organisation, ORGANISATION).closed_is_gone_s
        deadlines.set_in(tx, DeadlineKind.AGENT_GONE, agent.id, patience)


def sign_out(command: SignOut, tx: Tx, actor: Actor) -> None:
    """Count as gone at once; a presence chosen by hand does not outlive it (domain 2.4)."""
    agent = tx.find(Agent, command.agent_id)
    if agent is None:
        return
    gone(tx, agent.id, by=Actor(kind=ActorKind.USER, id=agent.id))
    after = tx.get(Agent, agent.id)
    if after.presence.reachability is Reachability.GONE:
        presence = presence_rules.sign_out(after.presence, _default(tx, after))
        tx.put(replace(after, presence=presence))


def _default(tx: Tx, agent: Agent) -> PresenceOption | None:
    return tx.find(PresenceOption, agent.default_presence) if agent.default_presence else None


def gone(tx: Tx, agent_id: str, cause: Cause = Cause.GONE, by: Actor = SYSTEM) -> None:
    """Lose the agent: Offline at once, offers go to others, accepted work is kept for the restore window."""
    agent = tx.get(Agent, agent_id)
    if agent.presence.reachability is not Reachability.CONNECTED:
        return
    deadlines.clear(tx, DeadlineKind.AGENT_GONE, agent_id)
    vanished = presence_rules.vanish(agent.presence)
    presences.settle(tx, replace(agent, connections=()), vanished, cause, by)
    tx.record(AgentGone(agent_id=agent.id))
    offers.withdraw_from_gone(tx, agent.id)
    restore_s = tx.get(Organisation, ORGANISATION).restore_s
    deadlines.set_in(tx, DeadlineKind.AGENT_RESTORE, agent.id, restore_s)


def restore_over(tx: Tx, agent_id: str, cause: Cause = Cause.RESTORE_OVER, by: Actor = SYSTEM) -> None:
    """Give up waiting: what the agent had accepted goes back to its queues (mission decision 6)."""
    deadlines.clear(tx, DeadlineKind.AGENT_RESTORE, agent_id)
    agent = tx.get(Agent, agent_id)
    presences.settle(tx, agent, presence_rules.leave(agent.presence), cause, by)
    conversations.release_from_gone(tx, agent.id)
    affinity.leave(tx, agent.id)


def report_visible(command: ReportVisible, tx: Tx, actor: Actor) -> None:
    """See again: a page can show offers, so the agent is a candidate again (mission decision 11)."""
    agent = tx.get(Agent, actor.id)
    if agent.blind:
        tx.put(replace(agent, blind=False))
        tx.record(AgentSighted(agent_id=AgentId(actor.id)))


def begin_anew(tx: Tx, agent: Agent, *, all_gone: bool, patience_s: int) -> None:
    """Start the agent's clocks again after the server was away (mission decision 7)."""
    organisation = tx.get(Organisation, ORGANISATION)
    if agent.presence.reachability is Reachability.GONE:
        deadlines.set_in(tx, DeadlineKind.AGENT_RESTORE, agent.id, organisation.restore_s)
    elif agent.presence.reachability is Reachability.CONNECTED and (all_gone or not agent.connections):
        deadlines.set_in(tx, DeadlineKind.AGENT_GONE, agent.id, patience_s)
    if all_gone and agent.connections:
        tx.put(replace(agent, connections=()))
