"""Sockets on websockets' sans-I/O protocol: the fallback, pure Python, with the same port."""

import asyncio
from typing import Any, ClassVar

from uvicorn import Config
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN
from websockets.server import ServerProtocol

from cordboard.api.sockets.ending import Ending
from cordboard.api.sockets.frame import is_utf8, text_head
from cordboard.api.sockets.port import DEFAULT_LIMITS, Acceptor, Limits, OnFault
from cordboard.api.sockets.upgrade import Entry, Room, accept_key, enter, log_fault, prepare

# First byte of an unfragmented pong, as `data_to_send` gives it: one item a frame.
PONG_HEAD = b"\x8a"


def sansio_protocol(
    acceptor: Acceptor,
    *,
    path: str = "/socket",
    limits: Limits = DEFAULT_LIMITS,
    on_fault: OnFault = log_fault,
) -> type[asyncio.Protocol]:
    """A class for `uvicorn.Config(ws=...)`."""
    room = Room(acceptor=acceptor, path=path, limits=limits, on_fault=on_fault)
    return type("BoundSansioProtocol", (SansioProtocol,), {"_room": room})


class SansioSocket(Ending):
    """A `Socket` for the session, around websockets' state machine."""

    def __init__(
        self, entry: Entry, room: Room, owner: asyncio.BaseProtocol, transport: asyncio.Transport
    ) -> None:
        self._begin(entry.listener, room, owner, transport)
        # Our own handshake is over, so it starts in OPEN; without extensions there is no deflate.
        self._ws = ServerProtocol(state=OPEN, max_size=room.limits.max_message_bytes)
        self._parts: list[bytes] = []

    @property
    def closed(self) -> bool:
        return self._lost or self._linger is not None or self._ws.state is not OPEN

    def opened(self) -> None:
        self._call("on_open", self._listener.on_open, self)

    def send_text(self, payload: bytes) -> None:
        # Ignored once closed, for the reason that stands at PicowsSocket.send_text.
        if not self.closed:
            self._transport.writelines((text_head(len(payload)), payload))

    def _send_close(self, code: int, reason: bytes) -> None:
        self._ws.send_close(code, reason.decode())
        self._flush()

    def received(self, data: bytes) -> None:
        self._ws.receive_data(data)
        self._flush()
        for event in self._ws.events_received():
            if self._linger is None and isinstance(event, Frame):
                self._on_frame(event)
        if self._ws.close_sent is not None:
            self.hang_up(self._ws.close_sent.code)

    def _on_frame(self, frame: Frame) -> None:
        if frame.opcode is Opcode.BINARY:
            self.close(1003)
        elif frame.opcode is Opcode.TEXT or frame.opcode is Opcode.CONT:
            self._on_fragment(bytes(frame.data), frame.fin)

    def _on_fragment(self, data: bytes, fin: bool) -> None:
        if not fin:
            if data:
                self._parts.append(data)
            return
        if self._parts:
            data = b"".join([*self._parts, data])
            self._parts = []
        if is_utf8(data):
            self._call("on_text", self._listener.on_text, data)
        else:
            self.close(1007)

    def _flush(self) -> None:
        full = self.buffered > self._room.limits.high_water_bytes
        # Empty items mean end-of-stream, the linger's affair; pongs to a peer that doesn't read are dropped.
        for frame in self._ws.data_to_send():
            if frame and not (full and frame.startswith(PONG_HEAD)) and self._linger is None:
                self._transport.write(frame)


class SansioProtocol(asyncio.Protocol):
    """What uvicorn makes for each upgrade."""

    _room: ClassVar[Room]
    _transport: asyncio.Transport

    def __init__(
        self, config: Config, server_state: ServerState, app_state: dict[str, Any], _loop: Any = None
    ) -> None:
        self._connections: set[Any] = server_state.connections
        self._socket: SansioSocket | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport
        self._connections.add(self)

    def data_received(self, data: bytes) -> None:
        """The first call is uvicorn's, with the head of the request."""
        if self._socket is not None:
            self._socket.received(data)
        elif not self._transport.is_closing():
            self._enter(data)

    def _enter(self, request: bytes) -> None:
        entry = enter(request, self._transport, self._room)
        if entry is None:
            return
        prepare(self._transport, self._room.limits)
        self._transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept_key(entry.key).encode() + b"\r\n\r\n"
        )
        self._socket = SansioSocket(entry, self._room, self, self._transport)
        self._socket.opened()

    def eof_received(self) -> bool:
        self._transport.close()
        if self._socket is not None:
            self._socket.hang_up(None)
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self)
        if self._socket is not None:
            self._socket.lost()

    def resume_writing(self) -> None:
        if self._socket is not None:
            self._socket.writable()

    def shutdown(self) -> None:
        """uvicorn is going down: tell the client to come back."""
        if self._socket is not None:
            self._socket.close(1012)
