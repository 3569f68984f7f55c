"""The load's own WebSocket: messages are found however the bytes are cut."""

import socket

import pytest

from cordboard.bench.frames import masked
from cordboard.bench.wires import Unmeasurable, Wire


def framed(payload: bytes) -> bytes:
    """A server's text message."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


MESSAGES = [b"", b"{}", b"a" * 125, b"b" * 126, b"c" * 70_000, b"d"]


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1_000, 1_000_000])
def test_messages_survive_any_cut(piece: int) -> None:
    taken: list[bytes] = []
    near, far = socket.socketpair()
    with near, far:
        wire = Wire(near, b"", lambda message, _: taken.append(message))
        stream = b"".join(framed(one) for one in MESSAGES)
        for at in range(0, len(stream), piece):
            wire.feed(stream[at : at + piece])
    assert taken == MESSAGES


def test_the_end_of_a_line_is_noticed() -> None:
    near, far = socket.socketpair()
    with near:
        wire = Wire(near, b"", lambda _message, _now: None)
        far.close()
        wire.read()
        assert not wire.alive


def test_a_close_frame_ends_the_wire() -> None:
    near, far = socket.socketpair()
    with near, far:
        wire = Wire(near, b"", lambda _message, _now: None)
        wire.feed(b"\x88\x02\x03\xe8")
        assert not wire.alive


def test_a_full_socket_is_said_and_not_waited_for() -> None:
    near, far = socket.socketpair()
    with near, far:
        near.setblocking(False)
        wire = Wire(near, b"", lambda _message, _now: None)
        near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
        with pytest.raises(Unmeasurable, match="full"):
            wire.send(bytes(10_000_000))
        with pytest.raises(Unmeasurable, match="full"):
            wire.send(bytes(10_000_000))


def test_what_the_load_sends_is_masked_with_a_mask_that_changes_nothing() -> None:
    assert masked(b"hi") == b"\x81\x82\0\0\0\0hi"
    assert masked(b"x" * 200)[:8] == b"\x81\xfe\x00\xc8\0\0\0\0"
