"""Slow readers: what a session sees of them, and that they can do no harm."""

import pytest

from api.sockets.house import House, Recorder, fill
from api.sockets.peer import PING, TEXT, Frame, frame
from cordboard.api.sockets import DEFAULT_LIMITS


@pytest.mark.parametrize("size", [300, 8192, 8193, 20_000, 70_000])
def test_a_slow_reader_shows_in_buffered_and_gets_every_message_whole(house: House, size: int) -> None:
    recorder = Recorder()
    with house.open(recorder, receive_buffer_bytes=4096) as peer:
        payload = b"m" * size
        count = house.on_loop(lambda: fill(recorder, payload))
        assert all(peer.receive() == Frame(TEXT, payload) for _ in range(count))
        recorder.next("writable")
        house.on_loop(lambda: recorder.socket.send_text(b"after"))
        assert peer.receive() == Frame(TEXT, b"after")
        assert house.on_loop(lambda: recorder.socket.buffered) == 0


def test_messages_of_mixed_sizes_stay_whole_under_backpressure(house: House) -> None:
    recorder = Recorder()
    sizes = [9000 + 700 * n % 60_000 if n % 3 else n % 200 for n in range(900)]

    def send_all() -> None:
        for n, size in enumerate(sizes):
            recorder.socket.send_text(b"%c" % (97 + n % 26) * size)

    with house.open(recorder, receive_buffer_bytes=4096) as peer:
        house.on_loop(send_all)
        for n, size in enumerate(sizes):
            assert peer.receive() == Frame(TEXT, b"%c" % (97 + n % 26) * size)


def test_a_slow_reader_can_be_cut_off(house: House) -> None:
    recorder = Recorder()
    with house.open(recorder, receive_buffer_bytes=4096):
        house.on_loop(lambda: fill(recorder, b"x" * 9000))
        house.on_loop(lambda: recorder.socket.close(1013))
        assert recorder.next("close") == 1013


def test_a_peer_that_hangs_up_without_reading_its_backlog_does_not_stay(house: House) -> None:
    recorder = Recorder()
    with house.open(recorder, receive_buffer_bytes=4096) as peer:
        house.on_loop(lambda: fill(recorder, b"x" * 9000))
        peer.hang_up()
        assert recorder.next("close") is None


def test_a_peer_that_pings_and_never_reads_fills_no_memory(house: House) -> None:
    recorder = Recorder()
    with house.open(recorder, receive_buffer_bytes=4096) as peer:
        for _ in range(60):
            peer.sock.sendall(frame(PING, b"x" * 125) * 2000)
        peer.send(TEXT, b"done")
        recorder.next("text")
        assert house.on_loop(lambda: recorder.socket.buffered) < DEFAULT_LIMITS.high_water_bytes + 200_000
