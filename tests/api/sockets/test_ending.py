"""How a connection ends: once, with the right code, and harming nobody else."""

import http.client
from collections.abc import Callable

import pytest

from api.sockets.house import House, Recorder, echo, fail, fill
from api.sockets.peer import CLOSE, TEXT, TIMEOUT_S, Frame, Peer, frame


def health(house: House) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=TIMEOUT_S)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize(("payload", "code"), [(b"", 1005), (b"\x03\xe8", 1000), (b"\x0f\xa1bye", 4001)])
def test_a_close_of_the_peer_is_answered_and_heard_once(house: House, payload: bytes, code: int) -> None:
    recorder = Recorder()
    with house.open(recorder) as peer:
        peer.send(CLOSE, payload)
        assert peer.receive_close() in ({1000, None} if code == 1005 else {code})
        peer.hang_up()
        assert peer.at_end()
    assert recorder.next("close") == code


def test_our_close_reaches_the_peer_after_what_was_sent_before(house: House) -> None:
    def say_goodbye(recorder: Recorder, _: bytes) -> None:
        recorder.socket.send_text(b"last words")
        recorder.socket.close(4009, "ลาก่อน" * 30)
        assert recorder.socket.closed
        recorder.socket.send_text(b"too late")
        recorder.socket.send_text(b"too late and long" * 1000)
        recorder.socket.close(1000)

    recorder = Recorder(text=say_goodbye)
    with house.open(recorder) as peer:
        peer.send(TEXT, b"go")
        assert peer.receive() == Frame(TEXT, b"last words")
        opcode, payload = peer.receive()
        assert (opcode, payload[:2]) == (CLOSE, b"\x0f\xa9")
        assert ("ลาก่อน" * 30).startswith(payload[2:].decode())
        assert len(payload) > 100
        peer.send(CLOSE, payload[:2])
        assert peer.at_end()
    assert recorder.next("close") == 4009
    assert house.faults.empty()


def test_a_close_is_not_lost_when_the_peer_is_still_sending(house: House) -> None:
    recorder = Recorder(text=lambda recorder, _: recorder.socket.close(4000))
    with house.open(recorder) as peer:
        peer.sock.sendall(frame(TEXT, b"x" * 1000) * 1000)
        assert peer.receive_close() == 4000
    assert recorder.next("close") == 4000


@pytest.mark.parametrize("code", [0, 999, 1004, 1005, 1006, 1015, 2999, 5000])
def test_a_code_that_must_not_be_sent_is_an_error_of_the_caller(house: House, code: int) -> None:
    def close_wrongly(recorder: Recorder, data: bytes) -> None:
        with pytest.raises(ValueError, match=str(code)):
            recorder.socket.close(code)
        assert not recorder.socket.closed
        echo(recorder, data)

    with house.open(Recorder(text=close_wrongly)) as peer:
        peer.send(TEXT, b"still open")
        assert peer.receive().payload == b"still open"


def test_a_peer_that_does_not_answer_our_close_is_cut_off_in_time(house: House) -> None:
    recorder = Recorder()
    with house.open(recorder):
        house.on_loop(lambda: recorder.socket.close(4002))
        assert recorder.next("close") == 4002


def test_a_breach_keeps_its_code_when_the_peer_hangs_up_with_it(house: House) -> None:
    recorder = Recorder()
    with house.open(recorder) as peer:
        peer.send(3, b"no such opcode")
        peer.hang_up()
        assert peer.receive_close() == 1002
    assert recorder.next("close") == 1002


def test_what_comes_after_a_breach_is_dropped_unparsed_and_for_a_while_only(house: House) -> None:
    recorder = Recorder()
    with house.open(recorder) as peer:
        peer.send(3, b"no such opcode")
        assert peer.receive_close() == 1002
        with pytest.raises(OSError, match=r"reset|[Pp]ipe"):
            peer.send_for_ever(b"\xff" * 65536)
    assert recorder.next("close") == 1002
    ending = recorder.socket._linger  # type: ignore[attr-defined]
    assert ending.bytes_dropped > 65536


def test_a_vanished_peer_is_a_close_without_a_code(house: House) -> None:
    recorder = Recorder(text=echo)
    with house.open(recorder) as peer:
        peer.hang_up()
        assert peer.at_end()
        assert recorder.next("close") is None
    assert house.on_loop(lambda: recorder.socket.closed)
    assert house.on_loop(lambda: recorder.socket.buffered) == 0
    house.on_loop(lambda: recorder.socket.send_text(b"to nobody"))
    house.on_loop(lambda: recorder.socket.send_text(b"to nobody" * 2000))
    house.on_loop(lambda: recorder.socket.close(1000))


@pytest.mark.parametrize("backlog", [False, True])
def test_a_reset_is_one_close_without_a_code(house: House, backlog: bool) -> None:
    recorder = Recorder(text=echo)
    peer = house.open(recorder)
    if backlog:
        house.on_loop(lambda: fill(recorder, b"x" * 9000))
    peer.reset()
    assert recorder.next("close") is None


@pytest.mark.parametrize("where", ["open", "text", "writable"])
def test_a_listener_that_raises_loses_its_own_socket_only(house: House, where: str) -> None:
    broken, sound = Recorder(**{where: fail}), Recorder(text=echo)
    with house.open(sound) as neighbour, house.open(broken, receive_buffer_bytes=4096) as peer:
        count = house.on_loop(lambda: fill(broken, b"x" * 9000)) if where == "writable" else 0
        if where == "text":
            peer.send(TEXT, b"hello")
        for _ in range(count):
            peer.receive()
        assert peer.receive_close() == 1011
        peer.hang_up()
        assert broken.next("close") == 1011
        reported, error = house.faults.get(timeout=TIMEOUT_S)
        assert (reported, str(error)) == (f"on_{where}", "planted")
        neighbour.send(TEXT, b"unmoved")
        assert neighbour.receive().payload == b"unmoved"


def test_a_listener_that_raises_at_its_end_is_reported(house: House) -> None:
    recorder = Recorder(close=fail)
    with house.open(recorder) as peer:
        peer.send(CLOSE)
        peer.receive_close()
    assert recorder.next("close") == 1005
    assert house.faults.get(timeout=TIMEOUT_S)[0] == "on_close"
    assert health(house) == "well"


def test_a_listener_may_close_as_it_opens(house: House) -> None:
    recorder = Recorder(open=lambda recorder, _: recorder.socket.close(4003, "no"))
    with Peer(house.port) as peer:
        assert peer.ask(house.expect(recorder))[0] == 101
        assert peer.receive_close() == 4003
        peer.hang_up()
        assert peer.at_end()
    assert recorder.next("close") == 4003


def test_http_answers_on_the_same_port_before_during_and_after(house: House) -> None:
    assert health(house) == "well"
    with house.open(Recorder(text=echo)) as peer:
        assert health(house) == "well"
        peer.send(TEXT, b"both")
        assert peer.receive().payload == b"both"
    assert health(house) == "well"


def test_a_shutdown_sends_every_client_away_and_ends(make_house: Callable[[], House]) -> None:
    house = make_house()
    polite, mute, slow = Recorder(), Recorder(), Recorder()
    with house.open(polite) as peer, house.open(mute) as silent, house.open(slow, receive_buffer_bytes=4096):
        house.on_loop(lambda: fill(slow, b"x" * 9000))
        house.server.should_exit = True
        assert peer.receive_close() == silent.receive_close() == 1012
        peer.send(CLOSE, b"\x03\xf4")
        assert house.stop()
    assert [recorder.next("close") for recorder in house.recorders] == [1012, 1012, 1012]
    assert house.faults.empty()
