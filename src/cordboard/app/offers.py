"""Use cases on offers: making, answering, and everything that ends one without an answer (mission N15)."""

from collections.abc import Container

from msgspec.structs import replace

from cordboard.app import deadlines, notifying, placing, presences, sessions
from cordboard.app.commands import AcceptOffer, ConfirmDisplayed, ExtendOffer, RejectOffer
from cordboard.app.ports import Answer, Tx
from cordboard.core import conversation_moves as conversations
from cordboard.core import offer as rules
from cordboard.core.agent import Agent, take_turn
from cordboard.core.assignment import OF_OUTCOME, ClosureReason
from cordboard.core.conversation import Conversation
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import AgentId, ConversationId, OfferId, QueueId
from cordboard.core.notification import AutoAssign
from cordboard.core.offer import Offer, OfferMade, Outcome
from cordboard.core.presence import AlertCause, Reachability
from cordboard.core.user import Actor
from cordboard.core.workstream import UnseenOffer, Workstream


def make(tx: Tx, conversation: Conversation, agent: Agent) -> None:
    """Offer a conversation to an agent."""
    settings = tx.get(Workstream, conversation.workstream_id)
    after, moved = conversations.offer(conversation, tx.now_ms)
    offer = rules.make(
        OfferId(f"of_{tx.next_number('offer')}"),
        conversation_id=after.id,
        agent_id=agent.id,
        epoch=after.epoch,
        units=after.units,
        profiles=after.profiles,
        template=notifying.template_for(tx, after, settings),
        now_ms=tx.now_ms,
    )
    tx.put(after)
    tx.put(offer)
    tx.put(take_turn(agent, after.queue_id, tx.now_ms))
    tx.record(OfferMade(offer_id=offer.id, conversation_id=after.id, agent_id=agent.id))
    tx.record(moved)
    _start_clocks(tx, offer, settings)


def accept(command: AcceptOffer, tx: Tx, actor: Actor) -> Answer:
    """Make the agent the owner and open a session (mission S7, N11).

    Raises:
        Refusal: OFFER_OVER when the answer comes too late, NOT_YOURS for another agent's offer.
    """
    offer = _answered(command, tx, actor, Outcome.ACCEPTED)
    conversation = tx.get(Conversation, offer.conversation_id)
    after, moved = conversations.accept(conversation, offer.agent_id, tx.now_ms)
    tx.put(after)
    tx.record(moved)
    sessions.open_for(tx, offer.agent_id, after.id)
    return Answer(conversation_id=after.id)


def reject(command: RejectOffer, tx: Tx, actor: Actor) -> None:
    """Decline: it is routed again, and the agent leaves the line where configured (mission N17)."""
    offer = _answered(command, tx, actor, Outcome.REJECTED)
    settings = _return(tx, offer, Outcome.REJECTED)
    if settings.rejected_sets_do_not_disturb:
        presences.raise_alert(tx, offer.agent_id, AlertCause.REJECTED)


def confirm_displayed(command: ConfirmDisplayed, tx: Tx, actor: Actor) -> None:
    """Note that the agent can see the alert; the unseen clock stops."""
    offer = own_offer(tx, command.offer_id, AgentId(actor.id))
    after, fact = rules.display(offer, tx.now_ms)
    if after != offer:
        tx.put(after)
        tx.record(fact)
        deadlines.clear(tx, DeadlineKind.OFFER_UNSEEN, offer.id)
    if after.auto_assign is AutoAssign.AT_ONCE:
        _assign(tx, after)


def extend(command: ExtendOffer, tx: Tx, actor: Actor) -> None:
    """Give the agent the whole time again, where the template allows it."""
    offer = own_offer(tx, command.offer_id, AgentId(actor.id))
    longer, fact = rules.extend(offer, agent_id=offer.agent_id, epoch=command.epoch, now_ms=tx.now_ms)
    tx.put(longer)
    tx.record(fact)
    due_at_ms = longer.expires_at_ms + deadlines.AFTER_MS
    deadlines.set_deadline(tx, DeadlineKind.OFFER_EXPIRY, longer.id, due_at_ms)


