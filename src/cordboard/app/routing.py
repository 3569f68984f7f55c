"""Places waiting work: what is first in the order of all queues goes to the best of those who can take it."""

from heapq import heapify, heappop, heappush

from cordboard.app import explaining, offers, presences
from cordboard.app.finding import Finding
from cordboard.app.ports import Tx, View
from cordboard.app.searching import Best, best_for, search
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, ConversationId, QueueId, VisitorId
from cordboard.core.presence import AlertCause
from cordboard.core.routing import WorkOrder, bars, queue_order
from cordboard.core.workstream import Method, Queue, Workstream

LOOKS_A_STEP = 200
"""Kinds of work and agents that one step looks at: much to do never holds up the sockets."""

KindMark = tuple[QueueId, str]


def available(view: View, settings: Workstream, now_ms: int) -> bool:
    """Whether somebody could be offered one more conversation of this workstream now."""
    one_more = Conversation(
        id=ConversationId(""),
        channel=settings.channel,
        workstream_id=settings.id,
        queue_id=settings.queue_id,
        visitor_id=VisitorId(""),
        title="",
        visitor_number=0,
        state_since_ms=now_ms,
        created_at_ms=now_ms,
        queued_at_ms=now_ms,
        units=settings.units,
        profiles=settings.profiles,
    )
    return search(view, one_more, now_ms).winner is not None


def bars_of(view: View, agent: Agent, work: Conversation) -> tuple[Bar, ...]:
    """Return everything that keeps an agent from being offered this work now."""
    return bars(agent, work, view.terms(work.workstream_id), view.standing(agent.id))


def route(tx: Tx) -> bool:
    """Offer all that can be offered; False when the step's budget ran out before.

    Only what is on the agenda is looked at: when all is settled nobody can take what waits, so that it is
    enough to look at the work and at the agents for whom something has changed.
    """
    _find_kinds(tx)
    looking = _Looking(tx)
    for _ in range(LOOKS_A_STEP):
        if not looking.look():
            _tell_shifted(tx)
            return True
    return False


def _find_kinds(tx: Tx) -> None:
    """Turn marks into kinds of waiting work."""
    agenda = tx.agenda
    for agent_id in agenda.agents:
        agent = tx.find(Agent, agent_id)
        for queue_id in agent.queue_ids if agent is not None else ():
            queue = tx.find(Queue, queue_id)
            if queue is not None and queue.method is Method.CUSTOM:
                agenda.mark_queue(queue_id)
    for queue_id in agenda.queues:
        agenda.kinds.update(((queue_id, kind), None) for _, kind in tx.heads_in(queue_id))
    for conversation_id in agenda.work:
        mark = tx.kind_of(conversation_id)
        if mark is not None:
            agenda.kinds[mark] = None
    agenda.queues.clear()
    agenda.work.clear()


class _Looking:
    """One step's way through the agenda, in the order in which work is served."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._orders = {queue_id: self._queue_order(queue_id) for queue_id, _ in tx.agenda.kinds}
        self._kinds: list[tuple[WorkOrder, KindMark]] = []
        for mark in list(tx.agenda.kinds):
            self._push_kind(mark)
        self._agents: list[tuple[WorkOrder, AgentId, Best, int]] = []
        self._decisions = 0
        """What was found for an agent stands until the next one."""
        for agent_id in list(tx.agenda.agents):
            self._push_agent(agent_id)
        heapify(self._kinds)
        heapify(self._agents)

    def look(self) -> bool:
        """Look at the first of what is left; False when nothing is."""
        if self._kinds and (not self._agents or self._kinds[0][0] <= self._agents[0][0]):
            self._look_at_kind()
        elif self._agents:
            self._look_at_agent()
        else:
            return False
        return True

    def _look_at_kind(self) -> None:
        """Find somebody for the first work of a kind; where there is nobody, its others need no look."""
        _, mark = heappop(self._kinds)
        queue_id, kind = mark
        head = self._tx.head_of(queue_id, kind)
        if head is None:
            self._forget(mark)
            return
        work = self._tx.get(Conversation, head[3])
        finding = search(self._tx, work, self._tx.now_ms)
        self._decide(work, finding, passed=0)
        if finding.winner is not None:
            self._push_kind(mark)
            return
        del self._tx.agenda.kinds[mark]
        explaining.unplaced(self._tx, work, kind, finding)

    def _look_at_agent(self) -> None:
        """Give the first work that an agent can take to the best of those on the agenda."""
        _, agent_id, best, found_at = heappop(self._agents)
        if found_at != self._decisions:
            self._push_agent(agent_id)
            return
        finding = search(self._tx, best.work, self._tx.now_ms, self._tx.agenda.agents)
        self._decide(best.work, finding, passed=best.passed)
        if finding.winner is None:
            del self._tx.agenda.agents[agent_id]
        else:
            self._push_agent(agent_id)

    def _decide(self, work: Conversation, finding: Finding, passed: int) -> None:
        """Offer the work to whoever was found; alert those whom only the session limit barred."""
        winner = finding.winner
        self._decisions += 1
        if winner is not None:
            explaining.offered(self._tx, work, finding, passed)
            offers.make(self._tx, work, winner, len(finding.near) + 1)
        for agent in finding.at_limit:
            presences.raise_alert(self._tx, agent.id, AlertCause.SESSION_LIMIT)

    def _push_kind(self, mark: KindMark) -> None:
        head = self._tx.head_of(*mark)
        if head is None:
            self._forget(mark)
        else:
            heappush(self._kinds, ((*self._orders[mark[0]], head), mark))

    def _push_agent(self, agent_id: AgentId) -> None:
        agent = self._tx.find(Agent, agent_id)
        best = best_for(self._tx, agent) if agent is not None else None
        if best is None:
            del self._tx.agenda.agents[agent_id]
        else:
            heappush(self._agents, (best.order, agent_id, best, self._decisions))

    def _forget(self, mark: KindMark) -> None:
        """Nothing of this kind waits any more."""
        self._tx.agenda.kinds.pop(mark, None)
        self._tx.agenda.reasons.pop(mark[1], None)

    def _queue_order(self, queue_id: QueueId) -> tuple[int, str]:
        return queue_order(self._tx.get(Queue, queue_id))


def _tell_shifted(tx: Tx) -> None:
    """Explain anew why work waits where the reasons have changed since it was told."""
    for queue_id in tx.shifted():
        outlook = explaining.outlook(tx, queue_id)
        if tx.agenda.outlooks.get(queue_id) == outlook:
            continue
        tx.agenda.outlooks[queue_id] = outlook
        for key, kind in tx.heads_in(queue_id):
            work = tx.get(Conversation, key[3])
            explaining.unplaced(tx, work, kind, search(tx, work, tx.now_ms))
