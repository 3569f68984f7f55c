"""Sockets on picows: frames are parsed and sent in C, and a message costs one Python call each way."""

import asyncio
from typing import Any, ClassVar

from picows import WSAutoPingStrategy, WSFrame, WSListener, WSMsgType, WSTransport
from picows.picows import WSProtocol  # type: ignore[attr-defined]  # not public: picows is pinned
from uvicorn import Config
from uvicorn.server import ServerState

from cordboard.api.sockets.ending import Ending
from cordboard.api.sockets.frame import NO_STATUS, is_sendable, is_utf8, text_head
from cordboard.api.sockets.port import DEFAULT_LIMITS, Acceptor, Limits, OnFault
from cordboard.api.sockets.upgrade import Entry, Room, enter, log_fault, prepare

TEXT = WSMsgType.TEXT

# Up to here picows copies a message behind its header. Above, it queues a view of the header's memory, which
# its next send overwrites while uvloop still holds it: a slow reader would get broken frames (2.3.0).
COPIED_BYTES = 8192

# picows answers an upgrade itself and refuses some good ones (Firefox: "Connection: keep-alive, Upgrade"), so
# it gets a plain one with the client's key; the real one has been checked before.
UPGRADE = (
    "GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
)


def picows_protocol(
    acceptor: Acceptor,
    *,
    path: str = "/socket",
    limits: Limits = DEFAULT_LIMITS,
    on_fault: OnFault = log_fault,
) -> type[asyncio.Protocol]:
    """A class for `uvicorn.Config(ws=...)`."""
    room = Room(acceptor=acceptor, path=path, limits=limits, on_fault=on_fault)
    return type("BoundPicowsProtocol", (PicowsProtocol,), {"__slots__": (), "_room": room})


class PicowsSocket(WSListener, Ending):
    """A `Socket` for the session, and the listener that picows calls."""

    _ws: WSTransport

    def __init__(
        self, entry: Entry, room: Room, owner: asyncio.BaseProtocol, transport: asyncio.Transport
    ) -> None:
        self._begin(entry.listener, room, owner, transport)
        self._on_text = entry.listener.on_text
        self._max_bytes = room.limits.max_message_bytes
        self._parts: bytearray | None = None

    @property
    def closed(self) -> bool:
        return self._lost or self._linger is not None or self._ws.is_close_frame_sent

    def send_text(self, payload: bytes) -> None:
        # A peer may go between any check and any send, and what it missed it gets by its cursor when it is
        # back: an error here would only make every caller write the same `if`. picows ignores late sends too.
        if self._linger is None and len(payload) <= COPIED_BYTES:
            self._ws.send(TEXT, payload)
        elif not self.closed:
            self._transport.writelines((text_head(len(payload)), payload))

    def _send_close(self, code: int, reason: bytes) -> None:
        self._ws.send_close(code, reason)  # type: ignore[arg-type]  # any code is taken

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._ws = transport
        self._call("on_open", self._listener.on_open, self)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if transport.is_close_frame_sent:
            return
        if frame.msg_type is not TEXT or not frame.fin or self._parts is not None or has_rsv(frame):
            self._on_rarer_frame(frame)
            return
        data = frame.get_payload_as_bytes()
        if data.isascii() or is_utf8(data):
            try:
                self._on_text(data)
            except Exception as error:  # noqa: BLE001 as in Ending._call, without the call
                self.fail("on_text", error)
        else:
            self.close(1007)

    def _on_rarer_frame(self, frame: WSFrame) -> None:
        kind = frame.msg_type
        if has_rsv(frame):
            self.close(1002, "reserved bits")
        elif kind is WSMsgType.PING:
            # One pong stands for all pings before it (RFC 6455, section 5.5.3), so a peer that pings and
            # doesn't read can't fill our memory.
            if self.buffered <= self._room.limits.high_water_bytes:
                self._ws.send_pong(frame.get_payload_as_bytes())
        elif kind is WSMsgType.CLOSE:
            self._on_close_frame(frame.get_payload_as_bytes())
        elif kind is WSMsgType.BINARY:
            self.close(1003)
        elif kind is not WSMsgType.PONG:
            self._on_fragment(frame)

    def _on_close_frame(self, payload: bytes) -> None:
        code = int.from_bytes(payload[:2], "big") if payload else NO_STATUS
        if payload and not is_sendable(code):
            self.close(1002)
            return
        self._send_close(1000 if code == NO_STATUS else code, b"")
        self.hang_up(code)

    def _on_fragment(self, frame: WSFrame) -> None:
        if (frame.msg_type is TEXT) is (self._parts is not None):
            self.close(1002, "fragments out of order")
            return
        parts = self._parts = self._parts if self._parts is not None else bytearray()
        if len(parts) + frame.payload_size > self._max_bytes:
            self.close(1009)
            return
        parts += frame.get_payload_as_memoryview()
        if not frame.fin:
            return
        self._parts = None
        if is_utf8(whole := bytes(parts)):
            self._call("on_text", self._on_text, whole)
        else:
            self.close(1007)

    def pause_writing(self) -> None:
        """Nothing to do: `buffered` tells, and `on_writable` follows."""

    def resume_writing(self) -> None:
        self.writable()

    def end_unasked(self) -> None:
        """The peer has gone, or picows has found a fault in a frame and sent its CLOSE a moment ago."""
        if self._linger is None:
            sent = self._ws.close_handshake.sent if self._ws.is_close_frame_sent else None
            self.hang_up(sent.code.value if sent is not None else None)


