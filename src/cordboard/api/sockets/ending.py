"""What both implementations share: calls to the listener that do no harm, and an ending that comes once."""

import asyncio
from collections.abc import Callable

from cordboard.api.sockets.frame import clip_reason, is_sendable
from cordboard.api.sockets.port import Listener
from cordboard.api.sockets.upgrade import Room


class Ending:
    """The part of a socket that calls its listener and brings the connection to its end."""

    _listener: Listener
    _room: Room
    _owner: asyncio.BaseProtocol
    _transport: asyncio.Transport
    _linger: "Linger | None" = None
    _close_code: int | None = None
    _lost = False

    def _begin(
        self, listener: Listener, room: Room, owner: asyncio.BaseProtocol, transport: asyncio.Transport
    ) -> None:
        self._listener = listener
        self._room = room
        self._owner = owner
        self._transport = transport

    @property
    def buffered(self) -> int:
        return 0 if self._lost else self._transport.get_write_buffer_size()

    @property
    def closed(self) -> bool:
        return self._lost or self._linger is not None

    def close(self, code: int, reason: str = "") -> None:
        if not is_sendable(code):
            raise ValueError(f"{code} is no close code to send")
        if not self.closed:
            self._send_close(code, clip_reason(reason))
            self.hang_up(code)

    def _send_close(self, code: int, reason: bytes) -> None:
        raise NotImplementedError

    def hang_up(self, code: int | None) -> None:
        """End a connection after its last frame; `code` is that of its CLOSE, if there was one."""
        if self._linger is None and not self._lost:
            self._close_code = code
            self._linger = Linger(self._transport, self._owner, self._room.limits.close_timeout_s)

    def fail(self, where: str, error: Exception) -> None:
        self._room.on_fault(where, error)
        self.close(1011)

    def writable(self) -> None:
        if not self.closed:
            self._call("on_writable", self._listener.on_writable)

    def lost(self) -> None:
        """The connection is gone: transports say so once."""
        self._lost = True
        if self._linger is not None:
            self._linger.cancel()
        self._call("on_close", self._listener.on_close, self._close_code)

    def _call(self, where: str, callback: Callable[..., None], *args: object) -> None:
        try:
            callback(*args)
        except Exception as error:  # noqa: BLE001 whatever it is, it ends this socket and no other
            self.fail(where, error)


class Linger(asyncio.Protocol):
    """Sees a connection out: end-of-stream after the CLOSE, then reads and drops until the peer hangs up.

    Closing at once, with bytes from the peer unread, would make the kernel send a reset, and a reset
    overtakes the CLOSE: the client would never learn the code.
    """

    def __init__(self, transport: asyncio.Transport, owner: asyncio.BaseProtocol, timeout_s: float) -> None:
        self._owner = owner
        self.bytes_dropped = 0
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(timeout_s, transport.abort)
        if transport.is_closing():
            return
        # Not at once: during the upgrade uvicorn sets the protocol itself after we return.
        loop.call_soon(transport.set_protocol, self)
        if transport.can_write_eof():
            transport.write_eof()
        else:
            transport.close()

    def data_received(self, data: bytes) -> None:
        self.bytes_dropped += len(data)

    def cancel(self) -> None:
        self._timer.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        self._owner.connection_lost(exc)
