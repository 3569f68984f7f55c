"""Agents with several tabs on two machines, who sleep, click and forget, against the real server.

Whatever they do: no offer is accepted twice, none is stranded, and none is shown after its end.
"""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace

from api.furnishing import furnish, submit
from api.pages import Frame
from api.process import PATIENCE_S, Server
from api.tabs import Tab, Worker, machines
from cordboard import boot, sample
from cordboard.app.setup_commands import Configure
from cordboard.core.channel import ChannelKind
from cordboard.core.ids import TemplateId, WorkstreamId
from cordboard.core.notification import AutoAssign, NotificationTemplate, Slots
from cordboard.core.workstream import Workstream
from cordboard.floor.clock import Clock
from cordboard.settings import Settings
from cordboard.store.engine import connect

AGENTS = ("anna", "budi")
TABS = 3
STEPS = 260
LETTERS = 40
PAINTS = 0.6
"""How often a visible tab gets to paint between two deeds."""
KEY = "the network's key"
STREAMS = ("letters", "parcels", "postcards", "telegrams")
TAKEN = frozenset({"accepted", "assigned", "assigned_unseen"})

PLAIN = NotificationTemplate(
    id=TemplateId("plain"), name="Plain", title="{customerName}", countdown_s=2, extensions=2
)
TEMPLATES = (
    PLAIN,
    replace(PLAIN, id=TemplateId("kept"), show_reject=False, show_countdown=False),
    replace(PLAIN, id=TemplateId("given"), auto_assign=AutoAssign.AT_ONCE, extensions=0),
    replace(
        PLAIN,
        id=TemplateId("opened"),
        auto_assign=AutoAssign.AFTER_TIMEOUT,
        auto_accept=True,
        countdown_s=1,
        extensions=0,
    ),
)


def workstreams() -> Iterator[Workstream]:
    """One for each way in which work can come."""
    for name, template in zip(STREAMS, TEMPLATES, strict=True):
        yield Workstream(
            id=WorkstreamId(name),
            name=name,
            channel=ChannelKind.TEST,
            queue_id=sample.QUEUE,
            notifications=Slots(incoming=template.id, incoming_authenticated=template.id),
            displayed_within_s=1,
            unseen_reroute_s=2,
            decline_limit=1_000,
        )


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    furnish(tmp_path / "data")
    with boot.opened(Settings(data_dir=tmp_path / "data"), Clock()) as (writer, _):
        submit(writer, Configure(notifications=TEMPLATES, workstreams=tuple(workstreams())))
    with Server(
        tmp_path, test_channel_key=KEY, beat_every_ms=300, silent_after_ms=900, sign_ins_burst=1_000
    ) as server:
        yield server


