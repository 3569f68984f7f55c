"""Use cases on conversations: from the first message to the last close (domain 1.2, appendix A)."""

from cordboard.app import deadlines, notices, offers, placing, sessions, visitors, working_hours
from cordboard.app.commands import (
    CloseSession,
    EndByCustomer,
    EndConversation,
    ForceClose,
    HearCustomer,
    PickConversation,
    ReopenConversation,
    StartConversation,
)
from cordboard.app.entries import MessageBody
from cordboard.app.ports import Answer, Tx
from cordboard.core import conversation_moves as rules
from cordboard.core.agent import Agent, take_turn
from cordboard.core.assignment import ClosureReason
from cordboard.core.channel import ChannelKind
from cordboard.core.conversation import ClosedBy, Conversation, ConversationStarted, Detail, State, by_name
from cordboard.core.deadline import DeadlineKind
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import AgentId
from cordboard.core.message import Author, AuthorRole, check_client_id, check_text
from cordboard.core.overflow import OverflowAct, WorkOverflowed
from cordboard.core.user import SYSTEM, Actor
from cordboard.core.widget import NoticeGiven, check_answers
from cordboard.core.workstream import Workstream, WrapUpBlock

NAME_LIMIT = 200
DETAILS_LIMIT = 20
DETAIL_LIMIT = 1_000
SUBSCRIBE_WITHIN_S = 12
"""A customer who starts has this long to subscribe before counting as gone (as two missed heartbeats)."""


def start(command: StartConversation, tx: Tx, actor: Actor) -> Answer:
    """Begin with the first message, in one transaction; opening a widget created nothing (decision 2).

    Raises:
        Refusal: BLOCKED, VISITOR_LIMIT over the visitor's cap, INVALID or TOO_LARGE for what was written,
            CONSENT_NEEDED where the customer must agree to the monitoring notice first.
    """
    settings = tx.get(Workstream, command.workstream_id)
    visitors.require_welcome(tx, command.visitor_id, settings)
    check_text(command.text)
    check_client_id(command.message_id)
    _check_details(command, settings)
    notice = notices.take(tx, settings, command.notice)
    require(tx.find(Conversation, command.conversation_id) is None, Code.ID_REUSED, "It has begun already.")
    new = _new(command, tx, settings, notice, vouched=actor == SYSTEM)
    conversation, overflowed = placing.place(tx, new, settings)
    queue_id = conversation.queue_id
    tx.put(conversation)
    tx.record(ConversationStarted(conversation_id=conversation.id, queue_id=queue_id, notice=notice))
    author = Author(role=AuthorRole.CUSTOMER, id=command.visitor_id)
    tx.say(
        f"conversation:{conversation.id}",
        MessageBody(author=author, client_id=command.message_id, text=command.text),
        author=command.visitor_id,
        client_id=command.message_id,
    )
    if settings.abilities.customer_presence:
        deadlines.set_in(tx, DeadlineKind.CUSTOMER_GONE, conversation.id, SUBSCRIBE_WITHIN_S)
    if overflowed is not None:
        _overflow(tx, conversation, overflowed)
    return Answer(conversation_id=conversation.id, n=1)


def _overflow(tx: Tx, conversation: Conversation, fact: WorkOverflowed) -> None:
    """Say that a queue's overflow has acted; where it ends work, that has begun and is over (domain 4.6)."""
    tx.record(fact)
    if fact.act is OverflowAct.END:
        close(tx, conversation, ClosureReason.OVERFLOW_END_CONVERSATION, by=ClosedBy.SYSTEM)


def pick(command: PickConversation, tx: Tx, actor: Actor) -> Answer:
    """Take an open conversation by hand; units may go over the limit, sessions may not (decisions 8, 12)."""
    conversation = tx.get(Conversation, command.conversation_id)
    agent_id = AgentId(actor.id)
    sessions.require_presence(tx, agent_id)
    after, moved = rules.pick(conversation, agent_id, tx.now_ms)
    sessions.require_room(tx, agent_id)
    tx.put(after)
    tx.put(take_turn(tx.get(Agent, agent_id), after.queue_id, tx.now_ms))
    tx.record(moved)
    sessions.open_for(tx, agent_id, after.id)
    return Answer(conversation_id=after.id)


