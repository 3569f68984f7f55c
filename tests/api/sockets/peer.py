"""A WebSocket client of bare bytes, so that a test can also break the rules."""

import socket
import struct
from typing import Any, NamedTuple, Self

TIMEOUT_S = 5.0
TEXT, BINARY, CLOSE, PING, PONG, CONTINUATION = 1, 2, 8, 9, 10, 0
MASK = b"\x37\xfa\x21\x3d"
REQUEST = {
    "Host": "desk.example",
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
# The answer to that key, from RFC 6455, section 1.3.
ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


class Frame(NamedTuple):
    opcode: int
    payload: bytes


def masked(payload: bytes) -> bytes:
    size = len(payload)
    pattern = (MASK * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(pattern, "big")).to_bytes(size, "big")


def frame(opcode: int, payload: bytes = b"", *, fin: bool = True, mask: bool = True, rsv: int = 0) -> bytes:
    size = len(payload)
    bit = 0x80 if mask else 0
    head = bytes((0x80 * fin | rsv << 4 | opcode,))
    if size < 126:
        head += bytes((bit | size,))
    elif size < 65536:
        head += struct.pack("!BH", bit | 126, size)
    else:
        head += struct.pack("!BQ", bit | 127, size)
    return head + MASK + masked(payload) if mask else head + payload


class Peer:
    """One TCP connection to the server."""

    def __init__(self, port: int, *, receive_buffer_bytes: int | None = None) -> None:
        self.sock = socket.socket()
        if receive_buffer_bytes is not None:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer_bytes)
        self.sock.settimeout(TIMEOUT_S)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.connect(("127.0.0.1", port))
        self.stream = self.sock.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()
        self.sock.close()

    def ask(
        self, target: str, *extra: tuple[str, str], method: str = "GET", **changes: str
    ) -> tuple[int, dict[str, str], str]:
        """Send an upgrade request; underscores in `changes` stand for dashes. Status, headers, body."""
        fields = list((REQUEST | {name.replace("_", "-"): value for name, value in changes.items()}).items())
        lines = [
            f"{method} {target} HTTP/1.1",
            *(f"{name}: {value}" for name, value in (*fields, *extra) if value),
        ]
        self.sock.sendall("\r\n".join([*lines, "", ""]).encode())
        status = int(self.stream.readline().split()[1])
        headers = {}
        while (line := self.stream.readline().decode().strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return status, headers, self.stream.read(int(headers.get("content-length", 0))).decode()

    def send(self, opcode: int, payload: bytes = b"", **options: Any) -> None:
        self.sock.sendall(frame(opcode, payload, **options))

    def send_for_ever(self, data: bytes) -> None:
        while True:
            self.sock.sendall(data)

    def receive(self) -> Frame:
        first, second = self.stream.read(2)
        assert first & 0x80, "the server never fragments"
        assert second < 128, "the server never masks"
        size = second
        if size == 126:
            (size,) = struct.unpack("!H", self.stream.read(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", self.stream.read(8))
        return Frame(first & 0x7F, self.stream.read(size))

    def receive_close(self) -> int | None:
        opcode, payload = self.receive()
        assert opcode == CLOSE, (opcode, payload[:100])
        return int.from_bytes(payload[:2], "big") if payload else None

    def hang_up(self) -> None:
        self.sock.shutdown(socket.SHUT_WR)

    def at_end(self) -> bool:
        return self.stream.read(1) == b""

    def reset(self) -> None:
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.stream.close()
        self.sock.close()
