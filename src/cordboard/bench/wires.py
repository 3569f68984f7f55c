"""Carries the pages' WebSocket messages: plain sockets and one epoll, cheaper than any server."""

import select
import socket
import struct
from collections.abc import Callable
from time import perf_counter_ns
from typing import Final

from cordboard.bench.frames import masked

RECEIVE_BYTES = 256 * 1024
HEAD_LIMIT_BYTES = 16 * 1024
HANDSHAKE_S = 10.0
EVENTS_AT_ONCE = 512
LONGEST_WAIT_S = 0.05
"""No turn waits longer, so that whoever waits for something looks often enough."""
TEXT, CLOSE, PING = 1, 8, 9
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER of zero: closing sends a reset, as a network that goes does."""

Take = Callable[[bytes, int], None]
"""Gets one message and the time at which it was read, in nanoseconds."""


class Unmeasurable(Exception):
    """Nothing can be measured here; the message says what to change."""


class Wire:
    """One page's WebSocket."""

    __slots__ = ("_rest", "_socket", "alive", "fd", "take")

    def __init__(self, connected: socket.socket, rest: bytes, take: Take) -> None:
        self._socket = connected
        self._rest = rest
        self.fd: Final = connected.fileno()
        self.take = take
        self.alive = True

    def send(self, message: bytes) -> None:
        """Send a whole message, header and all; what a dead wire swallows the page repeats on the next."""
        try:
            taken = self._socket.send(message)
        except BlockingIOError:
            taken = 0
        except OSError:
            self.alive = False
            return
        if taken != len(message):
            raise Unmeasurable("A socket is full: the server reads nothing any more.")

    def read(self) -> None:
        """Take what has come; a wire that the other side has left is dead."""
        try:
            data = self._socket.recv(RECEIVE_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self.feed(data)
        else:
            self.alive = False

    def feed(self, data: bytes) -> None:
        """Split what has come into messages."""
        now_ns = perf_counter_ns()
        if self._rest:
            data = self._rest + data
        at, end = 0, len(data)
        while end - at >= 2:
            size, head = data[at + 1], 2
            if size == 126:
                size, head = int.from_bytes(data[at + 2 : at + 4], "big"), 4
            elif size == 127:
                size, head = int.from_bytes(data[at + 2 : at + 10], "big"), 10
            begin = at + head
            if end - begin < size:
                break
            if data[at] & 15 == TEXT:
                self.take(data[begin : begin + size], now_ns)
            elif data[at] & 15 == CLOSE:
                self.alive = False
            at = begin + size
        self._rest = data[at:]

    def cut(self) -> None:
        """Drop the connection without a word."""
        self.alive = False
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self._socket.close()


class Hub:
    """All wires of one server, read as they become readable."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._epoll = select.epoll()
        self._wires: dict[int, Wire] = {}

    def connect(self, take: Take, *, cookie: str = "") -> Wire:
        """Open a WebSocket.

        Raises:
            Unmeasurable: when the server lets nobody in.
        """
        connected = socket.create_connection(("127.0.0.1", self.port), timeout=HANDSHAKE_S)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        wire = Wire(connected, _upgrade(connected, self.port, cookie), take)
        connected.setblocking(False)
        self._wires[wire.fd] = wire
        self._epoll.register(wire.fd, select.EPOLLIN)
        return wire

    def drop(self, wire: Wire) -> None:
        """Forget a wire and close it."""
        if self._wires.pop(wire.fd, None) is not None:
            self._epoll.unregister(wire.fd)
            wire.cut()

    def turn(self, wait_s: float) -> None:
        """Wait for something to read, to a few microseconds, and read it."""
        if wait_s > 0:
            # An epoll's own timeout is in whole milliseconds, a select's is not. (It takes file numbers up to
            # 1,023 only: hubs are made before their wires, so theirs are low.)
            select.select([self._epoll], [], [], min(wait_s, LONGEST_WAIT_S))
        wires = self._wires
        for fd, _ in self._epoll.poll(0, EVENTS_AT_ONCE):
            wire = wires[fd]
            wire.read()
            if not wire.alive:
                self.drop(wire)

    def run_until(self, done: Callable[[], bool], within_s: float, what: str) -> None:
        """Turn until something is so.

        Raises:
            Unmeasurable: when it is not so in time.
        """
        end_ns = perf_counter_ns() + int(within_s * 1e9)
        while not done():
            if perf_counter_ns() > end_ns:
                raise Unmeasurable(f"This did not happen within {within_s:g} s: {what}.")
            self.turn(LONGEST_WAIT_S)

    def close(self) -> None:
        """Drop every wire."""
        for wire in list(self._wires.values()):
            self.drop(wire)
        self._epoll.close()


def say(wire: Wire, frame: bytes) -> None:
    """Send one frame as a message."""
    wire.send(masked(frame))


def _upgrade(connected: socket.socket, port: int, cookie: str) -> bytes:
    """Do the handshake; return what came behind it."""
    host = f"127.0.0.1:{port}"
    lines = [
        "GET /socket HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        f"Origin: http://{host}",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    connected.sendall("\r\n".join([*lines, "", ""]).encode())
    answer = b""
    while b"\r\n\r\n" not in answer:
        more = connected.recv(HEAD_LIMIT_BYTES)
        if not more or len(answer) > HEAD_LIMIT_BYTES:
            break
        answer += more
    head, _, rest = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 101"):
        raise Unmeasurable(f"The server lets no page in: {head.decode(errors='replace')[:200]}")
    return rest