class PicowsProtocol(WSProtocol):  # type: ignore[misc]  # see the import
    """What uvicorn makes for each upgrade: picows's parser, entered by our own handshake."""

    __slots__ = ("_connections", "_socket", "_transport")

    _room: ClassVar[Room]

    def __init__(
        self, config: Config, server_state: ServerState, app_state: dict[str, Any], _loop: Any = None
    ) -> None:
        limits = self._room.limits
        super().__init__(
            None,  # host and port: of a client
            None,  # path: of a client
            False,  # is_client_side
            lambda _request: self._socket,
            SILENT,
            True,  # disconnect_on_exception: never seen, we catch them
            None,  # handshake timeout: the request is here already
            False,  # auto ping: the application has its own beat
            1,
            1,
            WSAutoPingStrategy.PING_WHEN_IDLE,
            False,  # auto pong: ours has a limit
            limits.max_message_bytes,
            None,  # headers: of a client
            limits.read_buffer_bytes,
        )
        self._connections: set[Any] = server_state.connections
        self._socket: PicowsSocket | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._connections.add(self)

    def data_received(self, request: bytes) -> None:
        """Called once, by uvicorn, with the head of the request; from then on picows reads by itself."""
        entry = enter(request, self._transport, self._room)
        if entry is None:
            return
        prepare(self._transport, self._room.limits)
        self._socket = PicowsSocket(entry, self._room, self, self._transport)
        super().connection_made(Wire(self._transport, self._socket))
        upgrade = UPGRADE.format(key=entry.key).encode()
        self.get_buffer(-1)[: len(upgrade)] = upgrade
        self.buffer_updated(len(upgrade))

    def eof_received(self) -> bool:
        self._transport.close()
        if self._socket is not None:
            self._socket.end_unasked()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self)
        if self._socket is not None:
            super().connection_lost(exc)
            self._socket.end_unasked()
            self._socket.lost()

    def shutdown(self) -> None:
        """uvicorn is going down: tell the client to come back."""
        if self._socket is not None:
            self._socket.close(1012)


class Wire:
    """The transport as picows sees it: fast where it writes, ours where it would close at once."""

    __slots__ = ("_socket", "_transport", "get_write_buffer_size", "write")

    def __init__(self, transport: asyncio.Transport, socket: PicowsSocket) -> None:
        self._transport = transport
        self._socket = socket
        self.write = transport.write
        self.get_write_buffer_size = transport.get_write_buffer_size

    def get_extra_info(self, name: str) -> Any:
        # picows sets and reads six socket options a connection, to log them, and fails on a Unix socket's;
        # `prepare` has set the one that matters.
        return self if name == "socket" else self._transport.get_extra_info(name)

    def fileno(self) -> int:
        return int(self._transport.get_extra_info("socket").fileno())

    def setsockopt(self, *_: int) -> None:
        pass

    def getsockopt(self, *_: int) -> int:
        return 0

    def close(self) -> None:
        self._socket.end_unasked()


class Silent:
    """A logger that keeps quiet: picows logs what clients do wrong; our own faults we report ourselves."""

    def isEnabledFor(self, _level: int) -> bool:  # noqa: N802 the name is logging's
        return False

    def info(self, *_: Any) -> None:
        pass

    debug = warning = error = exception = info


SILENT = Silent()


def has_rsv(frame: WSFrame) -> bool:
    return frame.rsv1 or frame.rsv2 or frame.rsv3
