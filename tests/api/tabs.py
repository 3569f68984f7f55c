"""Plays an agent's tabs as browsers have them: shown or hidden, asleep, reloaded, a worker beside them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosed

from api.followers import Follower
from api.pages import Frame, Page, cookie_of, new_id
from api.process import Server


class SleepyPage(Page):
    """A connection of a machine that can fall asleep: then it neither reads nor answers beats."""

    def __init__(self, server: Server, *, awake: threading.Event, **options: Any) -> None:
        self._awake = awake
        super().__init__(server, **options)

    def _take(self, message: str) -> None:
        self._awake.wait()
        super()._take(message)


class Tab(Follower):
    """One tab of an agent's workspace; it shows what the agent's stream says and nothing else."""

    def __init__(self, server: Server, client: httpx.Client, agent_id: str) -> None:
        self._server_of_tab = server
        self._cookie_of_tab = cookie_of(client)
        self.agent_id = agent_id
        self.visible = True
        self.awake = threading.Event()
        self.awake.set()
        super().__init__(server, cookie=self._cookie_of_tab)
        self.open()

    @property
    def stream(self) -> str:
        """Where the agent's state is."""
        return f"agent:{self.agent_id}"

    def open(self) -> None:
        """Come as a browser does after a reload: it has kept what was not answered, and nothing else."""
        with self._news:
            self._last.clear()
        self.arrive()
        self.follow(self.stream)
        if self.visible:
            self.post_do("report_visible")

    def arrive(self) -> None:
        """Connect by a page that can sleep."""
        self.page = SleepyPage(
            self._server_of_tab, awake=self.awake, cookie=self._cookie_of_tab, on_frame=self._take
        )
        for stream, last in list(self._last.items()):
            self.page.say(t="subscribe", stream=stream, after=last)
        for frame in list(self._outbox.values()):
            self.page.say(**frame)

    def reload(self) -> None:
        """Lose all that was shown, and the connection, for a moment."""
        self.leave()
        self.open()

    def sleep(self) -> None:
        """Close the lid."""
        self.awake.clear()

    def wake(self) -> None:
        """Open it; a connection that the server has given up meanwhile is made anew."""
        self.awake.set()

    def leave(self) -> None:
        """Close the tab, whatever it is doing."""
        self.awake.set()
        super().leave()

    def mend(self) -> None:
        """Connect again where the server has hung up, as every page does by itself."""
        if self.awake.is_set() and self.page.closed is not None:
            self.arrive()

    def post_do(self, name: str, **fields: Any) -> str | None:
        """Send a command without waiting, unless the line is down; its id."""
        try:
            return self.post(t="do", command={"name": name, **fields})
        except ConnectionClosed:
            return None

    def shown(self) -> dict[str, Frame]:
        """The offers that the tab shows: by the entries, as the workspace folds them."""
        offers: dict[str, Frame] = {}
        with self._news:
            entries = [one["body"] for one in self.entries.get(self.stream, ())]
        for body in entries:
            if body["kind"] == "offer":
                offers[body["offer"]["id"]] = body["offer"]
            elif body["kind"] == "offer_ended":
                offers.pop(body["offer_id"], None)
        return offers

    def ever_ended(self) -> list[str]:
        """Every end of an offer that the tab heard of, in order."""
        return [one["body"]["offer_id"] for one in self._of_kind("offer_ended")]

    def sessions(self) -> dict[str, Frame]:
        """The sessions on the panel."""
        found: dict[str, Frame] = {}
        with self._news:
            entries = [one["body"] for one in self.entries.get(self.stream, ())]
        for body in entries:
            if body["kind"] == "session":
                found[body["session"]["id"]] = body["session"]
            elif body["kind"] == "session_closed":
                found.pop(body["session_id"], None)
        return found

    def items(self) -> dict[str, Frame]:
        """The agent's work items."""
        found: dict[str, Frame] = {}
        with self._news:
            entries = [one["body"] for one in self.entries.get(self.stream, ())]
        for body in entries:
            if body["kind"] == "item":
                found[body["item"]["id"]] = body["item"]
            elif body["kind"] == "item_gone":
                found.pop(body["conversation_id"], None)
        return found

    def me(self) -> Frame | None:
        """The agent as the tab shows them."""
        mine = list(self._of_kind("me"))
        last: Frame | None = mine[-1]["body"]["me"] if mine else None
        return last

    def answers_to(self, ids: list[str]) -> dict[str, Frame]:
        """Answers that have come, by command."""
        with self._news:
            return {one: self._answers[one] for one in ids if one in self._answers}

    def unanswered(self) -> int:
        """How many commands still wait for their answer."""
        with self._news:
            return len(self._outbox)

    def _of_kind(self, kind: str) -> Iterator[Frame]:
        with self._news:
            entries = list(self.entries.get(self.stream, ()))
        return (one for one in entries if one["body"]["kind"] == kind)


class Worker:
    """What a desktop notification's buttons do: plain requests by offer id, no socket."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def answer(self, deed: str, offer: Frame) -> bool:
        """Accept or reject; whether the server took it."""
        answer = self._client.post(
            f"/api/offers/{offer['id']}/{deed}",
            json={"epoch": offer["epoch"]},
            headers={"idempotency-key": new_id()},
        )
        assert answer.status_code < 500, answer.text
        return answer.status_code == 200


@contextmanager
def machines(server: Server, logins: tuple[str, ...]) -> Iterator[dict[str, list[httpx.Client]]]:
    """Two machines of each agent, signed in."""
    clients = {login: [server.sign_in(login), server.sign_in(login)] for login in logins}
    try:
        yield clients
    finally:
        for both in clients.values():
            for client in both:
                client.close()
