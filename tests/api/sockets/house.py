"""The server that a test's peer meets: uvicorn on a thread, and listeners that write down what they hear."""

import asyncio
import queue
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import uvicorn
from litestar import Litestar, get

from api.sockets.peer import TIMEOUT_S, Peer
from cordboard.api.sockets import DEFAULT_LIMITS, Handshake, Limits, Listener, Rejection, Socket


class Recorder:
    """A listener that writes down what it is told; `on` replaces what it does besides."""

    def __init__(self, **on: Callable[..., None]) -> None:
        self.on = on
        self.log: list[tuple[str, Any]] = []
        self.news: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self.socket: Socket

    def _note(self, kind: str, value: Any) -> None:
        self.log.append((kind, value))
        self.news.put((kind, value))
        if kind in self.on:
            self.on[kind](self, value)

    def on_open(self, socket: Socket) -> None:
        self.socket = socket
        self._note("open", None)

    def on_text(self, data: bytes) -> None:
        self._note("text", data)

    def on_writable(self) -> None:
        self._note("writable", None)

    def on_close(self, code: int | None) -> None:
        self._note("close", code)

    def next(self, kind: str) -> Any:
        """What the next event of this kind carried; those before it are passed over."""
        while True:
            happened, value = self.news.get(timeout=TIMEOUT_S)
            if happened == kind:
                return value


def echo(recorder: Recorder, data: bytes) -> None:
    recorder.socket.send_text(data)


@get("/health", sync_to_thread=False)
def health() -> str:
    return "well"


def fail(recorder: Recorder, value: object) -> None:
    raise RuntimeError("planted")


def fill(recorder: Recorder, payload: bytes) -> int:
    """Send until the kernel takes no more and twice the high-water mark is waiting; how many were sent."""
    count = 0
    while recorder.socket.buffered <= 2 * DEFAULT_LIMITS.high_water_bytes:
        recorder.socket.send_text(payload)
        count += 1
    return count


class Server(uvicorn.Server):
    """Tells when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.loop = asyncio.get_running_loop()
        self.ready.set()


class House:
    """uvicorn with one HTTP route and a socket endpoint, on a thread; it is also the acceptor."""

    def __init__(self, make_protocol: Callable[..., type[asyncio.Protocol]], limits: Limits) -> None:
        self.answers: dict[str, Listener | Rejection | Exception] = {}
        self.asked: list[Handshake] = []
        self.recorders: list[Recorder] = []
        self.faults: queue.SimpleQueue[tuple[str, Exception]] = queue.SimpleQueue()
        ws = make_protocol(self, limits=limits, on_fault=lambda where, error: self.faults.put((where, error)))
        config = uvicorn.Config(Litestar([health]), ws=ws, http="httptools", loop="uvloop", log_config=None)
        self.server = Server(config)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self.server.run, args=([self._listening],), daemon=True)
        self._thread.start()
        assert self.server.ready.wait(TIMEOUT_S)

    def accept(self, handshake: Handshake) -> Listener | Rejection:
        self.asked.append(handshake)
        answer = self.answers.pop(handshake.query)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def expect(self, answer: Listener | Rejection | Exception) -> str:
        """The target at which the next request gets this answer."""
        if isinstance(answer, Recorder):
            self.recorders.append(answer)
        query = f"case={len(self.recorders)}-{len(self.asked)}-{len(self.answers)}"
        self.answers[query] = answer
        return f"/socket?{query}"

    def open(self, recorder: Recorder, **options: Any) -> Peer:
        peer = Peer(self.port, **options)
        status, _, _ = peer.ask(self.expect(recorder))
        assert status == 101
        recorder.next("open")
        return peer

    def on_loop(self, call: Callable[[], Any]) -> Any:
        """Run on the server's loop, where sockets live."""
        future: Future[Any] = Future()
        self.server.loop.call_soon_threadsafe(lambda: future.set_result(call()))
        return future.result(TIMEOUT_S)

    def stop(self) -> bool:
        """Shut down as on SIGTERM; true if it came to an end by itself."""
        self.server.should_exit = True
        self._thread.join(TIMEOUT_S)
        ended = not self._thread.is_alive()
        self.server.force_exit = True
        self._thread.join(TIMEOUT_S)
        self._listening.close()
        return ended
