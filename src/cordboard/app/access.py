"""Decides who may send what and read what: the only door, asked at the moment of doing (decision 22)."""

from collections.abc import Callable, Iterable

from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.app.closed_work import Scope
from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.conversation import ENDED, Conversation, State
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import ConversationId
from cordboard.core.user import Actor, ActorKind, Role, User
from cordboard.core.visitor import BlockedVisitor

Rule = Callable[[Actor, c.AnyCommand, View], bool]


def check(actor: Actor, command: c.AnyCommand, view: View) -> None:
    """Refuse what the actor may not do.

    Raises:
        Refusal: NOT_ALLOWED, BLOCKED for a blocked visitor, NOT_FOUND where the thing itself is hidden.
    """
    if actor.kind is ActorKind.VISITOR:
        require(view.find(BlockedVisitor, actor.id) is None, Code.BLOCKED, "This visitor is blocked.")
    allowed = ALLOWED[type(command)](actor, command, view)
    require(allowed, Code.NOT_ALLOWED, "You may not do this.")


def may_read(actor: Actor, stream: str, view: View) -> bool:
    """Whether the actor may read a stream now; an unknown stream is nobody's."""
    kind, _, subject = stream.partition(":")
    rule = READERS.get(kind)
    return rule is not None and rule(actor, subject, view)


def may_read_earlier(actor: Actor, conversation_id: str, earlier_id: str, view: View) -> bool:
    """Whether the owner of a conversation may read an ended one of the same visitor's."""
    conversation = view.recall(ConversationId(conversation_id))
    earlier = view.recall(ConversationId(earlier_id))
    if conversation is None or earlier is None or earlier.id == conversation.id:
        return False
    same = earlier.visitor_id == conversation.visitor_id and earlier.state in ENDED
    return same and owns(actor, conversation, view)


def may_read_closed(actor: Actor, conversation: Conversation, view: View, *, had: bool) -> bool:
    """Whether the actor may read a closed conversation: an agent who `had` it, or its queue's supervisor."""
    as_agent = had and has_role(actor, Role.AGENT, view)
    return conversation.state is State.CLOSED and (as_agent or supervises(actor, conversation.queue_id, view))


def closed_scope(actor: Actor, view: View, *, mine: bool) -> Scope:
    """Return which closed conversations the actor may read; `mine` leaves out what they only supervise."""
    user = user_of(actor, view)
    is_supervisor = user is not None and Role.SUPERVISOR in user.roles and not mine
    return Scope(
        agent_id=actor.id if has_role(actor, Role.AGENT, view) else None,
        queue_ids=tuple(user.supervises) if user is not None and is_supervisor else (),
    )


def oversees_routing(actor: Actor, conversation: Conversation, queue_ids: Iterable[str], view: View) -> bool:
    """Whether the actor may know all of why a conversation was routed as it was, also when it is closed.

    Supervisors of its queue and of `queue_ids`, where it has been before, and administrators.
    """
    if has_role(actor, Role.ADMINISTRATOR, view):
        return True
    return any(supervises(actor, queue_id, view) for queue_id in (conversation.queue_id, *queue_ids))


def owns(actor: Actor, conversation: Conversation, view: View) -> bool:
    """Whether the actor is the agent who has the conversation now."""
    return conversation.agent_id == actor.id and has_role(actor, Role.AGENT, view)


def may_read_presence_history(actor: Actor, agent_id: str, view: View) -> bool:
    """Whether the actor may know when an agent showed which presence, and why.

    The agent, supervisors of one of the agent's queues, and administrators.
    """
    if view.find(Agent, agent_id) is None:
        return False
    own = actor.id == agent_id and has_role(actor, Role.AGENT, view)
    return own or has_role(actor, Role.ADMINISTRATOR, view) or supervises_agent(actor, agent_id, view)


