"""Finds who gets waiting work, and which work an agent gets; changes nothing."""

from collections.abc import Iterable, Iterator, Sequence

from cordboard.app import custom
from cordboard.app.finding import Finding
from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar
from cordboard.core.ids import AgentId, ConversationId, WorkstreamId
from cordboard.core.routing import (
    Terms,
    WorkOrder,
    absent,
    agent_key,
    bar,
    can_take_but_for_sessions,
    closest_first,
    custom_bar,
    given_up,
    insists,
    queue_order,
    reluctance,
)
from cordboard.core.skill import Matching, lacking
from cordboard.core.workstream import Distribution, Method, Queue


def search(view: View, work: Conversation, now_ms: int, among: Iterable[AgentId] | None = None) -> Finding:
    """Ask one after the other who can take it; `among` are the only ones for whom that may have changed."""
    queue = view.get(Queue, work.queue_id)
    finding = Finding()
    if not is_offered(view, work):
        return finding
    terms = view.terms(work.workstream_id)
    if queue.method is Method.CUSTOM:
        if not _insisting(view, work, terms, finding):
            candidates = view.candidates_in(queue.id) if among is None else _those(view, queue, among)
            custom.search(view, work, candidates, finding, now_ms)
        return finding
    for agent in _in_order(view, work, queue, terms, among):
        standing = view.standing(agent.id)
        why = bar(agent, work, terms, standing)
        if why is not None:
            finding.pass_over(agent, why)
            continue
        finding.winner = agent
        finding.order = agent_key(agent, standing, queue)[:2]
        finding.preference = preference(agent, work)
        return finding
    return finding


def _insisting(view: View, work: Conversation, terms: Terms, finding: Finding) -> bool:
    """Give work to whom it insists on before any rule is asked, if they are there."""
    for agent in preferred(view, work):
        if not insists(agent.id, work):
            continue
        why = custom_bar(agent, work, terms, view.standing(agent.id))
        if why is None:
            finding.winner, finding.preference = agent, preference(agent, work)
            return True
        if why is Bar.SESSIONS:
            finding.pass_over(agent, why)
    return False


def is_offered(view: View, work: Conversation) -> bool:
    """Whether work is offered by itself at all: pushed, and not declined by too many."""
    terms = view.terms(work.workstream_id)
    return terms.settings.distribution is Distribution.PUSH and not given_up(work, terms.organisation)


def preference(agent: Agent, work: Conversation) -> str:
    """Say what brings an agent to the front of the line for this work, if anything."""
    if reluctance(agent.id, work):
        return ""
    if agent.id == work.preferred:
        return "had_it"
    return "favoured" if agent.id in work.favoured else ""


def _in_order(
    view: View, work: Conversation, queue: Queue, terms: Terms, among: Iterable[AgentId] | None
) -> Iterator[Agent]:
    """Yield those who may be asked: the preferred, the rest in their order, then who declined before.

    A preferred agent who declined has answered the preference and stands with the others who did.
    """
    first = preferred(view, work)
    yield from first
    candidates = view.candidates_in(queue.id) if among is None else _those(view, queue, among)
    if terms.settings.matching is Matching.CLOSEST and work.skills:
        candidates = iter(closest_first(list(candidates), work, terms, view.standing))
    if not first and not work.declines and work.last_choice is None:
        yield from candidates
        return
    later: list[tuple[int, Agent]] = []
    for agent in candidates:
        if any(one.id == agent.id for one in first):
            continue
        reluctant = reluctance(agent.id, work)
        if reluctant:
            later.append((reluctant, agent))
        else:
            yield agent
    yield from (agent for _, agent in sorted(later, key=lambda pair: pair[0]))


def preferred(view: View, work: Conversation) -> Sequence[Agent]:
    """Return whom the work prefers, as far as they serve its queue; whether they are free is asked later."""
    if work.preferred is None and not work.favoured:
        return ()
    wanted = work.favoured if work.preferred is None else (work.preferred, *work.favoured)
    agents = (view.find(Agent, one) for one in dict.fromkeys(wanted))
    return [
        one
        for one in agents
        if one is not None and work.queue_id in one.queue_ids and not reluctance(one.id, work)
    ]