def reopen(command: ReopenConversation, tx: Tx, actor: Actor) -> Answer:
    """Open an own work item in a session; a parked one becomes active again (domain appendix A, row 30)."""
    conversation = tx.get(Conversation, command.conversation_id)
    agent_id = AgentId(actor.id)
    require(conversation.agent_id == agent_id, Code.NOT_YOURS, "It is not among your work items.")
    sessions.require_presence(tx, agent_id)
    if sessions.session_on(tx, agent_id, conversation.id) is None:
        sessions.require_room(tx, agent_id, keeps_place=conversation.unseen)
    if conversation.state is State.WAITING:
        after, moved = rules.reopen(conversation, agent_id, tx.now_ms)
        tx.put(after)
        tx.record(moved)
    else:
        sessions.note_seen(tx, conversation)
    sessions.open_for(tx, agent_id, conversation.id)
    return Answer(conversation_id=conversation.id)


def end(command: EndConversation, tx: Tx, actor: Actor) -> None:
    """Finish with the customer: wrap-up begins (domain 1.3)."""
    conversation = tx.get(Conversation, command.conversation_id)
    require(conversation.agent_id == actor.id, Code.NOT_YOURS, "Another agent owns the conversation.")
    wrap_up(tx, sessions.note_seen(tx, conversation), ClosureReason.AGENT_END_CONVERSATION)


def end_by_customer(command: EndByCustomer, tx: Tx, actor: Actor) -> None:
    """The customer ends a live chat: closed before anybody accepted, else wrap-up (rows 11, 18, 20)."""
    conversation = tx.get(Conversation, command.conversation_id)
    settings = tx.get(Workstream, conversation.workstream_id)
    require(settings.abilities.customer_can_end, Code.NOT_ALLOWED, "On this channel only the agent ends it.")
    finish_by_customer(tx, conversation, ClosureReason.CUSTOMER_END_CONVERSATION)


def finish_by_customer(tx: Tx, conversation: Conversation, reason: ClosureReason) -> None:
    """Do what the customer's going means in the state that it meets.

    What its agent has not looked at was accepted by nobody.
    """
    conversation = sessions.seen_if_written(tx, conversation)
    if conversation.state is State.ACCEPTED and not conversation.unseen:
        wrap_up(tx, conversation, reason)
    elif conversation.state in {State.OPEN, State.OFFERED, State.ACCEPTED}:
        close(tx, conversation, reason, by=ClosedBy.CUSTOMER)
    else:
        raise Refusal(Code.WRONG_STATE, "The conversation has ended already.")


def wrap_up(tx: Tx, conversation: Conversation, reason: ClosureReason) -> None:
    """Begin wrap-up; the workstream says for how long it keeps the capacity (domain 1.4)."""
    settings = tx.get(Workstream, conversation.workstream_id)
    keep = settings.wrap_up_block is not WrapUpBlock.NEVER
    after, moved = rules.end(conversation, tx.now_ms, reason.value, keep_capacity=keep)
    tx.put(after)
    tx.record(moved)
    if settings.wrap_up_block is WrapUpBlock.TIMED:
        deadlines.set_in(tx, DeadlineKind.WRAP_UP_BLOCK, after.id, settings.wrap_up_block_s)


def free_capacity(tx: Tx, conversation_id: str) -> None:
    """End the wrap-up block; the conversation stays in wrap-up (appendix A, row 36)."""
    after, fact = rules.free_capacity(tx.get(Conversation, conversation_id))
    tx.put(after)
    tx.record(fact)


def close_session(command: CloseSession, tx: Tx, actor: Actor) -> None:
    """Press X: back to the queue, parked, or closed after End (domain 1.3, decision 3).

    What its agent has not looked at is never parked: its customer would wait for nobody.
    """
    session = sessions.own_session(tx, command.session_id, AgentId(actor.id))
    conversation = tx.find(Conversation, session.conversation_id)
    if conversation is None or conversation.agent_id != actor.id:
        sessions.close(tx, session, sessions.BY_AGENT)
    elif conversation.state is State.WRAP_UP:
        close(tx, conversation, ClosureReason.AGENT_CLOSED, by=ClosedBy.AGENT)
    elif conversation.state is State.ACCEPTED and conversation.asynchronous and not conversation.unseen:
        _moved(tx, rules.park(conversation, tx.now_ms))
    elif conversation.state is State.ACCEPTED:
        reason = ClosureReason.AGENT_CLOSED.value
        _moved(tx, rules.release(conversation, tx.now_ms, reason, front=False, back_to=None))
    else:
        sessions.close(tx, session, sessions.BY_AGENT)


