"""Keeps work for the agent who had it, or for favoured ones, as long as its workstream says (decision 16).

Whoever is there is offered the work at once. Away is who is not connected, or whose presence the workstream
does not allow: for them it waits `affinity_wait_s` after it entered its queue, then others may have it.
It waits for nobody who can't come: who does not serve the queue, has lost access, or declined it;
and no longer for somebody who leaves for good while it waits (mission decision 6). Where the wait has no end,
it does not begin for somebody who has left for good before either: they may never come back.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from cordboard.app import deadlines
from cordboard.app.ports import Tx, View
from cordboard.core.agent import Agent
from cordboard.core.conversation import (
    Conversation,
    ConversationMoved,
    ConversationStarted,
    Move,
    State,
    declines_of,
)
from cordboard.core.deadline import DeadlineKind
from cordboard.core.ids import AgentId, ConversationId
from cordboard.core.presence import Reachability
from cordboard.core.user import User
from cordboard.core.workstream import Distribution, Workstream

FOR_EVER_MS = 2**53 - 1
"""Where `affinity_wait_s` is None: the latest time that every client can count to; it has no deadline."""


def note_start(tx: Tx, fact: ConversationStarted) -> None:
    """Keep new work for the favoured ones, where classification named some."""
    _enter(tx, fact.conversation_id, left_by=None)


def note_move(tx: Tx, fact: ConversationMoved) -> None:
    """Keep what comes back to a queue, and give up what nobody is waited for any more.

    An agent from whom it was released has left for good, or gave it away: it does not wait for them.
    """
    match fact.move:
        case Move.WAKE:
            _enter(tx, fact.conversation_id, left_by=None)
        case Move.RELEASE:
            _enter(tx, fact.conversation_id, left_by=fact.agent_id)
        case Move.TAKE_BACK | Move.REQUEUE:
            conversation = tx.find(Conversation, fact.conversation_id)
            if conversation is not None:
                _give_up_unless_awaited(tx, conversation)
        case Move.ACCEPT | Move.PICK | Move.CLOSE:
            deadlines.clear(tx, DeadlineKind.RESERVED, fact.conversation_id)
        case Move.OFFER | Move.END | Move.PARK | Move.REOPEN:
            pass


def time_over(tx: Tx, conversation_id: str) -> None:
    """Let others have it: its own agent did not come in time."""
    _keep(tx, tx.get(Conversation, conversation_id), None)


def leave(tx: Tx, agent_id: AgentId) -> None:
    """Keep nothing for an agent who has left for good, or whose access has ended."""
    _look_again(tx, agent_id, without=agent_id)


def leave_queues(tx: Tx, agent_id: AgentId) -> None:
    """Keep nothing for an agent in queues that they do not serve any more."""
    _look_again(tx, agent_id, without=None)


def reconfigure(tx: Tx) -> None:
    """Let what is kept wait for as long as the workstreams say that this transaction has changed."""
    changed = {
        after.id
        for before, after in list(tx.changes())
        if isinstance(before, Workstream)
        and isinstance(after, Workstream)
        and _waits(before) != _waits(after)
    }
    if not changed:
        return
    for conversation in list(tx.all(Conversation)):
        if conversation.workstream_id in changed and conversation.reserved_until_ms is not None:
            settings = tx.get(Workstream, conversation.workstream_id)
            segment = tx.segment_of(conversation.id)
            assert segment is not None, "what is kept for somebody waits in a queue"
            after = _preferring(conversation, settings)
            awaited = any(_awaited(tx, after))
            _keep(tx, after, _until_ms(settings, segment.entered_at_ms) if awaited else None)


def begin_anew(tx: Tx, conversation: Conversation) -> None:
    """Wait the full time again: nobody could come while the server was away (mission decision 7)."""
    if conversation.reserved_until_ms is not None:
        settings = tx.get(Workstream, conversation.workstream_id)
        _keep(tx, conversation, _until_ms(settings, tx.now_ms))


def _enter(tx: Tx, conversation_id: ConversationId, left_by: AgentId | None) -> None:
    conversation = tx.find(Conversation, conversation_id)
    if conversation is None or conversation.state is not State.OPEN:
        return
    settings = tx.get(Workstream, conversation.workstream_id)
    conversation = _preferring(conversation, settings)
    awaited = any(one != left_by for one in _awaited(tx, conversation))
    _keep(tx, conversation, _until_ms(settings, tx.now_ms) if awaited else None)


def _preferring(conversation: Conversation, settings: Workstream) -> Conversation:
    """Forget who had it where the workstream does not keep the same agent."""
    return conversation if settings.keep_same_agent else replace(conversation, preferred=None)


def _until_ms(settings: Workstream, since_ms: int) -> int | None:
    """Return until when work of the workstream is kept; None for not at all: what is picked is never kept."""
    if settings.affinity_wait_s == 0 or settings.distribution is Distribution.PICK:
        return None
    if settings.affinity_wait_s is None:
        return FOR_EVER_MS
    return since_ms + settings.affinity_wait_s * deadlines.SECOND_MS


def _waits(settings: Workstream) -> tuple[bool, int | None]:
    return settings.keep_same_agent, settings.affinity_wait_s


def _look_again(tx: Tx, agent_id: AgentId, without: AgentId | None) -> None:
    for conversation_id in list(tx.wanted_by(agent_id)):
        _give_up_unless_awaited(tx, tx.get(Conversation, conversation_id), without)


def _give_up_unless_awaited(tx: Tx, conversation: Conversation, without: AgentId | None = None) -> None:
    kept = conversation.reserved_until_ms is not None
    if kept and not any(one != without for one in _awaited(tx, conversation)):
        _keep(tx, conversation, None)


def _awaited(view: View, conversation: Conversation) -> Iterable[AgentId]:
    """Yield those for whom it may wait."""
    preferred = () if conversation.preferred is None else (conversation.preferred,)
    return (one for one in (*preferred, *conversation.favoured) if _can_come(view, conversation, one))


def _can_come(view: View, conversation: Conversation, agent_id: AgentId) -> bool:
    agent, user = view.find(Agent, agent_id), view.find(User, agent_id)
    if agent is None or (user is not None and user.disabled):
        return False
    if agent.presence.reachability is Reachability.SIGNED_OUT and _waits_for_ever(view, conversation):
        return False
    return conversation.queue_id in agent.queue_ids and not declines_of(conversation, agent_id)


def _waits_for_ever(view: View, conversation: Conversation) -> bool:
    return view.get(Workstream, conversation.workstream_id).affinity_wait_s is None


def _keep(tx: Tx, conversation: Conversation, until_ms: int | None) -> None:
    """Keep it until then; None lets routing look for somebody else."""
    after = replace(conversation, reserved_until_ms=until_ms)
    if after != tx.find(Conversation, conversation.id):
        tx.put(after)
        tx.agenda.mark_work(after.id)
    if until_ms is None or until_ms == FOR_EVER_MS:
        deadlines.clear(tx, DeadlineKind.RESERVED, conversation.id)
    else:
        deadlines.set_deadline(tx, DeadlineKind.RESERVED, conversation.id, until_ms)