def _those(view: View, queue: Queue, among: Iterable[AgentId]) -> Iterator[Agent]:
    """Yield the candidates among some agents, in the queue's order."""
    keys = (view.place_among_candidates(one, queue.id) for one in among)
    for key in sorted(key for key in keys if key is not None):
        yield view.get(Agent, key[2])


class Best:
    """The work that an agent gets next."""

    __slots__ = ("order", "passed", "work")

    def __init__(self, order: WorkOrder, work: Conversation, passed: int) -> None:
        self.order = order
        self.work = work
        self.passed = passed
        """Kinds of older work that the agent can't take."""


def best_for(view: View, agent: Agent, now_ms: int) -> Best | None:
    """Return the first work of all their queues that an agent can take, or only the limit keeps from them."""
    wanted = view.wanted_by(agent.id)
    candidacies = view.candidacies_of(agent.id)
    if not wanted and not candidacies:
        return None
    choosing = _Choosing(view, agent)
    best = choosing.among(wanted)
    for queue, _ in candidacies:
        if best is not None and best.order[:2] < queue_order(queue):
            break
        if queue.method is Method.CUSTOM:
            best = choosing.by_rules(queue, best, now_ms) or best
        else:
            best = choosing.in_line(queue, best) or best
    return best


class _Choosing:
    """Looks through work for one agent; what is the same for all of a workstream is found out once."""

    __slots__ = ("_agent", "_standing", "_terms", "_view")

    def __init__(self, view: View, agent: Agent) -> None:
        self._view = view
        self._agent = agent
        self._standing = view.standing(agent.id)
        self._terms: dict[WorkstreamId, Terms | None] = {}
        """None for workstreams of which the agent gets nothing now."""

    def among(self, wanted: Iterable[ConversationId]) -> Best | None:
        """Return the first of the work that prefers this agent and that they can take."""
        best: Best | None = None
        for conversation_id in wanted:
            work = self._view.get(Conversation, conversation_id)
            queue = self._view.get(Queue, work.queue_id)
            head = self._view.head_of(queue.id, work.id)
            if head is None or work.queue_id not in self._agent.queue_ids or queue.method is Method.CUSTOM:
                continue
            order = (*queue_order(queue), head)
            if (best is None or order < best.order) and self._takes(work):
                best = Best(order, work, 0)
        return best

    def in_line(self, queue: Queue, best: Best | None) -> Best | None:
        """Return the first work of the queue that the agent can take, if it goes before the best so far.

        Work that insists on this agent whatever their skills are has been looked at before.
        """
        ratings = self._standing.ratings
        priority = queue_order(queue)
        rival = best.order[2] if best is not None and best.order[:2] == priority else None
        for passed, (key, _, (workstream_id, skills)) in enumerate(self._view.heads_in(queue.id)):
            if rival is not None and key >= rival:
                return None
            terms = self._terms_of(workstream_id)
            if terms is None or (terms.exact and lacking(ratings, skills, terms.inactive) is not None):
                continue
            work = self._view.get(Conversation, key[3])
            if can_take_but_for_sessions(self._agent, work, terms, self._standing):
                return Best((*priority, key), work, passed)
        return None

    def by_rules(self, queue: Queue, best: Best | None, now_ms: int) -> Best | None:
        """Return the first work for which the queue's rules choose the agent, or would but for sessions."""
        priority = queue_order(queue)
        for passed, (key, *_) in enumerate(self._view.heads_in(queue.id)):
            if best is not None and (*priority, key) >= best.order:
                return None
            work = self._view.get(Conversation, key[3])
            finding = search(self._view, work, now_ms, (self._agent.id,))
            if finding.winner is self._agent or self._agent in finding.at_limit:
                return Best((*priority, key), work, passed)
        return None

    def _takes(self, work: Conversation) -> bool:
        """Whether the agent can take the work, or would if they had fewer sessions open."""
        terms = self._terms_of(work.workstream_id)
        return terms is not None and can_take_but_for_sessions(self._agent, work, terms, self._standing)

    def _terms_of(self, workstream_id: WorkstreamId) -> Terms | None:
        try:
            return self._terms[workstream_id]
        except KeyError:
            terms = self._view.terms(workstream_id)
            pushed = terms.settings.distribution is Distribution.PUSH
            gets = pushed and absent(self._agent, terms) is None
            return self._terms.setdefault(workstream_id, terms if gets else None)