def hear_customer(command: HearCustomer, tx: Tx, actor: Actor) -> None:
    """Queue a parked conversation whose customer wrote; one that has moved meanwhile needs nothing.

    In work that was assigned by itself it was the agent who wrote, and so has looked at it. Without a wake
    row the message was never stored, or has been heard already.
    """
    if not tx.wake_pending(command.conversation_id):
        return
    tx.heard(command.conversation_id)
    conversation = tx.find(Conversation, command.conversation_id)
    if conversation is not None and conversation.state is State.WAITING:
        _moved(tx, rules.wake(conversation, tx.now_ms))
    elif conversation is not None:
        sessions.note_seen(tx, conversation)


def force_close(command: ForceClose, tx: Tx, actor: Actor) -> None:
    """Close whatever the state; a supervisor decided (appendix A, row 37)."""
    conversation = tx.get(Conversation, command.conversation_id)
    close(tx, conversation, ClosureReason.FORCE_CLOSE, by=ClosedBy.SUPERVISOR)
    tx.audit(actor, "force_close", conversation.id)


def auto_close(tx: Tx, conversation_id: str) -> None:
    """Close a conversation that has been in its state for too long (domain 1.5, decision 4).

    A customer's message that the floor has not heard yet wins: nothing is closed over its wake row.
    """
    conversation = tx.get(Conversation, conversation_id)
    if conversation.state is not State.WAITING or not tx.wake_pending(conversation.id):
        close(tx, conversation, ClosureReason.AUTO_CLOSE, by=ClosedBy.SYSTEM)


def close(tx: Tx, conversation: Conversation, reason: ClosureReason, *, by: ClosedBy) -> None:
    """End for good: no offer, no session, no deadline outlives it."""
    after, moved = rules.close(conversation, tx.now_ms, reason.value, by)
    offers.withdraw_for_closing(tx, conversation.id)
    tx.retire(after)
    tx.record(moved)


def release_from_gone(tx: Tx, agent_id: AgentId) -> None:
    """Give back what a vanished agent had accepted: first in line, and first to them if they return."""
    for conversation_id in list(tx.owned_by(agent_id)):
        conversation = tx.get(Conversation, conversation_id)
        if conversation.state is State.ACCEPTED:
            reason = ClosureReason.AGENT_DISCONNECTED.value
            _moved(tx, rules.release(conversation, tx.now_ms, reason, front=True, back_to=agent_id))


def _moved(tx: Tx, moved: rules.Moved) -> None:
    conversation, fact = moved
    tx.put(placing.ranked(tx, conversation))
    tx.record(fact)


def _new(
    command: StartConversation, tx: Tx, settings: Workstream, notice: NoticeGiven | None, *, vouched: bool
) -> Conversation:
    """Make the conversation; a name is its title only if a channel vouches for it (mission decision 9)."""
    number = tx.next_number(f"visitor:{working_hours.today(tx, tx.now_ms)}")
    name = " ".join(command.visitor_name.split())
    named = vouched and bool(name)
    return Conversation(
        id=command.conversation_id,
        channel=settings.channel,
        workstream_id=settings.id,
        queue_id=settings.queue_id,
        visitor_id=command.visitor_id,
        title=name if named else f"Visitor {number}",
        visitor_number=number,
        named=named,
        details=_details(command),
        notice=notice,
        state_since_ms=tx.now_ms,
        created_at_ms=tx.now_ms,
        queued_at_ms=tx.now_ms,
        units=settings.units,
    )


def _details(command: StartConversation) -> tuple[Detail, ...]:
    """Return what is known of the customer; a name that was given is a detail like the others."""
    name = " ".join(command.visitor_name.split())
    if not name or any(detail.name == "name" for detail in command.details):
        return command.details
    return (Detail(name="name", value=name), *command.details)


def _check_details(command: StartConversation, settings: Workstream) -> None:
    """Refuse too much, and a live chat's form that is not filled in; networks of other channels have none."""
    require(len(command.visitor_name) <= NAME_LIMIT, Code.TOO_LARGE, f"A name has {NAME_LIMIT} characters.")
    fits = len(command.details) <= DETAILS_LIMIT and all(
        len(detail.name) <= NAME_LIMIT and len(detail.value) <= DETAIL_LIMIT for detail in command.details
    )
    require(fits, Code.TOO_LARGE, "There are too many details, or one is too long.")
    if settings.channel is ChannelKind.LIVE_CHAT:
        check_answers(settings.widget.questions, by_name(_details(command)))
