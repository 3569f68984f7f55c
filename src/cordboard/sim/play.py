"""Plays one seed: first faults and safety, then calm and liveness."""

from collections.abc import Callable
from hashlib import blake2b

from cordboard.app.ports import Answer
from cordboard.core.agent import Agent
from cordboard.core.errors import Refusal
from cordboard.core.presence import Reachability
from cordboard.core.user import OPERATOR
from cordboard.sim import truths_of_routing
from cordboard.sim.agenda import Agenda
from cordboard.sim.chance import Chance, mood_of
from cordboard.sim.company import Company
from cordboard.sim.customers import Network
from cordboard.sim.ledger import Ledger
from cordboard.sim.operators import Operator
from cordboard.sim.ports import Process, World, WorldFactory, demand
from cordboard.sim.server import Server
from cordboard.sim.tally import Tally
from cordboard.sim.trouble import Trouble

STEPS = 400
"""Steps of trouble for each seed, unless told otherwise."""
SETTLE_MS = 60_000
"""How long everybody has to find back to each other when the trouble ends."""
TRY_MS = 700
TRIES = 100
WORK_MS = 900_000
"""How long diligent agents have to take up everything that waits."""


class Play:
    """One seed's course of events, from the founding to the last check."""

    def __init__(self, seed: int, new_world: WorldFactory, steps: int = STEPS) -> None:
        self.agenda = Agenda()
        self.chance = Chance(seed)
        self.mood = mood_of(self.chance)
        self.ledger = Ledger()
        self.tally = Tally()
        self.calm = False
        """Whether nothing goes wrong any more."""
        self._steps = steps
        self._world: World = new_world()
        self._server = Server(
            self._world, self.agenda, self.chance, self.mood, ledger=self.ledger, tally=self.tally
        )
        self._network = Network(self, lambda: self._server.door)
        self._company = Company(self, self._server, self._network)
        self._operator = Operator(self, self._server)
        self._trouble = Trouble(self, self._server, self._company, self._operator)

    def run(self) -> str:
        """Play; return the digest of all facts and entries.

        Raises:
            Broken: when a promise does not hold.
        """
        try:
            self._found()
            self._act()
            while self.agenda.steps < self._steps:
                self.agenda.happen()
            self._calm_down()
            self._check_settled()
            self._work()
            return self._digest()
        finally:
            self.tally.steps = self.agenda.steps
            self.tally.messages = self.ledger.messages
            self.tally.conversations = self.ledger.conversations
            self._world.close()

    def _found(self) -> None:
        """Found the organisation and let everybody come."""
        mood, self._server.calm = self.mood, True
        self._server.start()
        self._until(lambda: self._server.resting)
        for command in self._operator.founding():
            assert self._server.door is not None
            self._server.door.submit(command, OPERATOR, _founded)
        self._until(lambda: self._server.resting)
        self._server.calm = False
        assert mood is self.mood
        for page in self._company.pages:
            page.after(self.chance.ms(0, 5_000), page.arrive, f"{page.reader} arrives")

    def _act(self) -> None:
        """Let somebody do something, or something go wrong, and so on until calm."""
        if self.calm:
            return
        if not self._trouble.strike():
            self._company.act()
        self.agenda.after(self.chance.ms(1, self.mood.pace_ms), self._act, "act")

    def _calm_down(self) -> None:
        """End all trouble and let everybody find back."""
        self.agenda.lines.append("calm")
        self.calm = self._server.calm = True
        self._trouble.mend()
        self._until(lambda: self._server.resting)
        self._operator.make_peace()
        for page in self._company.pages:
            page.mend()
            if not page.open:
                page.arrive()
        self._pass(SETTLE_MS)
        for page in self._company.pages:
            page.mend()

    def _check_settled(self) -> None:
        """Nothing is under way, and everybody knows all that they read; clocks may stir for a moment."""
        for _ in range(TRIES):
            self._pass(TRY_MS)
            if not self._unsettled():
                break
        demand(not self._unsettled(), self._unsettled())
        for agent in self._process().view.all(Agent):
            there = agent.presence.reachability is Reachability.CONNECTED
            demand(there, f"{agent.id} has a page and is {agent.presence.reachability}")

    def _unsettled(self) -> str:
        """Say what is still under way."""
        if self._process().read_only or not self._server.resting:
            return "the disk is well and nothing is written"
        if self._network.under_way:
            return f"letters are under way for ever: {self._network.under_way}"
        for page in self._company.pages:
            if not page.welcome or page.outbox:
                return f"{page.reader} is not back, or has no answer to {page.outbox}"
            for stream, reading in page.readings.items():
                head = self.ledger.head(stream)
                if reading.last != head:
                    return f"{page.reader} has {stream} up to {reading.last} of {head}"
                self.ledger.check_known(page.reader, stream, head, reading.maps)
        return ""

    def _work(self) -> None:
        """Let agents take everything that waits; what nobody may take any more is left."""
        for page in self._company.agents:
            page.become_diligent()
        self._pass(WORK_MS)
        for _ in range(TRIES):
            self._until(lambda: self._server.resting)
            if not truths_of_routing.is_under_way(self._process().view):
                break
            self._pass(TRY_MS)
        truths_of_routing.everything_is_done(self._process().view)
        truths_of_routing.nobody_waits_for_nothing(self._process().view)

    def _digest(self) -> str:
        """Return a digest of all facts and of where every stream ends."""
        digest = blake2b(digest_size=8)
        for number, at_ms, body in self._process().facts(0):
            digest.update(b"%d %d %b\n" % (number, at_ms, body))
        for stream, (head, _) in sorted(self._process().heads().items()):
            digest.update(f"{stream} {head}\n".encode())
        return digest.hexdigest()

    def _process(self) -> Process:
        assert self._server.process is not None, "the server runs"
        return self._server.process

    def _pass(self, ms: int) -> None:
        """Let so much time pass."""
        over = [False]
        self.agenda.after(ms, lambda: over.__setitem__(0, True))
        self._until(lambda: over[0])

    def _until(self, reached: Callable[[], bool]) -> None:
        while not reached():
            self.agenda.happen()


def _founded(result: Answer | Refusal) -> None:
    demand(isinstance(result, Answer), f"the organisation can't be founded: {result}")
