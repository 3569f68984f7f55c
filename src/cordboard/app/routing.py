"""Places waiting work: what is first in the order of all queues goes to the best of those who can take it."""

from heapq import heappop, heappush

from cordboard.app import explaining, offers, presences
from cordboard.app.finding import Finding
from cordboard.app.ports import Tx
from cordboard.app.searching import Best, best_for, search
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.ids import AgentId, ConversationId, QueueId
from cordboard.core.presence import AlertCause
from cordboard.core.routing import LineKey, WorkOrder, queue_order
from cordboard.core.workstream import Queue

LOOKS_A_STEP = 200
"""Kinds of work and agents that one step looks at: much to do never holds up the sockets."""
PASSED_A_LOOK = 20
"""Candidates passed over who count as one look: they cost little, and there may be many."""
AGENTS_AT_ONCE = 20
"""With more agents on the agenda their queues are looked at instead: they compete for the same work."""

KindMark = tuple[QueueId, str]


def route(tx: Tx) -> bool:
    """Offer all that can be offered; False when the step's budget ran out before.

    Only what is on the agenda is looked at: when all is settled nobody can take what waits, so that it is
    enough to look at the work and at the agents for whom something has changed.
    """
    _find_marks(tx)
    looking = _Looking(tx)
    while looking.spent < LOOKS_A_STEP:
        if not looking.look() and not looking.look_at_shifted():
            return True
    return False


def _find_marks(tx: Tx) -> None:
    """Turn marks of work into kinds, and those of many agents into their queues."""
    agenda = tx.agenda
    if len(agenda.agents) > AGENTS_AT_ONCE:
        for agent_id in agenda.agents:
            agent = tx.find(Agent, agent_id)
            agenda.mark_queues(queue.id for queue in (tx.queues_of(agent) if agent is not None else ()))
        agenda.agents.clear()
    for conversation_id in agenda.work:
        mark = tx.kind_of(conversation_id)
        if mark is not None:
            agenda.kinds[mark] = None
    agenda.work.clear()


class _Looking:
    """One step's way through the agenda, in the order in which work is served."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self.spent = 0
        """Kinds of work and agents that were looked at."""
        self._decisions = 0
        """What was found for an agent stands until the next one."""
        self._work: list[tuple[WorkOrder, KindMark, bool]] = []
        """Heads of kinds; True for those that are looked at because their whole queue is."""
        self._agents: list[tuple[WorkOrder, AgentId, Best, int]] = []
        for mark in list(tx.agenda.kinds):
            self._push_kind(mark)
        for queue_id, done in list(tx.agenda.queues.items()):
            self._push_next(queue_id, done)
        for agent_id in list(tx.agenda.agents):
            self._push_agent(agent_id)

    def look(self) -> bool:
        """Look at the first of what is left; False when nothing is."""
        if self._work and (not self._agents or self._work[0][0] <= self._agents[0][0]):
            self._look_at_work()
        elif self._agents:
            self._look_at_agent()
        else:
            return False
        self.spent += 1
        return True

    def look_at_shifted(self) -> bool:
        """Go on with queues in which reasons have changed since they were told; False where none have."""
        agenda = self._tx.agenda
        for queue_id in self._tx.shifted():
            outlook = explaining.outlook(self._tx, queue_id)
            if agenda.outlooks.get(queue_id) != outlook:
                agenda.outlooks[queue_id] = outlook
                if queue_id not in agenda.queues and self._tx.kinds_in(queue_id) > LOOKS_A_STEP:
                    agenda.crowds[queue_id] = None
                self._push_next(queue_id, None)
        return bool(self._work)

    def _look_at_work(self) -> None:
        """Find somebody for the first work of a kind; where there is nobody, its others need no look."""
        order, (queue_id, kind), of_queue = heappop(self._work)
        head = self._tx.head_of(queue_id, kind)
        winner = self._find_agent(head[3], kind) if head is not None and head == order[2] else None
        if of_queue:
            self._push_next(queue_id, order[2])
        elif winner is not None or head != order[2]:
            self._push_kind((queue_id, kind))
        else:
            del self._tx.agenda.kinds[queue_id, kind]

    def _find_agent(self, conversation_id: ConversationId, kind: str) -> Agent | None:
        work = self._tx.get(Conversation, conversation_id)
        finding = search(self._tx, work, self._tx.now_ms)
        left_out = kind == conversation_id and work.queue_id in self._tx.agenda.crowds
        if finding.winner is None and not left_out:  # told before alerts change what is to be counted
            explaining.unplaced(self._tx, work, kind, finding)
        self._decide(work, finding, passed=0)
        return finding.winner

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
        self.spent += sum(finding.counts.values()) // PASSED_A_LOOK
        if winner is not None:
            explaining.offered(self._tx, work, finding, passed)
            offers.make(self._tx, work, winner)
        for agent in finding.at_limit:
            if all(alert.cause is not AlertCause.SESSION_LIMIT for alert in agent.presence.alerts):
                presences.raise_alert(self._tx, agent.id, AlertCause.SESSION_LIMIT)

    def _push_kind(self, mark: KindMark) -> None:
        """Look at a kind by its first work."""
        head = self._tx.head_of(*mark)
        if head is not None:
            heappush(self._work, (self._order(mark[0], head), mark, False))
        else:
            del self._tx.agenda.kinds[mark]
            self._tx.agenda.reasons.pop(mark[1], None)

    def _push_next(self, queue_id: QueueId, done: LineKey | None) -> None:
        """Go on with a queue behind the place up to which it has been looked at."""
        following = self._tx.head_after(queue_id, done)
        if following is None:
            self._tx.agenda.done(queue_id)
            if queue_id in self._tx.agenda.queues:
                self._push_next(queue_id, None)
        else:
            self._tx.agenda.queues[queue_id] = done
            heappush(self._work, (self._order(queue_id, following[0]), (queue_id, following[1]), True))

    def _push_agent(self, agent_id: AgentId) -> None:
        agent = self._tx.find(Agent, agent_id)
        best = best_for(self._tx, agent, self._tx.now_ms) if agent is not None else None
        if best is None:
            del self._tx.agenda.agents[agent_id]
        else:
            heappush(self._agents, (best.order, agent_id, best, self._decisions))

    def _order(self, queue_id: QueueId, key: LineKey) -> WorkOrder:
        return (*queue_order(self._tx.get(Queue, queue_id)), key)
