"""Lets chance play a shift of agents who have several tabs on two machines, sleep, click and forget."""

import random
import time
from collections import Counter
from collections.abc import Callable

import httpx

from api.process import PATIENCE_S, Server
from api.tabs import Tab, Worker

TABS = 3
LETTERS = 40
PAINTS = 0.6
"""How often a visible tab gets to paint between two deeds."""
KEY = "the network's key"
STREAMS = ("letters", "parcels", "postcards", "telegrams")
"""Workstreams of the test channel, each with a template of its own."""


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
