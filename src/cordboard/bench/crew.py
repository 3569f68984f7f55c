"""Brings the people of a bench to work: at the product through its doors, at the relay without ceremony."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from time import perf_counter_ns

from argon2 import PasswordHasher

from cordboard.app.commands import AnyCommand
from cordboard.app.setup_commands import Configure, PutUser
from cordboard.bench.ledger import Ledger
from cordboard.bench.people import Agent, Customer, Pace
from cordboard.bench.servers import Product, Relay, Server
from cordboard.bench.wires import Hub
from cordboard.core.channel import ChannelKind
from cordboard.core.ids import QueueId, UserId, WorkstreamId
from cordboard.core.user import Role
from cordboard.core.workstream import Organisation, Queue, Workstream

QUEUE = QueueId("bench")
WORKSTREAM = WorkstreamId("bench")
PASSWORD = "measured and found"  # noqa: S105 - of people who live for a minute
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Signing in is not what is measured."""
SETTLED_S = 15.0
"""Far longer than it takes."""

Furnish = Callable[[Path, list[AnyCommand], dict[str, str]], None]
"""Writes an organisation into a data folder that no server holds: commands, then hashes by login."""


class Crew:
    """The people at one server, and the account of what they wrote."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.hub = Hub(server.port)
        self.ledger = Ledger()
        self.pace = Pace()
        self.customers: list[Customer] = []
        self.agents: list[Agent] = []

    @property
    def pages(self) -> list[Customer | Agent]:
        """Everybody's page, agents first."""
        return [*self.agents, *self.customers]

    def settle(self, what: str) -> None:
        """Wait until everybody is connected, all is answered and every agent has it."""
        pages = self.pages

        def settled() -> bool:
            return self.ledger.unseen == 0 and all(page.ready for page in pages)

        self.hub.run_until(settled, SETTLED_S, what)

    def come_back(self) -> None:
        """Connect everybody whose line is dead."""
        for page in self.pages:
            if not page.alive:
                page.arrive()

    def close(self) -> None:
        """Go home."""
        self.hub.close()


def organisation(agents: int, units: int) -> tuple[list[AnyCommand], dict[str, str]]:
    """Return the commands that make a queue with its agents, and the hashes of their passwords by login."""
    queue = Queue(id=QUEUE, name="Bench")
    workstream = Workstream(id=WORKSTREAM, name="Bench", channel=ChannelKind.LIVE_CHAT, queue_id=QUEUE)
    staff = Organisation(session_limit=max(units, Organisation().session_limit))
    commands: list[AnyCommand] = [
        Configure(organisation=staff, queues=(queue,), workstreams=(workstream,)),
        *(
            PutUser(
                user_id=UserId(login),
                login=login,
                display_name=login.replace("-", " ").title(),
                roles=(Role.AGENT,),
                queue_ids=(QUEUE,),
                capacity_units=units,
            )
            for login in _logins(agents)
        ),
    ]
    return commands, dict.fromkeys(_logins(agents), QUICK.hash(PASSWORD))


def at_product(product: Product, customers: int, agents: int) -> Crew:
    """Sign agents in, let customers begin their conversations, and wait until each has an agent."""
    crew = Crew(product)
    ids = (crew.ledger.id_head + f"k{number:09d}" for number in count())
    with product.door as door:
        for login in _logins(agents):
            user_id, cookie = door.sign_in(login, PASSWORD)
            agent = Agent(crew.hub, crew.ledger, ids.__next__, user_id=user_id, cookie=cookie)
            agent.clock_in()
            crew.agents.append(agent)
        crew.hub.run_until(lambda: all(one.ready for one in crew.agents), SETTLED_S, "agents are there")
        for _ in range(customers):
            customer = Customer(crew.hub, crew.ledger, crew.pace, token=door.visit(WORKSTREAM))
            customer.arrive()
            customer.start(WORKSTREAM, perf_counter_ns())
            crew.customers.append(customer)
            crew.hub.turn(0)
    crew.settle("every customer has an agent")
    return crew


def at_relay(relay: Relay, customers: int, agents: int) -> Crew:
    """Let agents read and customers write; nobody signs in."""
    crew = Crew(relay)
    names = [f"c{number:016d}" for number in range(customers)]
    for number in range(agents):
        agent = Agent(crew.hub, crew.ledger, str)
        agent.arrive()
        for name in names[number::agents]:
            agent.follow(f"conversation:{name}", 0)
        crew.agents.append(agent)
    for name in names:
        customer = Customer(crew.hub, crew.ledger, crew.pace, token=f"v{name}", conversation_id=name)
        customer.arrive()
        crew.customers.append(customer)
    crew.settle("everybody is at the relay")
    return crew


def _logins(agents: int) -> Iterator[str]:
    return (f"agent-{number:03d}" for number in range(1, agents + 1))