def agents_known(actor: Actor, view: View) -> list[Agent]:
    """Return the agents whose presence the actor oversees: of supervised queues, for administrators all.

    Raises:
        Refusal: NOT_ALLOWED for others.
    """
    everyone = has_role(actor, Role.ADMINISTRATOR, view)
    allowed = everyone or has_role(actor, Role.SUPERVISOR, view)
    require(allowed, Code.NOT_ALLOWED, "Only supervisors and administrators list agents.")
    return [one for one in view.all(Agent) if everyone or supervises_agent(actor, one.id, view)]


def user_of(actor: Actor, view: View) -> User | None:
    """Return the signed-in person, None for others and for those whose access has ended."""
    user = view.find(User, actor.id) if actor.kind is ActorKind.USER else None
    return None if user is None or user.disabled else user


def actor_of(user: User) -> Actor:
    """Return the person as one who sends commands."""
    return Actor(kind=ActorKind.USER, id=user.id)


def has_role(actor: Actor, role: Role, view: View) -> bool:
    """Whether the actor is a person who holds the role now."""
    user = user_of(actor, view)
    return user is not None and role in user.roles


def _visitor_self(actor: Actor, command: c.AnyCommand, view: View) -> bool:
    """Start as oneself; channels that customers reach through a network start as the system."""
    assert isinstance(command, c.StartConversation)
    return actor.kind is ActorKind.SYSTEM or (
        actor.kind is ActorKind.VISITOR and command.visitor_id == actor.id
    )


def _own_conversation(actor: Actor, command: c.AnyCommand, view: View) -> bool:
    assert isinstance(command, c.EndByCustomer)
    conversation = view.find(Conversation, command.conversation_id)
    if conversation is None or conversation.visitor_id != actor.id or actor.kind is not ActorKind.VISITOR:
        raise Refusal(Code.NOT_FOUND, "There is no such conversation.")
    return True


def _agent(actor: Actor, command: c.AnyCommand, view: View) -> bool:
    return has_role(actor, Role.AGENT, view) and view.find(Agent, actor.id) is not None


def _member(actor: Actor, command: c.AnyCommand, view: View) -> bool:
    """An agent of the queue; others are not told that the conversation exists."""
    assert isinstance(command, c.PickConversation)
    conversation = view.find(Conversation, command.conversation_id)
    agent = view.find(Agent, actor.id) if _agent(actor, command, view) else None
    if conversation is None or agent is None or conversation.queue_id not in agent.queue_ids:
        raise Refusal(Code.NOT_FOUND, "There is no such conversation.")
    return True


def _self_or_supervisor(actor: Actor, command: c.AnyCommand, view: View) -> bool:
    assert isinstance(command, c.ResetPresence)
    if actor.id == command.agent_id:
        return _agent(actor, command, view)
    return _supervises_known(actor, command.agent_id, view)


def _supervisor_of_agent(actor: Actor, command: c.AnyCommand, view: View) -> bool:
    assert isinstance(command, c.SetAgentPresence)
    return _supervises_known(actor, command.agent_id, view)


def _supervises_known(actor: Actor, agent_id: str, view: View) -> bool:
    """Whether the actor supervises the agent; who may not know of the agent is not told that there is one."""
    if not may_read_presence_history(actor, agent_id, view):
        raise Refusal(Code.NOT_FOUND, "There is no such agent.")
    return supervises_agent(actor, agent_id, view)


def _supervisor_of(actor: Actor, command: c.AnyCommand, view: View) -> bool:
    assert isinstance(command, c.ForceClose)
    conversation = view.find(Conversation, command.conversation_id)
    if conversation is None or not supervises(actor, conversation.queue_id, view):
        raise Refusal(Code.NOT_FOUND, "There is no such conversation in the queues that you supervise.")
    return True


