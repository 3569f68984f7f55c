"""Is a small organisation with everybody in it, and what they may do next."""

from collections.abc import Callable
from functools import partial

from cordboard.sim.agents import AgentPage
from cordboard.sim.customers import Network, VisitorPage
from cordboard.sim.definitions import CHAT, LETTERS, SHOP
from cordboard.sim.outbox import Setting
from cordboard.sim.page import Page
from cordboard.sim.staff import AGENTS, QUEUES, SUPERVISOR
from cordboard.sim.supervisors import SupervisorPage
from cordboard.sim.wire import Host

VISITORS = {"v1": CHAT, "v2": CHAT, "v3": SHOP, "v4": CHAT, "v5": SHOP}
CUSTOMERS = ("kim", "lee", "max")

Deed = Callable[[], None]


class Company:
    """Everybody, and their pages."""

    def __init__(self, setting: Setting, host: Host, network: Network) -> None:
        self._s = setting
        self._network = network
        self.agents = [AgentPage(setting, host, one, queues) for one, queues in AGENTS.items()]
        self.agents.append(AgentPage(setting, host, "ana", AGENTS["ana"]))
        self.visitors = [VisitorPage(setting, host, one, stream) for one, stream in VISITORS.items()]
        self.visitors.append(VisitorPage(setting, host, "v1", CHAT))
        self.supervisor = SupervisorPage(setting, host, SUPERVISOR, QUEUES)

    @property
    def pages(self) -> list[Page]:
        """Every tab there is."""
        return [*self.agents, *self.visitors, self.supervisor]

    def act(self) -> None:
        """Let somebody do something."""
        name = self._s.chance.weighted(WEIGHTS)
        _DEEDS[name](self)

    def agent_does(self, what: Callable[[AgentPage], None]) -> None:
        """Let an agent whose page is open do something."""
        pages = [page for page in self.agents if page.welcome]
        if pages:
            what(self._s.chance.pick(pages))

    def visitor_does(self, what: Callable[[VisitorPage], None]) -> None:
        """Let a customer whose page is open do something."""
        pages = [page for page in self.visitors if page.open]
        if pages:
            what(self._s.chance.pick(pages))

    def write_letter(self) -> None:
        """Let a customer write who is not on the web."""
        self._network.post(self._s.chance.pick(CUSTOMERS), LETTERS)

    def supervise(self) -> None:
        """Let the supervisor step in."""
        if self.supervisor.welcome:
            visitor_id = self._s.chance.pick(list(VISITORS))
            deeds: tuple[Deed, ...] = (
                self.supervisor.force_close,
                self.supervisor.reset,
                self.supervisor.reset,
                partial(self.supervisor.block, visitor_id),
                partial(self.supervisor.unblock, visitor_id),
            )
            self._s.chance.pick(deeds)()

    def come_or_go(self) -> None:
        """Open a tab, or close one, for good or to load it again."""
        page = self._s.chance.pick(self.pages)
        if not page.open:
            page.arrive()
            return
        page.leave()
        if self._s.chance.happens(0.7):
            page.after(self._s.chance.ms(50, 8_000), page.arrive)


WEIGHTS = {
    "customer writes": 22,
    "customer ends": 3,
    "customer types": 1,
    "letter": 16,
    "accept": 18,
    "reject": 3,
    "extend": 3,
    "answer": 12,
    "draft": 3,
    "types": 1,
    "focus": 2,
    "close": 12,
    "end": 5,
    "pick": 3,
    "reopen": 5,
    "arrange": 2,
    "choose": 4,
    "reset": 4,
    "hide": 2,
    "show": 3,
    "supervise": 2,
    "come or go": 8,
}

_DEEDS: dict[str, Callable[[Company], None]] = {
    "customer writes": lambda us: us.visitor_does(VisitorPage.write),
    "customer ends": lambda us: us.visitor_does(VisitorPage.end),
    "customer types": lambda us: us.visitor_does(lambda one: one.types(one.conversation_id)),
    "letter": Company.write_letter,
    "accept": lambda us: us.agent_does(lambda one: one.answer_offer("accept_offer")),
    "reject": lambda us: us.agent_does(lambda one: one.answer_offer("reject_offer")),
    "extend": lambda us: us.agent_does(AgentPage.extend),
    "answer": lambda us: us.agent_does(lambda one: one.with_session("send")),
    "draft": lambda us: us.agent_does(lambda one: one.with_session("draft")),
    "types": lambda us: us.agent_does(lambda one: one.with_session("type")),
    "focus": lambda us: us.agent_does(lambda one: one.with_session("focus_session")),
    "close": lambda us: us.agent_does(lambda one: one.with_session("close_session")),
    "end": lambda us: us.agent_does(lambda one: one.with_session("end_conversation")),
    "pick": lambda us: us.agent_does(AgentPage.pick),
    "reopen": lambda us: us.agent_does(AgentPage.reopen),
    "arrange": lambda us: us.agent_does(AgentPage.arrange),
    "choose": lambda us: us.agent_does(AgentPage.choose),
    "reset": lambda us: us.agent_does(AgentPage.reset),
    "hide": lambda us: us.agent_does(lambda one: one.show(False)),
    "show": lambda us: us.agent_does(lambda one: one.show(True)),
    "supervise": Company.supervise,
    "come or go": Company.come_or_go,
}