def expire(tx: Tx, offer_id: str) -> None:
    """End an offer whose time is over."""
    offer = tx.get(Offer, offer_id)
    settings = tx.get(Workstream, tx.get(Conversation, offer.conversation_id).workstream_id)
    if offer.displayed_at_ms is not None and offer.auto_assign is not AutoAssign.NEVER:
        _assign(tx, offer)
    elif offer.displayed_at_ms is not None:
        _finish(tx, offer, Outcome.TIMED_OUT)
        _return(tx, offer, Outcome.TIMED_OUT)
        if settings.missed_sets_inactive:
            presences.raise_alert(tx, offer.agent_id, AlertCause.MISSED)
    elif settings.unseen_offer is UnseenOffer.ASSIGN_THEN_REROUTE:
        _assign_unseen(tx, offer)
    else:
        _withdraw_unseen(tx, offer)


def check_seen(tx: Tx, offer_id: str) -> None:
    """Take back an offer that no page has confirmed in time, where the workstream says so."""
    offer = tx.get(Offer, offer_id)
    settings = tx.get(Workstream, tx.get(Conversation, offer.conversation_id).workstream_id)
    if settings.unseen_offer is UnseenOffer.WITHDRAW:
        _withdraw_unseen(tx, offer)


def withdraw_from_gone(tx: Tx, agent_id: AgentId, *, for_good: bool = False) -> None:
    """Take back what was offered to an agent whose pages are gone; no decline (mission N15).

    Where unseen work is to be assigned, its offers stand, unless the agent is gone for good.
    """
    for offer_id in list(tx.offers_to(agent_id)):
        offer = tx.get(Offer, offer_id)
        settings = tx.get(Workstream, tx.get(Conversation, offer.conversation_id).workstream_id)
        if for_good or settings.unseen_offer is UnseenOffer.WITHDRAW:
            _finish(tx, offer, Outcome.AGENT_GONE)
            _return(tx, offer, Outcome.AGENT_GONE)


def withdraw_from_queues(tx: Tx, agent_id: AgentId, queue_ids: Container[QueueId]) -> None:
    """Take back what was offered to an agent out of queues that they serve no longer; no decline."""
    for offer_id in list(tx.offers_to(agent_id)):
        offer = tx.get(Offer, offer_id)
        if tx.get(Conversation, offer.conversation_id).queue_id in queue_ids:
            _finish(tx, offer, Outcome.WITHDRAWN)
            _return(tx, offer, Outcome.WITHDRAWN)


def withdraw_for_closing(tx: Tx, conversation_id: ConversationId) -> None:
    """End the offer of a conversation that is being closed; the conversation itself is the caller's."""
    offer = tx.offer_of(conversation_id)
    if offer is not None:
        _finish(tx, offer, Outcome.CONVERSATION_CLOSED)


def reroute_unseen(tx: Tx, conversation_id: str) -> None:
    """Take work back that was assigned unseen and that the agent has not looked at since (mission N15)."""
    conversation = sessions.seen_if_written(tx, tx.get(Conversation, conversation_id))
    if not conversation.unseen or conversation.agent_id is None:
        return
    agent = tx.get(Agent, conversation.agent_id)
    after, moved = conversations.release(
        conversation, tx.now_ms, "agent_disconnected", front=True, back_to=None
    )
    tx.put(placing.ranked(tx, after))
    tx.record(moved)
    tx.put(replace(agent, blind=True))


def reroute_unopened(tx: Tx, conversation_id: str) -> None:
    """Take work back that was assigned by itself and that its agent has not looked at: that is a miss.

    Who lost the connection could not look, which is no decline (mission N15).
    """
    conversation = sessions.seen_if_written(tx, tx.get(Conversation, conversation_id))
    agent_id = conversation.agent_id
    if not conversation.unseen or agent_id is None:
        return
    is_there = tx.get(Agent, agent_id).presence.reachability is Reachability.CONNECTED
    reason = ClosureReason.AGENT_TIMEOUT if is_there else ClosureReason.AGENT_DISCONNECTED
    after, moved = conversations.release(
        conversation,
        tx.now_ms,
        reason.value,
        front=True,
        back_to=None,
        declined_by=agent_id if is_there else None,
    )
    tx.put(placing.ranked(tx, after))
    tx.record(moved)
    if is_there and tx.get(Workstream, conversation.workstream_id).missed_sets_inactive:
        presences.raise_alert(tx, agent_id, AlertCause.MISSED)


def begin_anew(tx: Tx, offer: Offer) -> None:
    """Give an offer its full time again after the server was away (mission decision 7)."""
    settings = tx.get(Workstream, tx.get(Conversation, offer.conversation_id).workstream_id)
    after = rules.begin_anew(offer, tx.now_ms)
    tx.put(after)
    _start_clocks(tx, after, settings)


