"""Holds all connections: lets them in, beats, hangs up, and says good-bye when the server stops."""

from collections.abc import Callable
from secrets import token_hex

from msgspec import Struct

from cordboard.api.connection import Connection
from cordboard.api.house import CLOSE_NOT_SIGNED_IN, CLOSE_RESTART, Caller, House
from cordboard.api.origins import is_own
from cordboard.api.sign_ins import SignIns, actor_of
from cordboard.api.sockets.port import Handshake, Listener, Rejection
from cordboard.app import access
from cordboard.core.user import User

COOKIE = "cordboard"
COME_BACK_MS = 1_000
"""How long clients wait at least before they come back to a server that restarts."""


class Admission(Struct, frozen=True, kw_only=True):
    """Who may connect."""

    origin: str
    """The server's own public origin; empty takes the Host header's word, for use on one's own machine."""
    trusted_proxies: frozenset[str]
    """Addresses whose X-Forwarded-For is believed."""
    connections_per_address: int
    connections: int


class Switchboard:
    """The acceptor of all sockets."""

    def __init__(self, house: House, sign_ins: SignIns, admission: Admission) -> None:
        self._house = house
        self._sign_ins = sign_ins
        self._admission = admission
        self._connections: dict[str, Connection] = {}
        self._by_address: dict[str, int] = {}
        self._draining = False

    def __len__(self) -> int:
        return len(self._connections)

    def accept(self, handshake: Handshake) -> Listener | Rejection:
        """Let a page in, or say why not."""
        if self._draining:
            return Rejection(503, "The server is stopping.", retry_after_s=1)
        if not self._from_here(handshake):
            return Rejection(403, "Pages of this origin may not connect.")
        address = self._address(handshake)
        if len(self._connections) >= self._admission.connections:
            return Rejection(503, "Too many connections.", retry_after_s=5)
        if self._by_address.get(address, 0) >= self._admission.connections_per_address:
            return Rejection(429, "Too many connections from this address.", retry_after_s=5)
        return self._admit(handshake, address)

    def beat(self) -> None:
        """Send every connection its beat."""
        for connection in list(self._connections.values()):
            connection.beat()

    def check(self) -> None:
        """Hang up on connections that fell silent."""
        for connection in list(self._connections.values()):
            connection.check()

    def slept(self) -> None:
        """The machine was suspended: nobody was silent."""
        for connection in self._connections.values():
            connection.sleep_over()

    def hang_up(self, sign_in: bytes) -> None:
        """Close all connections that hang on a sign-in; their pages count as gone at once."""
        name = sign_in.hex()
        for connection in list(self._connections.values()):
            if connection.sign_in == name:
                connection.hang_up(CLOSE_NOT_SIGNED_IN, "signed_out", gone=True)

    def drain(self) -> None:
        """Let nobody in any more and ask all to come back in a moment."""
        self._draining = True
        for connection in list(self._connections.values()):
            connection.hang_up(CLOSE_RESTART, "drain", retry_after_ms=COME_BACK_MS)

    def _admit(self, handshake: Handshake, address: str) -> Listener:
        """Take the page in; whether it is the workspace or a widget, its hello says."""
        connection = Connection(self._house, token_hex(8), self._caller(handshake))
        self._connections[connection.id] = connection
        self._by_address[address] = self._by_address.get(address, 0) + 1
        return _Registered(connection, lambda: self._forget(connection, address))

    def _forget(self, connection: Connection, address: str) -> None:
        del self._connections[connection.id]
        self._by_address[address] -= 1
        if not self._by_address[address]:
            del self._by_address[address]

    def _caller(self, handshake: Handshake) -> Caller | None:
        sign_in = self._sign_ins.of(cookie_of(handshake.cookie or ""))
        if sign_in is None:
            return None
        user = access.user_of(actor_of(sign_in), self._house.floor.view)
        return None if user is None else _caller_of(user, sign_in.token_hash)

    def _from_here(self, handshake: Handshake) -> bool:
        """Whether the page that connects is one of ours: browsers say where it is from."""
        return is_own(handshake.origin or "", handshake.host or "", self._admission.origin)

    def _address(self, handshake: Handshake) -> str:
        """Return the client's address; a proxy's word is taken only from those we trust."""
        if handshake.client_ip in self._admission.trusted_proxies:
            forwarded = handshake.header("x-forwarded-for") or ""
            return forwarded.rpartition(",")[2].strip() or handshake.client_ip
        return handshake.client_ip


class _Registered:
    """A connection that is taken off the list when it ends."""

    def __init__(self, connection: Connection, forget: Callable[[], None]) -> None:
        self._connection = connection
        self._forget = forget
        self.on_open = connection.on_open
        self.on_text = connection.on_text
        self.on_writable = connection.on_writable

    def on_close(self, code: int | None) -> None:
        self._forget()
        self._connection.on_close(code)


def _caller_of(user: User, token_hash: bytes) -> Caller:
    return Caller(actor=access.actor_of(user), name=user.name, roles=user.roles, sign_in=token_hash.hex())


def cookie_of(header: str) -> str | None:
    """Return our cookie's value from a Cookie header."""
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return None
