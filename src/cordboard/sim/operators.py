"""Plays the operator, who founds the organisation, changes people and settings, and makes peace."""

from collections.abc import Callable
from functools import partial

from cordboard.app.commands import AnyCommand
from cordboard.app.definitions import version_in_force
from cordboard.app.ports import Answer
from cordboard.app.setup_commands import ApplyConfiguration, Configure, SetAgent
from cordboard.core.configuration import Configuration
from cordboard.core.errors import AGAIN, Refusal
from cordboard.core.ids import QueueId
from cordboard.core.presence import STOCK_OPTIONS
from cordboard.core.user import OPERATOR, SYSTEM, Actor
from cordboard.sim.chance import Chance
from cordboard.sim.definitions import Configurations
from cordboard.sim.outbox import LATE_MS, Setting
from cordboard.sim.ports import demand
from cordboard.sim.server import Server
from cordboard.sim.staff import AGENTS, QUEUES, agent_of, disabling, settings, signing_out, supervisor

AGAIN_MS = 1_000


def founding(configuration: Configuration, chance: Chance) -> list[AnyCommand]:
    """Return what founds the organisation, before anything is set for its agents but queues and capacity."""
    configure = Configure(
        organisation=configuration.organisation,
        presences=STOCK_OPTIONS,
        time_zones=configuration.time_zones,
        hours=configuration.hours,
        profiles=configuration.profiles,
        rating_models=configuration.rating_models,
        skills=configuration.skills,
        notifications=configuration.notifications,
        queues=configuration.queues,
        workstreams=configuration.workstreams,
    )
    return [configure, *(agent_of(one, queues, chance) for one, queues in AGENTS.items()), supervisor()]


class Order:
    """One command of the operator's; whoever loses the answer asks again under the same id."""

    def __init__(self, command: AnyCommand, actor: Actor, command_id: str) -> None:
        self.command = command
        self.actor = actor
        self.command_id = command_id
        self.result: Answer | Refusal | None = None

    @property
    def done(self) -> bool:
        """Whether it was done, as far as anybody has heard."""
        return isinstance(self.result, Answer)

    def answered(self, result: Answer | Refusal) -> None:
        """Hear what became of it: what was done once is answered the same for ever."""
        if self.done:
            again = isinstance(result, Refusal) and result.code in AGAIN
            demand(
                again or result == self.result, f"{self.command_id} was answered {self.result}, now {result}"
            )
        else:
            self.result = result


class Operator:
    """Whoever sits at the command line."""

    def __init__(self, setting: Setting, server: Server) -> None:
        self._s = setting
        self._server = server
        self._orders = 0
        self.configurations = Configurations(setting.chance)
        self._deeds: dict[Callable[[], None], int] = {
            self._disable: 2,
            self._enable: 4,
            self._put: 2,
            self._sign_out: 2,
            self._set: 6,
            self._apply: 8,
        }

    def founding(self) -> list[AnyCommand]:
        """Return all that founds the organisation."""
        chance, configuration = self._s.chance, self.configurations.first
        people = (SetAgent(settings=settings(chance, one, configuration)) for one in AGENTS)
        return [*founding(configuration, chance), *people]

    def act(self) -> None:
        """Do something."""
        self._s.chance.weighted(self._deeds)()

    def make_peace(self) -> None:
        """Let everybody have their access and their queues."""
        for user_id, queue_ids in AGENTS.items():
            self._insist(disabling(user_id, False))
            self._insist(agent_of(user_id, queue_ids, self._s.chance))

    def _anybody(self) -> str:
        return self._s.chance.pick(tuple(AGENTS))

    def _disable(self) -> None:
        self._ask(disabling(self._anybody(), True))

    def _enable(self) -> None:
        self._ask(disabling(self._anybody(), False))

    def _put(self) -> None:
        self._ask(agent_of(self._anybody(), self._some_queues(), self._s.chance))

    def _sign_out(self) -> None:
        """End all sign-ins of somebody."""
        user_id = self._anybody()
        self._s.agenda.note(f"{user_id} signs out everywhere")
        self._server.hang_up_on(user_id)
        self._ask(signing_out(user_id), SYSTEM)

    def _set(self) -> None:
        known = self._s.chance.pick(self.configurations.all)
        queue_ids = self._some_queues() if self._s.chance.happens(0.5) else None
        self._ask(SetAgent(settings=settings(self._s.chance, self._anybody(), known, queue_ids)))

    def _apply(self) -> None:
        """Put a new or an earlier configuration in place, perhaps with settings for some agents."""
        if self._server.process is None:
            return
        chance, configuration = self._s.chance, self.configurations.next()
        logins = [one for one in AGENTS if chance.happens(0.5)] if chance.happens(0.5) else None
        agents = tuple(settings(chance, one, configuration) for one in logins) if logins is not None else None
        late = chance.happens(0.1)
        self._ask(
            ApplyConfiguration(
                configuration=configuration,
                document=f"configuration {self.configurations.all.index(configuration) + 1}",
                reason="because",
                seen=max(version_in_force(self._server.process.view) - late, 0),
                agents=agents,
            )
        )

    def _some_queues(self) -> tuple[QueueId, ...]:
        most = [one for one in QUEUES if self._s.chance.happens(0.6)]
        return tuple(most or QUEUES[:1])

    def _insist(self, command: AnyCommand) -> None:
        """Ask again and again until it is done, whatever becomes of the process that was asked."""
        order = self._order(command, OPERATOR)

        def ask() -> None:
            if not order.done:
                self._hand_in(order)
                self._s.agenda.after(AGAIN_MS, ask)

        ask()

    def _ask(self, command: AnyCommand, actor: Actor = OPERATOR) -> None:
        """Ask once, perhaps twice; whoever types a command lives with what becomes of it."""
        order = self._order(command, actor)
        self._hand_in(order)
        if self._s.chance.happens(self._s.mood.repeat):
            self._s.agenda.after(self._s.chance.ms(0, LATE_MS), partial(self._repeat, order))

    def _order(self, command: AnyCommand, actor: Actor) -> Order:
        self._orders += 1
        return Order(command, actor, f"order-{self._orders}")

    def _repeat(self, order: Order) -> None:
        """Ask once more; in the calm only what was done, for the rest would be new trouble."""
        if order.done or not self._s.calm:
            self._s.tally.duplicated_commands += 1
            self._hand_in(order)

    def _hand_in(self, order: Order) -> None:
        if self._server.door is not None:
            self._s.agenda.note(f"{order.actor.key} asks ({order.command_id}): {_brief(order.command)}")
            self._server.door.submit(order.command, order.actor, order.answered, command_id=order.command_id)


def _brief(command: AnyCommand) -> str:
    """Return a command for the transcript, without the whole of a configuration."""
    if isinstance(command, ApplyConfiguration):
        return f"apply {command.document} over version {command.seen}"
    return str(command)
