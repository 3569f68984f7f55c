"""Use cases on people: who may sign in, in which roles, in which queues."""

from collections.abc import Iterable

from msgspec.structs import replace

from cordboard.app import affinity, agents, offers, overflow, presences, working_hours
from cordboard.app.agent_settings import CAPACITY_LIMIT_UNITS, NAME_LIMIT, check
from cordboard.app.definitions import settings_of
from cordboard.app.ports import Tx
from cordboard.app.setup_commands import DisableUser, PutUser, SetAgent
from cordboard.core.agent import Agent, serve
from cordboard.core.agent_settings import changes, with_settings
from cordboard.core.configuration import AgentSettings
from cordboard.core.control_characters import has_control
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import AgentId, QueueId
from cordboard.core.presence import Cause
from cordboard.core.user import Actor, Role, User
from cordboard.core.workstream import Queue

LOGIN_LIMIT = 100


def put(command: PutUser, tx: Tx, actor: Actor) -> None:
    """Add a person or change one; somebody who is an agent no longer gives back all work.

    Raises:
        Refusal: INVALID for a login that is empty, too long or somebody else's, and for an impossible
            capacity; NOT_FOUND for an unknown queue.
    """
    login = command.login.strip().lower()
    require(0 < len(login) <= LOGIN_LIMIT, Code.INVALID, "The login is missing or too long.")
    require(0 < len(command.display_name) <= NAME_LIMIT, Code.INVALID, "The name is missing or too long.")
    odd = has_control(login) or has_control(command.display_name)
    require(not odd, Code.INVALID, "Logins and names have no control characters.")
    other = tx.user_with(login)
    require(other is None or other.id == command.user_id, Code.INVALID, f"Somebody else signs in as {login}.")
    fits = 0 <= command.capacity_units <= CAPACITY_LIMIT_UNITS
    require(fits, Code.INVALID, f"A capacity is 0 to {CAPACITY_LIMIT_UNITS} units.")
    for queue_id in (*command.queue_ids, *command.supervises):
        tx.get(Queue, queue_id)
    known = tx.find(User, command.user_id)
    user = User(
        id=command.user_id,
        login=login,
        name=command.display_name,
        roles=command.roles,
        supervises=command.supervises,
        disabled=known is not None and known.disabled,
    )
    if known is not None:
        _recheck(tx, known)
    tx.put(user)
    _put_agent(tx, command, actor)
    tx.audit(actor, "put_user", user.id, ",".join(command.roles))


def disable(command: DisableUser, tx: Tx, actor: Actor) -> None:
    """End a person's access, or give it back; what they had accepted goes to others at once."""
    user = tx.get(User, command.user_id)
    _recheck(tx, user)
    tx.put(replace(user, disabled=command.disabled))
    agent = tx.find(Agent, user.id)
    if command.disabled and agent is not None:
        _retire_from_work(tx, user.id, actor)
        overflow.lose_members(tx, agent.queue_ids)
    elif agent is not None:
        overflow.gain_member(tx, agent.id, agent.queue_ids)
    tx.audit(actor, "disable_user" if command.disabled else "enable_user", user.id)


def set_agent(command: SetAgent, tx: Tx, actor: Actor) -> None:
    """Change what is set for one agent; routing looks at once at what they can take now.

    Settings that stay as they are aren't checked again: what they name may have been switched off since.

    Raises:
        Refusal: NOT_FOUND for an unknown login, queue, skill, profile, hours or presence; NOT_SELECTABLE
            for a presence that only the system sets; INVALID for a value out of range.
    """
    put_settings(tx, actor, command.settings, by=command.account)


def put_settings(tx: Tx, actor: Actor, wanted: AgentSettings, *, by: str) -> None:
    """Do so for a command of any kind; `by` says in the audit who asked, and as part of what."""
    login = wanted.login.strip().lower()
    user = tx.user_with(login)
    agent = tx.find(Agent, user.id) if user is not None and Role.AGENT in user.roles else None
    if agent is None:
        raise Refusal(Code.NOT_FOUND, f"There is no agent who signs in as {login}.")
    before = settings_of(agent, login)
    check(tx, before, wanted)
    after = with_settings(agent, wanted, tx.now_ms)
    settings = settings_of(after, login)
    if settings == before:
        return
    left = sorted(set(agent.queue_ids) - set(after.queue_ids))
    for queue_id in left:
        _recheck_queue(tx, queue_id)
    _put_to_work(tx, after, actor)
    _change_queues(tx, agent.id, agent.queue_ids, after.queue_ids)
    what = changes(before, settings)
    tx.audit(actor, "set_agent", agent.id, f"{by}: {what}" if by else what)


def _put_agent(tx: Tx, command: PutUser, actor: Actor) -> None:
    agent = tx.find(Agent, command.user_id)
    if Role.AGENT not in command.roles:
        if agent is not None:
            _end_as_agent(tx, agent, actor)
        return
    served = agent.queue_ids if agent is not None else ()
    agent = agent or Agent(id=AgentId(command.user_id), name=command.display_name)
    agent = replace(agent, name=command.display_name, capacity_units=command.capacity_units)
    _put_to_work(tx, serve(agent, command.queue_ids, tx.now_ms), actor)
    _change_queues(tx, agent.id, served, command.queue_ids)


def _end_as_agent(tx: Tx, agent: Agent, actor: Actor) -> None:
    """Take work and settings away: settings that stayed would name what may be removed meanwhile."""
    _retire_from_work(tx, agent.id, actor)
    left = with_settings(tx.get(Agent, agent.id), AgentSettings(login=""), tx.now_ms)
    tx.put(replace(left, presence=replace(left.presence, chosen=None)))
    working_hours.settle(tx, agent.id)
    _change_queues(tx, agent.id, agent.queue_ids, ())


def _put_to_work(tx: Tx, agent: Agent, actor: Actor) -> None:
    """Save the agent with the presence that follows, and have routing look at once, also after an edit."""
    presences.settle(tx, agent, agent.presence, Cause.CONFIGURED, actor)
    working_hours.settle(tx, agent.id)
    tx.agenda.mark_agent(agent.id)


def _change_queues(tx: Tx, agent_id: AgentId, before: Iterable[QueueId], after: Iterable[QueueId]) -> None:
    """Take back in queues that were left what was kept or offered; see what waits in vain, or no more."""
    left, joined = set(before) - set(after), set(after) - set(before)
    affinity.leave_queues(tx, agent_id)
    offers.withdraw_from_queues(tx, agent_id, left)
    overflow.lose_members(tx, sorted(left))
    overflow.gain_member(tx, agent_id, sorted(joined))


def _retire_from_work(tx: Tx, agent_id: str, actor: Actor) -> None:
    agents.gone(tx, agent_id, Cause.CONFIGURED, actor)
    offers.withdraw_from_gone(tx, AgentId(agent_id), for_good=True)
    agents.restore_over(tx, agent_id, Cause.CONFIGURED, actor)


def _recheck(tx: Tx, user: User) -> None:
    """Ask again for the right to all that this person may be reading."""
    agent = tx.find(Agent, user.id)
    tx.recheck(f"agent:{user.id}")
    for queue_id in sorted({*user.supervises, *(agent.queue_ids if agent else ())}):
        _recheck_queue(tx, queue_id)
    for conversation_id in tx.owned_by(AgentId(user.id)):
        tx.recheck(f"conversation:{conversation_id}")


def _recheck_queue(tx: Tx, queue_id: QueueId) -> None:
    tx.recheck(f"queue:{queue_id}")
    tx.recheck(f"floor:{queue_id}")
