"""Moves a conversation from state to state: each move refuses first and has its consequences after."""

from msgspec.structs import replace

from cordboard.core.conversation import (
    MOVES,
    CapacityFreed,
    ClosedBy,
    Conversation,
    ConversationMoved,
    ConversationSeen,
    CustomerLink,
    CustomerLinkChanged,
    Decline,
    Move,
    State,
    declines_of,
)
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import AgentId, QueueId

Moved = tuple[Conversation, ConversationMoved]


def moved(conversation: Conversation, move: Move, now_ms: int, reason: str, **changes: object) -> Moved:
    """Make one move or refuse it; `changes` are its consequences for other fields.

    Raises:
        Refusal: CLOSED when nothing can happen any more, WRONG_STATE for any other missing pair.
    """
    state = MOVES.get((conversation.state, move))
    if state is None:
        code = Code.CLOSED if conversation.state is State.CLOSED else Code.WRONG_STATE
        raise Refusal(
            code, f"The conversation is {conversation.state.value}: {move.value} is not possible now."
        )
    since_ms = conversation.state_since_ms if state is conversation.state else now_ms
    after = replace(conversation, state=state, state_since_ms=since_ms, **changes)
    fact = ConversationMoved(
        conversation_id=after.id,
        queue_id=after.queue_id,
        move=move,
        state=state,
        agent_id=after.agent_id or conversation.agent_id,
        reason=reason,
        freed=conversation.takes_capacity and not after.takes_capacity,
        unseen=conversation.unseen or after.unseen,
    )
    return after, fact


def offer(conversation: Conversation, now_ms: int) -> Moved:
    """Put an offer out; the offer itself reserves the capacity."""
    return moved(conversation, Move.OFFER, now_ms, "offer", epoch=conversation.epoch + 1)


def accept(conversation: Conversation, agent_id: AgentId, now_ms: int, *, unseen: bool = False) -> Moved:
    """Make the offered agent the owner; what the offer reserved, the conversation now holds.

    Nobody has accepted what came to its agent unseen: they do by looking at it.
    """
    return moved(
        conversation,
        Move.ACCEPT,
        now_ms,
        "unseen" if unseen else "accepted",
        agent_id=agent_id,
        units_held=conversation.units,
        profiles_held=conversation.profiles,
        accepted_at_ms=conversation.accepted_at_ms if unseen else _first_accepted_at(conversation, now_ms),
        unseen=unseen,
        front=False,
        reserved_until_ms=None,
    )


def see(conversation: Conversation, now_ms: int) -> tuple[Conversation, ConversationSeen]:
    """Accept, by a first look, what was assigned by itself."""
    assert conversation.agent_id is not None, "what is unseen has an owner"
    after = replace(conversation, unseen=False, accepted_at_ms=_first_accepted_at(conversation, now_ms))
    return after, ConversationSeen(conversation_id=conversation.id, agent_id=conversation.agent_id)


def take_back(conversation: Conversation, now_ms: int, reason: str, declined_by: AgentId | None) -> Moved:
    """End the offer without an owner; a decline is counted against `declined_by`."""
    declines = conversation.declines if declined_by is None else _declined(conversation, declined_by)
    return moved(conversation, Move.TAKE_BACK, now_ms, reason, declines=declines)


def pick(conversation: Conversation, agent_id: AgentId, now_ms: int) -> Moved:
    """Take it from the queue by hand: who picks has decided (mission decision 12)."""
    return moved(
        conversation,
        Move.PICK,
        now_ms,
        "picked",
        agent_id=agent_id,
        units_held=conversation.units,
        profiles_held=conversation.profiles,
        accepted_at_ms=_first_accepted_at(conversation, now_ms),
        front=False,
        reserved_until_ms=None,
    )


def end(conversation: Conversation, now_ms: int, reason: str, *, keep_capacity: bool) -> Moved:
    """Begin wrap-up, with or without the agent's capacity (domain 1.4)."""
    return moved(
        conversation,
        Move.END,
        now_ms,
        reason,
        units_held=conversation.units_held if keep_capacity else 0,
        profiles_held=conversation.profiles_held if keep_capacity else (),
        unseen=False,
    )


