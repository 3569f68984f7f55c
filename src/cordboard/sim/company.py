"""Is a small organisation with everybody in it: its settings, its people, and what they may do next."""

from collections.abc import Callable
from functools import partial

from cordboard.app.commands import AnyCommand, SignOut
from cordboard.app.setup_commands import Configure, DisableUser, PutUser
from cordboard.core.channel import ChannelKind
from cordboard.core.ids import AgentId, QueueId, UserId, WorkstreamId
from cordboard.core.presence import STOCK_OPTIONS
from cordboard.core.user import Role
from cordboard.core.workstream import (
    AutoClose,
    Organisation,
    Queue,
    UnseenOffer,
    Workstream,
    WrapUpBlock,
)
from cordboard.sim.agents import AgentPage
from cordboard.sim.chance import Chance
from cordboard.sim.customers import Network, VisitorPage
from cordboard.sim.outbox import Setting
from cordboard.sim.page import Page
from cordboard.sim.supervisors import SupervisorPage
from cordboard.sim.wire import Host

SUPPORT, SALES = QueueId("support"), QueueId("sales")
CHAT, SHOP, LETTERS = "chat", "shop", "letters"
AGENTS = {"ana": (SUPPORT,), "bo": (SUPPORT, SALES), "cy": (SALES,), "di": (SUPPORT, SALES)}
"""Who is an agent, and in which queues."""
SUPERVISOR = "sue"
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
        self.supervisor = SupervisorPage(setting, host, SUPERVISOR, (SUPPORT, SALES))

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
    "answer": 12,
    "draft": 3,
    "types": 1,
    "focus": 2,
    "close": 12,
    "end": 5,
    "pick": 3,
    "reopen": 5,
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
    "answer": lambda us: us.agent_does(lambda one: one.with_session("send")),
    "draft": lambda us: us.agent_does(lambda one: one.with_session("draft")),
    "types": lambda us: us.agent_does(lambda one: one.with_session("type")),
    "focus": lambda us: us.agent_does(lambda one: one.with_session("focus_session")),
    "close": lambda us: us.agent_does(lambda one: one.with_session("close_session")),
    "end": lambda us: us.agent_does(lambda one: one.with_session("end_conversation")),
    "pick": lambda us: us.agent_does(AgentPage.pick),
    "reopen": lambda us: us.agent_does(AgentPage.reopen),
    "choose": lambda us: us.agent_does(AgentPage.choose),
    "reset": lambda us: us.agent_does(AgentPage.reset),
    "hide": lambda us: us.agent_does(lambda one: one.show(False)),
    "show": lambda us: us.agent_does(lambda one: one.show(True)),
    "supervise": Company.supervise,
    "come or go": Company.come_or_go,
}


def founding(chance: Chance) -> list[AnyCommand]:
    """Return what founds the organisation; times are short, so that much falls due in little time."""
    organisation = Organisation(session_limit=chance.number(2, 4), restore_s=chance.pick((20, 150)))
    workstreams = (_chat(chance), _shop(chance), _letters(chance))
    queues = (Queue(id=SUPPORT, name="Support"), Queue(id=SALES, name="Sales"))
    configure = Configure(
        organisation=organisation, presences=STOCK_OPTIONS, queues=queues, workstreams=workstreams
    )
    return [configure, *(agent_of(one, queues, chance) for one, queues in AGENTS.items()), _supervisor()]


def agent_of(user_id: str, queue_ids: tuple[QueueId, ...], chance: Chance) -> PutUser:
    """Return the command that makes somebody an agent of these queues, with some capacity."""
    return PutUser(
        user_id=UserId(user_id),
        login=user_id,
        display_name=user_id.title(),
        roles=(Role.AGENT,),
        queue_ids=queue_ids,
        capacity_units=chance.number(1, 4),
    )


def disabling(user_id: str, disabled: bool) -> DisableUser:
    """Return the command that ends or restores somebody's access."""
    return DisableUser(user_id=UserId(user_id), disabled=disabled)


def signing_out(user_id: str) -> SignOut:
    """Return the command by which an agent leaves at once."""
    return SignOut(agent_id=AgentId(user_id))


def _supervisor() -> PutUser:
    return PutUser(
        user_id=UserId(SUPERVISOR),
        login=SUPERVISOR,
        display_name="Sue",
        roles=(Role.SUPERVISOR,),
        supervises=(SUPPORT, SALES),
    )


def _chat(chance: Chance) -> Workstream:
    return Workstream(
        id=WorkstreamId(CHAT),
        name="Chat",
        channel=ChannelKind.LIVE_CHAT,
        queue_id=SUPPORT,
        wrap_up_block=chance.pick(tuple(WrapUpBlock)),
        wrap_up_block_s=30,
        offer_s=chance.pick((15, 60)),
        decline_limit=chance.number(1, 3),
        customer_grace_s=chance.pick((10, 180)),
        auto_close=AutoClose(open_s=120, active_s=chance.pick((None, 300)), wrap_up_s=60),
        missed_sets_inactive=chance.happens(0.7),
        rejected_sets_do_not_disturb=chance.happens(0.5),
    )


def _shop(chance: Chance) -> Workstream:
    return Workstream(
        id=WorkstreamId(SHOP),
        name="Shop",
        channel=ChannelKind.LIVE_CHAT,
        queue_id=SALES,
        units=chance.number(1, 2),
        wrap_up_block=WrapUpBlock.TIMED,
        wrap_up_block_s=30,
        offer_s=30,
        unseen_offer=chance.pick(tuple(UnseenOffer)),
        unseen_reroute_s=60,
        customer_grace_s=60,
        auto_close=AutoClose(open_s=300, wrap_up_s=chance.pick((20, 600))),
        open_per_visitor=1,
    )


def _letters(chance: Chance) -> Workstream:
    return Workstream(
        id=WorkstreamId(LETTERS),
        name="Letters",
        channel=ChannelKind.TEST,
        queue_id=SUPPORT,
        wrap_up_block=WrapUpBlock.NEVER,
        offer_s=chance.pick((20, 90)),
        auto_close=AutoClose(open_s=chance.pick((None, 600)), waiting_s=chance.pick((60, 900)), wrap_up_s=60),
    )
