"""The port of the WebSocket transport: what a session gets from a socket, and a socket from a session."""

from collections.abc import Callable
from typing import Protocol

import msgspec

OnFault = Callable[[str, Exception], None]
"""Told of an exception in our own code: the name of the callback it came from, and the exception."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on what one client may make the server hold."""

    max_message_bytes: int = 256 * 1024
    """Largest message a client may send, all its fragments together; more closes with 1009."""

    high_water_bytes: int = 64 * 1024
    """Above this many unsent bytes a socket counts as full, and `on_writable` follows when it has drained."""

    low_water_bytes: int = 16 * 1024
    """At this many unsent bytes a full socket counts as drained."""

    close_timeout_s: float = 2.0
    """After a CLOSE, the peer has this long to read it and hang up; then the connection is aborted."""

    read_buffer_bytes: int = 2048
    """Where a socket's read buffer starts (picows only); it doubles with the messages and never shrinks."""


DEFAULT_LIMITS = Limits()


class Handshake(msgspec.Struct, frozen=True, kw_only=True):
    """An upgrade request that asks for our path and obeys RFC 6455, section 4.2.1."""

    path: str
    """As it stood in the request line, percent-encoding kept, without the query."""

    query: str
    """As it stood after the question mark, or empty."""

    client_ip: str
    """Address of the TCP peer (a proxy's, if there is one); empty on a Unix socket."""

    headers: dict[str, str]
    """Names in lower case; the values of a repeated header are joined."""

    def header(self, name: str) -> str | None:
        return self.headers.get(name.lower())

    @property
    def origin(self) -> str | None:
        return self.headers.get("origin")

    @property
    def cookie(self) -> str | None:
        return self.headers.get("cookie")

    @property
    def host(self) -> str | None:
        return self.headers.get("host")


class Rejection(msgspec.Struct, frozen=True):
    """A plain HTTP answer in place of the upgrade."""

    status: int
    """400 to 599."""

    body: str = ""
    """A sentence for whoever debugs the client: browsers don't show it to the page."""

    retry_after_s: int | None = None


class Socket(Protocol):
    """One open WebSocket; to be used on the event loop's thread only."""

    @property
    def buffered(self) -> int:
        """Bytes that the kernel hasn't taken yet: a slow reader's backlog."""

    @property
    def closed(self) -> bool:
        """True once a CLOSE has been sent or the connection is gone; `on_close` may still be to come."""

    def send_text(self, payload: bytes) -> None:
        """Send one text message, which must be UTF-8; ignored once closed."""

    def close(self, code: int, reason: str = "") -> None:
        """Send CLOSE and hang up; ignored once closed.

        `reason` is cut to 123 bytes. Raises ValueError for a code that RFC 6455 keeps off the wire.
        """


class Listener(Protocol):
    """The session's side. All calls come from the event loop, one at a time.

    An exception in any of them closes this socket with 1011 and is reported; nothing else notices.
    """

    def on_open(self, socket: Socket) -> None:
        """The 101 is written; the first call, once."""

    def on_text(self, data: bytes) -> None:
        """One whole message, checked to be UTF-8; `data` is the listener's own copy, to keep as it likes."""

    def on_writable(self) -> None:
        """A buffer that was over the high-water mark has drained to the low one."""

    def on_close(self, code: int | None) -> None:
        """The last call, exactly once for each accepted listener, never from inside `close` or `send_text`.

        `code` is that of the first CLOSE in either direction, 1005 if the peer's had none, and `None` if the
        connection went without one.
        """


class Acceptor(Protocol):
    """Decides on an upgrade; synchronous, called on the event loop before the 101."""

    def accept(self, handshake: Handshake) -> Listener | Rejection: ...
