"""Speaks to the server's socket as a page does, and keeps all that it hears."""

import itertools
import json
import threading
import time
from collections.abc import Callable
from typing import Any, Self

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from api.process import PATIENCE_S, Server

Frame = dict[str, Any]
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_numbers = itertools.count(1)


def base36(number: int) -> str:
    """A number as command ids write it."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"


def new_id(at_ms: int | None = None) -> str:
    """An id for a command, of now or of another time."""
    made_ms = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    return f"{base36(made_ms)}-{next(_numbers):012d}"


class Page:
    """One connection; a thread reads, answers beats and wakes whoever waits for a frame."""

    def __init__(
        self,
        server: Server,
        *,
        cookie: str = "",
        token: str = "",
        on_frame: Callable[[Frame], None] | None = None,
        beats: bool = True,
        greet: bool = True,
    ) -> None:
        self.log: list[Frame] = []
        """All frames in their order, beats left out."""
        self.messages: list[str] = []
        self.closed: tuple[int, str] | None = None
        self._unheard: list[Frame] = []
        self._on_frame = on_frame
        self._beats = beats
        self._news = threading.Condition()
        self.socket = connect(
            f"ws://127.0.0.1:{server.port}/socket",
            origin=Origin(server.address),
            additional_headers={"Cookie": cookie} if cookie else {},
            compression=None,
            proxy=None,
            max_size=None,
            ping_interval=None,
            legacy=True,
            open_timeout=PATIENCE_S,
            close_timeout=5,
        )
        self._reading = threading.Thread(target=self._read)
        self._reading.start()
        if greet:
            self.say(t="hello", v=1, **({"token": token} if token else {}))
            self.welcome = self.hear("welcome")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Close the page."""
        self.socket.close()
        self._reading.join(PATIENCE_S)

    def say(self, **frame: Any) -> None:
        """Send one frame."""
        self.say_raw(json.dumps(frame, ensure_ascii=False))

    def say_raw(self, message: str | bytes) -> None:
        """Send one message as it is."""
        self.socket.send(message, text=True)

    def hear(self, kind: str, **fields: Any) -> Frame:
        """The first frame of this kind with these fields that was not asked for before."""
        return self.wait_for(lambda frame: frame["t"] == kind and frame.items() >= fields.items())

    def wait_for(self, wanted: Callable[[Frame], bool]) -> Frame:
        """The first such frame that was not asked for before; those before it can still be asked for."""

        def find() -> Frame | None:
            return next((one for one in self._unheard if wanted(one)), None)

        with self._news:
            self._news.wait_for(lambda: find() is not None or self.closed is not None, PATIENCE_S)
            found = find()
            assert found is not None, f"not heard; closed: {self.closed}; {self.log[-5:]}"
            self._unheard.remove(found)
            return found

    def wait_for_end(self) -> tuple[int, str]:
        """Code and reason with which the server closed."""
        with self._news:
            self._news.wait_for(lambda: self.closed is not None, PATIENCE_S)
        self._reading.join(PATIENCE_S)
        assert self.closed is not None, f"still open; {self.log[-5:]}"
        return self.closed

    def entry(self, kind: str, stream: str = "", **fields: Any) -> Frame:
        """The next event whose body is of this kind."""
        return self.wait_for(
            lambda frame: (
                frame["t"] == "event"
                and frame["body"]["kind"] == kind
                and (not stream or frame["stream"] == stream)
                and frame["body"].items() >= fields.items()
            )
        )

    def offer(self) -> Frame:
        """The next offer, as it was made."""
        event = self.wait_for(
            lambda frame: (
                frame["t"] == "event"
                and frame["body"]["kind"] == "offer"
                and not frame["body"]["offer"]["displayed"]
            )
        )
        offer: Frame = event["body"]["offer"]
        return offer

    def subscribe(self, stream: str, after: int | None = None) -> Frame:
        """Begin to read; the `caught_up`, or what came in its place."""
        self.say(t="subscribe", stream=stream, after=after)
        answers = {"caught_up", "resync", "ended"}
        return self.wait_for(lambda frame: frame["t"] in answers and frame["stream"] == stream)

    def snapshot(self, stream: str) -> Frame:
        """Take a snapshot and read on from there."""
        assert self.subscribe(stream)["t"] == "caught_up"
        return self.hear("snapshot", stream=stream)

    def ask(self, **frame: Any) -> Frame:
        """Send something with an id; its `result` or `refused`."""
        frame.setdefault("id", new_id())
        self.say(**frame)
        return self.answer(frame["id"])

    def answer(self, command_id: str) -> Frame:
        """The answer to an id."""
        return self.wait_for(lambda one: one["t"] in {"result", "refused"} and one["id"] == command_id)

    def do(self, name: str, **fields: Any) -> Frame:
        """Send a command; its answer."""
        return self.ask(t="do", command={"name": name, **fields})

    def done(self, name: str, **fields: Any) -> Frame:
        """Send a command that must succeed."""
        answer = self.do(name, **fields)
        assert answer["t"] == "result", answer
        return answer

    def ping(self) -> None:
        """Wait until the server has taken all that was said before: answers come in order."""
        assert self.subscribe("nothing:at-all")["t"] == "ended"

    def _read(self) -> None:
        try:
            for message in self.socket:
                assert isinstance(message, str)
                self._take(message)
        except ConnectionClosed:
            pass
        close = self.socket.protocol.close_rcvd
        with self._news:
            self.closed = (close.code, close.reason) if close is not None else (1006, "")
            self._news.notify_all()

    def _take(self, message: str) -> None:
        self.messages.append(message)
        for line in message.split("\n"):
            frame = json.loads(line)
            if frame["t"] == "beat":
                self._beat()
                continue
            with self._news:
                self.log.append(frame)
                self._unheard.append(frame)
                self._news.notify_all()
            if self._on_frame is not None:
                self._on_frame(frame)

    def _beat(self) -> None:
        if self._beats:
            self.say(t="beat")


def cookie_of(client: httpx.Client) -> str:
    """The Cookie header of a signed-in client."""
    return f"cordboard={client.cookies['cordboard']}"


def agent_page(server: Server, client: httpx.Client, **options: Any) -> Page:
    """A workspace that is visible and reads its agent's own stream."""
    page = Page(server, cookie=cookie_of(client), **options)
    page.subscribe(f"agent:{page.welcome['you']['id']}", 0)
    page.done("report_visible")
    return page


def visit(server: Server) -> str:
    """A token for a new visitor."""
    with server.client() as client:
        answer = client.post("/api/widget/visits", json={"workstream_id": "website"})
    assert answer.status_code == 201, answer.text
    token: str = answer.json()["token"]
    return token


def start(page: Page, text: str, **fields: Any) -> str:
    """Begin a conversation and read it; its id."""
    answer = page.ask(t="start", workstream_id="website", text=text, **fields)
    assert answer["t"] == "result", answer
    conversation_id: str = answer["conversation_id"]
    page.subscribe(f"conversation:{conversation_id}", 0)
    return conversation_id


def take_offer(page: Page) -> str:
    """See the next offer and accept it; the conversation."""
    offer = page.offer()
    page.done("confirm_displayed", offer_id=offer["id"])
    page.done("accept_offer", offer_id=offer["id"], epoch=offer["epoch"])
    conversation_id: str = offer["conversation_id"]
    page.snapshot(f"conversation:{conversation_id}")
    return conversation_id
