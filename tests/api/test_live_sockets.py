"""What only real sockets show: a reader whose buffers are full, one who is silent, messages too large."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from api.furnishing import furnish
from api.pages import Page, agent_page, cookie_of, start, take_offer, visit
from api.process import PATIENCE_S, Server
from api.sockets.peer import CLOSE, TEXT, Peer

LARGE = "ก" * 9_000
"""27 kB, as a message may be."""
MESSAGES = 150
"""Some four megabytes: more than a server keeps for one reader, and than the system's buffers take."""
SMALL_BUFFER_BYTES = 4_096


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    furnish(tmp_path / "data")
    settings = {"connections_per_address": 4, "beat_every_ms": 500, "silent_after_ms": 1_500}
    with Server(tmp_path, visitor_burst=1_000, **settings) as server:  # type: ignore[arg-type]  # by name
        yield server
        assert server.stop() == 0


def open_slowly(server: Server, cookie: str) -> Peer:
    """A workspace that reads nothing by itself, behind small buffers."""
    peer = Peer(server.port, receive_buffer_bytes=SMALL_BUFFER_BYTES)
    status, _, _ = peer.ask("/socket", Host=f"127.0.0.1:{server.port}", Origin=server.address, Cookie=cookie)
    assert status == 101
    return peer


def test_a_reader_who_is_too_slow_is_cut_off_and_resumes_without_loss(server: Server) -> None:
    with closing(server.sign_in("anna")) as client, Page(server, token=visit(server)) as customer:
        with agent_page(server, client) as anna:
            conversation_id = start(customer, "Hello?")
            take_offer(anna)
            stream = f"conversation:{conversation_id}"
            with open_slowly(server, cookie_of(client)) as slow:
                for frame in ({"t": "hello", "v": 1}, {"t": "subscribe", "stream": stream, "after": 0}):
                    slow.send(TEXT, json.dumps(frame).encode())
                send = {"t": "send", "conversation_id": conversation_id, "text": LARGE}
                head = max(customer.ask(**send)["n"] for _ in range(MESSAGES))
                numbers, code = read_to_the_end(slow, stream)
            assert code in {4409, None}, "told so, or dropped for not even reading that"
            assert numbers == [*range(1, len(numbers) + 1)]
            assert len(numbers) < head, "it was cut off before the end"
        with agent_page(server, client) as again:
            again.subscribe(stream, len(numbers))
            missed = [one["n"] for one in again.log if one["t"] == "event" and one["stream"] == stream]
            assert missed == [*range(len(numbers) + 1, head + 1)]


def read_to_the_end(peer: Peer, stream: str) -> tuple[list[int], int | None]:
    """All entries of a stream that come, and the close code, if any came."""
    numbers: list[int] = []
    while True:
        try:
            opcode, payload = peer.receive()
        except (ConnectionError, ValueError):
            return numbers, None
        if opcode == CLOSE:
            return numbers, int.from_bytes(payload[:2], "big")
        frames = map(json.loads, payload.split(b"\n"))
        numbers += [one["n"] for one in frames if one["t"] == "event" and one["stream"] == stream]


def test_a_page_that_does_not_answer_beats_is_sent_away_and_others_stay(server: Server) -> None:
    with closing(server.sign_in("anna")) as client, Page(server, cookie=cookie_of(client)) as lively:
        with Page(server, cookie=cookie_of(client), beats=False) as silent:
            assert silent.wait_for_end() == (4408, "silent")
            silent.hear("bye", reason="silent")
        lively.ping()
        assert lively.closed is None


def test_strangers_pages_and_too_many_connections_get_a_plain_refusal(server: Server) -> None:
    def knock(origin: str) -> int:
        try:
            with connect(
                f"ws://127.0.0.1:{server.port}/socket",
                origin=Origin(origin),
                proxy=None,
                open_timeout=PATIENCE_S,
                legacy=True,
            ):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    assert knock(server.address) == 101
    assert knock("http://evil.example") == 403
    assert knock("http://[") == 403
    pages = [Page(server, token=visit(server)) for _ in range(4)]
    assert knock(server.address) == 429
    for page in pages:
        page.leave()


def test_a_message_over_the_limit_ends_the_connection_only(server: Server) -> None:
    with Page(server, token=visit(server)) as page, Page(server, token=visit(server)) as other:
        page.say_raw("x" * 300_000)
        assert page.wait_for_end()[0] == 1009
        other.ping()
