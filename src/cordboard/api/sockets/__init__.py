"""The WebSocket transport: the port that sessions use, and two implementations of it for uvicorn."""

from cordboard.api.sockets.picows_socket import picows_protocol
from cordboard.api.sockets.port import (
    DEFAULT_LIMITS,
    Acceptor,
    Handshake,
    Limits,
    Listener,
    OnFault,
    Rejection,
    Socket,
)
from cordboard.api.sockets.sansio_socket import sansio_protocol

__all__ = [
    "DEFAULT_LIMITS",
    "Acceptor",
    "Handshake",
    "Limits",
    "Listener",
    "OnFault",
    "Rejection",
    "Socket",
    "picows_protocol",
    "sansio_protocol",
]