def release(
    conversation: Conversation,
    now_ms: int,
    reason: str,
    *,
    front: bool,
    back_to: AgentId | None,
    declined_by: AgentId | None = None,
) -> Moved:
    """Go back to the queue; `back_to` is preferred, without it the last owner ranks last.

    A decline is counted against `declined_by`.
    """
    declines = conversation.declines if declined_by is None else _declined(conversation, declined_by)
    return moved(
        conversation,
        Move.RELEASE,
        now_ms,
        reason,
        agent_id=None,
        units_held=0,
        profiles_held=(),
        unseen=False,
        front=front,
        preferred=back_to,
        last_choice=None if back_to else conversation.agent_id,
        declines=declines,
        queued_at_ms=now_ms,
    )


def park(conversation: Conversation, now_ms: int) -> Moved:
    """Wait for the customer, keeping the agent but not the capacity.

    Raises:
        Refusal: WRONG_STATE on channels that are not asynchronous: live chat is never Waiting (decision 3).
    """
    require(conversation.asynchronous, Code.WRONG_STATE, "Only asynchronous conversations can wait.")
    return moved(
        conversation,
        Move.PARK,
        now_ms,
        "agent_moved_conversation_to_waiting",
        units_held=0,
        profiles_held=(),
        unseen=False,
    )


def reopen(conversation: Conversation, agent_id: AgentId, now_ms: int) -> Moved:
    """Take a parked conversation up again.

    Raises:
        Refusal: NOT_YOURS for anyone but its agent.
    """
    require(conversation.agent_id == agent_id, Code.NOT_YOURS, "It is parked with another agent.")
    return moved(
        conversation,
        Move.REOPEN,
        now_ms,
        "reopened",
        units_held=conversation.units,
        profiles_held=conversation.profiles,
    )


def wake(conversation: Conversation, now_ms: int) -> Moved:
    """Queue a parked conversation whose customer wrote; its last agent is preferred (decision 16)."""
    last = conversation.agent_id
    return moved(
        conversation,
        Move.WAKE,
        now_ms,
        "customer_wrote",
        agent_id=None,
        preferred=last,
        last_choice=None,
        declines=(),
        queued_at_ms=now_ms,
    )


def requeue(conversation: Conversation, queue_id: QueueId, now_ms: int, reason: str) -> Moved:
    """Go on waiting in another queue: its age, its declines and its place at the front go with it."""
    return moved(conversation, Move.REQUEUE, now_ms, reason, queue_id=queue_id)


def close(conversation: Conversation, now_ms: int, reason: str, by: ClosedBy) -> Moved:
    """End for good; nothing is owned, held or kept for anybody afterwards."""
    return moved(
        conversation,
        Move.CLOSE,
        now_ms,
        reason,
        agent_id=None,
        units_held=0,
        profiles_held=(),
        unseen=False,
        reserved_until_ms=None,
        closed_by=by,
    )


def free_capacity(conversation: Conversation) -> tuple[Conversation, CapacityFreed]:
    """Give the capacity back while wrap-up goes on.

    Raises:
        Refusal: WRONG_STATE outside wrap-up or when nothing is held.
    """
    keeps = conversation.state is State.WRAP_UP and conversation.takes_capacity
    require(keeps, Code.WRONG_STATE, "There is no capacity to free.")
    assert conversation.agent_id is not None, "wrap-up has an owner"
    fact = CapacityFreed(conversation_id=conversation.id, agent_id=conversation.agent_id)
    return replace(conversation, units_held=0, profiles_held=()), fact


def link_changed(conversation: Conversation, link: CustomerLink) -> tuple[Conversation, CustomerLinkChanged]:
    """Note whether the customer is there."""
    fact = CustomerLinkChanged(conversation_id=conversation.id, link=link)
    return replace(conversation, customer=link), fact


def _declined(conversation: Conversation, agent_id: AgentId) -> tuple[Decline, ...]:
    others = tuple(one for one in conversation.declines if one.agent_id != agent_id)
    return (*others, Decline(agent_id=agent_id, count=declines_of(conversation, agent_id) + 1))


def _first_accepted_at(conversation: Conversation, now_ms: int) -> int:
    return now_ms if conversation.accepted_at_ms is None else conversation.accepted_at_ms
