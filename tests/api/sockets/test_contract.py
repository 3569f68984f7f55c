"""What a session may rely on for messages and frames, whichever implementation carries its socket."""

import pytest
from websockets.sync.client import connect

from api.sockets.house import House, Recorder, echo
from api.sockets.peer import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, TIMEOUT_S, Frame, frame
from cordboard.api.sockets import DEFAULT_LIMITS

LIMIT_BYTES = DEFAULT_LIMITS.max_message_bytes


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 8192, 8193, 65535, 65536, LIMIT_BYTES])
def test_a_message_of_any_size_up_to_the_limit_comes_back_whole(house: House, size: int) -> None:
    with house.open(Recorder(text=echo)) as peer:
        payload = (b"abcdefghij" * (size // 10 + 1))[:size]
        peer.send(TEXT, payload)
        assert peer.receive() == Frame(TEXT, payload)


@pytest.mark.parametrize("text", ["สวัสดีครับ ขอบคุณค่ะ", "👩🏽‍💻🇹🇭 naïve — žluťoučký", "\u0000\U0010ffff"])
def test_text_is_utf8_of_any_script(house: House, text: str) -> None:
    with house.open(Recorder(text=echo)) as peer:
        peer.send(TEXT, text.encode())
        assert peer.receive().payload.decode() == text


def test_messages_keep_their_order_when_many_come_in_one_segment(house: House) -> None:
    with house.open(Recorder(text=echo)) as peer:
        sent = [b"%d" % n * (n % 50 + 1) for n in range(2000)]
        peer.sock.sendall(b"".join(frame(TEXT, payload) for payload in sent))
        assert [peer.receive().payload for _ in sent] == sent


def test_a_frame_may_come_byte_by_byte(house: House) -> None:
    with house.open(Recorder(text=echo)) as peer:
        for byte in frame(TEXT, b"slowly" * 30):
            peer.sock.sendall(bytes((byte,)))
        assert peer.receive().payload == b"slowly" * 30


def test_data_stays_good_after_the_callback(house: House) -> None:
    recorder = Recorder()
    with house.open(recorder) as peer:
        peer.sock.sendall(b"".join(frame(TEXT, b"%06d" % n) for n in range(1000)))
        assert [recorder.next("text") for _ in range(1000)] == [b"%06d" % n for n in range(1000)]


def test_fragments_are_joined_and_control_frames_may_come_between(house: House) -> None:
    with house.open(Recorder(text=echo)) as peer:
        thai = "ไทย".encode()
        peer.send(TEXT, thai[:4], fin=False)
        peer.send(CONTINUATION, b"", fin=False)
        peer.send(PING, b"still here?")
        peer.send(CONTINUATION, thai[4:])
        assert peer.receive() == Frame(PONG, b"still here?")
        assert peer.receive() == Frame(TEXT, thai)
        peer.send(TEXT, b"next")
        assert peer.receive() == Frame(TEXT, b"next")


def test_a_stock_client_opens_talks_and_closes(house: House) -> None:
    recorder = Recorder(text=echo)
    with connect(f"ws://127.0.0.1:{house.port}{house.expect(recorder)}") as client:
        client.send("hello ✓")
        assert client.recv(timeout=TIMEOUT_S) == "hello ✓"
        assert client.protocol.extensions == []
    assert client.close_code == 1000
    assert recorder.next("close") == 1000


def test_a_ping_is_answered_and_a_pong_ignored(house: House) -> None:
    with house.open(Recorder(text=echo)) as peer:
        peer.send(PONG, b"unasked")
        peer.send(PING)
        assert peer.receive() == Frame(PONG, b"")
        peer.send(PING, b"x" * 125)
        assert peer.receive() == Frame(PONG, b"x" * 125)


BREACHES = {
    "too large": (frame(TEXT, b"x" * (LIMIT_BYTES + 1)), 1009),
    "too large in fragments": (
        frame(TEXT, b"x" * LIMIT_BYTES, fin=False) + frame(CONTINUATION, b"y"),
        1009,
    ),
    "announced as huge": (b"\x81\xff\x00\x00\x00\xff\xff\xff\xff\xff", 1009),
    "binary": (frame(BINARY, b"\x00\x01"), 1003),
    "binary fragment": (frame(BINARY, b"\x00", fin=False), 1003),
    "bad UTF-8": (frame(TEXT, b"ab\xff"), 1007),
    "cut UTF-8": (frame(TEXT, "ไ".encode()[:2]), 1007),
    "surrogate in UTF-8": (frame(TEXT, b"\xed\xa0\x80"), 1007),
    "bad UTF-8 in fragments": (frame(TEXT, b"a", fin=False) + frame(CONTINUATION, b"\xff"), 1007),
    "bad UTF-8 in a reason": (frame(CLOSE, b"\x03\xe8\xff"), 1007),
    "unmasked": (frame(TEXT, b"plain", mask=False), 1002),
    "not WebSocket at all": (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 10, 1002),
    "unknown opcode": (frame(3, b"?"), 1002),
    "unknown control opcode": (frame(11, b"?"), 1002),
    "compressed": (frame(TEXT, b"?", rsv=4), 1002),
    "reserved bit of a ping": (frame(PING, b"?", rsv=1), 1002),
    "fragmented ping": (frame(PING, b"?", fin=False), 1002),
    "long ping": (frame(PING, b"?" * 126), 1002),
    "continuation of nothing": (frame(CONTINUATION, b"?"), 1002),
    "text inside a message": (frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"), 1002),
    "close of one byte": (frame(CLOSE, b"\x03"), 1002),
    "close without a number": (frame(CLOSE, b"\x00\x00"), 1002),
    "close with a code of no frame": (frame(CLOSE, b"\x03\xee"), 1002),
    "close with an unknown code": (frame(CLOSE, b"\x13\x88"), 1002),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_closes_with_its_code(house: House, breach: str) -> None:
    data, code = BREACHES[breach]
    recorder = Recorder()
    with house.open(recorder) as peer:
        peer.sock.sendall(data)
        assert peer.receive_close() == code
        peer.sock.sendall(frame(TEXT, b"too late") * 1000)
        assert peer.at_end()
    assert recorder.next("close") == code
    assert [kind for kind, _ in recorder.log] == ["open", "close"]
