"""Use cases on people: who may sign in, in which roles, in which queues."""

from msgspec.structs import replace

from cordboard.app import agents, offers, presences
from cordboard.app.ports import Tx
from cordboard.app.setup_commands import DisableUser, PutUser, SetAgent
from cordboard.core.agent import Agent
from cordboard.core.capacity import AgentProfile
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import AgentId, ProfileId
from cordboard.core.user import Actor, Role, User
from cordboard.core.workstream import Queue

LOGIN_LIMIT = 100
NAME_LIMIT = 300
CAPACITY_LIMIT_UNITS = 10_000
"""Far more than anybody can work on, and few enough to be stored."""


def put(command: PutUser, tx: Tx, actor: Actor) -> None:
    """Add a person or change one; somebody who is an agent no longer gives back all work.

    Raises:
        Refusal: INVALID for a login that is empty, too long or somebody else's, and for an impossible
            capacity; NOT_FOUND for an unknown queue.
    """
    login = command.login.strip().lower()
    require(0 < len(login) <= LOGIN_LIMIT, Code.INVALID, "The login is missing or too long.")
    require(0 < len(command.display_name) <= NAME_LIMIT, Code.INVALID, "The name is missing or too long.")
    taken = any(user.login == login and user.id != command.user_id for user in tx.all(User))
    require(not taken, Code.INVALID, f"Somebody else signs in as {login}.")
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
    _put_agent(tx, command)
    tx.audit(actor, "put_user", user.id, ",".join(command.roles))


def disable(command: DisableUser, tx: Tx, actor: Actor) -> None:
    """End a person's access, or give it back; what they had accepted goes to others at once."""
    user = tx.get(User, command.user_id)
    _recheck(tx, user)
    tx.put(replace(user, disabled=command.disabled))
    if command.disabled and tx.find(Agent, user.id):
        _retire_from_work(tx, user.id)
    tx.audit(actor, "disable_user" if command.disabled else "enable_user", user.id)


def set_agent(command: SetAgent, tx: Tx, actor: Actor) -> None:
    """Change what is set for one agent; routing looks at their queues again.

    Raises:
        Refusal: NOT_FOUND for an unknown login, queue, skill, profile, hours or presence.
    """
    wanted = command.settings
    login = wanted.login.strip().lower()
    user = next((one for one in tx.all(User) if one.login == login), None)
    agent = tx.find(Agent, user.id) if user is not None else None
    if agent is None:
        raise Refusal(Code.NOT_FOUND, f"There is no agent who signs in as {login}.")
    spent = {one.profile_id: one.spent for one in agent.profiles}
    after = replace(
        agent,
        queue_ids=tuple(dict.fromkeys(wanted.queue_ids)),
        capacity_units=wanted.capacity_units,
        skills=wanted.skills,
        profiles=tuple(
            AgentProfile(
                profile_id=ProfileId(one.profile_id),
                limit=one.limit,
                spent=spent.get(ProfileId(one.profile_id), 0),
            )
            for one in wanted.profiles
        ),
        hours_id=wanted.hours_id,
        default_presence=wanted.default_presence,
        attributes=wanted.attributes,
    )
    presences.settle(tx, after, after.presence, "configured")
    tx.unsettled.update(dict.fromkeys(after.queue_ids))
    tx.audit(actor, "set_agent", agent.id)


def _put_agent(tx: Tx, command: PutUser) -> None:
    agent = tx.find(Agent, command.user_id)
    if Role.AGENT not in command.roles:
        if agent is not None:
            _retire_from_work(tx, agent.id)
            tx.put(replace(tx.get(Agent, agent.id), queue_ids=()))
        return
    agent = agent or Agent(id=AgentId(command.user_id), name=command.display_name)
    agent = replace(
        agent,
        name=command.display_name,
        queue_ids=tuple(dict.fromkeys(command.queue_ids)),
        capacity_units=command.capacity_units,
    )
    presences.settle(tx, agent, agent.presence, "configured")
    tx.unsettled.update(dict.fromkeys(agent.queue_ids))


def _retire_from_work(tx: Tx, agent_id: str) -> None:
    agents.gone(tx, agent_id)
    offers.withdraw_from_gone(tx, AgentId(agent_id), for_good=True)
    agents.restore_over(tx, agent_id)


def _recheck(tx: Tx, user: User) -> None:
    """Ask again for the right to all that this person may be reading."""
    agent = tx.find(Agent, user.id)
    tx.recheck(f"agent:{user.id}")
    for queue_id in sorted({*user.supervises, *(agent.queue_ids if agent else ())}):
        tx.recheck(f"queue:{queue_id}")
        tx.recheck(f"floor:{queue_id}")
    for conversation_id in tx.owned_by(AgentId(user.id)):
        tx.recheck(f"conversation:{conversation_id}")