def _supervisor_of_visitor(actor: Actor, command: c.AnyCommand, view: View) -> bool:
    """Whether the actor may block or unblock a visitor: administrators any, supervisors who was in theirs.

    Other supervisors are not told that there is such a visitor.
    """
    assert isinstance(command, c.BlockVisitor | c.UnblockVisitor)
    if has_role(actor, Role.ADMINISTRATOR, view):
        return True
    if not has_role(actor, Role.SUPERVISOR, view):
        return False
    if not any(supervises(actor, queue_id, view) for queue_id in view.queues_visited(command.visitor_id)):
        raise Refusal(Code.NOT_FOUND, "No such visitor has been in the queues that you supervise.")
    return True


def _operator(actor: Actor, command: c.AnyCommand, view: View) -> bool:
    return actor.kind is ActorKind.OPERATOR or has_role(actor, Role.ADMINISTRATOR, view)


def _server(actor: Actor, command: c.AnyCommand, view: View) -> bool:
    return actor.kind is ActorKind.SYSTEM


def supervises(actor: Actor, queue_id: str, view: View) -> bool:
    """Whether the actor supervises the queue; being an administrator is not enough (decision 18)."""
    user = user_of(actor, view)
    return user is not None and Role.SUPERVISOR in user.roles and queue_id in user.supervises


def supervises_agent(actor: Actor, agent_id: str, view: View) -> bool:
    """Whether the actor supervises one of the queues that the agent serves."""
    agent = view.find(Agent, agent_id)
    return agent is not None and any(supervises(actor, queue_id, view) for queue_id in agent.queue_ids)


ALLOWED: dict[type[c.AnyCommand], Rule] = {
    c.StartConversation: _visitor_self,
    c.EndByCustomer: _own_conversation,
    c.AcceptOffer: _agent,
    c.RejectOffer: _agent,
    c.ExtendOffer: _agent,
    c.ConfirmDisplayed: _agent,
    c.ReportVisible: _agent,
    c.PickConversation: _member,
    c.ReopenConversation: _agent,
    c.EndConversation: _agent,
    c.CloseSession: _agent,
    c.FocusSession: _agent,
    c.ArrangeSessions: _agent,
    c.ShowTabs: _agent,
    c.ChoosePresence: _agent,
    c.SetAgentPresence: _supervisor_of_agent,
    c.ResetPresence: _self_or_supervisor,
    c.ForceClose: _supervisor_of,
    c.BlockVisitor: _supervisor_of_visitor,
    c.UnblockVisitor: _supervisor_of_visitor,
    sc.PutUser: _operator,
    sc.DisableUser: _operator,
    sc.SetDefaultDashboard: _operator,
    sc.Configure: _operator,
    sc.ApplyConfiguration: _operator,
    sc.SetAgent: _operator,
    c.SignOut: _server,
    c.AgentArrived: _server,
    c.AgentLeft: _server,
    c.CustomerArrived: _server,
    c.CustomerLeft: _server,
    c.HearCustomer: _server,
    c.Elapse: _server,
    c.BeginAnew: _server,
    c.Route: _server,
}
"""Every command stands here; a test fails for one that does not."""


def _reads_conversation(actor: Actor, subject: str, view: View) -> bool:
    """Its customer, for ever; its owner, while they own it."""
    conversation = view.recall(ConversationId(subject))
    if conversation is None:
        return False
    if actor.kind is ActorKind.VISITOR:
        return conversation.visitor_id == actor.id
    return owns(actor, conversation, view)


def _reads_agent(actor: Actor, subject: str, view: View) -> bool:
    return actor.id == subject and has_role(actor, Role.AGENT, view)


def _reads_queue(actor: Actor, subject: str, view: View) -> bool:
    agent = view.find(Agent, actor.id) if has_role(actor, Role.AGENT, view) else None
    return (agent is not None and subject in agent.queue_ids) or supervises(actor, subject, view)


READERS: dict[str, Callable[[Actor, str, View], bool]] = {
    "conversation": _reads_conversation,
    "agent": _reads_agent,
    "queue": _reads_queue,
    "floor": supervises,
}