class Shift:
    """A working day of two minutes: who has which tabs, and what they have asked."""

    def __init__(self, server: Server, seed: int, clients: dict[str, list[httpx.Client]]) -> None:
        self.chance = random.Random(seed)
        self._server = server
        self._clients = clients
        self._ids = {login: both[0].get("/api/me").json()["user"]["id"] for login, both in clients.items()}
        self.tabs: dict[str, list[Tab]] = {login: [] for login in clients}
        self.closed: list[Tab] = []
        self.written = 0
        self.accepts: list[tuple[str, Tab, str]] = []
        """Offer, tab and command of every accept by socket."""
        self.by_worker: Counter[str] = Counter()
        """How many accepts by request were taken, by offer."""
        self._network = server.client(headers={"authorization": f"Bearer {KEY}"})
        for login in clients:
            self.open_tab(login)

    def deeds(self) -> list[Callable[[str], None]]:
        """What may happen next to an agent, the frequent things several times."""
        return [
            *(self.write,) * 7,
            *(self.accept,) * 3,
            *(self.accept_twice,) * 2,
            *(self.reject,) * 3,
            *(self.extend,) * 2,
            *(self.click,) * 4,
            self.open_tab,
            self.close_tab,
            self.reload_tab,
            *(self.sleep,) * 2,
            *(self.wake,) * 3,
            self.hide_or_show,
            *(self.recover,) * 3,
            *(self.finish,) * 3,
            *(self.let_time_pass,) * 5,
        ]

    def write(self, login: str) -> None:
        """A new customer writes."""
        if self.written < LETTERS:
            self.written += 1
            body = {"customer_id": f"c{self.written}", "message_id": "m1", "text": "Hello"}
            stream = self.chance.choice(STREAMS)
            answer = self._network.post(f"/api/channels/test/{stream}/messages", json=body)
            assert answer.status_code == 201, answer.text

    def paint(self) -> None:
        """Visible tabs paint what they show and say so; sometimes one is too slow."""
        for both in self.tabs.values():
            for tab in both:
                if tab.visible and tab.awake.is_set() and self.chance.random() < PAINTS:
                    self._confirm(tab)

    def see(self, login: str) -> None:
        """Look at one of the tabs."""
        tab = self._tab(login)
        if tab is not None and tab.visible:
            self._confirm(tab)

    def accept(self, login: str) -> None:
        """Press Accept in one of the tabs, perhaps on what it has not heard the end of."""
        tab = self._tab(login)
        if tab is not None:
            self._accept_in(tab)

    def accept_twice(self, login: str) -> None:
        """Press Accept in all tabs in the same moment."""
        for tab in self.tabs[login]:
            if tab.awake.is_set():
                self._accept_in(tab)

    def reject(self, login: str) -> None:
        """Press Reject."""
        self._with_offer(login, "reject_offer")

    def extend(self, login: str) -> None:
        """Ask for more time."""
        self._with_offer(login, "extend_offer")

    def click(self, login: str) -> None:
        """Press a button of the desktop notification."""
        tab = self._tab(login)
        offers = list(tab.shown().values()) if tab is not None else []
        if offers:
            offer = self.chance.choice(offers)
            deed = self.chance.choice(("accept", "reject"))
            taken = Worker(self.chance.choice(self._clients[login])).answer(deed, offer)
            self.by_worker[offer["id"]] += taken and deed == "accept"

    def open_tab(self, login: str) -> None:
        """Open one more, on either machine."""
        if len(self.tabs[login]) < TABS:
            client = self.chance.choice(self._clients[login])
            self.tabs[login].append(Tab(self._server, client, self._ids[login]))

    def close_tab(self, login: str) -> None:
        """Close one, even the last."""
        if self.tabs[login]:
            tab = self.tabs[login].pop(self.chance.randrange(len(self.tabs[login])))
            tab.leave()
            self.closed.append(tab)

    def reload_tab(self, login: str) -> None:
        """Press F5."""
        tab = self._tab(login)
        if tab is not None:
            tab.reload()

    def sleep(self, login: str) -> None:
        """Close the lid of one."""
        tab = self._tab(login)
        if tab is not None:
            tab.sleep()

    def wake(self, login: str) -> None:
        """Open the lids of all."""
        for tab in self.tabs[login]:
            tab.wake()

    def hide_or_show(self, login: str) -> None:
        """Change to another tab of the browser, or back."""
        tab = self._tab(login)
        if tab is not None:
            tab.visible = not tab.visible
            if tab.visible:
                tab.post_do("report_visible")

    def recover(self, login: str) -> None:
        """Answer the alerts, or pick Available."""
        tab = self._tab(login)
        me = tab.me() if tab is not None else None
        if tab is not None and me is not None and me["alerts"]:
            tab.post_do("reset_presence", agent_id=me["id"])
        elif tab is not None:
            tab.post_do("choose_presence", presence_id="available")

    def finish(self, login: str) -> None:
        """Look at everything, end it, close it."""
        tab = self._tab(login)
        if tab is None:
            return
        sessions = tab.sessions()
        for item_id in tab.items():
            if item_id not in {one["conversation_id"] for one in sessions.values()}:
                tab.post_do("reopen_conversation", conversation_id=item_id)
        for session_id, session in sessions.items():
            if session["item"]["state"] == "accepted":
                tab.post_do("end_conversation", conversation_id=session["conversation_id"])
            tab.post_do("close_session", session_id=session_id)

    def let_time_pass(self, login: str) -> None:
        """Do nothing for up to half the time of an offer."""
        time.sleep(self.chance.uniform(0.05, 0.8))

    def mend(self) -> None:
        """Let every tab come back that lost its line."""
        for both in self.tabs.values():
            for tab in both:
                tab.mend()

    def come_to_rest(self, is_done: Callable[[], bool]) -> None:
        """Everybody is awake, looks, takes and finishes everything until nothing is left."""
        for login in self.tabs:
            if not self.tabs[login]:
                self.open_tab(login)
            self.tabs[login][0].visible = True
        until = time.monotonic() + PATIENCE_S * 2
        while not is_done():
            assert time.monotonic() < until, "work is left that nobody is offered"
            self.mend()
            for login in self.tabs:
                for deed in (self.wake, self.recover, self.see, self.accept_twice, self.finish):
                    deed(login)
            time.sleep(0.1)

    def leave(self) -> None:
        """Close everything."""
        for both in self.tabs.values():
            for tab in both:
                tab.leave()
        self._network.close()

    def _tab(self, login: str) -> Tab | None:
        awake = [tab for tab in self.tabs[login] if tab.awake.is_set() and tab.page.closed is None]
        return self.chance.choice(awake) if awake else None

    def _confirm(self, tab: Tab) -> None:
        for offer in tab.shown().values():
            if not offer["displayed"]:
                tab.post_do("confirm_displayed", offer_id=offer["id"])

    def _accept_in(self, tab: Tab) -> None:
        for offer in tab.shown().values():
            command = tab.post_do("accept_offer", offer_id=offer["id"], epoch=offer["epoch"])
            if command is not None:
                self.accepts.append((offer["id"], tab, command))

    def _with_offer(self, login: str, name: str) -> None:
        tab = self._tab(login)
        for offer in tab.shown().values() if tab is not None else ():
            assert tab is not None
            tab.post_do(name, offer_id=offer["id"], epoch=offer["epoch"])


