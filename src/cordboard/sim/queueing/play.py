"""Plays a scenario on the production floor in virtual time: customers and agents act, deadlines fall due."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Any

from cordboard.app.commands import (
    AcceptOffer,
    AnyCommand,
    CloseSession,
    ConfirmDisplayed,
    CustomerArrived,
    Elapse,
    EndByCustomer,
    EndConversation,
    ResetPresence,
    StartConversation,
)
from cordboard.core.agent import Agent
from cordboard.core.conversation import CapacityFreed, ConversationMoved, Detail, Move
from cordboard.core.errors import Refusal
from cordboard.core.events import Fact
from cordboard.core.ids import AgentId, ConnectionId, ConversationId, VisitorId, WorkstreamId
from cordboard.core.offer import Offer, OfferMade
from cordboard.core.presence import AlertRaised
from cordboard.core.user import SYSTEM, Actor, ActorKind
from cordboard.core.workstream import WrapUpBlock
from cordboard.sim.queueing.crowd import Crowd, Customer
from cordboard.sim.queueing.duration import SECOND_MS
from cordboard.sim.queueing.findings import Gauge
from cordboard.sim.queueing.founding import ASKED, detail_of, founding, members
from cordboard.sim.queueing.ports import Floor
from cordboard.sim.queueing.scenario import Scenario

START_MS = 1_750_032_000_000
"""A Monday at midnight, UTC."""


class Play:
    """One course of events, from the founding on."""

    def __init__(self, scenario: Scenario, floor: Floor, gauge: Gauge) -> None:
        self.now_ms = START_MS
        self._floor = floor
        self._gauge = gauge
        self._shifts = any(team.shift is not None for team in scenario.agents)
        self._reset_ms = {
            agent_id: round(team.reset_s * SECOND_MS)
            for team in scenario.agents
            for agent_id in members(team)
        }
        self._crowds = {one.name: Crowd(one, scenario.run.seed, START_MS) for one in scenario.streams}
        self._arrivals = {name: crowd.arrivals() for name, crowd in self._crowds.items()}
        self._customers: dict[str, Customer] = {}
        self._numbers = count(1)
        self._order = count()
        self._agenda: list[tuple[int, int, Callable[[], None]]] = []
        for command, actor in founding(scenario):
            self._do(command, actor)
        self._count_capacity()
        for name in self._crowds:
            self._expect(name)

    def pass_until(self, end_ms: int) -> None:
        """Let everything happen that happens before this time."""
        while True:
            next_ms = self._agenda[0][0]
            due_ms = self._floor.next_due_at_ms
            if due_ms is not None and due_ms <= next_ms:
                if due_ms >= end_ms:
                    break
                self.now_ms = max(self.now_ms, due_ms)
                self._do(Elapse(), SYSTEM)
                if self._shifts:
                    self._count_capacity()
            elif next_ms >= end_ms:
                break
            else:
                self.now_ms, _, happen = heappop(self._agenda)
                happen()
        self.now_ms = end_ms

    def _after(self, ms: int, happen: Callable[[], None]) -> None:
        heappush(self._agenda, (self.now_ms + ms, next(self._order), happen))

    def _do(self, command: AnyCommand, actor: Actor) -> None:
        """Do a command and let people react to what has happened."""
        for fact in self._floor.do(command, actor, self.now_ms):
            react = _REACTIONS.get(type(fact))
            if react is not None:
                react(self, fact)

    def _try(self, command: AnyCommand, actor: Actor) -> None:
        """Do what somebody set out to do earlier; a refusal means that something else came first."""
        with suppress(Refusal):
            self._do(command, actor)

    def _count_capacity(self) -> None:
        """Note how many units are on duty; who is outside their hours is not."""
        agents = self._floor.view.all(Agent)
        self._gauge.on_duty(sum(one.capacity_units for one in agents if not one.off_hours), self.now_ms)

    def _expect(self, stream: str) -> None:
        """Wait for a stream's next customer."""
        customer = next(self._arrivals[stream])
        self._after(customer.arrives_ms - self.now_ms, partial(self._arrive, customer))

    def _arrive(self, customer: Customer) -> None:
        """Let a customer come, who brings a page and perhaps an end to their patience."""
        identity = ConversationId(f"c{next(self._numbers)}")
        visitor_id = VisitorId(f"v{identity}")
        visitor = Actor(kind=ActorKind.VISITOR, id=visitor_id)
        self._customers[identity] = customer
        self._gauge.arrive(customer.stream.name, self.now_ms)
        start = StartConversation(
            conversation_id=identity,
            workstream_id=WorkstreamId(customer.stream.name),
            visitor_id=visitor_id,
            message_id=identity,
            text="Hello",
            details=tuple(Detail(name=detail_of(one), value=ASKED) for one in customer.asks),
        )
        self._do(start, visitor)
        page = ConnectionId(f"page_{identity}")
        self._do(CustomerArrived(conversation_id=identity, connection_id=page), SYSTEM)
        if customer.patience_ms is not None:
            self._after(customer.patience_ms, partial(self._lose_patience, identity, visitor))
        self._expect(customer.stream.name)

    def _lose_patience(self, identity: ConversationId, visitor: Actor) -> None:
        customer = self._customers.get(identity)
        if customer is not None and customer.agent_id is None:
            self._do(EndByCustomer(conversation_id=identity), visitor)

    def _on_offer(self, fact: OfferMade) -> None:
        """Let the agent see the offer now and accept it in a while."""
        actor = _agent(fact.agent_id)
        offer = self._floor.view.get(Offer, fact.offer_id)
        accept = AcceptOffer(offer_id=fact.offer_id, epoch=offer.epoch)
        delay_ms = self._crowds[self._customers[fact.conversation_id].stream.name].accept_delay_ms()
        if delay_ms:
            self._after(0, partial(self._try, ConfirmDisplayed(offer_id=fact.offer_id), actor))
        self._after(delay_ms, partial(self._try, accept, actor))

    def _on_move(self, fact: ConversationMoved) -> None:
        customer = self._customers[fact.conversation_id]
        if fact.move is Move.ACCEPT and fact.agent_id is not None:
            self._begin(fact.conversation_id, customer, fact.agent_id)
        elif fact.move is Move.END and customer.stream.wrap_up_block is WrapUpBlock.NEVER:
            self._free(customer)
        elif fact.move is Move.CLOSE:
            del self._customers[fact.conversation_id]
            self._free(customer)
            if customer.agent_id is None:
                self._gauge.abandon(customer.stream.name, customer.arrives_ms, self.now_ms)

    def _begin(self, identity: ConversationId, customer: Customer, agent_id: AgentId) -> None:
        """Let an agent talk with a customer for as long as it takes."""
        customer.agent_id, customer.holds_capacity = agent_id, True
        self._gauge.answer(customer.stream.name, customer.arrives_ms, self.now_ms)
        self._gauge.use(customer.stream.units, self.now_ms)
        self._after(customer.handle_ms, partial(self._end, identity, customer, agent_id))

    def _end(self, identity: ConversationId, customer: Customer, agent_id: AgentId) -> None:
        """Let the agent finish with the customer, and close the session after the wrap-up."""
        (session_id,) = self._floor.view.sessions_on(identity)
        self._do(EndConversation(conversation_id=identity), _agent(agent_id))
        close = partial(self._do, CloseSession(session_id=session_id), _agent(agent_id))
        self._after(customer.wrap_up_ms, close)

    def _on_freed(self, fact: CapacityFreed) -> None:
        self._free(self._customers[fact.conversation_id])

    def _free(self, customer: Customer) -> None:
        if customer.holds_capacity:
            customer.holds_capacity = False
            self._gauge.use(-customer.stream.units, self.now_ms)

    def _on_alert(self, fact: AlertRaised) -> None:
        """Let an agent whom an alert took out of the line come back after a while."""
        reset = ResetPresence(agent_id=fact.agent_id)
        self._after(self._reset_ms[fact.agent_id], partial(self._try, reset, _agent(fact.agent_id)))


def _agent(agent_id: AgentId) -> Actor:
    return Actor(kind=ActorKind.USER, id=agent_id)


_REACTIONS: dict[type[Fact], Callable[[Play, Any], None]] = {
    OfferMade: Play._on_offer,
    ConversationMoved: Play._on_move,
    CapacityFreed: Play._on_freed,
    AlertRaised: Play._on_alert,
}
