"""The way in: reads an upgrade request, asks the acceptor, and writes the HTTP answer if it is a refusal."""

import asyncio
import base64
import binascii
import hashlib
import http
import logging
import socket
from typing import Any

import msgspec

from cordboard.api.sockets.port import Acceptor, Handshake, Limits, Listener, OnFault, Rejection

# Twice what browsers send at worst with our own cookies; uvicorn itself has no limit on the head.
MAX_REQUEST_BYTES = 16 * 1024

# RFC 6455, section 1.3.
ACCEPT_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

# Access is decided by these, so two of them are a question of who reads which: refused.
SINGLE_HEADERS = frozenset(("host", "origin", "upgrade", "sec-websocket-key", "sec-websocket-version"))


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """What all sockets of one endpoint share."""

    acceptor: Acceptor
    path: str
    limits: Limits
    on_fault: OnFault


class Entry(msgspec.Struct, frozen=True):
    """An accepted upgrade: the listener waits for `on_open`, the client for its 101."""

    listener: Listener
    key: str


class _Refused(Exception):
    def __init__(self, rejection: Rejection, *headers: str) -> None:
        self.rejection = rejection
        self.headers = headers


def log_fault(where: str, error: Exception) -> None:
    logging.getLogger("cordboard.sockets").error("%s failed", where, exc_info=error)


def enter(request: bytes, transport: asyncio.Transport, room: Room) -> Entry | None:
    """Admit an upgrade request, or answer it, hang up and return `None`."""
    try:
        handshake = read_handshake(request, room.path, peer_ip(transport))
        return Entry(_ask(room, handshake), handshake.headers["sec-websocket-key"])
    except _Refused as refused:
        transport.write(_response(refused.rejection, refused.headers))
        transport.close()
        return None


def prepare(transport: asyncio.Transport, limits: Limits) -> None:
    """Set what an open socket needs of its transport."""
    transport.set_write_buffer_limits(high=limits.high_water_bytes, low=limits.low_water_bytes)
    sock = transport.get_extra_info("socket")
    if sock.family in (socket.AF_INET, socket.AF_INET6):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def accept_key(key: str) -> str:
    return base64.b64encode(hashlib.sha1(key.encode() + ACCEPT_GUID, usedforsecurity=False).digest()).decode()


def peer_ip(transport: asyncio.Transport) -> str:
    peer: Any = transport.get_extra_info("peername")
    return str(peer[0]) if isinstance(peer, tuple) else ""


def read_handshake(request: bytes, path: str, client_ip: str) -> Handshake:
    if len(request) > MAX_REQUEST_BYTES:
        raise _Refused(Rejection(431, "The request's head is too large."))
    line, *fields = request.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    method, target, _ = line.split(" ", 2)
    asked, _, query = target.partition("?")
    if asked != path:
        raise _Refused(Rejection(404, "There is no socket at this path."))
    headers = _read_headers(fields)
    _check_upgrade(method, headers)
    return Handshake(path=asked, query=query, client_ip=client_ip, headers=headers)


def _read_headers(fields: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for field in fields:
        name, _, value = field.partition(":")
        name, value = name.lower(), value.strip()
        if name not in headers:
            headers[name] = value
        elif name in SINGLE_HEADERS:
            raise _Refused(Rejection(400, f"The header {name} may stand only once."))
        else:
            headers[name] += ("; " if name == "cookie" else ", ") + value
    return headers


def _check_upgrade(method: str, headers: dict[str, str]) -> None:
    # That `connection` and `upgrade` ask for a WebSocket has been seen by uvicorn, or it wouldn't call us.
    if method != "GET" or headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
        raise _Refused(Rejection(400, "A WebSocket opens with a GET without a body."))
    if headers.get("sec-websocket-version") != "13":
        raise _Refused(
            Rejection(426, "This server speaks version 13 (RFC 6455)."), "Sec-WebSocket-Version: 13"
        )
    try:
        nonce = base64.b64decode(headers.get("sec-websocket-key", ""), validate=True)
    except (binascii.Error, ValueError):
        nonce = b""
    if len(nonce) != 16:
        raise _Refused(Rejection(400, "Sec-WebSocket-Key must be 16 bytes in base64."))


def _ask(room: Room, handshake: Handshake) -> Listener:
    try:
        answer = room.acceptor.accept(handshake)
    except Exception as error:
        room.on_fault("accept", error)
        raise _Refused(Rejection(500, "The server failed to answer.")) from error
    if isinstance(answer, Rejection):
        raise _Refused(answer)
    return answer


def _response(rejection: Rejection, headers: tuple[str, ...]) -> bytes:
    body = rejection.body.encode()
    lines = [
        f"HTTP/1.1 {rejection.status} {http.HTTPStatus(rejection.status).phrase}",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *headers,
    ]
    if rejection.retry_after_s is not None:
        lines.append(f"Retry-After: {rejection.retry_after_s}")
    return "\r\n".join([*lines, "", ""]).encode() + body