@pytest.mark.parametrize("seed", [1, 2])
def test_no_offer_is_accepted_twice_or_stranded_or_shown_after_its_end(
    server: Server, tmp_path: Path, seed: int
) -> None:
    with machines(server, AGENTS) as clients, closing(server.sign_in("saga")) as saga:
        shift = Shift(server, seed, clients)
        deeds = shift.deeds()
        for _ in range(STEPS):
            shift.mend()
            shift.paint()
            shift.chance.choice(deeds)(shift.chance.choice(AGENTS))
        boss = Tab(server, saga, saga.get("/api/me").json()["user"]["id"])
        shift.come_to_rest(lambda: not ongoing(boss))
        for both in shift.tabs.values():
            for tab in both:
                settled(shift, tab)
        boss.leave()
        shift.leave()
    took = taken_by_people(shift)
    server.stop()
    check_records(tmp_path / "data", shift, took)


def ongoing(boss: Tab) -> list[Frame]:
    """What the supervisor sees of the queue."""
    assert boss.page.subscribe(f"floor:{sample.QUEUE}")["t"] == "caught_up"
    snapshot = boss.page.hear("snapshot", stream=f"floor:{sample.QUEUE}")
    items: list[Frame] = snapshot["body"]["items"]
    boss.page.say(t="unsubscribe", stream=f"floor:{sample.QUEUE}")
    return items


def settled(shift: Shift, tab: Tab) -> None:
    """Nothing is on its way any more: the tab shows no offer, and heard of each end once."""
    until = time.monotonic() + PATIENCE_S
    while tab.shown() or tab.unanswered():
        assert time.monotonic() < until, f"still shown: {tab.shown()}; unanswered: {tab.unanswered()}"
        shift.mend()
        time.sleep(0.05)
    assert not tab.faults
    ends = Counter(tab.ever_ended())
    assert set(ends.values()) <= {1}, ends


def taken_by_people(shift: Shift) -> Counter[str]:
    """How often an accept of each offer was answered with success, counting every command once."""
    took = Counter(shift.by_worker)
    for offer_id, tab, command in shift.accepts:
        answer = tab.answers_to([command]).get(command)
        took[offer_id] += answer is not None and answer["t"] == "result"
    return took


def check_records(data: Path, shift: Shift, took: Counter[str]) -> None:
    """What is on disk tells the same story."""
    unheard = {offer_id for offer_id, tab, command in shift.accepts if not tab.answers_to([command])}
    """Accepts whose tab was closed before the answer came."""
    db = connect(Settings(data_dir=data).database)
    offers = list(
        db.execute(
            "SELECT id, conversation_id, epoch, outcome, made_at_ms, ended_at_ms FROM offer "
            "ORDER BY conversation_id, epoch"
        )
    )
    states = {row[0] for row in db.execute("SELECT DISTINCT state FROM conversation")}
    attempts = list(
        db.execute(
            "SELECT conversation_id, opened_at_ms, closed_at_ms FROM assignment "
            "ORDER BY conversation_id, rowid"
        )
    )
    db.close()
    assert states == {"closed"}
    of_one: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for offer_id, conversation_id, _, outcome, made, ended in offers:
        assert outcome is not None, f"{offer_id} is stranded"
        assert ended >= made
        of_one[conversation_id].append((made, ended))
        if outcome == "accepted":
            assert took[offer_id] == 1 or offer_id in unheard, (
                f"{offer_id} was accepted {took[offer_id]} times"
            )
        else:
            assert took[offer_id] == 0, f"{offer_id} ended {outcome}, and an accept of it succeeded"
    assert len(of_one) == shift.written
    for spans in of_one.values():
        assert all(before[1] <= after[0] for before, after in pairwise(spans)), "two offers at once"
    held: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    for conversation_id, opened, closed in attempts:
        held[conversation_id].append((opened, closed))
    for spans_held in held.values():
        closes = [closed for _, closed in spans_held]
        assert None not in closes, "an attempt never ended"
        assert all(
            before[1] is not None and before[1] <= after[0] for before, after in pairwise(spans_held)
        ), "owned twice"