def give_time_to_look(tx: Tx, conversation: Conversation) -> None:
    """Give an agent the full time again for a first look at what was assigned by itself."""
    settings = tx.find(Workstream, conversation.workstream_id)
    for kind in (DeadlineKind.UNSEEN_REROUTE, DeadlineKind.UNOPENED_REROUTE):
        if settings is not None and tx.find(Deadline, deadline_id(kind, conversation.id)) is not None:
            deadlines.set_in(tx, kind, conversation.id, settings.unseen_reroute_s)


def own_offer(tx: Tx, offer_id: OfferId, agent_id: AgentId) -> Offer:
    """Return the agent's own offer.

    Raises:
        Refusal: OFFER_OVER when it has ended, NOT_YOURS when it is another agent's.
    """
    offer = tx.find(Offer, offer_id)
    if offer is None:
        raise Refusal(Code.OFFER_OVER, "This offer has ended already.")
    require(offer.agent_id == agent_id, Code.NOT_YOURS, "This was offered to another agent.")
    return offer


def _answered(command: AcceptOffer | RejectOffer, tx: Tx, actor: Actor, outcome: Outcome) -> Offer:
    offer = own_offer(tx, command.offer_id, AgentId(actor.id))
    ended, fact = rules.answer(offer, outcome, agent_id=offer.agent_id, epoch=command.epoch, now_ms=tx.now_ms)
    _retire(tx, ended, fact)
    return ended


def _finish(tx: Tx, offer: Offer, outcome: Outcome) -> None:
    _retire(tx, *rules.finish(offer, outcome, tx.now_ms))


def _retire(tx: Tx, ended: Offer, fact: rules.OfferEnded) -> None:
    tx.retire(ended)
    tx.record(fact)
    deadlines.clear(tx, DeadlineKind.OFFER_EXPIRY, ended.id)
    deadlines.clear(tx, DeadlineKind.OFFER_UNSEEN, ended.id)


def _return(tx: Tx, offer: Offer, outcome: Outcome) -> Workstream:
    """Put the conversation back into its queue; rejects and timeouts count as declines."""
    conversation = tx.get(Conversation, offer.conversation_id)
    declined_by = offer.agent_id if outcome in rules.DECLINES else None
    after, moved = conversations.take_back(conversation, tx.now_ms, OF_OUTCOME[outcome].value, declined_by)
    tx.put(after)
    tx.record(moved)
    return tx.get(Workstream, conversation.workstream_id)


def _withdraw_unseen(tx: Tx, offer: Offer) -> None:
    _finish(tx, offer, Outcome.NOT_DISPLAYED)
    tx.put(replace(tx.get(Agent, offer.agent_id), blind=True))
    _return(tx, offer, Outcome.NOT_DISPLAYED)


def _assign(tx: Tx, offer: Offer) -> None:
    """Make it the agent's without an answer; only what is looked at in time stays theirs (mission N9)."""
    _finish(tx, offer, Outcome.ASSIGNED)
    settings = _take(tx, offer, with_session=offer.auto_accept)
    deadlines.set_in(tx, DeadlineKind.UNOPENED_REROUTE, offer.conversation_id, settings.unseen_reroute_s)


def _take(tx: Tx, offer: Offer, *, with_session: bool) -> Workstream:
    """Give the conversation to an agent who has not looked at it yet.

    The offer has kept a place on the panel, and the conversation keeps it until it is opened; only a session
    limit that was lowered meanwhile takes it away.
    """
    conversation = tx.get(Conversation, offer.conversation_id)
    after, moved = conversations.accept(conversation, offer.agent_id, tx.now_ms, unseen=True)
    tx.put(after)
    tx.record(moved)
    if with_session and sessions.has_room(tx, offer.agent_id, keeps_place=True):
        sessions.open_for(tx, offer.agent_id, offer.conversation_id)
    return tx.get(Workstream, conversation.workstream_id)


def _assign_unseen(tx: Tx, offer: Offer) -> None:
    _finish(tx, offer, Outcome.ASSIGNED_UNSEEN)
    settings = _take(tx, offer, with_session=True)
    deadlines.set_in(tx, DeadlineKind.UNSEEN_REROUTE, offer.conversation_id, settings.unseen_reroute_s)


def _start_clocks(tx: Tx, offer: Offer, settings: Workstream) -> None:
    deadlines.set_deadline(tx, DeadlineKind.OFFER_EXPIRY, offer.id, offer.expires_at_ms + deadlines.AFTER_MS)
    if offer.displayed_at_ms is None:
        deadlines.set_in(tx, DeadlineKind.OFFER_UNSEEN, offer.id, settings.displayed_within_s)
