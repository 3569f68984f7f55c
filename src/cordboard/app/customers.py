"""Use cases on the customer's side: there, lost, back, gone for good, blocked (domain 1.6)."""

from msgspec.structs import replace

from cordboard.app import auto_close, conversations, deadlines
from cordboard.app.commands import BlockVisitor, CustomerArrived, CustomerLeft, UnblockVisitor
from cordboard.app.ports import Tx
from cordboard.core import conversation_moves as rules
from cordboard.core.assignment import ClosureReason
from cordboard.core.conversation import ClosedBy, Conversation, CustomerLink, State
from cordboard.core.deadline import DeadlineKind
from cordboard.core.ids import ConnectionId
from cordboard.core.user import Actor
from cordboard.core.visitor import BlockedVisitor, VisitorBlocked
from cordboard.core.workstream import ORGANISATION, Organisation, Workstream

ENDED = frozenset({State.WRAP_UP, State.CLOSED})


def arrived(command: CustomerArrived, tx: Tx, actor: Actor) -> None:
    """Add a page of the customer's; whoever comes back in time goes on as before."""
    conversation = tx.find(Conversation, command.conversation_id)
    if conversation is None or not _counts(tx, conversation):
        return
    deadlines.clear(tx, DeadlineKind.CUSTOMER_GONE, conversation.id)
    deadlines.clear(tx, DeadlineKind.CUSTOMER_GRACE, conversation.id)
    others = _without(conversation, command.connection_id)
    tx.put(replace(conversation, customer_connections=(*others, command.connection_id)))
    _link(tx, conversation.id, CustomerLink.CONNECTED)


def left(command: CustomerLeft, tx: Tx, actor: Actor) -> None:
    """Drop a page; the last one starts the clock, or has run it down already by its silence (decision 5)."""
    conversation = tx.find(Conversation, command.conversation_id)
    if conversation is None or command.connection_id not in conversation.customer_connections:
        return
    remaining = _without(conversation, command.connection_id)
    tx.put(replace(conversation, customer_connections=remaining))
    if remaining:
        return
    if command.silent:
        gone(tx, conversation.id)
    else:
        patience = tx.get(Organisation, ORGANISATION).closed_is_gone_s
        deadlines.set_in(tx, DeadlineKind.CUSTOMER_GONE, conversation.id, patience)


def gone(tx: Tx, conversation_id: str) -> None:
    """Lose the customer: the agent is told, the grace time runs."""
    conversation = tx.get(Conversation, conversation_id)
    if conversation.state in ENDED:
        return
    settings = tx.get(Workstream, conversation.workstream_id)
    _link(tx, conversation.id, CustomerLink.RECONNECTING)
    deadlines.set_in(tx, DeadlineKind.CUSTOMER_GRACE, conversation.id, settings.customer_grace_s)


def grace_over(tx: Tx, conversation_id: str) -> None:
    """Give the customer up: closed while nobody had accepted, wrap-up afterwards (rows 11, 18, 20)."""
    _link(tx, conversation_id, CustomerLink.LEFT)
    conversation = tx.get(Conversation, conversation_id)
    if conversation.state not in ENDED:
        conversations.finish_by_customer(tx, conversation, ClosureReason.CUSTOMER_DISCONNECT)


def begin_anew(tx: Tx, conversation: Conversation, *, all_gone: bool, patience_s: int) -> None:
    """Start the customer's clocks again after the server was away (mission decision 7)."""
    if not _counts(tx, conversation) or conversation.state in ENDED:
        return
    settings = tx.get(Workstream, conversation.workstream_id)
    if conversation.customer is CustomerLink.RECONNECTING:
        deadlines.set_in(tx, DeadlineKind.CUSTOMER_GRACE, conversation.id, settings.customer_grace_s)
        if conversation.state in {State.OPEN, State.OFFERED}:
            auto_close.restart(tx, conversation.id)
    elif all_gone or not conversation.customer_connections:
        deadlines.set_in(tx, DeadlineKind.CUSTOMER_GONE, conversation.id, patience_s)
    if all_gone and conversation.customer_connections:
        tx.put(replace(conversation, customer_connections=()))


def block(command: BlockVisitor, tx: Tx, actor: Actor) -> None:
    """Close the door to a visitor and end what they have open."""
    blocked = BlockedVisitor(
        id=command.visitor_id, blocked_at_ms=tx.now_ms, by=actor.key, reason=command.reason
    )
    tx.put(blocked)
    tx.record(VisitorBlocked(visitor_id=command.visitor_id, blocked=True, by=actor.key))
    for conversation_id in list(tx.ongoing_of(command.visitor_id)):
        conversation = tx.get(Conversation, conversation_id)
        conversations.close(tx, conversation, ClosureReason.FORCE_CLOSE, by=ClosedBy.SUPERVISOR)
    tx.audit(actor, "block_visitor", command.visitor_id, command.reason)


def unblock(command: UnblockVisitor, tx: Tx, actor: Actor) -> None:
    """Open the door again."""
    tx.get(BlockedVisitor, command.visitor_id)
    tx.drop(BlockedVisitor, command.visitor_id)
    tx.record(VisitorBlocked(visitor_id=command.visitor_id, blocked=False, by=actor.key))
    tx.audit(actor, "unblock_visitor", command.visitor_id)


def _without(conversation: Conversation, connection_id: ConnectionId) -> tuple[ConnectionId, ...]:
    return tuple(one for one in conversation.customer_connections if one != connection_id)


def _counts(tx: Tx, conversation: Conversation) -> bool:
    return tx.get(Workstream, conversation.workstream_id).abilities.customer_presence


def _link(tx: Tx, conversation_id: str, link: CustomerLink) -> None:
    conversation = tx.get(Conversation, conversation_id)
    if conversation.customer is not link:
        after, fact = rules.link_changed(conversation, link)
        tx.put(after)
        tx.record(fact)
